"""Contrast themes (`forced-colors: active`): a system drops backgrounds and shadows, and nothing may go with them."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.browser.shell.test_accessibility import UNFOLD, filled, still
from tests.browser.shell.test_page import TABS

# In the page: what paints by its background or shadow alone. `mark(true)` remembers it, `mark(false)` lists what of it
# paints nothing any more. Parts are elements and what CSS puts before and after them.
PAINT = """(() => {
  const REPLACED = "canvas, svg, img, input, select, textarea, video, button, summary";
  const seen = (colour) => !/^(transparent|rgba\\(.*, *0\\)|.*\\/ *0\\))$/.test(colour);
  const backdrop = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (seen(backgroundColor)) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const parts = function* () {
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest("#skeleton, svg, footer, [hidden]")) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const box = element.getBoundingClientRect();
      if (box.width >= 1 && box.height >= 1 && !element.innerText?.trim() && !element.matches(REPLACED) &&
          !element.querySelector(REPLACED)) yield [element, ""];
      for (const pseudo of ["::before", "::after"]) {
        const { content, display, width, height } = getComputedStyle(element, pseudo);
        if (content === '""' && display !== "none" && parseFloat(width) >= 1 && parseFloat(height) >= 1)
          yield [element, pseudo];
      }
    }
  };
  const paints = ([element, pseudo]) => {
    const style = getComputedStyle(element, pseudo || null);
    const behind = backdrop(pseudo ? element : element.parentElement);
    const sides = ["Top", "Right", "Bottom", "Left"];
    const edged = sides.some((side) => style[`border${side}Style`] !== "none" &&
      parseFloat(style[`border${side}Width`]) > 0 && seen(style[`border${side}Color`]));
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const filled = seen(style.backgroundColor) && style.backgroundColor !== behind;
    return { edged: edged || outlined, filled: filled || style.backgroundImage !== "none" ||
      style.boxShadow !== "none" };
  };
  let remembered = [];
  window.mark = (first) => {
    if (first) {
      remembered = [...parts()].filter((part) => paints(part).filled && !paints(part).edged);
      return remembered.length;
    }
    const gone = remembered.filter((part) => !paints(part).filled && !paints(part).edged);
    return gone.map(([element, pseudo]) => element.outerHTML.slice(0, 90) + pseudo);
  };
})()"""

# In the page: of all that can be chosen, what looks like its neighbour that is not chosen.
ALIKE = """() => {
  const looks = (element) => ["", "::after"].map((pseudo) => {
    const { backgroundColor, outlineStyle, outlineWidth, borderTopWidth, borderBottomWidth, content } =
      getComputedStyle(element, pseudo || null);
    return [backgroundColor, outlineStyle, outlineWidth, borderTopWidth, borderBottomWidth, content];
  }).join();
  const groups = { '[role="tab"]': '[aria-selected="true"]', "label:has([type=radio])": ":has(:checked)",
    'button[aria-pressed]': '[aria-pressed="true"]', '[role="radio"]': '[aria-checked="true"]' };
  const alike = [];
  for (const [all, chosen] of Object.entries(groups)) {
    for (const one of document.querySelectorAll(`:is(${all})${chosen}`)) {
      if (!one.checkVisibility() || one.closest("#skeleton")) continue;
      const others = [...one.parentElement.querySelectorAll(`:is(${all}):not(${chosen})`)];
      const other = others.find((each) => each.checkVisibility() && each.className === one.className.replace("selected",
        "").trim()) ?? others[0];
      const dot = one.querySelector("input");
      if (dot && getComputedStyle(dot).opacity !== "0") continue; // the system's own
      if (other && looks(other) === looks(one)) alike.push(one.outerHTML.slice(0, 120));
    }
  }
  return alike;
}"""


def unfolded(open_page, tab, **options):
    page = filled(open_page, "en", tab, **options)
    for _ in range(2):  # some of what unfolds comes folded
        page.evaluate(UNFOLD)
        still(page)
    if tab == "draw":
        for sheet in "cd":
            page.locator(f"#square .{sheet} .example").click()
        page.locator("#square:not(.blank)").wait_for()
    still(page)
    return page


def standing_out(locator):
    """Which pixels of an element stand out from its corner, (height, width)."""
    pixels = np.asarray(Image.open(io.BytesIO(locator.screenshot())).convert("L"), int)
    return np.abs(pixels - pixels[1, 1]) > 60


def inked(locator):
    """The share of an element's upper half that stands out."""
    return standing_out(locator)[: int(locator.bounding_box()["height"] / 2)].mean()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", TABS)
def test_nothing_vanishes(open_page, tab, scheme):
    page = unfolded(open_page, tab, color_scheme=scheme)
    page.evaluate(PAINT)
    assert page.evaluate("mark(true)") > 0
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    still(page)
    assert page.evaluate("mark(false)") == []
    assert page.evaluate(ALIKE) == []


@pytest.mark.parametrize("tab", [tab for tab in TABS if tab != "learn"])
def test_the_line_of_every_slider_is_seen(open_page, tab):
    page = unfolded(open_page, tab)
    page.emulate_media(forced_colors="active")
    sliders = [slider for slider in page.locator("input[type=range]").all() if slider.is_visible()]
    assert sliders
    for slider in sliders:
        assert standing_out(slider).any(0).mean() > 0.8


def test_a_reading_is_seen_in_its_bars(open_page):
    page = filled(open_page, "en", "draw")  # 3 and 8
    page.emulate_media(forced_colors="active")
    three, five = (page.locator("#drawing-a .bars li").nth(digit) for digit in (3, 5))
    assert inked(three) > 3 * inked(five)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_takes_the_colour_of_a_contrast_theme_that_comes_after_it(open_page, scheme):
    page = filled(open_page, "en", "draw", color_scheme=scheme)
    page.emulate_media(forced_colors="active")
    page.wait_for_function(
        """() => {
          const canvas = document.querySelector("#pad-a canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const at = data.findIndex((value, index) => index % 4 === 3 && value === 255) - 3;
          const [r, g, b] = getComputedStyle(canvas).color.match(/\\d+/g).map(Number);
          return data[at] === r && data[at + 1] === g && data[at + 2] === b;
        }"""
    )
