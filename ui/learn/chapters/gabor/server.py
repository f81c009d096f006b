"""Answer the live figures of the chapter on Gabor wavelets; nothing here needs a trained model."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np

from models import gabor
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import jpeg_url, packed
from ui.kit.validation import Fields, real

FINE = 12  # px per unit of the article's coordinates, in which the wave has k = 1
REACH = 8  # of a section to either side of 0, in those units
SIDE = 161  # px of a picture of a wavelet
PICTURE = 192  # px a side of the two textures
STRIPES = 16.0  # px, their period
INSIDE, OUTSIDE = 30.0, 120.0  # degrees in which they run
TEXTURE_SIGMA = 1.5  # of the wavelet that filters them
WHITE = 0.25  # the response to be shown as white: stripes of full contrast answer with a quarter
# What can be asked, lowest and highest value; angles in degrees.
SIGMAS, PHASES = (0.4, 3), (-180, 180)
TURNS, SCALES = (0, 360), (4, 16)
DIRECTIONS = (0, 180)


@dataclass(frozen=True)
class SectionRequest:
    """A wavelet to be cut along its wave."""

    sigma: float  # width of the envelope, without a unit
    psi: float  # rad, phase of the wave

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {sigma, psi: degrees}. Raises ValueError for anything else."""
        sigma = real("sigma", fields.get("sigma"), *SIGMAS)
        return cls(sigma, math.radians(real("psi", fields.get("psi", 0), *PHASES)))


@dataclass(frozen=True)
class TurnRequest:
    """A wavelet to be turned and stretched."""

    theta: float  # rad
    scale: float  # px for each unit of the article's coordinates

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {theta: degrees, scale}. Raises ValueError for anything else."""
        theta = math.radians(real("theta", fields.get("theta"), *TURNS))
        return cls(theta, real("scale", fields.get("scale"), *SCALES))


def parse_direction(fields: Fields) -> float:
    """Read {theta: degrees} from 0 to 180, as rad. Raises ValueError for anything else."""
    return math.radians(real("theta", fields.get("theta"), *DIRECTIONS))


def section(request: SectionRequest) -> Answer:
    """Cut a wavelet along its wave, at x in ±REACH.

    envelope, real, imaginary : lists, without the correction; free : the real part with it, all over the envelope's
    peak; leak : the integral of the real part, where the envelope's is 1; left : of the corrected one
    """
    plain = gabor.kernel(request.sigma, scale=FINE, psi=request.psi, dc_free=False)
    free = gabor.kernel(request.sigma, scale=FINE, psi=request.psi)
    peak = np.abs(plain).max()
    lines = {
        "envelope": np.abs(_row(plain)),
        "real": _row(plain).real,
        "imaginary": _row(plain).imag,
        "free": _row(free).real,
    }
    return {
        **{key: rounded(values / peak) for key, values in lines.items()},
        "leak": round(float(plain.real.sum()), 4),
        "left": round(float(free.real.sum()), 4) + 0.0,
    }


def _row(psi: np.ndarray) -> np.ndarray:
    """Return the middle row of a kernel (K, K) over ±REACH units, zero beyond its square."""
    half, wanted = len(psi) // 2, FINE * REACH
    row = psi[half]
    if half >= wanted:
        return row[half - wanted : half + wanted + 1]
    return np.pad(row, wanted - half)


def turned(request: TurnRequest) -> Answer:
    """Draw the real part of a wavelet as grey bytes (128 is zero), and return the matrix that turns and shrinks it.

    matrix : 1/scale · [[cos, sin], [−sin, cos]], which takes (x, y), y up, to the wavelet's own coordinates
    """
    theta, scale = request.theta, request.scale
    psi = gabor.kernel(1.0, theta=theta, scale=scale, size=SIDE).real
    grey = 128 + 127 * psi / np.abs(psi).max()
    c, s = math.cos(theta) / scale, math.sin(theta) / scale
    return {
        "picture": packed(grey.round().astype(np.uint8)),
        "matrix": rounded(np.array([[c, s], [-s, c]])),
    }


def disc(n: int = PICTURE) -> np.ndarray:
    """Tell which pixels of a picture (n, n) lie in the disc."""
    y, x = np.mgrid[:n, :n] - (n - 1) / 2
    return np.hypot(x, y) < n / 4


def textures(n: int = PICTURE) -> np.ndarray:
    """Draw a disc of stripes in a field of the same stripes turned by 90°: (n, n) in 0…1, mean ½ inside and outside."""
    y, x = np.mgrid[:n, :n] - (n - 1) / 2

    def stripes(degrees: float) -> np.ndarray:
        along = x * math.cos(math.radians(degrees)) - y * math.sin(math.radians(degrees))
        return 0.5 + 0.5 * np.cos(2 * math.pi * along / STRIPES)

    return np.where(disc(n), stripes(INSIDE), stripes(OUTSIDE))


def answer_of_cells(theta: float, spectrum: gabor.Spectrum, inside: np.ndarray) -> Answer:
    """Filter the textures in direction theta, rad: response, a JPEG of its size, white for the strongest; its means.

    inside : (n, n) bool, the disc; the means are those inside and outside it
    """
    response = np.abs(gabor.apply(spectrum, TEXTURE_SIGMA, theta=theta, scale=STRIPES / (2 * math.pi)))
    grey = 255 * np.clip(response / WHITE, 0, 1)
    return {
        "response": jpeg_url(grey.round().astype(np.uint8)),
        "inside": round(float(response[inside].mean()), 4),
        "outside": round(float(response[~inside].mean()), 4),
    }
