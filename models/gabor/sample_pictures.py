"""Test pictures for filters, drawn by formula: each shows something else that a Gabor wavelet responds to."""

import math
from collections.abc import Callable
from numbers import Integral
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from models import gabor

SIZES = (256, 2048)  # px a side, least and most; below, the finest lines would alias
VERSE = ("Gabor", "wavelets", "see the lines", "of a picture, where", "and which way they run, and how wide")

Grey: TypeAlias = npt.NDArray[np.float64]


def picture(name: str, size: int = 512) -> npt.NDArray[np.float32]:
    """Draw a test picture.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    size : int
        Side in px, 256 to 2048; what is drawn keeps its proportions.

    Returns
    -------
    ndarray (size, size), float32, grey from 0 (black) to 1 (white)
        The same bytes for the same name and size.

    Raises
    ------
    ValueError
        For an unknown name, with the known ones, and for an impossible size.
    """
    if name not in NAMES:
        raise ValueError(f"picture must be one of {', '.join(NAMES)}, got {name!r:.60}")
    if isinstance(size, bool) or not isinstance(size, Integral) or not SIZES[0] <= size <= SIZES[1]:
        raise ValueError(f"size must be a whole number from {SIZES[0]} to {SIZES[1]}, got {size!r:.60}")
    return np.clip(_DRAWN[name](int(size)), 0, 1).astype(np.float32)


def _zone_plate(size: int) -> Grey:
    """Draw rings of every direction, whose wavelength shrinks to 4 px at mid-edge and 2.8 px in the corners."""
    x, y = _plane(size)
    return 0.5 + 0.5 * np.cos(math.pi / (2 * size) * (x**2 + y**2))


def _siemens_star(size: int, spokes: int = 36) -> Grey:
    """Draw spokes: one direction along each, wavelengths that shrink towards the centre, sharp edges."""
    x, y = _plane(size)
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    # Signed distance in px to the next edge of a spoke makes soft edges one pixel wide, and grey in the centre.
    distance = radius * np.arcsin(np.sin(spokes * angle)) / spokes
    star = np.clip(0.5 + distance, 0, 1)
    inside = np.clip(0.47 * size - radius + 0.5, 0, 1)
    return inside * star + 1 - inside


def _text(size: int) -> Grey:
    """Draw letters: strokes in a few directions, thinner from line to line."""
    canvas = Image.new("L", (size, size), 245)
    draw = ImageDraw.Draw(canvas)
    top = 0.085 * size
    for line in VERSE:
        points = 100 * 0.88 * size / draw.textlength(line, ImageFont.load_default(100))  # as wide as the picture
        font = ImageFont.load_default(points)
        _, above, _, below = draw.textbbox((size / 2, 0), line, font, anchor="ma")
        draw.text((size / 2, top - above), line, fill=20, font=font, anchor="ma")
        top += below - above + 0.04 * size
    return np.asarray(canvas) / 255.0


def _texture(size: int) -> Grey:
    """Draw five patches of noise, each of one direction and one coarseness, alike in brightness and contrast."""
    x, y = _plane(size)
    noise = np.random.default_rng(7).standard_normal((size, size))
    spectrum = gabor.Spectrum(noise, "wrap")
    patch = np.where(x < 0, 0, 1) + np.where(y < 0, 0, 2)
    patch[np.hypot(x, y) < 0.25 * size] = 4
    out = np.zeros((size, size))
    for number, (direction, wavelength) in enumerate([(0, 10), (45, 16), (135, 7), (90, 13), (20, 22)]):
        stripes = gabor.apply(spectrum, 4.0, math.radians(direction), wavelength * size / 512 / (2 * math.pi)).real
        out = np.where(patch == number, stripes / stripes.std(), out)
    return 0.5 + 0.2 * out


def _fingerprint(size: int) -> Grey:
    """Draw ridges round a core, 7 px apart and more (of 512), with ends and forks.

    The picture is the cosine of a phase. A point round which the phase turns once is where one ridge ends or
    forks: Larkin and Fletcher, "A coherent framework for fingerprint analysis", Optics Express 15 (2007), eq. 5.
    """
    x, y = (axis * 2 / size for axis in _plane(size))  # -1 … 1, y down
    rng = np.random.default_rng(3)
    bend = 0.05 * np.sin(3.1 * x + 1.3 * y + 0.4) + 0.04 * np.cos(2.3 * x - 3.7 * y)
    # Rings round the core that open below into arches.
    rings = np.sqrt(1.5 * (x - 0.04) ** 2 + (0.85 * (y + 0.12)) ** 2 + 0.002)
    arches = 0.72 + 0.75 * (y - 0.45) - 0.3 * x**2
    below = 1 / (1 + np.exp(-(y - 0.42 + 0.2 * x**2) / 0.06))
    distance = (1 - below) * rings + below * arches + bend
    phase = 2 * math.pi * (30 * distance - 3 * distance**2)
    for column, row, sign in zip(*rng.uniform(-0.8, 0.8, (2, 26)), rng.choice((-1, 1), 26), strict=True):
        phase += sign * np.arctan2(y - row, x - column)
    ridges = 1 / (1 + np.exp(-4.5 * (np.cos(phase) + 0.1)))
    pressure = 0.85 + 0.15 * np.sin(2.7 * x + 1) * np.cos(3.3 * y)
    edge = np.hypot(x / 0.78, y / 0.95) + 0.02 * np.sin(7 * np.arctan2(y, x))
    finger = 1 / (1 + np.exp((edge - 0.95) / 0.02))
    return 0.95 - 0.85 * ridges * pressure * finger


def _plane(size: int) -> tuple[Grey, Grey]:
    """Return distances in px from the centre, right and down."""
    steps = np.arange(size, dtype=np.float64) - (size - 1) / 2
    return steps[None, :], steps[:, None]


_DRAWN: dict[str, Callable[[int], Grey]] = {
    "zone_plate": _zone_plate,
    "siemens_star": _siemens_star,
    "text": _text,
    "texture": _texture,
    "fingerprint": _fingerprint,
}
NAMES = tuple(_DRAWN)
