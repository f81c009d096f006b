"""From a drawing to the frame that MNIST would have made of it.

MNIST scales a digit so that its longest side is 20 px and lays its centre of mass on the centre of a 28×28 image.
Models trained on MNIST know nothing else, so a drawing has to be framed in the same way, down to the width of its pen.
Strokes are redrawn at the final size; the pen of a bitmap is measured, then grown or shrunk. Both become distances to
the edge of the ink, which one ramp turns into grey.

Coordinates are (x, y), y down. In the frame, whole numbers are centres of pixels and 13.5 is the centre of the image.

References
----------
Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits": box of 20 px, centre of mass.
"""

from itertools import chain
from math import ceil
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from models.limits import BITMAP_PIXELS_LIMIT, POINTS_LIMIT
from models.sketch import distance_field
from models.sketch.distance_field import Coordinates, Field

NESTING = "a drawing must be a list of strokes, each a list of points [x, y]"

LONGEST = 20.0  # px, longest side of the ink in the frame
PENS = (1, 5)  # px, width of a line in the frame
TREMOR = 0.01  # of the sheet; a drawing smaller than that counts as a dot and is enlarged no further
STRAY = 0.25  # of the longest side of the lines; a dot farther from them is taken for an accident
SPACING = 0.2  # px; of points nearer than that along a stroke, one is enough
DENSE = 1000  # above this many points, use the grid algorithm: its cost barely depends on their number
WORKING = (160, 320)  # px; the longest side of a bitmap's ink is brought between these before it is measured

Ink: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]


class NoInk(ValueError):
    """Nothing has been drawn yet: a state of the page rather than a mistake, so it has a type of its own."""

    def __init__(self) -> None:
        super().__init__("draw something first, there is no ink yet")


def parse(payload: Any) -> list[Coordinates]:
    """Check strokes as a pad sends them.

    Parameters
    ----------
    payload : list of strokes, each a list of points [x, y] in 0…1, y down
        Tuples and arrays serve as lists. Strokes without points are dropped.

    Returns
    -------
    list of (n, 2) float64 ndarrays, n ≥ 1

    Raises
    ------
    NoInk
        When there is not one point.
    ValueError
        For another nesting, over 20,000 points in all, or a coordinate that is no finite number in 0…1.
    """
    if len(_listed(payload)) > POINTS_LIMIT:
        raise ValueError(f"a drawing may have at most {POINTS_LIMIT:,} strokes, got {len(payload):,}")
    lengths = [len(_listed(stroke)) for stroke in payload]
    if sum(lengths) > POINTS_LIMIT:
        raise ValueError(f"a drawing may have at most {POINTS_LIMIT:,} points, got {sum(lengths):,}")
    if sum(lengths) == 0:
        raise NoInk
    points = _points(list(chain.from_iterable(payload)))
    return [part for part in np.split(points, np.cumsum(lengths)[:-1]) if len(part)]


def settings() -> dict[str, Any]:
    """Give the numbers that `frame` depends on, as JSON, to whoever frames strokes elsewhere as it does."""
    return {
        "pen": distance_field.PEN,
        "pens": list(PENS),
        "points": POINTS_LIMIT,
        "dense": DENSE,
        "longest": LONGEST,
        "tremor": TREMOR,
        "stray": STRAY,
        "spacing": SPACING,
        "soft": distance_field.SOFT,
        "off_centre": distance_field.OFF_CENTRE,
        "draws": distance_field.DRAWS,
    }


