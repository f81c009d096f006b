"""How a shipped model's training went: the files beside its weights that record it, read and checked.

weights/<name>/ may hold history.csv (losses of every epoch), classes.csv (after some epochs, the digits that samples
read as, and how many samples there were) and timeline.webp with timeline.csv (pictures of 25 fixed points of latent
space, and the training step of each).
"""

import csv
import io
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageSequence

from models.registry import WEIGHTS, WeightsError, beside

SIDE = 5 * 28  # of a frame: five by five digits
SAMPLES = 10_000  # counted in each row where classes.csv has no column that says how many
SCALE = 2  # the film shows each pixel as 2 × 2
DAMAGED = (OSError, SyntaxError, ValueError, EOFError)  # what Pillow raises for files that are no picture


class Counts(NamedTuple):
    """Shares of the digits that a generator's samples read as, and how many were read.

    epochs : list of n floats; samples : list of n ints, how many were read up to each epoch
    shares : (n, 10) float64 ndarray, of the digits among them
    """

    epochs: list[float]
    shares: npt.NDArray[np.float64]
    samples: list[int]


class Film(NamedTuple):
    """Pictures of 25 fixed points of latent space, taken while training went on.

    steps : list of n ints, the optimiser's steps before each frame; epochs : list of n floats, the same in epochs
    frames : (n, 140, 140) uint8 ndarray, five by five digits each, ink 255
    """

    steps: list[int]
    epochs: list[float]
    frames: npt.NDArray[np.uint8]


def history(name: str, root: str | Path = WEIGHTS) -> dict[str, list[float]]:
    """Read the figures that training noted after every epoch.

    Returns
    -------
    dict of str to list of float: epoch and, for a GAN, d_loss, g_loss, d_real, d_fake; {} where there is no history.csv

    Raises
    ------
    ValueError
        For an unknown name.
    WeightsError
        When the file is no table of finite numbers whose epochs grow.
    """
    return _table(name, "history.csv", root, "epoch")


def classes(name: str, root: str | Path = WEIGHTS) -> Counts | None:
    """Read the shares of the digits that samples read as after some epochs.

    Returns the `Counts`; None where there is no classes.csv. A file without the column "samples" is one of 10,000 each.
    Raises as `history`, and WeightsError for shares that do not sum to 1 (± 0.01, for they are rounded).
    """
    table = _table(name, "classes.csv", root, "epoch")
    if not table:
        return None
    path = Path(root) / name / "classes.csv"
    if table.keys() - {"samples"} != {"epoch", *"0123456789"}:
        raise WeightsError(f"{path} must have the columns epoch, 0 to 9 and perhaps samples, got {', '.join(table)}")
    shares = np.array([table[str(digit)] for digit in range(10)]).T
    if (shares < 0).any() or (abs(shares.sum(1) - 1) > 0.01).any():
        raise WeightsError(f"{path} must hold shares that sum to 1 in every row")
    samples = table.get("samples", [SAMPLES] * len(shares))
    if min(samples) < 1:
        raise WeightsError(f"{path} must count one sample or more in every row")
    return Counts(table["epoch"], shares, [int(count) for count in samples])


def film(name: str, root: str | Path = WEIGHTS) -> Film | None:
    """Read the `Film` of a model; None where timeline.webp, or timeline.csv with the steps of its frames, is absent.

    Raises as `history`, and WeightsError for a film that is damaged or has another number of frames than steps.
    """
    table = _table(name, "timeline.csv", root, "step")
    moving = beside(name, "timeline.webp", root)
    if not table or moving is None:
        return None
    path = Path(root) / name / "timeline.webp"
    frames = _frames(moving, path)
    if len(frames) != len(table["step"]):
        raise WeightsError(f"{path} has {len(frames)} frames, but timeline.csv places {len(table['step'])}")
    return Film([int(step) for step in table["step"]], table["epoch"], frames)


def _table(name: str, file: str, root: str | Path, growing: str) -> dict[str, list[float]]:
    """Read the columns of a CSV file by their names, as lists of floats; {} when it is not there."""
    data = beside(name, file, root)
    if data is None:
        return {}
    return columns(data, Path(root) / name / file, growing)


def columns(data: bytes, path: str | Path, growing: str = "epoch") -> dict[str, list[float]]:
    """Read the columns of a CSV file's bytes by their names, as lists of floats.

    path : names the file in messages; growing : the column whose numbers have to grow from row to row, besides which
    there has to be "epoch". Raises WeightsError for anything else.
    """
    try:
        head, *rows = csv.reader(io.StringIO(data.decode()))
        columns = {key: [float(value) for value in values] for key, *values in zip(head, *rows, strict=True)}
    except ValueError as error:  # no text, no number, a row that is cut short, or nothing at all
        raise WeightsError(f"{path} is no table of numbers: {error}") from None
    if not rows or not {"epoch", growing} <= columns.keys():
        raise WeightsError(f"{path} must have the columns {growing} and epoch, and at least one row")
    if not all(math.isfinite(value) for values in columns.values() for value in values):
        raise WeightsError(f"{path} holds numbers that are not finite")
    if (np.diff(columns[growing]) <= 0).any():
        raise WeightsError(f"{path} must be in the order of its {growing}s")
    return columns


def _frames(moving: bytes, path: Path) -> npt.NDArray[np.uint8]:
    """Decode the frames of a film, ink 255: (n, 140, 140)."""
    try:
        with Image.open(io.BytesIO(moving)) as picture:
            shown = [np.asarray(frame.convert("L")) for frame in ImageSequence.Iterator(picture)]
    except DAMAGED as error:
        raise WeightsError(f"{path} is no film: {error}") from None
    if shown[0].shape != (SCALE * SIDE, SCALE * SIDE):
        height, width = shown[0].shape
        raise WeightsError(f"{path} must be {SCALE * SIDE} px a side, got {width} x {height}")
    return 255 - np.stack(shown)[:, ::SCALE, ::SCALE]
