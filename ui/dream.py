"""The Dream tab: digits out of noise, each with what it reads as and what the discriminator makes of it."""

import torch

from models import sketch
from models.latent import SEED_LIMIT
from ui import endpoint
from ui.asked import read_each, refusal, whole
from ui.pixels import packed_ink
from ui.text import words
from ui.widgets.dream_grid import DreamGrid

MODEL = "gan_mlp"
NEEDS = (MODEL, "reader")
DIGITS_LIMIT = 100
EXACT = 2**53  # beyond it JavaScript's numbers, and so many programs' JSON, skip whole numbers
FIRST = {"n": 36, "seed": "0"}  # what a first visit shows

# A 3 of one stroke, as a pad sends it: the example of /discriminate.
EXAMPLE_STROKES = [
    [
        [0.30, 0.24], [0.40, 0.16], [0.54, 0.14], [0.65, 0.20], [0.67, 0.31], [0.60, 0.41], [0.46, 0.47],
        [0.60, 0.50], [0.70, 0.60], [0.70, 0.73], [0.60, 0.83], [0.45, 0.86], [0.31, 0.80],
    ]
]  # fmt: skip


def readers(n, seed):
    """How to read n (1…100) and seed (0…2**63 − 1), by name, for `ui.asked.read_each` or one by one."""
    return {
        "n": lambda: whole("n", n, 1, DIGITS_LIMIT),
        "seed": lambda: whole("seed", seed, 0, SEED_LIMIT - 1),
    }


def sample(gan, reader, n, seed, label=None):
    """Draw digits and have them judged.

    Parameters
    ----------
    gan, reader : modules from models.load
    n, seed : int, as `readers` gives them
    label : int, optional
        The digit asked for, for a GAN that was trained with labels.

    Returns
    -------
    x : (n, 1, 28, 28) float32 tensor in 0…1, ink 1
    reads_as : list of n ints, 0…9
    scores : list of n floats, the discriminator's belief, 0 (forged) … 1 (real)
    """
    with torch.inference_mode():
        x = gan.sample(n, label=label, seed=seed)
        return x, reader.predict_proba(x).argmax(1).tolist(), gan.score(x, label=label).tolist()


def judge(gan, reader, strokes):
    """What the discriminator makes of a drawing.

    strokes : [[[x, y], …], …] in 0…1, y down.
    Returns seen (28, 28) float32 in 0…1, its score 0…1, and the digit that it reads as.
    Raises ValueError when the strokes are malformed or hold no ink.
    """
    seen = sketch.frame(strokes)
    x = seen[None, None]
    with torch.inference_mode():
        return seen, float(gan.score(x)[0]), int(reader.predict_proba(x).argmax())


def answer(gan, reader, request):
    """What the page gets for {lang, n, seed, digit}: the digits, or a sentence for each field that is wrong."""
    request = request if isinstance(request, dict) else {}
    digit = request.get("digit", "any")
    values, refused = read_each(
        {
            **readers(request.get("n"), request.get("seed")),
            "label": lambda: None if digit == "any" else whole("digit", digit, 0, gan.num_classes - 1),
        }
    )
    if refused:
        return refusal(request, "dream", refused)
    x, reads_as, scores = sample(gan, reader, **values)
    return {"ok": True, "pixels": packed_ink(x.numpy()), "reads_as": reads_as, "scores": [round(s, 4) for s in scores]}


def build(models):
    """Lay out the tab inside the current gr.Tab and add its two endpoints."""
    gan, reader = models[MODEL], models["reader"]

    def sample_digits(request):
        return answer(gan, reader, request)

    DreamGrid(words("dream"), sample_digits, first=FIRST, labelled=gan.num_classes > 0)
    for function in endpoints(gan, reader):
        endpoint.publish(function)


def endpoints(gan, reader):
    """The tab's functions for other programs."""

    def sample_digits(n: int = 16, seed: int = 0) -> dict:
        """Draw digits with the generator of a GAN trained on MNIST; the same seed draws the same digits.

        Parameters:
            n: how many, 1 to 100
            seed: whole number from 0 to 2**63 - 1; may be sent as text, since JavaScript rounds beyond 2**53
        Returns:
            images (n x 28 x 28, 0 paper to 1 ink), reads_as (n digits), scores (n, the discriminator's belief that
            the digit is real, 0 to 1), seed (a number; beyond 2**53 as text), model
        """
        try:
            n, seed = (read() for read in readers(n, seed).values())
        except ValueError as error:
            raise endpoint.refused(error) from None
        x, reads_as, scores = sample(gan, reader, n, seed)
        return {
            "images": x[:, 0].tolist(),
            "reads_as": reads_as,
            "scores": scores,
            "seed": seed if seed <= EXACT else str(seed),
            "model": MODEL,
        }

    def discriminate(strokes: list[list[list[float]]] = EXAMPLE_STROKES) -> dict:
        """Ask the GAN's discriminator whether a drawing could be a handwritten digit of MNIST.

        Parameters:
            strokes: what a pen drew, [[[x, y], ...], ...], each number from 0 to 1, y downwards
        Returns:
            score (0 forged to 1 real), seen (28 x 28, the drawing as MNIST would have framed it), reads_as (a digit),
            model
        """
        try:
            seen, score, reads_as = judge(gan, reader, strokes)
        except ValueError as error:
            raise endpoint.refused(error) from None
        return {"score": score, "seen": seen.tolist(), "reads_as": reads_as, "model": MODEL}

    return sample_digits, discriminate
