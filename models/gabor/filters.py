"""Gabor wavelets that ignore flat brightness: kernel, closed-form transfer function, filtering of images.

Coordinates: x along the columns, y along the rows (down). theta turns the carrier anticlockwise as seen on the
screen, so with y down the rotated coordinates are x' = x cos(theta) - y sin(theta), y' = x sin(theta) + y cos(theta).
With s the scale and k = 2 pi / wavelength the wavelet is

    psi(x, y) = A / s^2 * gamma / (4 pi sigma^2) * exp(-(x'^2 + gamma^2 y'^2) / (4 sigma^2 s^2))
                * (exp(i k x' / s) - exp(-sigma^2 k^2)) * exp(i psi)

and its Fourier transform, u' and v' being the frequencies (rad/px) turned like x' and y',

    Psi(u, v) = A * exp(i psi) * (exp(-sigma^2 ((s u' - k)^2 + (s v' / gamma)^2))
                                  - exp(-sigma^2 (k^2 + (s u')^2 + (s v' / gamma)^2)))

with A = 1 for norm "l1" (the same contrast at every scale) and A = s for "l2" (the same energy at every scale).

References: Gabor, "Theory of communication", J. IEE 93 (1946); Daugman, "Uncertainty relation for resolution in
space, spatial frequency, and orientation", J. Opt. Soc. Am. A 2 (1985); Lee, "Image representation using 2D Gabor
wavelets", IEEE PAMI 18 (1996), eq. 6 for the term that removes the mean.
"""

import math
from numbers import Integral
from typing import Any

import numpy as np
import numpy.typing as npt

from models.gabor.spectrum import REACH_STDS, Boundary, Spectrum, as_spectrum, filtered, frequencies
from models.gabor.wavelet import LIMITS, Norm, Wavelet, check_number
from models.limits import FILTER_PIXELS_LIMIT

MAX_KERNEL_SIZE = 2047  # px a side; 64 MiB as complex128


def kernel(
    sigma: float,
    theta: float = 0.0,
    scale: float = 1.0,
    wavelength: float = 2 * math.pi,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Norm = "l1",
    size: int | None = None,
) -> npt.NDArray[np.complex128]:
    """Draw one Gabor wavelet: the spatial function sampled at whole pixels around the centre of a square.

    Parameters
    ----------
    sigma : float
        Width of the envelope, without a unit, 0.001 to 1000; its standard deviation is sqrt(2) * sigma * scale px.
    theta : float
        Direction in which the carrier runs, rad, anticlockwise as seen on the screen; 0 points right.
    scale : float
        Stretch of the whole wavelet (a^j in the article), px; wavelength * scale must be at least 2 px (Nyquist).
    wavelength : float
        Wavelength of the carrier at scale 1, px.
    gamma : float
        Aspect, 0.01 to 100; across the carrier the standard deviation is divided by gamma.
    psi : float
        Phase of the carrier, rad.
    dc_free : bool
        Subtract the multiple of the envelope that makes the integral zero.
    norm : {"l1", "l2"}
        "l1" answers a grating of the carrier's frequency alike at every scale, "l2" keeps the energy.
    size : int, optional
        Odd side K of the square, at most 2047; by default 5 standard deviations either way (1e-6 lies outside).
        A smaller square cuts the wavelet, and what is cut no longer sums to zero.

    Returns
    -------
    ndarray (K, K), complex128

    Raises
    ------
    ValueError
        One sentence that says what came and what is allowed.
    """
    w = Wavelet(sigma, theta, scale, wavelength, gamma, psi, dc_free, norm)
    half = _kernel_size(w, size) // 2
    steps = np.arange(-half, half + 1) / w.scale
    along, across = w.turn(steps[None, :], steps[:, None])  # (K, K)
    peak = w.gain * w.gamma / (4 * math.pi * w.sigma**2 * w.scale**2)
    envelope = peak * np.exp(-(along**2 + (w.gamma * across) ** 2) / (4 * w.sigma**2))
    mean = math.exp(-((w.sigma * w.k) ** 2)) if w.dc_free else 0.0
    return envelope * (np.exp(1j * w.k * along) - mean) * np.exp(1j * w.psi)


def transfer(
    shape: tuple[int, int],
    sigma: float,
    theta: float = 0.0,
    scale: float = 1.0,
    wavelength: float = 2 * math.pi,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Norm = "l1",
) -> npt.NDArray[np.float64 | np.complex128]:
    """Return the transfer function of one Gabor wavelet: its Fourier transform in closed form.

    It is exactly 0 at frequency 0 when dc_free. Multiply it with ``scipy.fft.fft2`` of an image of that shape.

    Parameters
    ----------
    shape : (int, int)
        Rows H and columns W, together at most 4096 * 4096 pixels.
    sigma, theta, scale, wavelength, gamma, psi, dc_free, norm
        As for `kernel`.

    Returns
    -------
    ndarray (H, W)
        float64 when psi is 0, else complex128; frequencies in the order of ``scipy.fft.fftfreq`` (unshifted).

    Raises
    ------
    ValueError
    """
    w = Wavelet(sigma, theta, scale, wavelength, gamma, psi, dc_free, norm)
    height, width = _check_shape(shape)
    out = w.response(frequencies(width), frequencies(height))
    return out if w.psi == 0 else out * np.exp(1j * w.psi)


