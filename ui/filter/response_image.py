"""Convert the four parts of a complex response to grey bytes; the browser colours them."""

import math

import numpy as np

from ui.kit.image_codec import signed_grey

PARTS = ("real", "imaginary", "magnitude", "phase")
FAINT = 1 / 255  # of black to white: responses below one grey level are not blown up to full contrast


def magnitude_grey(magnitude: np.ndarray, peak: float) -> np.ndarray:
    """Convert magnitudes to grey bytes: zero 0, peak 255; all 0 where peak is 0."""
    return np.rint(magnitude * (255 / peak if peak else 0)).astype(np.uint8)


def phase_grey(response: np.ndarray, magnitude: np.ndarray, peak: float) -> np.ndarray:
    """Convert phases to grey bytes, −π being 0, zero 128, and π 0 again; 128 where there is next to no response.

    Below half a grey level the phase is that of rounding errors: noise that nobody sees, and that no JPEG can pack.
    """
    turns = np.rint(np.angle(response) * (128 / math.pi)).astype(np.int16) + 128
    return np.where(magnitude > peak / 255, turns & 255, 128).astype(np.uint8)


def loudest(values: np.ndarray, gain: float = 1.0) -> float:
    """Return the value to be shown as full black or white: the largest size among values, at least FAINT.

    0 where even that would leave every pixel at zero: rounding errors, of a flat picture.
    gain : what norm "l2" multiplies responses by
    """
    peak, faint = float(np.abs(values).max()), FAINT * gain
    return max(peak, faint) if peak * 127 / faint > 0.5 else 0.0


def as_grey(response: np.ndarray, part: str, gain: float = 1.0) -> tuple[np.ndarray, float]:
    """Convert one part of a response (H, W) complex to uint8 (H, W), and tell the value that is its white.

    Returns
    -------
    grey : ndarray (H, W) uint8
    peak : float
        Of "real" and "imaginary" what 255 stands for (128 is zero, 1 is −peak), of "magnitude" likewise (0 is zero),
        of "phase" π; 0 where nothing responds.
    """
    if part in ("real", "imaginary"):
        values = response.real if part == "real" else response.imag
        peak = loudest(values, gain)
        return signed_grey(values, peak), peak
    magnitude = np.abs(response)
    peak = loudest(magnitude, gain)
    if part == "magnitude":
        return magnitude_grey(magnitude, peak), peak
    return phase_grey(response, magnitude, peak or math.inf), math.pi if peak else 0.0
