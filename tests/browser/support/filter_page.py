"""Hands and eyes for the Filter tab's browser tests: sliders, uploads, and the pixels that the page shows."""

import base64
import io
import math

import numpy as np
from PIL import Image

from models import gabor
from models.gabor import sample_pictures
from ui.filter.picture_sources import SIDE

JPEG = 2  # grey levels by which a JPEG of full quality may be off, with rounding


def open_lab(open_page, **options):
    """The tab on a desktop, in English unless told, its first response painted."""
    page = open_page(**{"tab": "Filter", **options})
    answered(page)
    return page


def answered(page):
    page.locator("#gabor-output[aria-busy=false]").wait_for()


def colours(canvas):
    """Pixels of a canvas (a locator), (H, W, 3) uint8."""
    width, height, data = canvas.evaluate(
        """(canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let text = "";
            for (let at = 0; at < data.length; at += 0x8000) {
                text += String.fromCharCode(...data.subarray(at, at + 0x8000));
            }
            return [canvas.width, canvas.height, btoa(text)];
        }"""
    )
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)[..., :3]


def grey(page, element):
    """Grey pixels of the canvas inside an element, (H, W)."""
    return colours(page.locator(f"#{element} canvas"))[..., 0]


def slider(page, name):
    return page.locator(f"#gabor-{name} input[type=range]")


def field(page, name):
    return page.locator(f"#gabor-{name} input[type=text]")


def settings(page):
    """σ, θ in radians and scale, as their number fields say."""
    sigma, degrees, scale = (float(field(page, name).input_value()) for name in ("sigma", "theta", "scale"))
    return sigma, math.radians(degrees), scale


def response(image, page, **more):
    """The response by another way than the page's, in float64."""
    return gabor.apply(image.astype(np.float64) / 255, *settings(page), **more)


def expected(image, page, **more):
    """Its real part as grey."""
    real = response(image, page, **more).real
    return 128 + 127 * real / np.abs(real).max()


def off(page, image, **more):
    """By how many grey levels the real part that is shown is off."""
    return np.abs(grey(page, "gabor-output") - expected(image, page, **more)).max()


def drag(page, name, share):
    """Take a slider's handle with the mouse and carry it to a share of the way."""
    slider(page, name).scroll_into_view_if_needed()
    box = slider(page, name).bounding_box()
    low, high, value = (
        float(slider(page, name).evaluate(f"(input) => input.{key}")) for key in ("min", "max", "value")
    )

    def spot(at):
        return box["x"] + 12 + at * (box["width"] - 24), box["y"] + box["height"] / 2

    page.mouse.move(*spot((value - low) / (high - low)))
    page.mouse.down()
    page.mouse.move(*spot(share), steps=12)
    page.mouse.up()
    answered(page)


def unfold(page, where):
    """Open a folded part: ".more", "#gabor-closer", "#gabor-export"."""
    page.locator(f"{where} > summary").click()


def file(image, kind="PNG", name="mine.png", **options):
    """A file for an upload, from an array or a picture."""
    data = io.BytesIO()
    (Image.fromarray(image) if isinstance(image, np.ndarray) else image).save(data, kind, **options)
    return {"name": name, "mimeType": f"image/{kind.lower()}", "buffer": data.getvalue()}


def upload(page, one):
    page.locator("#tab-filter input[type=file]").set_input_files(one)


def taken(page, width, height=None):
    """Wait until a picture of that width, and height where it is given, is filtered."""
    for canvas in ("#gabor-input canvas", "#gabor-output canvas"):
        page.wait_for_function(
            """([canvas, width, height]) => {
                const { width: wide, height: tall } = document.querySelector(canvas);
                return wide === width && tall === (height ?? tall);
            }""",
            arg=[canvas, width, height],
        )
    answered(page)


def noise(height=120, width=200):
    return np.random.default_rng(2).integers(0, 256, (height, width), dtype=np.uint8)


def own_picture(name):
    return np.rint(255 * sample_pictures.picture(name, SIDE))
