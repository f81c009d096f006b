"""A link holds what lies on the tab; one that is damaged changes nothing and says so."""

import base64
from itertools import chain

import pytest
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import button, digit_read, draw, expect_blank, ink, morph_ready, settled, slider

SHEETS = "['a', 'b'].map(pad => Inkspace.channel(`drawing-${pad}`).value)"


def link_to(page):
    """The fragment that the button puts into the address."""
    page.get_by_role("button", name="Copy link to these drawings").click()
    page.wait_for_function("location.hash.length > 10")
    return page.evaluate("location.hash")


def says(page, pad="a"):
    return page.locator(f"#pad-{pad} .trouble")


def test_a_link_brings_back_strokes_and_slider(both, open_page):
    slider(both).fill("0.25")
    strokes = [sheet["strokes"] for sheet in both.evaluate(SHEETS)]
    other = open_page(link_to(both))
    morph_ready(other)
    assert (digit_read(other, "a"), digit_read(other, "b")) == (3, 8)
    for before, after in zip(strokes, (sheet["strokes"] for sheet in other.evaluate(SHEETS)), strict=True):
        assert [len(stroke) for stroke in after] == [len(stroke) for stroke in before]
        for was, now in zip(chain(*before), chain(*after), strict=True):
            assert now == pytest.approx(was, abs=1 / 4096)
    assert float(slider(other).input_value()) == pytest.approx(0.25, abs=0.01)


def test_a_link_brings_back_a_picture_and_the_pen(page, open_page):
    button(page, "b", "More tools").click()
    button(page, "b", "A new 6 from the model").click()
    page.locator("#pad-b").get_by_role("radio", name="Thick pen").check(force=True)
    read = digit_read(page, "b")  # of a hundred new sixes one or two read as something else
    other = open_page(link_to(page))
    assert digit_read(other, "b") == read
    (_, was), (_, now) = page.evaluate(SHEETS), other.evaluate(SHEETS)
    assert {key: was[key] for key in ("frame", "pen", "edited")} == {
        key: now[key] for key in ("frame", "pen", "edited")
    }


def test_the_link_of_empty_sheets_opens_empty_sheets(page, open_page):
    other = open_page(link_to(page))
    expect_blank(other, "a")
    expect(says(other)).to_be_empty()


@pytest.mark.parametrize("damage", ["cut short", "a letter changed", "no letters"])
def test_a_damaged_link_is_said_and_what_was_there_stays(page, damage):
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    link = link_to(page)
    ink(page, "a").press("5")
    settled(page, "a")
    middle = len(link) // 2
    changed = link[:middle] + ("A" if link[middle] != "A" else "B") + link[middle + 1 :]
    damaged = {"cut short": link[:-7], "a letter changed": changed, "no letters": "#ink=%%%"}[damage]
    page.evaluate("link => { location.hash = link; }", damaged)
    expect(says(page)).to_contain_text("cut short or was changed")
    assert digit_read(page, "a") == 5


def test_a_link_of_another_version_is_said(page):
    body = bytes([99, 1, 0, 50, 0, 0, 26, 0, 0, 26, 0])
    a, b = 1, 0
    for byte in body:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    whole = base64.urlsafe_b64encode(body + bytes([b >> 8, b & 255, a >> 8, a & 255])).decode().rstrip("=")
    page.evaluate("link => { location.hash = link; }", f"#ink={whole}")
    expect(says(page)).to_contain_text("another version")
    expect_blank(page, "a")


def test_opening_a_link_can_be_undone(both):
    link_to(both)
    ink(both, "a").press("5")
    settled(both, "a")
    both.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    assert digit_read(both, "a") == 3
    button(both, "a", "Undo").click()
    assert digit_read(both, "a") == 5


def test_a_drawing_too_long_for_a_link_is_said(page):
    page.evaluate(
        """() => {
          const stroke = Array.from({ length: 19000 }, (_, at) => [(at * 0.37) % 1, (at * 0.61) % 1]);
          Inkspace.channel("put-a").set({ strokes: [stroke] });
        }"""
    )
    settled(page, "a")
    page.get_by_role("button", name="Copy link to these drawings").click()
    expect(page.locator("#draw-bar").get_by_role("status")).to_contain_text("too long for a link")
