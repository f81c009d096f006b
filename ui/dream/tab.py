"""The Dream tab: digits out of noise, and what one can find out about those who make and judge them."""

import torch

from models import sketch
from ui.dream.collapse import server as collapse
from ui.dream.critic import server as critic
from ui.dream.game import server as game
from ui.dream.grid import server as grid
from ui.dream.samplers import GANS, SAMPLERS, among
from ui.dream.steer import server as steer
from ui.dream.training_film import server as training_film
from ui.kit import endpoint

NEEDS = ("reader",)
NEEDS_ONE = SAMPLERS

# A 3 of one stroke, as a pad sends it: the example of /discriminate.
EXAMPLE_STROKES = [
    [
        [0.30, 0.24], [0.40, 0.16], [0.54, 0.14], [0.65, 0.20], [0.67, 0.31], [0.60, 0.41], [0.46, 0.47],
        [0.60, 0.50], [0.70, 0.60], [0.70, 0.73], [0.60, 0.83], [0.45, 0.86], [0.31, 0.80],
    ]
]  # fmt: skip
ARTICLES = "gan_mlp"  # whose discriminator /discriminate asks, where it is there


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


def build(models):
    """Lay out the tab inside the current gr.Tab and add its endpoints."""
    for part in (grid, steer, collapse, training_film, critic, game):
        part.build(models)
    gans = among(models, GANS)
    if gans:
        endpoint.publish(discriminator(gans, models["reader"]))


def discriminator(gans, reader):
    """/discriminate: the article's discriminator for other programs, or the best one there is."""
    model = ARTICLES if ARTICLES in gans else next(iter(gans))

    def discriminate(strokes: list[list[list[float]]] = EXAMPLE_STROKES) -> dict:
        """Ask the GAN's discriminator whether a drawing could be a handwritten digit of MNIST.

        Parameters:
            strokes: what a pen drew, [[[x, y], ...], ...], each number from 0 to 1, y downwards
        Returns:
            score (0 forged to 1 real), seen (28 x 28, the drawing as MNIST would have framed it), reads_as (a digit),
            model
        """
        try:
            seen, score, reads_as = judge(gans[model], reader, strokes)
        except ValueError as error:
            raise endpoint.refused(error) from None
        return {"score": score, "seen": seen.tolist(), "reads_as": reads_as, "model": model}

    return discriminate
