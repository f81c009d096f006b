"""The critic: what the discriminator of each GAN makes of a drawing, and which pixels its verdict hangs on."""

import torch

from models import registry
from models.analysis.saliency import saliency
from ui.dream.critic.widget import Critic
from ui.dream.samplers import GANS, among
from ui.filter.response_image import signed_grey
from ui.i18n.catalogue import words
from ui.kit.answers import answered, chosen, rounded
from ui.kit.examples import EXAMPLES
from ui.kit.image_codec import packed, packed_ink
from ui.kit.sheet_codec import seen
from ui.kit.validation import whole

AS_READ, BEST = "read", "best"  # which digit a D that knows digits is asked about: what x reads as, the most convincing
SEED_LIMIT = 2**31
FIRST = 3  # the digit that lies on the sheet at first


def percentiles(name):
    """{"read" and, where D knows digits, "best": {"real", "fake": 101 scores}} as measured; {} where they were not."""
    known = registry.measured(name).get("reference", {})
    kinds = {AS_READ: "score", BEST: "best_score"}
    return {
        way: {kind: known[f"{start}_{kind}_percentiles"] for kind in ("real", "fake")}
        for way, start in kinds.items()
        if f"{start}_real_percentiles" in known
    }


def verdict(gan, x, label=None):
    """What one D makes of one digit.

    Parameters
    ----------
    gan : a GAN of the project
    x : (1, 1, 28, 28) float32 tensor in 0…1
    label : int or None
        As for `gan.score`.

    Returns
    -------
    dict
        score (float, 0 forged … 1 real), label (the digit that D was asked about, None for a D that knows none),
        saliency ((28, 28) float32 ndarray, as `models.analysis.saliency` gives it)
    """
    with torch.inference_mode():
        asked = int(gan.most_convincing(x)[0]) if label is None and gan.num_classes else label
        score = float(gan.score(x, label)[0])
    return {"score": score, "label": asked, "saliency": saliency(gan, x, label)[0].numpy()}


def criticise(gans, reader, request):
    """What the page gets for {a sheet's parts, see `ui.kit.sheet_codec.seen`; label: "read", "best" or 0…9}.

    Returns seen (base64 of 784 grey bytes), proba (what it reads as) and critics, one for each GAN: model, score,
    label, saliency (base64 of 784 bytes, 128 is zero, 255 the peak) and peak (logits for each unit of ink).
    """
    x = torch.from_numpy(seen(request))[None, None]
    with torch.inference_mode():
        proba = reader.predict_proba(x)[0]
    label = _label(request.get("label", AS_READ), int(proba.argmax()))
    critics = []
    for name, gan in gans.items():
        found = verdict(gan, x, label if gan.num_classes else None)
        peak = float(abs(found["saliency"]).max())
        critics.append({"model": name, **found, "saliency": packed(signed_grey(found["saliency"], peak)), "peak": peak})
    return {"seen": packed_ink(x.numpy()), "proba": rounded(proba.numpy()), "critics": critics}


def _label(asked, read):
    """The digit to ask about; None is the most convincing one."""
    if asked == AS_READ:
        return read
    return None if asked == BEST else whole("label", asked, 0, 9)


def forge(gans, request):
    """{model, digit, seed} → {frame: base64 of 784 grey bytes}: a forgery, of that digit where the GAN knows digits."""
    gan = gans[chosen(gans, request.get("model"))]
    digit = whole("digit", request.get("digit"), 0, 9)
    seed = whole("seed", request.get("seed"), 0, SEED_LIMIT)
    with torch.inference_mode():
        x = gan.sample(1, label=digit if gan.num_classes else None, seed=seed)
    return {"frame": packed_ink(x.numpy())}


def build(models):
    """Lay out the part inside the current gr.Tab; a sentence where no GAN is there."""
    present, reader = among(models, GANS), models["reader"]

    def ask_critics(request):
        return answered(criticise, present, reader, request)

    def ask_forger(request):
        return answered(forge, present, request)

    known = {name: percentiles(name) for name in present}
    labelled = [name for name, gan in present.items() if gan.num_classes]
    functions = [ask_critics, ask_forger]
    Critic(
        words("dream", "draw", "critic"),
        functions,
        EXAMPLES,
        FIRST,
        list(present),
        GANS,
        labelled,
        known,
        elem_id="critic-room",
    )
