"""Mode collapse, seen and measured: what 1,000 samples of a model read as, how alike they are, its stored figures."""

from functools import lru_cache

import torch

from models import WeightsError, registry
from models.analysis import diversity
from models.latent import SEED_LIMIT
from ui.dream.collapse.widget import Collapse
from ui.dream.samplers import among, words_with_names
from ui.kit.answers import answered, chosen
from ui.kit.image_codec import packed_ink
from ui.kit.validation import whole

MODELS = ("gan_mlp", "gan_mlp_k1", "gan_conv", "vae_conv", "vae_mlp")  # the one that collapses first
SAMPLES = diversity.COUNT
PAIRS = 14  # samples that are shown, each with the most similar of all others
READ_AT_ONCE = 100  # the reader keeps 50 kB of each digit on the way
KEPT = 64  # answers, 22 kB each: a seed draws the same digits whoever asks


@torch.inference_mode()
def survey(model, reader, seed):
    """Draw 1,000 samples without asking for digits, read them, and look for the most similar other one of each.

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


def figures(name, root=registry.WEIGHTS):
    """What metrics.json says of samples drawn without a label: {figure: {"model": float, "real": float}}.

    The figures are fid, coverage and nearest_other. One that was not measured is left out; so is what real digits
    score, where that was not.
    """
    try:
        report = registry.measured(name, root)
    except WeightsError:
        return {}  # the rest of the page does not need them
    prefix = "prior_" if registry.KNOWN[name].family == "vae" else ""
    model, real = report.get("figures", {}), report.get("real", {})
    named = {"fid": prefix + "fid", "coverage": prefix + "coverage", "nearest_other": "nearest_other"}
    return {
        key: {who: found[of] for who, found, of in (("model", model, stored), ("real", real, key)) if of in found}
        for key, stored in named.items()
        if stored in model or key in real
    }


def asked(models, request):
    """The model and the seed that {model, seed} names. Raises ValueError for anything that is not among `models`."""
    return chosen(models, request.get("model")), whole("seed", request.get("seed", 0), 0, SEED_LIMIT - 1)


def build(models):
    """Lay out the part inside the current gr.Tab; a sentence where none of its models is there."""
    present, reader = among(models, MODELS), models["reader"]

    @lru_cache(KEPT)
    def kept(name, seed):
        found = survey(present[name], reader, seed)
        return {**found, "samples": packed_ink(found["samples"]), "others": packed_ink(found["others"])}

    def survey_samples(request):
        return answered(lambda request: kept(*asked(present, request)), request)

    about = [
        {
            "name": name,
            "family": registry.KNOWN[name].family,
            "labelled": getattr(model, "num_classes", 0) > 0,
            "figures": figures(name),
        }
        for name, model in present.items()
    ]
    Collapse(words_with_names("runs", "collapse"), survey_samples, about, MODELS, SAMPLES, elem_id="collapse-room")
