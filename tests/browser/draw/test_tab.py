"""The Draw tab as a whole, through a real browser and the real models: both sheets and the way between them."""

import pytest
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import button, digit_read, draw, ink, morph_ready, picture, settled, slider


def test_the_first_visit_can_see_a_morph_with_one_click(page):
    page.get_by_role("button", name="Show me 2 and 9").click()
    morph_ready(page)
    expect(page.locator("#morph canvas")).to_be_visible()
    assert (digit_read(page, "a"), digit_read(page, "b")) == (2, 9)


def test_one_drawing_asks_for_the_other(page):
    draw(page, "a", EXAMPLES["3"])
    expect(page.locator("#between")).to_contain_text("Now draw something on sheet B.")
    expect(page.locator("#morph canvas")).to_be_hidden()


def test_nothing_is_lost_by_switching_tabs(both):
    slider(both).fill("0.3")
    before = [picture(both, selector) for selector in ("#pad-a", "#seen-b", "#morph")]
    both.get_by_role("tab", name="Learn").click()
    both.get_by_role("tab", name="Draw").click()
    assert [picture(both, selector) for selector in ("#pad-a", "#seen-b", "#morph")] == before
    assert slider(both).input_value() == "0.3"


def test_nothing_is_lost_by_resizing_the_window(both):
    def black():
        """Share of the sheet under ink."""
        return both.locator("#pad-a canvas").evaluate(
            """canvas => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, at) => at % 4 === 3 && value > 127).length / (data.length / 4);
            }"""
        )

    seen, inked, width = picture(both, "#seen-a"), black(), ink(both, "a").evaluate("canvas => canvas.width")
    both.set_viewport_size({"width": 640, "height": 900})
    both.wait_for_function("width => document.querySelector('#pad-a canvas').width !== width", arg=width)
    assert black() == pytest.approx(inked, rel=0.05)
    assert picture(both, "#seen-a") == seen


def test_the_keyboard_reaches_the_tools_of_a_sheet_in_order(page):
    ink(page, "a").focus()
    reached = []
    for _ in range(6):
        reached.append(page.evaluate("document.activeElement.className.split(' ')[0]"))
        page.keyboard.press("Tab")
    assert reached == ["ink", "example", "eraser", "clear", "more", "ink"]  # nothing is there to undo or look at


def test_the_focus_is_seen(page):
    ink(page, "a").focus()
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert (style, width) == ("solid", "3px")


def test_sheet_pictures_and_reading_fit_into_a_small_laptops_window(open_page):
    page = open_page(viewport={"width": 1280, "height": 800})
    button(page, "a", "Example").click()
    settled(page, "a")
    expect(page.locator("#drawing-a .bars")).to_be_in_viewport(ratio=1)
