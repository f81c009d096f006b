"""Hands for the browser tests: strokes drawn by mouse or finger, and what the page answers."""

import json
import re

from playwright.sync_api import expect

from tests.support.paths import SHARED_STROKES

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def people_drew(label):
    """Strokes of the first digit `label` among those that people drew with a pen."""
    return next(drawing["strokes"] for drawing in json.loads(SHARED_STROKES.read_text()) if drawing["label"] == label)


def ink(page, pad):
    """The canvas of pad "a" or "b" that is drawn on."""
    return page.locator(f"#pad-{pad} canvas")


def button(page, pad, name):
    return page.locator(f"#pad-{pad}").get_by_role("button", name=name)


def spots(page, pad, stroke, sheet=None):
    """Points of a stroke in 0…1 as points of the page, on a pad or on another sheet."""
    box = (sheet or ink(page, pad)).bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]


def draw(page, pad, strokes):
    """Draw with the mouse, as a quick hand would: press, move along, release.

    Each move waits for a frame, so strokes of many points go through every third.
    """
    ink(page, pad).scroll_into_view_if_needed()
    for stroke in strokes:
        first, *rest = spots(page, pad, stroke)
        rest = [*rest[2:-1:3], rest[-1]] if len(rest) > 20 else rest
        page.mouse.move(*first)
        page.mouse.down()
        for spot in rest:
            page.mouse.move(*spot)
        page.mouse.up()


def lay(page, pad, digit):
    """Lay our own drawing of a digit on a blank sheet by its key."""
    ink(page, pad).press(digit)
    expect(page.locator(f"#pad-{pad} .invitation")).to_be_hidden()


def settled(page, pad):
    """Wait until the last answer of a pad is on the page, polished where that is asked for."""
    page.locator(f"#drawing-{pad} section.answered:not(.waiting):not(.polishing)").wait_for()


def says(page, pad):
    return page.locator(f"#drawing-{pad} .says").inner_text()


def digit_read(page, pad):
    """The digit that a pad says it reads, once it has settled."""
    settled(page, pad)
    return int(re.search(r"\d", says(page, pad)).group())


def picture(page, selector):
    """What a canvas shows, comparable."""
    return page.locator(f"{selector} canvas").evaluate("canvas => canvas.toDataURL()")


def tones(page, selector):
    """The mean brightness 0…255 of a canvas, and its darkest and brightest grey."""
    return page.locator(f"{selector} canvas").evaluate(
        """canvas => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const greys = Array.from({ length: data.length / 4 }, (_, at) => data[4 * at]);
          return [greys.reduce((a, b) => a + b) / greys.length, Math.min(...greys), Math.max(...greys)];
        }"""
    )


def morph_ready(page):
    """Wait until the frames between both drawings are there."""
    page.locator("#between section:not(.waiting):not(.empty)").wait_for()


def lay_three_and_eight(page):
    """Lay our own 3 on sheet A and our own 8 on sheet B, and wait until both and the morph are there."""
    lay(page, "a", "3")
    lay(page, "b", "8")
    settled(page, "a")
    settled(page, "b")
    morph_ready(page)


def slider(page):
    return page.locator("#alpha input[type=range]")


def expect_blank(page, pad):
    """The sheet invites to draw, and under it no picture is shown."""
    expect(page.locator(f"#pad-{pad} .invitation")).to_be_visible()
    expect(page.locator(f"#pad-{pad} .invitation")).to_contain_text("Draw something")
    for view in ("seen", "recon"):
        expect(page.locator(f"#{view}-{pad} canvas")).to_be_hidden()
        expect(page.locator(f"#{view}-{pad}").get_by_role("img", name="Draw something")).to_be_visible()


class Fingers:
    """Touches on the screen of a page, each a list of spots, one for every finger that is down."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)

    def send(self, kind, spots=()):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(spots)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
