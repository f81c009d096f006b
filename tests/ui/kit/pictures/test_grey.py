"""A picture becomes the same grey bytes on the page and for programs."""

import base64
import io
import json
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from tests.support.paths import PROJECT
from ui.kit.image_codec import read_picture

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="needs Node")

SCRIPT = """
import { greyOnPaper } from "./ui/kit/pictures/grey.js";
let text = "";
for await (const part of process.stdin) text += part;
console.log(JSON.stringify(JSON.parse(text).map((data) => [...greyOnPaper(Buffer.from(data, "base64"))])));
"""


def coloured(seed, light=0, opacity=(0, 256)):
    """Pixels of any colour from a grey level on, and of any opacity: (40, 50, 4) uint8."""
    rng = np.random.default_rng(seed)
    return np.dstack([rng.integers(light, 256, (40, 50, 3)), rng.integers(*opacity, (40, 50))]).astype(np.uint8)


def equally_bright():
    """Stripes of a red and a green that Rec. 601 takes for the same grey and Rec. 709 for two."""
    picture = np.full((20, 30, 4), (150, 0, 0, 255), np.uint8)
    picture[:, ::2, :2] = (1, 76)  # 0.299 · 149 = 44.6 = 0.587 · 76
    return picture


PICTURES = {
    "opaque": coloured(0, opacity=(255, 256)),
    "half transparent": coloured(1),
    "light and half transparent": coloured(2, light=170),
    "transparent all over": coloured(3, opacity=(0, 1)),
    "equally bright": equally_bright(),
}


def on_the_page(pictures):
    packed = json.dumps([base64.b64encode(each.tobytes()).decode() for each in pictures])
    done = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT], cwd=PROJECT, input=packed, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [np.reshape(grey, each.shape[:2]) for grey, each in zip(json.loads(done.stdout), pictures, strict=True)]


def for_programs(picture):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return read_picture(base64.b64encode(file.getvalue()).decode())


def test_the_same_picture_gives_the_same_bytes_in_both():
    for name, grey in zip(PICTURES, on_the_page(PICTURES.values()), strict=True):
        np.testing.assert_array_equal(for_programs(PICTURES[name]), grey, err_msg=name)


def test_equally_bright_colours_are_one_grey_in_both():
    (page,) = on_the_page([equally_bright()])
    assert np.ptp(page) <= 1
    assert np.ptp(for_programs(equally_bright()).astype(int)) <= 1
