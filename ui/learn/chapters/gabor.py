"""The live figures of the chapter on Gabor wavelets; nothing here needs a trained model."""

import math

import numpy as np

from models import gabor
from ui.filter.errata.note import show as show_errata
from ui.kit.answers import answered, rounded
from ui.kit.image_codec import jpeg_url, packed
from ui.kit.validation import real
from ui.learn.figures.widget import Cell, Leak, Turn, Wave

FINE = 12  # px per unit of the article's coordinates, in which the wave has k = 1
REACH = 8  # of a section to either side of 0, in those units
SIDE = 161  # px of a picture of a wavelet
PICTURE = 192  # px a side of the two textures
STRIPES = 16.0  # px, their period
INSIDE, OUTSIDE = 30.0, 120.0  # degrees in which they run


def section(request):
    """{sigma, psi: degrees} → a wavelet along its wave, at x in ±REACH.

    envelope, real, imaginary : lists, without the correction; free : the real part with it, all over the envelope's
    peak; leak : the integral of the real part, where the envelope's is 1; left : of the corrected one
    """
    sigma, psi = (
        real("sigma", request.get("sigma"), 0.4, 3),
        math.radians(real("psi", request.get("psi", 0), -180, 180)),
    )
    plain = gabor.kernel(sigma, scale=FINE, psi=psi, dc_free=False)
    free = gabor.kernel(sigma, scale=FINE, psi=psi)
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


def _row(psi):
    """The middle row of a kernel (K, K) over ±REACH units, zero beyond its square."""
    half, wanted = len(psi) // 2, FINE * REACH
    row = psi[half]
    if half >= wanted:
        return row[half - wanted : half + wanted + 1]
    return np.pad(row, wanted - half)


def turned(request):
    """{theta: degrees, scale} → the real part of that wavelet as grey bytes (128 is zero), and the matrix of it.

    matrix : 1/scale · [[cos, sin], [−sin, cos]], which takes (x, y), y up, to the wavelet's own coordinates
    """
    theta, scale = math.radians(real("theta", request.get("theta"), 0, 360)), real("scale", request.get("scale"), 4, 16)
    psi = gabor.kernel(1.0, theta=theta, scale=scale, size=SIDE).real
    grey = 128 + 127 * psi / np.abs(psi).max()
    c, s = math.cos(theta) / scale, math.sin(theta) / scale
    return {
        "picture": packed(grey.round().astype(np.uint8)),
        "matrix": rounded(np.array([[c, s], [-s, c]])),
    }


def disc(n=PICTURE):
    """Which pixels of a picture (n, n) lie in the disc."""
    y, x = np.mgrid[:n, :n] - (n - 1) / 2
    return np.hypot(x, y) < n / 4


def textures(n=PICTURE):
    """A disc of stripes in a field of the same stripes turned by 90°: (n, n) in 0…1, mean ½ inside and outside."""
    y, x = np.mgrid[:n, :n] - (n - 1) / 2

    def stripes(degrees):
        along = x * math.cos(math.radians(degrees)) - y * math.sin(math.radians(degrees))
        return 0.5 + 0.5 * np.cos(2 * math.pi * along / STRIPES)

    return np.where(disc(n), stripes(INSIDE), stripes(OUTSIDE))


def answer_of_cells(spectrum, inside, request):
    """{theta: degrees} → response: JPEG of its size, white for the strongest; its mean inside and outside."""
    theta = math.radians(real("theta", request.get("theta"), 0, 180))
    response = np.abs(gabor.apply(spectrum, 1.5, theta=theta, scale=STRIPES / (2 * math.pi)))
    grey = 255 * np.clip(response / 0.25, 0, 1)  # stripes of full contrast answer with a quarter
    return {
        "response": jpeg_url(grey.round().astype(np.uint8)),
        "inside": round(float(response[inside].mean()), 4),
        "outside": round(float(response[~inside].mean()), 4),
    }


def figures():
    """{name: a function that lays out the figure}."""
    picture = textures()
    spectrum = gabor.Spectrum(picture.astype(np.float32))
    inside = disc()

    def ask_section(request):
        return answered(section, request)

    def ask_turned(request):
        return answered(turned, request)

    def ask_cells(request):
        return answered(answer_of_cells, spectrum, inside, request)

    shown = jpeg_url((255 * picture).round().astype(np.uint8))

    def ask_textures(_request):
        return {"ok": True, "picture": shown}

    return {
        "wave": lambda: Wave([ask_section], reach=REACH),
        "leak": lambda: Leak([ask_section], reach=REACH),
        "turn": lambda: Turn([ask_turned], side=SIDE),
        "cell": lambda: Cell([ask_cells, ask_textures]),
        "errata": lambda: show_errata("learn-errata", opened=True, styles=["learn/figures/errata.css"]),
    }