def frame(strokes: Any, pen: float = distance_field.PEN) -> Field:
    """Frame strokes as a digit of MNIST.

    Parameters
    ----------
    strokes : list of strokes, each a list of points [x, y] in 0…1, y down
        Where on the sheet they lie and how large they are makes no difference.
    pen : float
        Width of the lines, 1…5 px of the frame; MNIST's own are mostly 1.5 to 3.6 wide.

    Returns
    -------
    x : (28, 28) float32 ndarray in 0…1, ink 1
        Lines as wide as the pen, longest side 20 px, centre of mass at (13.5, 13.5), darkest pixel 1. A dot becomes
        a disc; beside lines and far from them, it is left out. Ink that falls off the image is cut, as in MNIST.

    Raises
    ------
    ValueError
        As `parse`, and for another pen.
    """
    if not isinstance(pen, Real) or isinstance(pen, bool) or not PENS[0] <= pen <= PENS[1]:
        raise ValueError(f"pen must be a width from {PENS[0]} to {PENS[1]} px, got {pen!r:.40}")
    strokes = _without_stray_dots(parse(strokes))
    points = np.concatenate(strokes)
    low, high = points.min(0), points.max(0)
    scale = (LONGEST - pen) / max((high - low).max(), TREMOR)  # px a sheet
    strokes = [_thinned((stroke - (low + high) / 2) * scale) for stroke in strokes]
    if sum(map(len, strokes)) > DENSE:
        return distance_field.frame(distance_field.edges_of_many(strokes, pen))
    return distance_field.frame(distance_field.edges_of_lines(strokes, pen))


def frame_bitmap(image: Ink) -> Field:
    """Frame a picture of a digit as a digit of MNIST, with the size, place and pen that `frame` gives to strokes.

    Parameters
    ----------
    image : uint8 ndarray, (H, W) ink, or (H, W, 4) RGBA whose alpha is ink; paper 0
        What has more than half of the darkest ink counts as ink.

    Returns
    -------
    x : (28, 28) float32 ndarray in 0…1, ink 1
        As from `frame`.

    Raises
    ------
    NoInk
        When the picture is blank.
    ValueError
        For another shape or type, over 25,000,000 pixels, or a picture without any paper in its alpha channel.
    """
    mask, _ = _mask(_checked(image))
    edge, pen = _measured(mask)
    side = max(max(mask.shape) - pen, pen / 2)  # half a pen at least, so that a blob stays a dot
    scale = (LONGEST - distance_field.PEN) / side  # px of the frame for one of the mask
    return distance_field.frame(distance_field.edges_on_grid(edge, scale, (distance_field.PEN - pen * scale) / 2))


def pen_width(image: Ink) -> float:
    """Measure the width of the pen that a picture of a digit was drawn with, in its px. As `frame_bitmap` otherwise."""
    mask, magnified = _mask(_checked(image))
    return _measured(mask)[1] / magnified


def _measured(mask: Mask) -> tuple[Field, float]:
    """Return the signed distance to the edge of ink (H, W) padded by MARGIN px, inside > 0, and the pen's width, px."""
    mask = np.pad(mask, distance_field.MARGIN)
    inside = ndimage.distance_transform_edt(mask)
    # Pixels count from their centres: the edge lies half a pixel nearer than the first pixel beyond it.
    edge = np.where(mask, inside - 0.5, 0.5 - ndimage.distance_transform_edt(~mask)).astype(np.float32)
    ridge = mask & (inside == ndimage.maximum_filter(inside, 3))
    return edge, 2 * float(np.median(inside[ridge])) - 0.5  # even widths measure w, odd ones w + 1


def _listed(value: Any) -> Any:
    """Return `value` when it is a list, a tuple or an array that serves as one; ValueError otherwise."""
    if isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim):
        return value
    raise ValueError(f"{NESTING}, got {_said(type(value))} where a list belongs")


def _said(kind: type) -> str:
    """Name a type as JSON's readers do."""
    known = {
        type(None): "nothing",
        bool: "true or false",
        np.bool_: "true or false",
        str: "text",
        dict: "an object",
        list: "a list",
    }
    return known.get(kind, "a number" if issubclass(kind, Real) else kind.__name__)


def _points(pairs: list[Any]) -> Coordinates:
    """Return a list of pairs [x, y] as an (n, 2) float64 ndarray, each coordinate checked."""
    if any(len(_listed(pair)) != 2 for pair in pairs):
        raise ValueError(f"{NESTING}, got a point of {next(len(p) for p in pairs if len(p) != 2)} numbers")
    flat = list(chain.from_iterable(pairs))
    for kind in set(map(type, flat)):
        if kind is bool or not issubclass(kind, Real):
            raise ValueError(f"coordinates must be numbers in 0…1, got {_said(kind)}")
    try:
        points = np.array(flat, dtype=np.float64).reshape(-1, 2)
    except OverflowError:  # a whole number beyond any float
        raise ValueError("coordinates must be numbers in 0…1, got one of over 300 digits") from None
    if not np.isfinite(points).all():
        raise ValueError("coordinates must be finite numbers in 0…1, got NaN or infinity")
    outside = points[(points < 0) | (points > 1)]
    if outside.size:
        raise ValueError(f"coordinates must be in 0…1, got {float(outside[0])}")
    return points


