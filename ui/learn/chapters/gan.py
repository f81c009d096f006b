"""The live figures of the chapter on generative adversarial networks."""

from functools import cache

import torch

from models import WeightsError, latent, registry, training_record
from models.analysis.gan_round import one_round
from ui.kit.answers import answered, chosen, frame, rounded
from ui.kit.examples import EXAMPLES
from ui.kit.image_codec import packed_ink
from ui.kit.validation import whole
from ui.learn.figures.widget import Cure, Pull, Race, Round

PLAYER = "gan_mlp_k1"  # plays the round: its two players are a match for each other
RACE = ("gan_mlp", "gan_mlp_k1")  # alike but for the discriminator's steps
CURE = (*RACE, "gan_conv")
COUNTED = 500  # samples that a visitor has counted
READ_AT_ONCE = 100
SEEDS = 2**31
# Of metrics.json: what the last figure sets side by side.
FIGURES = ("fid", "coverage", "classes_holding_90", "score_real", "score_fake")


def play(gan, reals, request):
    """Play one round, {seed}: pictures and numbers of `models.analysis.gan_round` over `reals`, (10, 1, 28, 28)."""
    z = latent.prior(len(reals), gan.latent_dim, whole("seed", request.get("seed"), 0, SEEDS))
    found = one_round(gan, reals, z)._asdict()
    pictures = {key: packed_ink(found.pop(key).numpy()) for key in ("fake", "fake_after")}
    scores = {key: rounded(value.numpy()) if isinstance(value, torch.Tensor) else value for key, value in found.items()}
    return {"real": packed_ink(reals.numpy()), **pictures, **scores}


@torch.inference_mode()
def count(gans, reader, request):
    """{model, seed} → how many of 500 samples read as each digit, and the first ten of them."""
    model = gans[chosen(gans, request.get("model"))]
    x = model.sample(COUNTED, seed=whole("seed", request.get("seed"), 0, SEEDS))
    read = torch.cat([reader.predict_proba(part).argmax(1) for part in x.split(READ_AT_ONCE)])
    return {"counts": torch.bincount(read, minlength=10).tolist(), "frames": packed_ink(x[:10].numpy())}


@torch.inference_mode()
def cured(gans, request):
    """{seed} → ten samples of each model; one that is told which digit to draw draws 0 to 9."""
    seed = whole("seed", request.get("seed"), 0, SEEDS)
    return {
        "frames": {
            name: packed_ink(gan.sample(10, label=range(10) if gan.num_classes else None, seed=seed).numpy())
            for name, gan in gans.items()
        }
    }


def history(names):
    """{name: {epochs, shares, samples}} of the models' classes.csv; one without, or with a damaged one, is left out."""
    found = {}
    for name in names:
        try:
            told = training_record.classes(name)
        except WeightsError:
            continue
        if told:
            found[name] = {**told._asdict(), "shares": rounded(told.shares)}
    return found


def recipe(name):
    """What the chapter says of a model's recipe: discriminator steps, R1's weight, whether digits are asked for."""
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


def figures(models, metrics, real):
    """{name: a function that lays out the figure}; metrics, real : {model: figures of metrics.json}, of real digits."""
    reader = models.get("reader")
    gans = {name: models[name] for name in CURE if name in models}
    pair = {name: models[name] for name in RACE if name in models}

    def lacks(*names):
        return [name for name in names if name not in models]

    @cache
    def reals():
        return torch.cat([frame(EXAMPLES[str(digit)]) for digit in range(10)])

    def ask_round(request):
        return answered(lambda asked: play(models[PLAYER], reals(), asked), request)

    def ask_count(request):
        return answered(count, pair, reader, request)

    def ask_cure(request):
        return answered(cured, gans, request)

    about = {
        name: {
            **(recipe(name) or {}),
            **{key: metrics[name][key] for key in FIGURES if key in metrics.get(name, {})},
            "floor": real.get(name, {}).get("fid"),
        }
        for name in CURE
        if name in models
    }
    steps = {name: (recipe(name) or {}).get("steps") for name in RACE}
    return {
        "pull": Pull,
        "round": lambda: Round([ask_round], lacks(PLAYER)),
        "race": lambda: Race([ask_count], lacks(*RACE, "reader"), history=history(RACE), steps=steps, counted=COUNTED),
        "cure": lambda: Cure([ask_cure], lacks(*CURE), about=about),
    }
