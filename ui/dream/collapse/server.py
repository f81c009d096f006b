"""Answer about mode collapse: what 1,000 samples of a model read as, how alike they are, its stored figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch

from models import registry
from models.analysis import diversity
from models.latent import SEED_LIMIT
from models.networks.gan import GAN
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.kit.answers import Answer
from ui.kit.image_codec import packed_ink
from ui.kit.known_figures import known_figures
from ui.kit.model_inputs import model_name
from ui.kit.validation import Fields, whole

MODELS = ("gan_mlp", "gan_mlp_k1", "gan_conv", "vae_conv", "vae_mlp")  # the one that collapses first
SAMPLES = diversity.COUNT
PAIRS = 14  # samples that are shown, each with the most similar of all others
READ_AT_ONCE = 100  # the reader keeps 50 kB of each digit on the way


@dataclass(frozen=True)
class SurveyRequest:
    """Samples to be drawn, read and compared."""

    model: str
    seed: int

    @classmethod
    def parse(cls, fields: Fields, samplers: Mapping[str, Any]) -> Self:
        """Read {model, seed}. Raises ValueError for anything that is not among `samplers`."""
        model = model_name(samplers, fields.get("model"))
        return cls(model, whole("seed", fields.get("seed", 0), 0, SEED_LIMIT - 1))


@torch.inference_mode()
def survey(model: GAN | VAE, reader: Reader, seed: int) -> dict[str, Any]:
    """Draw 1,000 samples without a label, read them, and look for the most similar other one of each.

    model, reader : modules from models.load; seed : int, 0…2**63 − 1

    Returns
    -------
    dict with
        counts : list of 10 ints, how many read as each digit
        nearest_other : float, mean L2 distance over the pixels to the most similar other sample
        samples, others : (14, 28, 28) float32 ndarrays in 0…1, the first samples and the most similar other one of each
    """
    x = model.sample(SAMPLES, seed=seed)
    read = torch.cat([reader.predict_proba(part).argmax(1) for part in x.split(READ_AT_ONCE)])
    distance, which = diversity.nearest_others(x)
    return {
        "counts": torch.bincount(read, minlength=10).tolist(),
        "nearest_other": distance.mean().item(),
        "samples": x[:PAIRS, 0].numpy(),
        "others": x[which[:PAIRS], 0].numpy(),
    }


def figures(name: str, root: Path = registry.WEIGHTS) -> dict[str, dict[str, float]]:
    """Return what metrics.json says of samples drawn without a label: {figure: {"model": float, "real": float}}.

    The figures are fid, coverage and nearest_other. One that was not measured is left out; so is what real digits
    score, where that was not.
    """
    prefix = "prior_" if registry.KNOWN[name].family == "vae" else ""
    model, real = known_figures(name, "figures", root), known_figures(name, "real", root)
    named = {"fid": prefix + "fid", "coverage": prefix + "coverage", "nearest_other": "nearest_other"}
    return {
        key: {who: found[of] for who, found, of in (("model", model, stored), ("real", real, key)) if of in found}
        for key, stored in named.items()
        if stored in model or key in real
    }


def live_survey(request: SurveyRequest, samplers: Mapping[str, GAN | VAE], reader: Reader) -> Answer:
    """Return a survey as `survey` does, its pictures as base64 of their grey bytes."""
    found = survey(samplers[request.model], reader, request.seed)
    return {**found, "samples": packed_ink(found["samples"]), "others": packed_ink(found["others"])}