def apply(
    image_or_spectrum: npt.ArrayLike | Spectrum,
    sigma: float,
    theta: float = 0.0,
    scale: float = 1.0,
    wavelength: float = 2 * math.pi,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Norm = "l1",
    boundary: Boundary = "reflect",
) -> npt.NDArray[np.complexfloating[Any, Any]]:
    """Filter an image: its convolution with one Gabor wavelet, computed with the closed-form transfer function.

    Parameters
    ----------
    image_or_spectrum : array_like (H, W) or Spectrum
        A Spectrum saves the image's transform for the next filter, and brings its own boundary.
    sigma, theta, scale, wavelength, gamma, psi, dc_free, norm
        As for `kernel`.
    boundary : {"reflect", "wrap"}
        As for `Spectrum`.

    Returns
    -------
    ndarray (H, W), complex64 or complex128 (see `Spectrum`)
        In the image's own unit; rows may lie further apart in memory than W values.

    Raises
    ------
    ValueError
    """
    w = Wavelet(sigma, theta, scale, wavelength, gamma, psi, dc_free, norm)
    return filtered(as_spectrum(image_or_spectrum, boundary), w)


def nyquist_leakage(
    sigma: float,
    theta: float = 0.0,
    scale: float = 1.0,
    wavelength: float = 2 * math.pi,
    gamma: float = 1.0,
    dc_free: bool = True,
) -> float:
    """Measure how much of a wavelet pixels cannot hold: the largest |Psi| on the border of the Nyquist box.

    Psi is that of norm "l1", about 1 at its peak. Below 1e-2 the sampled wavelet and the closed form agree about as
    well as this number says; above, the wavelet is undersampled.

    Returns
    -------
    float

    Raises
    ------
    ValueError
    """
    w = Wavelet(sigma, theta, scale, wavelength, gamma, 0.0, dc_free, "l1")
    # Steps of a tenth of the narrowest Gaussian's width, so that no peak on the border is missed by 0.5 %.
    edge = np.linspace(-math.pi, math.pi, 17 + math.ceil(20 * math.pi * w.long_std))
    ends = edge[[0, -1]]
    return float(max(np.abs(w.response(edge, ends)).max(), np.abs(w.response(ends, edge)).max()))


def bandwidth_octaves(sigma: float, wavelength: float = 2 * math.pi) -> float:
    """Return the width in octaves between the frequencies that pass at half amplitude (the mean's removal not counted).

    Infinite where the lower one does not exist, that is for sigma * 2 pi / wavelength up to sqrt(ln 2).
    """
    sigma = check_number("sigma", sigma, *LIMITS["sigma"])
    wavelength = check_number("wavelength", wavelength, *LIMITS["wavelength"])
    ridge, half = sigma * 2 * math.pi / wavelength, math.sqrt(math.log(2))
    return math.log2((ridge + half) / (ridge - half)) if ridge > half else math.inf


def sigma_from_bandwidth(octaves: float, wavelength: float = 2 * math.pi) -> float:
    """Return the sigma whose `bandwidth_octaves` is that many octaves (0.01 to 100)."""
    octaves = check_number("octaves", octaves, 1e-2, 1e2)
    wavelength = check_number("wavelength", wavelength, *LIMITS["wavelength"])
    return math.sqrt(math.log(2)) * (2**octaves + 1) / (2**octaves - 1) * wavelength / (2 * math.pi)


def _kernel_size(w: Wavelet, size: int | None) -> int:
    """Check the side of a kernel, or choose it; ValueError when it is even or too large."""
    if size is None:
        size = 2 * math.ceil(REACH_STDS * w.long_std) + 1
        if size > MAX_KERNEL_SIZE:
            raise ValueError(
                f"a kernel may be at most {MAX_KERNEL_SIZE} px wide, got {size} px "
                f"({REACH_STDS:g} standard deviations of {w.long_std:.4g} px either way)"
            )
    elif isinstance(size, bool) or not isinstance(size, Integral) or not 1 <= size <= MAX_KERNEL_SIZE or size % 2 == 0:
        raise ValueError(f"size must be an odd whole number from 1 to {MAX_KERNEL_SIZE}, got {size!r:.60}")
    return int(size)


def _check_shape(shape: tuple[int, int]) -> tuple[int, int]:
    """Check rows and columns; ValueError when they are no whole numbers above 0, or too many pixels."""
    try:
        height, width = shape
    except (TypeError, ValueError):
        raise ValueError(f"shape must be (rows, columns), got {shape!r:.60}") from None
    if not all(isinstance(n, Integral) and n >= 1 for n in (height, width)) or height * width > FILTER_PIXELS_LIMIT:
        raise ValueError(
            f"shape must be two whole numbers above 0, at most {FILTER_PIXELS_LIMIT} pixels in all, got {shape!r:.60}"
        )
    return int(height), int(width)
