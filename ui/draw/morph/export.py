"""Make a file of the way between two drawings: a film that runs to and fro, or a strip of stills."""

import io
from typing import Any

import numpy as np
from PIL import Image

from ui.kit.image_codec import enlarged

FILES = ("gif", "webp", "png")
PACES = (0.5, 20)  # seconds from A to B
ZOOM = 8  # px of a film for each pixel of the frame
STILLS = 17  # of the strip, evenly spaced
STRIP_ZOOM = 4


def checked_file(what: Any) -> str:
    """Return a kind of file that is one of FILES. Raises ValueError for any other."""
    if what not in FILES:
        raise ValueError(f"what must be gif, webp or png, got {what!r:.60}")
    return what


def file(what: str, frames: np.ndarray, pace: float) -> tuple[str, bytes]:
    """Write the way as one file.

    Parameters
    ----------
    what : "gif", "webp" (films) or "png" (a strip of 17 stills)
    frames : (n, 28, 28) float32 ndarray in 0…1, ink 1
    pace : float, seconds of a film from A to B

    Returns
    -------
    its MIME type and its bytes
    """
    paper = 255 - (frames * 255).round().astype(np.uint8)  # ink is dark
    if what == "png":
        return "image/png", _saved([strip(paper)], "PNG", optimize=True)
    if what == "gif":
        return "image/gif", _saved(to_and_fro(paper), "GIF", loop=0, duration=_ticks(paper, pace, 10), optimize=False)
    return "image/webp", _saved(to_and_fro(paper), "WEBP", loop=0, duration=_ticks(paper, pace, 1), lossless=True)


def to_and_fro(frames: np.ndarray) -> list[np.ndarray]:
    """Return the 2n − 2 frames of a film from A to B and back, enlarged. frames : (n, 28, 28) uint8"""
    return [enlarged(one, ZOOM) for one in (*frames, *frames[-2:0:-1])]


def strip(frames: np.ndarray) -> np.ndarray:
    """Set 17 of the frames side by side, both ends included, enlarged. frames : (n, 28, 28) uint8"""
    at = np.rint(np.linspace(0, len(frames) - 1, STILLS)).astype(int)
    return enlarged(np.concatenate(frames[at], axis=1), STRIP_ZOOM)


def _ticks(frames: np.ndarray, pace: float, unit: int) -> int:
    """Return the ms that a frame stays, a multiple of unit, at least 20: browsers slow down GIFs of less."""
    return max(20, round(1000 * pace / (len(frames) - 1) / unit) * unit)


def _saved(pictures: list[np.ndarray], kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    first, *others = (Image.fromarray(one) for one in pictures)
    more: dict[str, Any] = {"save_all": True, "append_images": others} if others else {}
    first.save(out, kind, **more, **options)
    return out.getvalue()
