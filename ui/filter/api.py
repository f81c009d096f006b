"""Offer the Filter tab's function to other programs: /gabor_filter."""

import math
from typing import Any, Literal

import numpy as np

from models import gabor
from models.gabor import sample_pictures
from ui.filter.picture_sources import own_picture
from ui.filter.request import WAVELENGTH
from ui.filter.response_image import PARTS, as_grey
from ui.kit.endpoint import publish, refusals
from ui.kit.image_codec import packed, png_url, read_picture
from ui.kit.validation import Refused

SHORTEST = 60  # characters of base64 that can hold a picture; less is a name that nobody knows


def build() -> None:
    """Add the endpoint."""
    publish(gabor_filter)


def gabor_filter(
    image: str = "zone_plate",
    sigma: float = 2.0,
    theta: float = 0.5,
    scale: float = 2.0,
    wavelength: float = WAVELENGTH,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Literal["l1", "l2"] = "l1",
    boundary: Literal["reflect", "wrap"] = "reflect",
    part: Literal["real", "imaginary", "magnitude", "phase"] = "real",
) -> dict:
    """Filter a picture with one Gabor wavelet; it ignores flat brightness.

    Parameters:
        image: zone_plate, siemens_star, text, texture, fingerprint, or a PNG, JPEG or WebP as data URL or base64
        sigma: width of the envelope, without a unit; its standard deviation is sqrt(2) * sigma * scale px
        theta: direction in which the wave runs, in radians, anticlockwise as seen; 0 picks out vertical lines
        scale: stretch of the wavelet; wavelength * scale must be at least 2 px, which at the default is 0.32
        wavelength: of the wave, in px at scale 1; 2 pi as in the article
        gamma: aspect, 0.01 to 100; across the wave the standard deviation is divided by it
        psi: phase of the wave, in radians
        dc_free: whether the term is subtracted that makes a flat picture's response zero
        norm: l1 (the same contrast at every scale) or l2 (the same energy at every scale)
        boundary: reflect (mirrored at the edges) or wrap (repeated)
        part: what the picture in the reply shows, real, imaginary, magnitude or phase
    Returns:
        real and imaginary (base64 of little-endian float32, row by row; the image counts as grey 0 to 1, reduced
        to 512 px), shape (rows, columns), wavelength and envelope_std (px), nyquist_leakage (above 0.01 the wavelet is
        undersampled), picture (data URL of a grey PNG of the part: zero is 128 for real and imaginary, 0 for magnitude;
        phase runs from -pi at 0 over 0 at 128), peak (what its white stands for; 0 where nothing responds), part
    """
    with refusals():
        grey = _named_or_read(image)
        if part not in PARTS:
            raise Refused("part", part, ", ".join(PARTS))
        spectrum = gabor.Spectrum(grey.astype(np.float32) / 255, boundary)
        response = gabor.apply(spectrum, sigma, theta, scale, wavelength, gamma, psi, dc_free, norm)
        leakage = gabor.nyquist_leakage(sigma, theta, scale, wavelength, gamma, dc_free)
    painted, peak = as_grey(response, part, scale if norm == "l2" else 1.0)
    return {
        "real": packed(response.real.astype("<f4")),
        "imaginary": packed(response.imag.astype("<f4")),
        "shape": list(response.shape),
        "wavelength": wavelength * scale,
        "envelope_std": math.sqrt(2) * sigma * scale,
        "nyquist_leakage": leakage,
        "picture": png_url(painted),
        "peak": peak,
        "part": part,
    }


def _named_or_read(image: Any) -> np.ndarray:
    """Return one of the project's pictures by its name, or a picture that came as text: grey (H, W) uint8."""
    if isinstance(image, str) and image in sample_pictures.NAMES:
        return own_picture(image)
    if isinstance(image, dict) and ("path" in image or "url" in image):  # as Gradio's own client sends files
        raise ValueError("image came as a file, and this server takes none: send its bytes as data URL or base64")
    if not isinstance(image, str) or len(image) < SHORTEST:
        raise Refused("image", image, f"{', '.join(sample_pictures.NAMES)}, or a picture as data URL or base64")
    return read_picture(image)
