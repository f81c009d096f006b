"""The size that the page reads in a file's first bytes is the one that Pillow wrote."""

import io
import json
import shutil
import subprocess
from base64 import b64encode

import pytest
from PIL import Image, features

from tests.support.paths import PROJECT

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="needs Node")

SIZES = ((2, 3), (300, 201), (1025, 17))
NOISE = bytes(range(256)) * 4
# name: (Pillow's format, mode, options, what the file holds where its kind counts)
KINDS = {
    "PNG": ("PNG", "RGBA", {}, b"IHDR"),
    "interlaced GIF": ("GIF", "P", {"interlace": 1}, b"GIF8"),
    "BMP": ("BMP", "RGB", {}, b"BM"),
    "JPEG": ("JPEG", "RGB", {}, b"\xff\xc0"),
    "progressive JPEG": ("JPEG", "L", {"progressive": True}, b"\xff\xc2"),
    "JPEG with a long segment before its header": ("JPEG", "RGB", {"comment": NOISE * 60}, b"\xff\xfe"),
    "WebP with losses": ("WEBP", "RGB", {"lossless": False}, b"VP8 "),
    "WebP without losses": ("WEBP", "RGB", {"lossless": True}, b"VP8L"),
    "WebP with metadata": ("WEBP", "RGB", {"xmp": b"<x/>"}, b"VP8X"),
    "AVIF": ("AVIF", "RGB", {}, b"ispe"),
}
SCRIPT = """
import { claimed } from "./ui/kit/drawing/picture_header.js";
let text = "";
for await (const part of process.stdin) text += part;
console.log(JSON.stringify(JSON.parse(text).map((file) => claimed(Buffer.from(file, "base64")) ?? null)));
"""


def written(kind, size):
    """Return the bytes of a file of one of KINDS."""
    name, mode, options, holds = KINDS[kind]
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(file, name, **options)
    assert holds in file.getvalue()
    return file.getvalue()


def claimed(files):
    """Return what the page's script reads in each file: (width, height), None for no picture."""
    packed = json.dumps([b64encode(file).decode() for file in files])
    done = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT], cwd=PROJECT, input=packed, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [found and (found["width"], found["height"]) for found in json.loads(done.stdout)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_claims_the_size_that_was_written(kind):
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow writes no AVIF")
    assert claimed([written(kind, size) for size in SIZES]) == list(SIZES)


def test_what_is_no_picture_claims_nothing():
    tiff = io.BytesIO()
    Image.new("L", (40, 30)).save(tiff, "TIFF")
    assert claimed([b"%PDF-1.7" + NOISE, tiff.getvalue(), NOISE, b""]) == [None] * 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_cut_off_is_read_without_an_error(kind):
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow writes no AVIF")
    whole = written(kind, (300, 201))
    found = claimed([whole[:length] for length in range(0, min(len(whole), 600), 7)])
    assert set(found) <= {None, (300, 201)}