def _without_stray_dots(strokes: list[Coordinates]) -> list[Coordinates]:
    """Leave out dots far from all lines: digits have none, and one would make the digit small."""
    lines = [stroke for stroke in strokes if len(stroke) > 1 and np.ptp(stroke, axis=0).max() > TREMOR]
    if len(lines) in (0, len(strokes)):
        return strokes
    points = np.concatenate(lines)
    low, high = points.min(0), points.max(0)
    far = STRAY * (high - low).max()
    return [stroke for stroke in strokes if (stroke >= low - far).all() and (stroke <= high + far).all()]


def _thinned(stroke: Coordinates) -> Coordinates:
    """Keep of a stroke (n, 2) px the first point of each SPACING along the way, and the last: (m, 2), m ≤ n."""
    if len(stroke) <= 2:
        return stroke
    along = np.cumsum(np.hypot(*np.diff(stroke, axis=0).T)) // SPACING
    kept = np.diff(along, prepend=0) > 0
    kept[-1] = True
    return stroke[np.concatenate([[True], kept])]


def _checked(image: Any) -> Ink:
    """Check a bitmap and return its ink (H, W) uint8."""
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8 or image.ndim not in (2, 3):
        what = f"{image.dtype} {image.shape}" if isinstance(image, np.ndarray) else type(image).__name__
        raise ValueError(f"a bitmap must be a uint8 array (H, W) or (H, W, 4), got {what}")
    if image.ndim == 3 and image.shape[2] != 4:
        raise ValueError(f"a bitmap in colour must be RGBA, (H, W, 4), whose alpha is ink, got {image.shape}")
    if image.shape[0] * image.shape[1] > BITMAP_PIXELS_LIMIT:
        raise ValueError(
            f"a bitmap may have at most {BITMAP_PIXELS_LIMIT:,} pixels, got {image.shape[1]} × {image.shape[0]}"
        )
    inked = image if image.ndim == 2 else image[:, :, 3]
    if not inked.any():
        raise NoInk
    if image.ndim == 3 and inked.min() == 255:
        raise ValueError("a bitmap in RGBA holds its ink in the alpha channel, got one that is opaque everywhere")
    return inked


def _mask(grey: Ink) -> tuple[Mask, float]:
    """Crop a bitmap (H, W) to its ink, its longest side brought within WORKING px; returns the factor of that, too."""
    peak, magnified = float(grey.max()), 1.0
    box = _box(grey > peak / 2)
    longest = max(part.stop - part.start for part in box)
    if longest > WORKING[1]:  # any ink in a cell makes it ink, so that no thin line is lost; the pen is measured later
        factor = ceil(longest / WORKING[1])
        mask = grey[box] > peak / 2
        for axis, side in enumerate(mask.shape):
            mask = np.logical_or.reduceat(mask, np.arange(0, side, factor), axis)
        magnified = 1 / factor
    elif longest < WORKING[0]:  # enlarged before the threshold, greys along an edge say where in the pixel it runs
        factor = ceil(WORKING[0] / longest)
        around = np.pad(grey, 2)[box[0].start : box[0].stop + 4, box[1].start : box[1].stop + 4]
        size = [side * factor for side in around.shape[::-1]]
        mask = np.asarray(Image.fromarray(around).resize(size, Image.Resampling.BICUBIC)) > peak / 2
        magnified = float(factor)
    else:
        mask = grey > peak / 2
    return mask[_box(mask)], magnified


def _box(mask: Mask) -> tuple[slice, slice]:
    """Return the slices of rows and columns that hold all ink."""
    rows, columns = (np.flatnonzero(mask.any(axis)) for axis in (1, 0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
