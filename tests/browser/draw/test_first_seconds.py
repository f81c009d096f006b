"""The first ten seconds: on a phone all is on one screen, and the morph moves by itself until a hand takes over."""

import pytest
from playwright.sync_api import expect

from tests.browser.support.draw_page import PHONE, morph_ready, picture, settled, slider

SIZES = [(360, 780), (390, 844), (430, 932)]
SCREEN = ["#pad-a .sheet", "#pad-b .sheet", "#morph", "#alpha", "#between .try"]


def shown(page):
    """The page with the first pair on its sheets and the way between them."""
    page.locator("#between .try").click()
    morph_ready(page)
    return page


def alpha(page):
    return float(slider(page).input_value())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "?lang=ja"])
def test_sheets_morph_and_slider_share_one_screen_of_a_phone(open_page, query, size):
    page = shown(open_page(query, **{**PHONE, "viewport": dict(zip(("width", "height"), size, strict=True))}))
    for place in SCREEN:
        expect(page.locator(place)).to_be_in_viewport(ratio=1)
    assert page.evaluate("[scrollY, document.documentElement.scrollWidth - innerWidth]") == [0, 0]


def test_a_sheet_is_enlarged_for_drawing_and_made_small_again(open_page):
    page = open_page(**PHONE)

    def width():
        return page.locator("#pad-a .sheet").bounding_box()["width"]

    small = width()
    button = page.locator("#pad-a").get_by_role("button", name="Larger or smaller")
    button.click()
    assert width() > 2 * small
    button.focus()
    page.keyboard.press("Enter")
    assert width() == small


def test_the_first_morph_goes_there_and_back_and_hands_over(page):
    page.evaluate(
        "window.alphas = []; setInterval(() => alphas.push(+document.querySelector('#alpha input').value), 20)"
    )
    shown(page)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert alpha(page) == 0.5
    assert page.evaluate("Math.max(...alphas) > 0.9 && Math.min(...alphas.slice(alphas.findIndex(a => a > 0.9))) < 0.1")


@pytest.mark.parametrize("place", ["#alpha input", "#morph"])
def test_a_touch_ends_the_sweep_at_once(page, place):
    shown(page)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.locator(place).click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    stood = alpha(page)
    page.wait_for_timeout(300)
    assert alpha(page) == stood


def test_nothing_moves_by_itself_where_motion_is_reduced(open_page):
    page = shown(open_page(reduced_motion="reduce"))
    page.wait_for_timeout(500)
    assert alpha(page) == 0.5


def test_the_pixels_that_the_model_sees_are_one_key_away(page):
    shown(page)
    for pad in "ab":
        settled(page, pad)
    slider(page).fill("0")
    ink = page.locator("#between .smooth")
    expect(ink).to_be_visible()
    page.get_by_role("button", name="Pixels, as the model sees them").press("Enter")
    expect(ink).to_be_hidden()
    assert picture(page, "#morph") == picture(page, "#recon-a")
