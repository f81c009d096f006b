"""Answer for the critic: the score that the discriminator of each GAN gives a drawing, and the pixels it hangs on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import torch

from models.analysis.saliency import saliency
from models.networks.conv_gan import ConvGAN
from models.networks.gan import GAN
from models.networks.reader import Reader
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import packed, packed_ink, signed_grey
from ui.kit.known_figures import known_figures
from ui.kit.model_inputs import batch, model_name
from ui.kit.sheet_codec import seen
from ui.kit.validation import Fields, whole

# Which digit a conditional D is asked about: the one that the reader takes x for, or the most convincing one.
AS_READ, BEST = "read", "best"
SEED_LIMIT = 2**31


@dataclass(frozen=True)
class CriticRequest:
    """A sheet to be scored by each discriminator."""

    x: torch.Tensor  # (1, 1, 28, 28) float32 in 0…1, the sheet as the models see it
    label: int | str  # the digit 0…9 that a conditional D is asked about, or AS_READ, or BEST

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {label, and a sheet as `ui.kit.sheet_codec.seen` takes it}. Raises ValueError for anything else."""
        x, label = batch(seen(fields)), fields.get("label", AS_READ)
        return cls(x, label if label in (AS_READ, BEST) else whole("label", label, 0, 9))


@dataclass(frozen=True)
class ForgeryRequest:
    """A digit to be drawn by a GAN."""

    model: str
    digit: int  # 0…9, for a GAN that knows digits
    seed: int

    @classmethod
    def parse(cls, fields: Fields, gans: Mapping[str, GAN]) -> Self:
        """Read {model, digit, seed}. Raises ValueError for anything else."""
        model = model_name(gans, fields.get("model"))
        digit = whole("digit", fields.get("digit"), 0, 9)
        return cls(model, digit, whole("seed", fields.get("seed"), 0, SEED_LIMIT))


def percentiles(name: str) -> dict[str, dict[str, list[float]]]:
    """Return the measured {"read" and, where D is conditional, "best": {"real", "fake": 101 scores}}.

    {} where they were not measured.
    """
    known = known_figures(name, "reference")
    kinds = {AS_READ: "score", BEST: "best_score"}
    return {
        way: {kind: known[f"{start}_{kind}_percentiles"] for kind in ("real", "fake")}
        for way, start in kinds.items()
        if all(f"{start}_{kind}_percentiles" in known for kind in ("real", "fake"))
    }


def verdict(gan: GAN, x: torch.Tensor, label: int | None = None) -> dict[str, Any]:
    """Score one digit with one D, and find the pixels that the score hangs on.

    Parameters
    ----------
    gan : a GAN of the project
    x : (1, 1, 28, 28) float32 tensor in 0…1
    label : int or None
        As for `gan.score`.

    Returns
    -------
    dict
        score (float, 0 forged … 1 real), label (the digit that D was asked about, None for an unconditional D),
        saliency ((28, 28) float32 ndarray, as `models.analysis.saliency` gives it)
    """
    with torch.inference_mode():
        used = int(gan.most_convincing(x)[0]) if label is None and isinstance(gan, ConvGAN) else label
        score = float(gan.score(x, label)[0])
    return {"score": score, "label": used, "saliency": saliency(gan, x, label)[0].numpy()}


def criticise(request: CriticRequest, gans: Mapping[str, GAN], reader: Reader) -> Answer:
    """Return the scores of a sheet.

    seen (base64 of 784 grey bytes), proba (the reader's) and critics, one for each GAN: model, score, label, saliency
    (base64 of 784 bytes, 128 is zero, 255 the peak) and peak (logits for each unit of ink)
    """
    with torch.inference_mode():
        proba = reader.predict_proba(request.x)[0]
    label = _label(request.label, int(proba.argmax()))
    critics = []
    for name, gan in gans.items():
        found = verdict(gan, request.x, label if gan.num_classes else None)
        peak = float(abs(found["saliency"]).max())
        critics.append({"model": name, **found, "saliency": packed(signed_grey(found["saliency"], peak)), "peak": peak})
    return {"seen": packed_ink(request.x.numpy()), "proba": rounded(proba.numpy()), "critics": critics}


def _label(requested: int | str, read: int) -> int | None:
    """Return the digit to ask about; None is the most convincing one."""
    if isinstance(requested, int):
        return requested
    return read if requested == AS_READ else None


@torch.inference_mode()
def forge(request: ForgeryRequest, gans: Mapping[str, GAN]) -> Answer:
    """Return a forgery, of the digit requested where the GAN knows digits: frame, base64 of 784 grey bytes."""
    gan = gans[request.model]
    x = gan.sample(1, label=request.digit if gan.num_classes else None, seed=request.seed)
    return {"frame": packed_ink(x.numpy())}
