"""Draw what a model draws: samples of it, and reconstructions of digits that anybody can see here.

The same weights give the same bytes.
"""

import numpy as np
import torch

from models import sketch
from models.sketch.examples import EXAMPLES
from training.loop.image_grid import sheet
from training.reports.curve_pictures import FADED, styled

SAMPLES, RECONSTRUCTIONS = "samples.png", "reconstructions.png"
COLUMNS = 10
INCH = 0.5  # side of a digit
LETTER = 0.085  # inches to the left of the digits for each letter of the rows' names


@torch.inference_mode()
def samples(model):
    """Draw 100 samples of a GAN or a VAE, seed 0; where digits may be requested, a row of ten for each digit.

    model : a network that `models.load` gave. Returns a matplotlib figure, or None for a model that draws none.
    """
    if not hasattr(model, "sample"):
        return None
    if _knows_digits(model):
        rows = [model.sample(COLUMNS, label=digit, seed=0) for digit in range(10)]
        return _figure(torch.cat(rows), [str(digit) for digit in range(10)])
    return _figure(model.sample(COLUMNS**2, seed=0), [])


@torch.inference_mode()
def reconstructions(model):
    """Draw the project's ten example drawings, framed as MNIST would have, above what a model decodes of them.

    model : a network that `models.load` gave. Returns a matplotlib figure, or None for a model that encodes nothing.
    """
    if not hasattr(model, "decode"):
        return None
    frames = [sketch.frame(EXAMPLES[digit]) for digit in sorted(EXAMPLES)]
    x = torch.from_numpy(np.stack(frames).astype(np.float32))[:, None]
    code = model.encode(x)  # a VAE's is (mu, logvar), a plane's the point itself
    mu = code[0] if isinstance(code, tuple) else code
    return _figure(torch.cat([x, model.decode(mu)]), ["drawing", "reconstruction"])


def _knows_digits(model):
    classes = getattr(model, "classes", None)
    return bool(getattr(model, "num_classes", 0) or (classes is not None and classes.components))


@styled()
def _figure(x, names):
    """Lay digits x (n, 1, 28, 28) in rows of ten, each row with its name where there are names."""
    from matplotlib.figure import Figure

    rows, left = len(x) // COLUMNS, 0.1 + LETTER * max(map(len, names), default=0)
    figure = Figure(figsize=(left + COLUMNS * INCH, rows * INCH))
    share = left / figure.get_figwidth()
    ax = figure.add_axes((share, 0, 1 - share, 1))
    ax.imshow(sheet(x, COLUMNS), cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    ax.set_axis_off()
    for row, name in enumerate(names):
        figure.text(share - 0.01, 1 - (row + 0.5) / rows, name, ha="right", va="center", color=FADED)
    return figure
