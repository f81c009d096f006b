"""Describe the wavelet itself for the page: its picture, sections, transfer function, and its measures in numbers."""

import math
from dataclasses import asdict, replace

import numpy as np
from scipy import fft

from models import gabor
from ui.filter.request import Wavelet
from ui.filter.response_image import magnitude_grey
from ui.kit.answers import Answer
from ui.kit.image_codec import jpeg_url, packed, signed_grey

SIDE = 97  # px of the kernel's pictures; odd, so that the centre is a pixel
LEAST = 12  # px of the picture that the kernel's pictures span at least
PLANE = 257  # px of the frequency plane's picture
BEYOND = 1.25  # half the plane's width, as a multiple of Nyquist's frequency: what is lost lies outside the box
OCTAVES = 4  # the curve over frequency ends at this multiple of the carrier's
CURVE = 512  # its points
UNDERSAMPLED = 1e-2  # of the peak: with more at the border of the Nyquist box, pixels are too coarse


def long_std(wavelet: Wavelet) -> float:
    """Return the standard deviation in px along the envelope's longer axis."""
    return math.sqrt(2) * wavelet.sigma * wavelet.scale * max(1.0, 1 / wavelet.gamma)


def view(std: float) -> int:
    """Return how many px of the picture the kernel's pictures span: in steps, so that one sees the wavelet grow."""
    steps = max(0, math.ceil(2 * math.log2(6 * std / LEAST) - 1e-9))
    return round(LEAST * 2 ** (steps / 2))


def draw(wavelet: Wavelet) -> tuple[np.ndarray, int, float]:
    """Draw the wavelet.

    Returns
    -------
    psi : ndarray (97, 97) complex, the largest part being 1 in size
    span : int, px of the picture that it spans
    peak : float, what 1 stands for: per px² of the picture, or per px where norm is "l2"
    """
    span = view(long_std(wavelet))
    finer = SIDE / span
    psi = gabor.kernel(**asdict(replace(wavelet, scale=wavelet.scale * finer)), size=SIDE)
    peak = max(np.abs(psi.real).max(), np.abs(psi.imag).max())
    return psi / peak, span, float(peak * finer ** (1 if wavelet.norm == "l2" else 2))


def describe(wavelet: Wavelet) -> Answer:
    """Return what the page always shows: both parts as base64 of 97 × 97 grey bytes, 128 being zero."""
    psi, span, peak = draw(wavelet)
    return {
        "side": SIDE,
        "span": span,
        "peak": peak,
        "real": packed(signed_grey(psi.real, 1.0)),
        "imaginary": packed(signed_grey(psi.imag, 1.0)),
    }


def detail(wavelet: Wavelet) -> Answer:
    """Return what the page shows of the wavelet once the part is unfolded.

    Returns
    -------
    dict
        along, across: base64 of (2, 97) float32, real and imaginary part through the centre, along the carrier and
        across it, in the unit of `describe`'s pictures; plane: the transfer function's size, zero frequency in the
        middle, as data URL; beyond: half its width as a multiple of Nyquist's frequency; curve: base64 of (512,)
        float32, |Psi| along the carrier at 0 … 4 times its frequency; ellipse: where |Psi| is half its peak (the mean's
        removal not counted), centre and half axes as multiples of Nyquist's frequency, along and across the carrier
    """
    upright, _, _ = draw(replace(wavelet, theta=0.0))
    middle = SIDE // 2
    plain = replace(wavelet, psi=0.0, norm="l1")
    # A wavelet of c times the scale has at frequency u what this one has at c·u.
    plane = gabor.transfer((PLANE, PLANE), **asdict(replace(plain, scale=wavelet.scale * BEYOND)))
    k = 2 * math.pi / wavelet.wavelength
    curve = gabor.transfer((1, 2 * CURVE), **asdict(replace(plain, theta=0.0, scale=OCTAVES * k / math.pi)))[0, :CURVE]
    width = math.sqrt(math.log(2)) / wavelet.sigma
    nyquist = math.pi * wavelet.scale
    return {
        "along": packed(_parts(upright[middle])),
        "across": packed(_parts(upright[:, middle])),
        "plane": jpeg_url(magnitude_grey(np.minimum(np.abs(fft.fftshift(plane)), 1.0), 1.0)),
        "beyond": BEYOND,
        "curve": packed(np.abs(curve).astype("<f4")),
        "ellipse": {"centre": k / nyquist, "along": width / nyquist, "across": width * wavelet.gamma / nyquist},
    }


def measures(wavelet: Wavelet) -> Answer:
    """Return numbers in px and octaves; `bandwidth` is None where the lower half-amplitude frequency does not exist."""
    sigma, scale, wavelength = wavelet.sigma, wavelet.scale, wavelet.wavelength
    std = math.sqrt(2) * sigma * scale
    bandwidth = gabor.bandwidth_octaves(sigma, wavelength)
    leakage = gabor.nyquist_leakage(sigma, wavelet.theta, scale, wavelength, wavelet.gamma, wavelet.dc_free)
    flat = gabor.transfer((1, 1), sigma, wavelength=wavelength, dc_free=False)[0, 0]
    return {
        "wavelength": wavelength * scale,
        "std": std,
        "std_across": std / wavelet.gamma,
        "bandwidth": bandwidth if math.isfinite(bandwidth) else None,
        "leakage": leakage,
        "undersampled": leakage > UNDERSAMPLED,
        "mean": 0.0 if wavelet.dc_free else float(flat),  # of a flat picture's brightness, what comes through
        "mean_without": float(flat),
    }


def _parts(line: np.ndarray) -> np.ndarray:
    """Return real and imaginary part of a line (n,) complex as (2, n) little-endian float32."""
    return np.stack([line.real, line.imag]).astype("<f4")
