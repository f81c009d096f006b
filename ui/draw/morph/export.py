"""The way between two drawings as a file: a film that runs to and fro, or a strip of stills."""

import io

import numpy as np
from PIL import Image

PACES = (0.5, 20)  # seconds from A to B
ZOOM = 8  # px of a film for each pixel of the frame
STILLS = 17  # of the strip, evenly spaced
STRIP_ZOOM = 4


def file(what, frames, pace):
    """The way as one file.

    Parameters
    ----------
    what : "gif", "webp" (films) or "png" (a strip of 17 stills)
    frames : (n, 28, 28) float32 ndarray in 0…1, ink 1
    pace : float, seconds of a film from A to B

    Returns
    -------
    its MIME type and its bytes

    Raises
    ------
    ValueError
        For another `what`.
    """
    paper = 255 - (frames * 255).round().astype(np.uint8)  # ink is dark
    if what == "png":
        return "image/png", _saved([strip(paper)], "PNG", optimize=True)
    if what == "gif":
        return "image/gif", _saved(to_and_fro(paper), "GIF", loop=0, duration=_ticks(paper, pace, 10), optimize=False)
    if what == "webp":
        return "image/webp", _saved(to_and_fro(paper), "WEBP", loop=0, duration=_ticks(paper, pace, 1), lossless=True)
    raise ValueError(f"what must be gif, webp or png, got {what!r:.60}")


def to_and_fro(frames):
    """(n, 28, 28) uint8 → the 2n − 2 frames of a film from A to B and back, enlarged."""
    return [enlarged(one, ZOOM) for one in (*frames, *frames[-2:0:-1])]


def strip(frames):
    """(n, 28, 28) uint8 → 17 of them side by side, both ends included, enlarged."""
    at = np.rint(np.linspace(0, len(frames) - 1, STILLS)).astype(int)
    return enlarged(np.concatenate(frames[at], axis=1), STRIP_ZOOM)


def enlarged(grey, zoom):
    """Every pixel as a square of zoom × zoom."""
    return grey.repeat(zoom, 0).repeat(zoom, 1)


def _ticks(frames, pace, unit):
    """ms that a frame stays, a multiple of unit; browsers slow down GIFs of less than 20."""
    return max(20, round(1000 * pace / (len(frames) - 1) / unit) * unit)


def _saved(pictures, kind, **options):
    out = io.BytesIO()
    first, *others = (Image.fromarray(one) for one in pictures)
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(out, kind, **more, **options)
    return out.getvalue()
