"""The sheets under fingers, on a phone."""

from models.sketch.examples import EXAMPLES
from tests.browser.support import draw_page
from tests.browser.support.draw_page import PHONE, Fingers, button, digit_read, expect_blank, ink, settled

DESKTOP = {"width": 1280, "height": 1000}


def test_a_finger_draws_and_the_page_does_not_scroll(open_page):
    page = open_page(**PHONE)
    ink(page, "a").scroll_into_view_if_needed()
    scrolled, fingers = page.evaluate("scrollY"), Fingers(page)
    for stroke in EXAMPLES["3"]:
        first, *rest = draw_page.spots(page, "a", stroke)
        fingers.send("touchStart", [first])
        for spot in rest:
            fingers.send("touchMove", [spot])
        fingers.send("touchEnd")
    assert digit_read(page, "a") == 3
    assert page.evaluate("scrollY") == scrolled


def test_a_second_finger_is_ignored(open_page):
    page = open_page(**PHONE)
    corner, middle, other = draw_page.spots(page, "a", [(0.1, 0.1), (0.5, 0.5), (0.9, 0.1)])
    fingers = Fingers(page)
    fingers.send("touchStart", [corner])
    fingers.send("touchStart", [corner, other])
    fingers.send("touchMove", [middle, other])
    fingers.send("touchEnd")
    settled(page, "a")
    button(page, "a", "Undo").tap()
    expect_blank(page, "a")


def test_sheets_stand_side_by_side_on_a_desktop_and_on_a_phone(open_page):
    def boxes(page):
        return [ink(page, pad).bounding_box() for pad in "ab"]

    for screen in ({"viewport": DESKTOP}, PHONE):
        a, b = boxes(open_page(**screen))
        assert a["y"] == b["y"]
        assert b["x"] > a["x"] + a["width"]
