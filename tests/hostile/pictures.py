"""Pictures that want to fill the memory, to be taken for others, or to make whoever decodes them stumble."""

import base64
import io
import struct
import zlib

import numpy as np
from PIL import Image

from models.limits import FILTER_PIXELS_LIMIT

LONGEST = 4096  # px a side that are read
NOISE = np.random.default_rng(0).integers(0, 256, (60, 80, 4), dtype=np.uint8)


def encoded(picture, kind="PNG", **options):
    """A picture as base64 text of a file of that kind."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return text_of(file.getvalue())


def text_of(data):
    return base64.b64encode(data).decode()


def chunk(name, data):
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, *between, depth=8, colour=0, data=None):
    """A PNG that says it has that size, whatever its data hold. between : chunks before the data"""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = zlib.compress(bytes(4096) if data is None else data, 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join([chunk(b"IHDR", head), *between, chunk(b"IDAT", body), chunk(b"IEND", b"")])


def transparent(side=LONGEST):
    """The largest picture that is read, in the mode that takes most memory, as base64 of 65 kB."""
    rows = zlib.compressobj(9)
    line = bytes(1 + 4 * side)
    body = b"".join(rows.compress(line) for _ in range(side)) + rows.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    whole = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return text_of(whole)


def _cut(text, share):
    data = base64.b64decode(text)
    return text_of(data[: int(len(data) * share)])


def _changed(text, at, new):
    data = bytearray(base64.b64decode(text))
    data[at : at + len(new)] = new
    return text_of(bytes(data))


def _rotated(turn):
    picture = Image.fromarray(NOISE[..., :3])
    exif = picture.getexif()
    exif[0x0112] = turn
    return encoded(picture, "JPEG", exif=exif)


def _palette(**options):
    return encoded(Image.fromarray(NOISE[..., :3]).quantize(16), **options)


def _animated():
    frames = [Image.fromarray(np.roll(NOISE, at, 0)) for at in range(12)]
    return encoded(frames[0], save_all=True, append_images=frames[1:])


def hostile():
    """{what it is: base64 text} of pictures, damaged and sound."""
    noise, plain = Image.fromarray(NOISE), Image.fromarray(NOISE[..., 0])
    jpeg, webp = encoded(noise.convert("RGB"), "JPEG"), encoded(noise, "WEBP")
    small = encoded(plain)
    filled = zlib.compress(bytes(80_000_000), 9)  # 78 kB that unpack to 80 MB
    side = int(FILTER_PIXELS_LIMIT**0.5)
    return {
        "a bomb": transparent(),
        "one pixel row beyond the limit": text_of(png(side, side + 1)),
        "sides of 2³¹ − 1": text_of(png(2**31 - 1, 2**31 - 1)),
        "no width": text_of(png(0, 10)),
        "a long line": text_of(png(FILTER_PIXELS_LIMIT, 1)),
        "less data than it says": text_of(png(4000, 4000)),
        "no data": text_of(png(50, 50, data=b"")),
        "text that unpacks to 80 MB": text_of(png(20, 20, chunk(b"zTXt", b"a\0\0" + filled))),
        "many texts": text_of(png(20, 20, *[chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(900_000), 9))] * 90)),
        "a colour profile that unpacks to 80 MB": text_of(png(20, 20, chunk(b"iCCP", b"a\0\0" + filled))),
        "a chunk of unknown name": text_of(png(20, 20, chunk(b"eviL", bytes(1000)))),
        "a chunk that is cut": _cut(small, 0.9),
        "a wrong checksum": _changed(small, 30, b"\xff\xff"),
        "a depth that there is not": text_of(png(20, 20, depth=7)),
        "a colour that there is not": text_of(png(20, 20, colour=5)),
        "a JPEG cut short": _cut(jpeg, 0.5),
        "a JPEG of its head alone": _cut(jpeg, 0.05),
        "a JPEG that lies about its size": _changed(jpeg, 163, b"\xff\xff\xff\xff"),
        "a WebP cut short": _cut(webp, 0.5),
        "a WebP that lies about its size": _changed(webp, 24, b"\xff\xff\xff\xff\xff\xff"),
        "a WebP that lies about its length": _changed(webp, 4, b"\xff\xff\xff\x7f"),
        "four inks": encoded(Image.fromarray(NOISE, "CMYK"), "JPEG"),
        "16 bit": encoded(Image.fromarray(NOISE[..., 0].astype(np.uint16) * 257)),
        "one bit": encoded(plain.convert("1")),
        "a palette": _palette(),
        "a palette with transparency": _palette(transparency=3),
        "a palette with a transparency for each colour": _palette(transparency=bytes(range(16))),
        "a palette that is missing": text_of(png(20, 20, colour=3)),
        "grey with a transparent shade": encoded(plain, transparency=7),
        "an animation": _animated(),
        "a JPEG turned": _rotated(6),
        "a JPEG turned in a way that there is not": _rotated(60_000),
        "one pixel": encoded(Image.new("RGBA", (1, 1))),
        "a GIF": encoded(plain, "GIF"),
        "a BMP": encoded(plain, "BMP"),
        "a TIFF": encoded(plain, "TIFF"),
        "PostScript": text_of(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n" * 3),
        "an SVG": text_of(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>" * 2),
        "a name of a file": "/etc/passwd" * 9,
        "an address": "http://127.0.0.1:1/" * 9,
        "a data URL of another kind": f"data:text/html,{'x' * 99}",
        "no base64": "%" * 99,
        "base64 cut within a letter": small[:-3],
        "line ends within base64": "\n".join(small[at : at + 60] for at in range(0, len(small), 60)),
    }
