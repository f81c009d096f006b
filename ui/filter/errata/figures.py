"""Compute, from the corrected wavelet, the figures that show where the article's formulas are wrong."""

import math
from collections.abc import Callable, Iterable
from functools import cache

import numpy as np

from models import gabor

FINE = 8  # px per unit of the article's coordinates, so that sums over pixels are integrals
SIGMAS = (1.0, 2.0, 3.0)
SCALES = (0.5, 1.0, 2.0, 4.0, 8.0)
REACH = 8  # standard deviations to either side: what lies beyond does not show in three digits


@cache
def plain_wavelet(sigma: float, wavelength: float = 2 * math.pi) -> tuple[np.ndarray, float]:
    """Sample the wavelet without the term that removes its mean, finely: psi (K, K) and the area of a pixel."""
    size = 2 * math.ceil(REACH * math.sqrt(2) * sigma * FINE) + 1
    return gabor.kernel(sigma, scale=FINE, wavelength=wavelength, dc_free=False, size=size) * FINE**2, 1 / FINE**2


def remaining_mean(sigma: float, factor: float, wavelength: float = 2 * math.pi) -> float:
    """Return the integral of the wave minus `factor`, inside the envelope."""
    psi, area = plain_wavelet(sigma, wavelength)
    return float((psi.real - factor * np.abs(psi)).sum() * area)


def envelope_integral(sigma: float, prefactor: float) -> float:
    """Return the integral of the envelope with that prefactor in place of 1/(4πσ²)."""
    psi, area = plain_wavelet(sigma)
    return float(np.abs(psi).sum() * area) * prefactor * 4 * math.pi * sigma**2


def measured_std(sigma: float) -> float:
    """Return the envelope's standard deviation along the wave, in units of the scale."""
    envelope = np.abs(plain_wavelet(sigma)[0])
    x = (np.arange(len(envelope)) - len(envelope) // 2) / FINE
    return float(np.sqrt((x**2 * envelope).sum() / envelope.sum()))


def energy(scale: float, prefactor: Callable[[float], float]) -> float:
    """Return the L2 norm at a scale a with that prefactor, a function of a, in front of psi(x/a, y/a), σ = 1."""
    psi = gabor.kernel(1.0, scale=FINE) * FINE**2
    return float(np.linalg.norm(psi)) / FINE * scale * prefactor(scale)


def figures() -> dict[str, dict[str, str]]:
    """Return {key of the sentence: {placeholder: text}}, in the order of the note."""
    return {
        "mean": {
            "none": _row(remaining_mean(s, 0.0) for s in SIGMAS),
            "plus": _row(remaining_mean(s, math.exp(s**2)) for s in SIGMAS),
            "minus": _row(remaining_mean(s, math.exp(-(s**2))) for s in SIGMAS),
        },
        "general": {
            "article": _number(remaining_mean(1.0, math.exp(-1), math.pi)),
            "general": _number(remaining_mean(1.0, math.exp(-4), math.pi)),
        },
        "prefactor": {
            "article": _row(envelope_integral(s, 1 / (4 * math.pi * s)) for s in SIGMAS),
            "right": _row(envelope_integral(s, 1 / (4 * math.pi * s**2)) for s in SIGMAS),
        },
        "scale": {
            "article": _row(energy(a, lambda a: a**-0.5) for a in SCALES),
            "right": _row(energy(a, lambda a: 1 / a) for a in SCALES),
        },
        "power": {
            "article": _row(1 / 2 ** (1 / j) for j in (1, 2, 3)),
            "right": _row(2.0**-j for j in (1, 2, 3)),
        },
        "width": {"std": _number(measured_std(1.0))},
        "product": {"left": _number(remaining_mean(1.0, 0.0))},
    }


def _number(value: float) -> str:
    """Write three digits and a true minus sign; less than 1e-6 is the part beyond a kernel's square, and written 0."""
    if abs(value) < 1e-6:
        return "0"
    return (f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}").replace("-", "−")


def _row(values: Iterable[float]) -> str:
    return ", ".join(map(_number, values))
