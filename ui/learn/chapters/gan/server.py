"""Answer the live figures of the chapter on generative adversarial networks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import torch

from models import WeightsError, latent, registry, training_record
from models.analysis.gan_round import one_round
from models.networks.gan import GAN
from models.networks.reader import Reader
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import packed_ink
from ui.kit.model_inputs import model_name
from ui.kit.validation import Fields, whole

COUNTED = 500  # samples that a visitor has counted
READ_AT_ONCE = 100
SEEDS = 2**31


def parse_seed(fields: Fields) -> int:
    """Read {seed}. Raises ValueError for anything else."""
    return whole("seed", fields.get("seed"), 0, SEEDS)


@dataclass(frozen=True)
class CountRequest:
    """Samples to be drawn and counted."""

    model: str
    seed: int

    @classmethod
    def parse(cls, fields: Fields, gans: Mapping[str, GAN]) -> Self:
        """Read {model, seed}. Raises ValueError for anything else."""
        return cls(model_name(gans, fields.get("model")), parse_seed(fields))


def play(seed: int, gan: GAN, reals: torch.Tensor) -> Answer:
    """Play one round: pictures and numbers of `models.analysis.gan_round` over `reals`, (10, 1, 28, 28)."""
    z = latent.prior(len(reals), gan.latent_dim, seed)
    found = one_round(gan, reals, z)._asdict()
    pictures = {key: packed_ink(found.pop(key).numpy()) for key in ("fake", "fake_after")}
    scores = {key: rounded(value.numpy()) if isinstance(value, torch.Tensor) else value for key, value in found.items()}
    return {"real": packed_ink(reals.numpy()), **pictures, **scores}


@torch.inference_mode()
def count(request: CountRequest, gans: Mapping[str, GAN], reader: Reader) -> Answer:
    """Return counts, how many of 500 samples read as each digit, and frames, the first ten of them."""
    x = gans[request.model].sample(COUNTED, seed=request.seed)
    read = torch.cat([reader.predict_proba(part).argmax(1) for part in x.split(READ_AT_ONCE)])
    return {"counts": torch.bincount(read, minlength=10).tolist(), "frames": packed_ink(x[:10].numpy())}


@torch.inference_mode()
def cured(seed: int, gans: Mapping[str, GAN]) -> Answer:
    """Return frames, ten samples of each model; a conditional one draws 0 to 9."""
    return {
        "frames": {
            name: packed_ink(gan.sample(10, label=range(10) if gan.num_classes else None, seed=seed).numpy())
            for name, gan in gans.items()
        }
    }


def history(names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return {name: {epochs, shares, samples}} of the models' classes.csv; absent and damaged files are left out."""
    found = {}
    for name in names:
        try:
            classes = training_record.classes(name)
        except WeightsError:
            continue
        if classes:
            found[name] = {**classes._asdict(), "shares": rounded(classes.shares)}
    return found


def recipe(name: str) -> dict[str, Any] | None:
    """Return what the chapter says of a model's recipe: discriminator steps, R1's weight, whether it is conditional."""
    try:
        about = registry.describe(name)
    except WeightsError:
        return None
    how = about.get("training", {}).get("recipe", {})
    return {
        "steps": how.get("discriminator_steps"),
        "r1": how.get("r1", 0.0),
        "labelled": about["config"].get("num_classes", 0) > 0,
    }
