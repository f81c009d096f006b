"""Ink as the signed distance to its edge, and the 28×28 grey frame drawn from it.

Coordinates are (x, y) in px of the frame, y down; whole numbers are centres of pixels, 13.5 is the centre of the image.
What is to be drawn is passed as a function: shift (2,) px → (56, 56) float32 ndarray, the distance from each sample to
the edge of the ink, px, positive inside, once the ink has been moved by that shift. So a drawing is centred by drawing
it again, and no pixel is ever resampled.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from scipy import ndimage

from models.digits import SIDE

PEN = 2.6  # px, width of a line in the frame
SOFT = 1.0  # px from paper to full ink across an edge
PLACES = np.arange(SIDE)  # px, centres of the pixels along an axis
CENTRE = (SIDE - 1) / 2
OFF_CENTRE = 0.02  # px, allowed between the centre of mass and the centre of the image
DRAWS = 4  # at most; unless ink falls off the image, the second is already centred
FINE = 2  # samples a pixel along each axis
SAMPLES = ((np.arange(FINE * SIDE) + 0.5) / FINE - 0.5).astype(np.float32)  # px
BATCH = 24  # consecutive segments measured in one step, within the box around them
GRID = 8  # cells a pixel where lines are drawn on a grid, which moves them by 1/16 px at most
MARGIN = 48  # cells of paper around a grid, more than half a pen and SOFT at the scales in use

Coordinates: TypeAlias = npt.NDArray[np.float64]  # (2,) or (n, 2)
Field: TypeAlias = npt.NDArray[np.float32]  # signed distances or ink
EdgeDistances: TypeAlias = Callable[[Coordinates], Field]


def frame(edge_distances: EdgeDistances) -> Field:
    """Draw ink, measure the centre of mass, and draw again with it at the centre of the image.

    edge_distances : function as the module describes it, whose ink overlaps the image while the shift is 0
    Returns (28, 28) float32 in 0…1, darkest pixel 1.
    """
    shift = np.zeros(2)
    for _ in range(DRAWS):
        x = _grey(edge_distances(shift))
        missing = CENTRE - np.array([x.sum(0) @ PLACES, x.sum(1) @ PLACES]) / x.sum()
        if np.abs(missing).max() < OFF_CENTRE:
            break
        shift = shift + missing
    return x / x.max()


def edges_of_lines(strokes: Sequence[Coordinates], pen: float = PEN) -> EdgeDistances:
    """Return lines `pen` px wide along strokes, each (n, 2) px around (0, 0), as a function for `frame`; exact."""
    starts = CENTRE + np.concatenate([stroke[:-1] if len(stroke) > 1 else stroke for stroke in strokes])
    ends = CENTRE + np.concatenate([stroke[1:] if len(stroke) > 1 else stroke for stroke in strokes])
    return lambda shift: pen / 2 - _distances(starts + shift, ends + shift, pen / 2 + SOFT)


def edges_of_many(strokes: Sequence[Coordinates], pen: float = PEN) -> EdgeDistances:
    """Return what `edges_of_lines` returns, to 1/16 px, at a cost that barely depends on the number of points."""
    middle = int(GRID * max(np.abs(stroke).max() for stroke in strokes)) + MARGIN
    side = 2 * middle + 1
    picture = Image.new("1", (side, side))
    brush = ImageDraw.Draw(picture)
    for stroke in strokes:
        cells = (np.rint(stroke * GRID) + middle).ravel().tolist()
        if len(stroke) > 1:
            brush.line(cells, fill=1)
        else:
            brush.point(cells, fill=1)
    distances = ndimage.distance_transform_edt(~np.asarray(picture)).astype(np.float32)
    return edges_on_grid(-distances, 1 / GRID, pen / 2)


def edges_on_grid(grid: Field, scale: float, grow: float) -> EdgeDistances:
    """Return distances that are known on a grid, its middle at the centre of the image, as a function for `frame`.

    grid : (H, W) float32 ndarray, cells, inside > 0; scale : px a cell; grow : px by which the edge moves outwards
    """

    def edge_distances(shift: Coordinates) -> Field:
        across, down = ((SAMPLES - CENTRE - part) / scale for part in shift)
        places = np.meshgrid(down + (grid.shape[0] - 1) / 2, across + (grid.shape[1] - 1) / 2, indexing="ij")
        return ndimage.map_coordinates(grid, places, order=1, mode="nearest") * scale + grow

    return edge_distances


def _distances(starts: Coordinates, ends: Coordinates, reach: float) -> Field:
    """Measure the distance from each sample of the frame to the nearest segment.

    Parameters
    ----------
    starts, ends : (n, 2) ndarrays, px
        A segment that starts where it ends is a dot.
    reach : float
        px from the middle of a line; there is no ink beyond.

    Returns
    -------
    (FINE * 28, FINE * 28) float32 ndarray, px, infinite where no segment is within reach
    """
    squares = np.full((SAMPLES.size, SAMPLES.size), np.inf, np.float32)
    for i in range(0, len(starts), BATCH):
        a, b = (points[i : i + BATCH].astype(np.float32) for points in (starts, ends))
        low = np.searchsorted(SAMPLES, np.minimum(a, b).min(0) - reach)
        high = np.searchsorted(SAMPLES, np.maximum(a, b).max(0) + reach)
        columns, rows = slice(low[0], high[0]), slice(low[1], high[1])
        x, y = SAMPLES[columns] - a[:, :1], SAMPLES[rows] - a[:, 1:]  # (n, W), (n, H)
        way = b - a
        length2 = np.maximum((way**2).sum(1), 1e-9)[:, None, None]
        along = (y * way[:, 1:])[:, :, None] + (x * way[:, :1])[:, None, :]  # (n, H, W)
        along /= length2
        t = np.clip(along, 0, 1)  # the nearest point is a + t (b − a), so |p − a|² − |b − a|² t (2 along − t) is left
        along *= 2
        along -= t
        along *= t
        along *= length2
        np.subtract((y**2)[:, :, None] + (x**2)[:, None, :], along, out=along)
        np.minimum(squares[rows, columns], along.min(0), out=squares[rows, columns])
    return np.sqrt(np.maximum(squares, 0))


def _grey(edge: Field) -> Field:
    """Turn signed distances of the samples, px, inside > 0, into ink of the pixels (28, 28) float32 in 0…1."""
    ink = np.clip(0.5 + edge / SOFT, 0, 1)
    return ink.reshape(SIDE, FINE, SIDE, FINE).mean((1, 3), dtype=np.float32)
