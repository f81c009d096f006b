"""Screens and colours that change after the page has been drawn: other pixels, zoom, a user's style, an extension."""

import pytest

from tests.browser.shell.test_accessibility import UNFOLD, filled, still
from tests.browser.shell.test_page import TABS

# Canvases that are drawn in the screen's pixels, and not as pictures of their own size, with how they differ from that.
SHARP = """() => [...document.querySelectorAll("canvas")].filter((canvas) =>
  canvas.checkVisibility() && canvas.clientWidth && getComputedStyle(canvas).imageRendering !== "pixelated")
"""
FOLLOWED = f"""() => {{
  window.followed = ({SHARP})().filter(({{ width, clientWidth }}) => Math.abs(width - clientWidth) <= 1);
  return followed.length;
}}"""
BLURRED = """() => followed.filter(({ width, clientWidth }) => Math.abs(width - clientWidth * devicePixelRatio) > 2)
  .map((canvas) => `${canvas.width} for ${canvas.clientWidth}: ${canvas.outerHTML}`)"""
# How far the darkest ink of a canvas is from the paper under it, 0…255.
CONTRAST = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const at = data.findIndex((value, index) => index % 4 === 3 && value === 255) - 3;
  const paper = getComputedStyle(canvas).backgroundColor.match(/\\d+/g).map(Number);
  return Math.max(...[0, 1, 2].map((part) => Math.abs(data[at + part] - paper[part])));
}"""
# Ways in which a page's colours change: by a user's style in the page, by a sheet that leaves no trace in the document,
# by an extension that marks the document, by the theme's own variables.
NIGHT = ".sheet canvas { color: #e8e6e3 !important; background: #1c1e1f !important; }"
WAYS = {
    "a style in the head": "css => document.head.append(Object.assign(document.createElement('style'), "
    "{ textContent: css }))",
    "a style beside the body": "css => document.documentElement.append(Object.assign(document.createElement('style'), "
    "{ textContent: css }))",
    "an extension's sheet": "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); "
    "document.adoptedStyleSheets.push(sheet); }",
}


def opened(open_page, tab):
    page = filled(open_page, "en", tab)
    for _ in range(2):  # some of what unfolds comes folded
        page.evaluate(UNFOLD)
        still(page)
    return page


def zoom(page, ratio):
    """Show as many CSS pixels as before in others of the screen."""
    size = page.viewport_size
    about = {"deviceScaleFactor": ratio, "mobile": False, **size}
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", about)


@pytest.mark.parametrize("tab", TABS)
def test_every_canvas_follows_the_screens_pixels(open_page, tab):
    page = opened(open_page, tab)
    page.wait_for_function(FOLLOWED)  # until there is one at least
    for ratio in (2, 1.25):
        zoom(page, ratio)
        page.wait_for_function(f"() => !({BLURRED})().length")


@pytest.mark.parametrize("way", WAYS)
def test_ink_stays_legible_when_colours_change_after_it(page, way):
    page.locator("#pad-a canvas").press("3")
    canvas = page.locator("#pad-a canvas")
    assert canvas.evaluate(CONTRAST) > 150
    page.evaluate(WAYS[way], NIGHT)
    page.wait_for_function(f"() => ({CONTRAST})(document.querySelector('#pad-a canvas')) > 150")
    canvas.press("8")
    assert canvas.evaluate(CONTRAST) > 150


def test_pictures_follow_the_themes_colours_when_a_style_changes_them(page):
    page.locator("#pad-a canvas").press("3")
    page.locator("#drawing-a section.answered:not(.waiting):not(.polishing)").wait_for()
    page.add_style_tag(
        content="body { --body-text-color: #f0f0f0 !important; --background-fill-primary: #101010 !important; }"
    )
    page.wait_for_function(
        """() => {
          const canvas = document.querySelector("#seen-a canvas");
          return canvas.getContext("2d").getImageData(0, 0, 1, 1).data[0] === 16;
        }"""
    )


def test_a_change_of_colours_that_are_not_the_pages_repaints_nothing(page):
    page.locator("#pad-a canvas").press("3")
    page.evaluate("""() => {
      window.painted = 0;
      const { clearRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.clearRect = function (...box) { painted += 1; clearRect.apply(this, box); };
    }""")
    page.add_style_tag(content="footer { color: red; }")
    page.evaluate("document.documentElement.setAttribute('data-extension', 'on')")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
    assert page.evaluate("painted") == 0
