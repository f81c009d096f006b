"""Hands for the browser tests of the Dream tab."""

import base64

import numpy as np

import models
from ui.dream.samplers import SAMPLERS, knows_digits

PRESENT = [name for name in SAMPLERS if name in models.available()]
BEST = PRESENT[0]
ASKABLE = next(name for name in PRESENT if knows_digits(models.load(name)))


def answered(page):
    """Wait until the newest digits are on the page, with what they read as."""
    page.locator("#dream-samples[aria-busy=false]:not(.unread)").wait_for()


def enter(page, field, value):
    """Type into the field of #dream-count, #dream-seed … and press Enter."""
    page.locator(f"#{field} input[type=text]").fill(value)
    page.locator(f"#{field} input[type=text]").press("Enter")
    answered(page)


def choose(page, field, value):
    page.locator(f"#{field} select").select_option(value)
    answered(page)


def tiles(page, selector="#dream-samples canvas"):
    """The pixels of all digits."""
    return page.locator(selector).evaluate_all("all => all.map((canvas) => canvas.toDataURL())")


def grey(page, selector="#dream-samples canvas"):
    """Digits as arrays (n, 28, 28), ink 1: in the light, ink is darker than paper."""
    pixels = page.locator(selector).evaluate_all(
        """all => all.map((canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
            return btoa(String.fromCharCode(...data));
        })"""
    )
    red = np.stack([np.frombuffer(base64.b64decode(one), np.uint8).reshape(28, 28, 4)[..., 0] for one in pixels]) / 255
    return (red.max() - red) / (red.max() - red.min())


def requests_of(page):
    """The list that the addresses of all requests go to from now on."""
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    return seen
