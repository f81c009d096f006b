"""Convert pictures between bytes and arrays: what comes is read with care, what goes is packed small."""

import base64
import io
import threading
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from models.limits import FILTER_PIXELS_LIMIT
from ui.kit.base64_text import from_base64
from ui.server.limits import LIMITS
from ui.server.memory import give_back

LARGE = 2**22  # pixels of a picture after which memory is given back
PICTURE_LEAST, PICTURE_LIMIT = 2, 512  # px a side of what is filtered; larger pictures are reduced
LIGHT = 160  # grey level from which ink would be pale on white
SPECKS = 1 / 50  # of what is visible: that little may be darker, and the ink is light all the same
FORMATS = ("PNG", "JPEG", "WEBP")
# What Pillow raises for files that are cut short, damaged or lie about themselves.
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError)
DECODING = threading.BoundedSemaphore(LIMITS.decodings)  # the API's queue has threads of its own
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)  # the latter where warnings are errors


def packed(array: np.ndarray) -> str:
    """Pack an array's bytes, row by row, as base64 text."""
    return base64.b64encode(array.tobytes()).decode("ascii")


def packed_ink(x: np.ndarray) -> str:
    """Pack float32 pictures in 0…1, of any shape, as base64 text of their grey bytes, 255 for ink."""
    return packed((x * 255).round().astype(np.uint8))


def unpacked_grey(packet: Any) -> np.ndarray:
    """Unpack grey pixels as the page sends them.

    packet : {"width": int, "height": int, "grey": base64 of height·width bytes}, 2…512 px a side
    Returns (height, width) uint8. Raises ValueError when it is anything else.
    """
    packet = packet if isinstance(packet, dict) else {}
    width, height, text = (packet.get(key) for key in ("width", "height", "grey"))
    if not all(type(side) is int and PICTURE_LEAST <= side <= PICTURE_LIMIT for side in (width, height)):
        raise ValueError(f"pixels must have a width and a height from {PICTURE_LEAST} to {PICTURE_LIMIT}")
    data = _decoded(text) if isinstance(text, str) else b""
    if len(data) != width * height:
        raise ValueError(f"pixels must hold {width * height} bytes for {width} x {height}, got {len(data)}")
    return np.frombuffer(data, np.uint8).reshape(height, width)


def read_picture(text: str) -> np.ndarray:
    """Decode a picture that came as text.

    Parameters
    ----------
    text : str
        A data URL or bare base64 of a PNG, JPEG or WebP of at most 4096 × 4096 pixels.

    Returns
    -------
    (H, W) uint8, grey by Rec. 601, at most 512 px a side; what was transparent is as `on_paper` lays it

    Raises
    ------
    ValueError
        One sentence that says what is wrong with it.
    """
    data = _decoded(text)
    try:
        with DECODING:
            grey, (width, height) = _opened(data)
            if width * height > LARGE:
                give_back()
    except BOMBS:
        raise ValueError("image has too many pixels; at most 4096 x 4096 are read") from None
    except UnidentifiedImageError:
        raise ValueError("image is no PNG, JPEG or WebP picture") from None
    except DAMAGED:
        raise ValueError("image is a damaged picture: it is cut short, or its parts do not fit together") from None
    if min(width, height) < PICTURE_LEAST:
        raise ValueError(f"image must be at least {PICTURE_LEAST} x {PICTURE_LEAST} pixels, got {width} x {height}")
    return np.asarray(grey)


def _opened(data: bytes) -> tuple[Image.Image, tuple[int, int]]:
    """Decode a picture: grey, and the size that it had. Raises one of BOMBS, DAMAGED or UnidentifiedImageError."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > FILTER_PIXELS_LIMIT:  # a small file can claim any size
            raise Image.DecompressionBombError
        if picture.mode == "P" and picture.palette is None:
            raise SyntaxError("its palette is missing")
        picture.draft("L", (PICTURE_LIMIT, PICTURE_LIMIT))  # lets JPEG decode no more than is needed
        size = picture.size
        ImageOps.exif_transpose(picture, in_place=True)  # else it copies all that are not turned
        return _grey(picture), size


def on_paper(picture: np.ndarray) -> np.ndarray:
    """Lay a picture on paper, as grey: on white; on black where what is visible is so light that white would hide it.

    picture : (H, W, 4) uint8, RGBA. Colours weigh as in Rec. 601, in Pillow's whole numbers.
    Returns (H, W) uint8, the same bytes as `greyOnPaper` in ui/kit/pictures/grey.js.
    """
    grey = np.asarray(Image.fromarray(picture[:, :, :3]).convert("L")).astype(np.uint32)
    opacity = picture[:, :, 3].astype(np.uint32)
    paper = 0 if opacity[grey < LIGHT].sum() < SPECKS * opacity.sum() else 255
    return ((grey * opacity + paper * (255 - opacity) + 127) // 255).astype(np.uint8)


def _grey(picture: Image.Image) -> Image.Image:
    """Convert any mode to L, at most 512 px a side, 16 bits reduced to 8 rather than clipped.

    Reduced before it is laid on paper: at full size each of the steps would hold 67 MB more.
    """
    side = (PICTURE_LIMIT, PICTURE_LIMIT)
    if picture.mode.startswith("I"):
        picture = Image.fromarray((np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8))
    elif picture.has_transparency_data:
        picture = picture if picture.mode == "RGBA" else picture.convert("RGBA")  # which would copy the same mode, too
        picture.thumbnail(side, Image.Resampling.LANCZOS)
        picture = Image.fromarray(on_paper(np.asarray(picture)))
    grey = picture.convert("L")
    grey.thumbnail(side, Image.Resampling.LANCZOS)
    return grey


def _decoded(text: str) -> bytes:
    try:
        return from_base64(text)
    except ValueError:
        raise ValueError("image must be a picture's name, a data URL or base64, got other text") from None


def enlarged(grey: np.ndarray, zoom: int) -> np.ndarray:
    """Make every pixel of a picture (H, W) a square of zoom × zoom."""
    return grey.repeat(zoom, 0).repeat(zoom, 1)


def signed_grey(values: np.ndarray, peak: float) -> np.ndarray:
    """Convert signed values to grey bytes: −peak 1, zero 128, +peak 255; all 128 where peak is 0."""
    return np.rint(values * (127 / peak if peak else 0) + 128).astype(np.uint8)


def jpeg_url(grey: np.ndarray) -> str:
    """Encode (H, W) uint8 as data URL of a JPEG, at most 1 grey level off: ten times as quick as a PNG, and smaller.

    Quality 95 would save another third, and be up to 10 levels off where lines are finest.
    """
    return "data:image/jpeg;base64," + _file(grey, "JPEG", quality=100)


def png_url(grey: np.ndarray) -> str:
    """Encode (H, W) uint8 as data URL of a PNG."""
    return "data:image/png;base64," + _file(grey, "PNG", compress_level=1)


def data_url(kind: str, data: bytes) -> str:
    """Encode the bytes of a file, of MIME type `kind`, as data URL."""
    return f"data:{kind};base64," + base64.b64encode(data).decode("ascii")


def _file(grey: np.ndarray, kind: str, **options: Any) -> str:
    file = io.BytesIO()
    Image.fromarray(grey).save(file, kind, **options)
    return base64.b64encode(file.getvalue()).decode("ascii")
