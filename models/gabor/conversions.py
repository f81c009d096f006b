"""One Gabor wavelet as OpenCV, scikit-image and this project describe it: arguments, and code that runs.

Both libraries have the plain Gabor kernel, with the same real width and phase, and turn theta clockwise as seen on the
screen; neither has the term that removes the mean. That term is the envelope times exp(-sigma^2 k^2 + i psi). With a
carrier of frequency 0 either library draws the envelope, so the code subtracts that, scaled.
"""

import cmath
import math
from dataclasses import dataclass
from typing import Any

from models.gabor.wavelet import Norm, Wavelet

CV_64F = 6  # cv2.CV_64F: kernels of double precision
REACH_STDS = 5.5  # of the libraries' kernels; 4e-8 of an envelope lie outside


@dataclass(frozen=True)
class Conversion:
    """A wavelet as another library describes it.

    kwargs : dict
        Keyword arguments of its kernel function; without the term that removes the mean.
    factor : float
        What its kernel has to be multiplied by.
    snippet : str
        Python code that filters `image`, a float array (H, W), mirrored at its edges, into `response`, complex (H, W).
    """

    kwargs: dict[str, Any]
    factor: float
    snippet: str


def to_opencv(
    sigma: float,
    theta: float = 0.0,
    scale: float = 1.0,
    wavelength: float = 2 * math.pi,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Norm = "l1",
) -> Conversion:
    """Convert a wavelet to OpenCV's arguments.

    Parameters
    ----------
    sigma, theta, scale, wavelength, gamma, psi, dc_free, norm
        As for `models.gabor.kernel`.

    Returns
    -------
    Conversion
        kwargs for ``cv2.getGaborKernel``. That is the real part, turned by 180 degrees as ``cv2.filter2D`` wants it;
        with psi - pi / 2 it is the imaginary one. The snippet agrees with `models.gabor.apply` to 1e-6 of the image's
        range, or to `models.gabor.nyquist_leakage` where that is more: OpenCV samples the wavelet at whole pixels.

    Raises
    ------
    ValueError
    """
    w = Wavelet(sigma, theta, scale, wavelength, gamma, psi, dc_free, norm)
    side = 2 * math.ceil(REACH_STDS * w.long_std) + 1
    kwargs: dict[str, Any] = {
        "ksize": (side, side),
        "sigma": w.std,
        "theta": _clockwise(w),
        "lambd": w.wavelength * w.scale,
        "gamma": w.gamma,
        "psi": w.psi,
        "ktype": CV_64F,
    }
    factor = w.gain * w.gamma / (2 * math.pi * w.std**2)
    lines = [
        "import math",
        "import cv2",
        "import numpy as np",
        "",
        "image = np.asarray(image, np.float64)",
        f"wavelet = dict(ksize=({side}, {side}), sigma={_short(w.std)}, theta={_short(_clockwise(w))}, "
        f"gamma={_short(w.gamma)}, ktype=cv2.CV_64F)",
        f"wavelength, psi, factor = {_short(w.wavelength * w.scale)}, {_short(w.psi)}, {_short(factor)}",
        "",
        "def part(wavelength, psi):",
        "    kernel = factor * cv2.getGaborKernel(lambd=wavelength, psi=psi, **wavelet)",
        "    return cv2.filter2D(image, cv2.CV_64F, kernel, borderType=cv2.BORDER_REFLECT)",
        "",
        "response = part(wavelength, psi) + 1j * part(wavelength, psi - math.pi / 2)",
    ]
    if w.dc_free:
        lines.append(f"response -= {_mean(w)} * part(math.inf, 0)  # removes the mean")
    return Conversion(kwargs, factor, "\n".join(lines) + "\n")


