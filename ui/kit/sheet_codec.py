"""Frame what lies on a sheet, strokes and perhaps a picture beneath them, as the models see it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from models import sketch
from models.digits import PIXELS, SIDE
from models.sketch import distance_field
from ui.kit.base64_text import from_base64
from ui.kit.validation import real

SHEET = 10 * SIDE  # px a side, of a picture with strokes over it before it is framed again


def seen(sheet: Mapping[str, Any]) -> np.ndarray:
    """Frame a sheet as MNIST would have done.

    Parameters
    ----------
    sheet : dict
        strokes [[[x, y], …], …] in 0…1; pen, px in the frame, 2.6 where it is left out; frame, base64 of 784 grey
        bytes, a picture that fills the sheet; edited, whether that picture has been partly erased.

    Returns
    -------
    x : (28, 28) float32 ndarray in 0…1, ink 1
        A picture that nothing was changed on is seen as it is.

    Raises
    ------
    ValueError
        When any of it is malformed, or there is no ink.
    """
    strokes, pen = sheet.get("strokes"), sheet.get("pen", distance_field.PEN)
    if sheet.get("frame") is None:
        return sketch.frame(strokes, pen)
    picture = unpacked_frame(sheet["frame"])
    if not strokes and not sheet.get("edited"):
        return picture.astype(np.float32) / 255
    return sketch.frame_bitmap(_drawn_over(picture, strokes or [], pen))


def unpacked_frame(text: Any) -> np.ndarray:
    """Unpack base64 of 784 grey bytes, ink 255, as (28, 28) uint8. Raises ValueError for anything else."""
    try:
        data = from_base64(text) if isinstance(text, str) else b""
    except ValueError:
        data = b""
    if len(data) != PIXELS:
        raise ValueError(f"frame must be base64 of {PIXELS} grey bytes")
    return np.frombuffer(data, np.uint8).reshape(SIDE, SIDE)


def _drawn_over(picture: np.ndarray, strokes: Any, pen: Any) -> np.ndarray:
    """Enlarge a picture (28, 28) uint8 to (280, 280) and draw strokes over it; the pen is measured in its pixels."""
    sheet = Image.fromarray(picture).resize((SHEET, SHEET), Image.Resampling.BICUBIC)
    draw, width = ImageDraw.Draw(sheet), real("pen", pen, *sketch.PENS) * SHEET / SIDE
    for stroke in sketch.parse(strokes) if strokes else []:
        points = [tuple(point) for point in stroke * SHEET]
        draw.line(points, fill=255, width=round(width))
        for x, y in points:  # round ends and joins
            draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    return np.asarray(sheet)


def framed_picture(grey: np.ndarray) -> np.ndarray:
    """Find the digit in a photograph or a picture, in any light and on any paper, and frame it.

    grey : (H, W) uint8. Ink may be dark on light or light on dark.
    Returns (28, 28) float32 in 0…1. Raises ValueError when nothing stands out from its background.
    """
    return sketch.frame_bitmap(sketch.digit_ink(grey))
