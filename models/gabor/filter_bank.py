"""One image through many Gabor wavelets: every scale in every direction."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from models.gabor.spectrum import Boundary, Spectrum, as_spectrum, filtered
from models.gabor.wavelet import Norm, Wavelet

MAX_BANK_BYTES = 2**30


def bank(
    image_or_spectrum: npt.ArrayLike | Spectrum,
    sigma: float,
    thetas: Iterable[float],
    scales: Iterable[float],
    wavelength: float = 2 * math.pi,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Norm = "l1",
    boundary: Boundary = "reflect",
) -> npt.NDArray[np.complexfloating[Any, Any]]:
    """Filter an image with a whole bank of Gabor wavelets: each scale in each direction, the image's transform shared.

    Parameters
    ----------
    image_or_spectrum : array_like (H, W) or Spectrum
        As for `models.gabor.apply`.
    thetas : sequence of float
        The T directions, rad, each as for `models.gabor.kernel`.
    scales : sequence of float
        The S scales, px, each as for `models.gabor.kernel`.
    sigma, wavelength, gamma, psi, dc_free, norm, boundary
        As for `models.gabor.apply`, the same for all.

    Returns
    -------
    ndarray (S, T, H, W), complex64 or complex128
        At most 1 GiB. `models.gabor.orientation` combines the directions of one scale.

    Raises
    ------
    ValueError
    """
    thetas, scales = _several("thetas", thetas), _several("scales", scales)
    wavelets = [
        [Wavelet(sigma, theta, scale, wavelength, gamma, psi, dc_free, norm) for theta in thetas] for scale in scales
    ]
    spectrum = as_spectrum(image_or_spectrum, boundary)
    shape = (len(wavelets), len(wavelets[0]), *spectrum.shape)
    size = math.prod(shape) * spectrum.dtype.itemsize
    if size > MAX_BANK_BYTES:
        raise ValueError(f"a bank may hold at most {MAX_BANK_BYTES >> 20} MiB, got {size >> 20} MiB for shape {shape}")
    out: npt.NDArray[np.complexfloating[Any, Any]] = np.empty(shape, spectrum.dtype)
    for s, of_one_scale in enumerate(wavelets):
        for t, w in enumerate(of_one_scale):
            out[s, t] = filtered(spectrum, w)
    return out


def _several(name: str, values: Iterable[float]) -> list[float]:
    """Return one value or more as a list; ValueError otherwise."""
    try:
        values = list(values)
    except TypeError:
        raise ValueError(f"{name} must be several numbers, got {values!r:.60}") from None
    if not values:
        raise ValueError(f"{name} must be one number or more, got none")
    return values