def to_skimage(
    sigma: float,
    theta: float = 0.0,
    scale: float = 1.0,
    wavelength: float = 2 * math.pi,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Norm = "l1",
) -> Conversion:
    """Convert a wavelet to scikit-image's arguments.

    Parameters
    ----------
    sigma, theta, scale, wavelength, gamma, psi, dc_free, norm
        As for `models.gabor.kernel`.

    Returns
    -------
    Conversion
        kwargs for ``skimage.filters.gabor_kernel`` and, with ``mode="reflect"``, for ``skimage.filters.gabor``.
        The snippet agrees as closely as that of `to_opencv`.

    Raises
    ------
    ValueError
    """
    w = Wavelet(sigma, theta, scale, wavelength, gamma, psi, dc_free, norm)
    kwargs = {
        "frequency": 1 / (w.wavelength * w.scale),
        "theta": _clockwise(w),
        "sigma_x": w.std,
        "sigma_y": w.std / w.gamma,
        "n_stds": _skimage_reach(w),
        "offset": w.psi,
    }
    arguments = ", ".join(f"{name}={_short(kwargs[name])}" for name in ("theta", "sigma_x", "sigma_y", "n_stds"))
    lines = [
        "import numpy as np",
        "from skimage.filters import gabor",
        "",
        "image = np.asarray(image, np.float64)",
        f'wavelet = dict({arguments}, mode="reflect")',
        f"real, imaginary = gabor(image, {_short(kwargs['frequency'])}, offset={_short(w.psi)}, **wavelet)",
        "response = real + 1j * imaginary",
    ]
    if w.dc_free:
        lines += ["envelope, _ = gabor(image, 0, **wavelet)", f"response -= {_mean(w)} * envelope  # removes the mean"]
    if w.gain != 1:
        lines.append(f"response *= {_short(w.gain)}  # norm {w.norm}")
    return Conversion(kwargs, w.gain, "\n".join(lines) + "\n")


def to_inkspace(
    sigma: float,
    theta: float = 0.0,
    scale: float = 1.0,
    wavelength: float = 2 * math.pi,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Norm = "l1",
) -> Conversion:
    """Convert a wavelet to this project's arguments: kwargs for `models.gabor.apply`, factor 1, and a snippet."""
    w = Wavelet(sigma, theta, scale, wavelength, gamma, psi, dc_free, norm)
    kwargs: dict[str, Any] = {
        name: getattr(w, name) for name in ("sigma", "theta", "scale", "wavelength", "gamma", "psi")
    }
    arguments = ", ".join(f"{name}={_short(value)}" for name, value in kwargs.items())
    kwargs |= {"dc_free": bool(w.dc_free), "norm": w.norm}
    snippet = (
        "from models import gabor\n\n"
        f'response = gabor.apply(image, {arguments}, dc_free={kwargs["dc_free"]}, norm="{w.norm}")\n'
    )
    return Conversion(kwargs, 1.0, snippet)


def _clockwise(w: Wavelet) -> float:
    """Return theta as the libraries count it, y pointing down; 0.0 rather than -0.0."""
    return -w.theta + 0.0


def _skimage_reach(w: Wavelet) -> float:
    """Return the n_stds with which scikit-image's kernel, cut at the envelope's turned axes, reaches REACH_STDS."""
    c, s = abs(math.cos(w.theta)), abs(math.sin(w.theta))
    reaches = [(c, s / w.gamma), (s, c / w.gamma)]
    return REACH_STDS * max(math.hypot(*axes) / max(axes) for axes in reaches)


def _mean(w: Wavelet) -> str:
    """Write the envelope's share in the wavelet as code: a real number or a complex one in brackets."""
    share = cmath.rect(math.exp(-((w.sigma * w.k) ** 2)), w.psi)
    if w.psi == 0:
        return _short(share.real)
    return f"({_short(share.real)} {'-' if share.imag < 0 else '+'} {_short(abs(share.imag))}j)"


def _short(value: float) -> str:
    """Write a number as code, to twelve digits."""
    return f"{value:.12g}"
