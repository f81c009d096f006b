"""The Draw tab when the server refuses, is slow or does not answer."""

import base64

import pytest
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import (
    button,
    digit_read,
    draw,
    ink,
    lay,
    morph_ready,
    picture,
    says,
    settled,
    slider,
)


def answering(answer):
    return lambda route: route.fulfill(json=answer)


def one_hot(digit):
    return [float(number == digit) for number in range(10)]


def lose_server(page):
    page.route("**/component_server**", answering(None))


def find_server(page):
    page.unroute("**/component_server**")


def lost(page, room):
    return page.locator(f"#{room} .lost")


def test_a_refusal_is_one_sentence_and_keeps_the_drawing(page):
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    refusal = {"ok": False, "error": "This drawing cannot be read: too much of it."}
    page.route("**/component_server**", lambda route: route.fulfill(json=refusal))
    seen = picture(page, "#seen-a")
    draw(page, "a", EXAMPLES["1"])
    settled(page, "a")
    assert says(page, "a") == refusal["error"]
    assert picture(page, "#seen-a") == seen
    page.unroute("**/component_server**")
    button(page, "a", "Undo").click()
    assert digit_read(page, "a") == 3


def test_a_server_that_does_not_answer_is_said_and_drawing_on_recovers(page):
    lose_server(page)
    draw(page, "a", EXAMPLES["3"])
    expect(lost(page, "drawing-a")).to_contain_text("The server did not answer.")
    find_server(page)
    ink(page, "a").press("3")
    assert digit_read(page, "a") == 3
    expect(lost(page, "drawing-a")).to_be_hidden()


@pytest.mark.parametrize("room", ["drawing-a", "drawing-b"])
def test_trying_again_asks_for_everything_that_was_lost(both, room):
    lose_server(both)
    ink(both, "a").press("1")
    ink(both, "b").press("7")
    for name in ("drawing-a", "drawing-b", "between"):
        expect(lost(both, name)).to_be_visible()
    find_server(both)
    lost(both, room).get_by_role("button", name="Try again").click()
    for name in ("drawing-a", "drawing-b", "between"):
        expect(lost(both, name)).to_be_hidden()
    settled(both, "a")
    settled(both, "b")
    assert (digit_read(both, "a"), digit_read(both, "b")) == (1, 7)
    slider(both).fill("1")
    assert picture(both, "#morph") == picture(both, "#recon-b")


def test_back_online_it_asks_again_by_itself(both):
    lose_server(both)
    ink(both, "a").press("1")
    expect(lost(both, "drawing-a")).to_be_visible()
    expect(lost(both, "between")).to_be_visible()
    find_server(both)
    both.evaluate("dispatchEvent(new Event('online'))")
    expect(lost(both, "drawing-a")).to_be_hidden()
    expect(lost(both, "between")).to_be_hidden()
    assert digit_read(both, "a") == 1


def test_frames_of_an_earlier_pair_are_dimmed_when_the_server_is_lost(both):
    lose_server(both)
    ink(both, "a").press("1")
    expect(lost(both, "between")).to_be_visible()
    expect(both.locator("#morph canvas")).to_have_css("opacity", "0.35")


def test_while_answers_are_under_way_nobody_asks_for_a_drawing_that_is_there(page):
    held, slow = [], True
    page.route("**/component_server**", lambda route: held.append(route) if slow else route.continue_())
    draw(page, "a", EXAMPLES["3"])
    draw(page, "b", EXAMPLES["8"])
    expect(page.locator("#between .why")).to_have_text("The way from A to B appears here in a moment.")
    expect(page.locator("#between .try")).to_be_hidden()
    slow = False
    for route in held:
        route.continue_()
    morph_ready(page)
    expect(page.locator("#morph canvas")).to_be_visible()


def test_the_bars_stay_where_they_are_when_the_reconstruction_reads_otherwise(page):
    grey, three, five = base64.b64encode(bytes(784)).decode(), one_hot(3), one_hot(5)
    tops = []
    for proba_hat in (three, five):
        pictures = {"seen": grey, "recon": grey, "proba": three, "proba_hat": proba_hat, "other": None}
        answer = {"ok": True, "model": "vae_mlp", **pictures, "mu": [0.0] * 20, "logvar": [0.0] * 20, "z": [0.0] * 20}
        page.route("**/component_server**", answering(answer))
        lay(page, "a", "3")
        settled(page, "a")
        says_so = page.locator("#drawing-a .but").inner_text().startswith("The reconstruction reads as 5")
        assert says_so == (proba_hat is five)
        tops.append(page.locator("#drawing-a .bars").bounding_box()["y"])
        page.unroute("**/component_server**")
    assert tops[0] == tops[1]
