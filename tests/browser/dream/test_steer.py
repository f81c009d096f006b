"""Steering between digits of the grid, through the real page."""

import base64

import numpy as np
import pytest
from playwright.sync_api import expect

import models
from tests.browser.support.dream_page import PRESENT, answered, choose, enter, grey, requests_of
from tests.browser.support.engines import both_engines

CONDITIONAL = [name for name in PRESENT if getattr(models.load(name), "num_classes", 0)]


@pytest.fixture
def steer(open_page):
    """The part unfolded, standing at the first frame of the way from the first digit to the second."""
    page = open_page(tab="Dream")
    answered(page)
    page.locator("#steer summary").click()
    ready(page)
    return page


def ready(page):
    page.locator("#steer:not(.blank)").wait_for()
    page.locator("#steer .way[aria-busy=false]").wait_for(state="attached")


def mode(page, what):
    page.locator(f"#steer [value={what}]").evaluate("radio => radio.click()")
    ready(page)


def frame(page):
    return grey(page, "#steer .way .frame canvas")[0]


def slot(page, at):
    return grey(page, "#steer .slots canvas")[at]


def slider(page):
    return page.locator("#steer .at")


def close(one, other):
    return np.abs(one - other).max() < 3 / 255


@both_engines
def test_a_morph_begins_and_ends_with_the_digits_of_the_grid(steer):
    digits = grey(steer)
    assert close(frame(steer), digits[0])
    slider(steer).fill("1")
    assert close(frame(steer), digits[1])


def test_scrubbing_asks_nothing(steer):
    requests = requests_of(steer)
    shown = []
    for value in ("0.2", "0.5", "0.8", "1"):
        slider(steer).fill(value)
        shown.append(frame(steer).tobytes())
    assert len(set(shown)) == 4
    assert requests == []


def test_a_way_is_fetched_with_one_request(open_page):
    page = open_page(tab="Dream")
    answered(page)
    asked = []
    page.on("request", lambda request: asked.append((request.post_data_json or {}).get("fn_name")))
    page.locator("#steer summary").click()
    ready(page)
    assert asked.count("way") == 1


def test_a_folded_part_asks_for_no_way(open_page):
    asked = []
    page = open_page()
    page.on("request", lambda request: asked.append((request.post_data_json or {}).get("fn_name")))
    page.get_by_role("tab", name="Dream").click()
    answered(page)
    page.wait_for_timeout(300)
    assert "way" not in asked


def test_a_digit_picked_takes_the_marked_place(steer):
    steer.locator("#steer .picks button").nth(7).click()
    steer.locator("#steer .picks button").nth(9).click()
    ready(steer)
    steer.wait_for_function("document.querySelectorAll('#steer .slots [aria-checked=true]').length === 1")
    digits = grey(steer)
    assert close(slot(steer, 0), digits[7])
    assert close(slot(steer, 1), digits[9])
    slider(steer).fill("1")
    assert close(frame(steer), digits[9])


def test_the_close_up_begins_a_way_at_its_digit(steer):
    digits = grey(steer)
    for place, button in ((5, "From here"), (6, "To here")):
        steer.locator("#dream-samples .look").nth(place).click()
        steer.get_by_role("button", name=button).click()
        ready(steer)
    assert close(slot(steer, 0), digits[5])
    assert close(slot(steer, 1), digits[6])


def test_a_round_trip_from_a_digit_plays_and_comes_back(steer):
    digits = grey(steer)
    steer.locator("#dream-samples .look").nth(5).click()
    steer.get_by_role("button", name="Round trip").click()
    ready(steer)
    steer.wait_for_function("document.querySelector('#steer .at').value > 0.02")
    steer.locator("#steer .play").click()
    for end in ("0", "1"):
        slider(steer).fill(end)
        assert close(frame(steer), digits[5])


def test_another_round_goes_elsewhere(steer):
    mode(steer, "walk")
    slider(steer).fill("0.4")
    before = frame(steer).tobytes()
    steer.get_by_role("button", name="Another round").click()
    steer.wait_for_timeout(100)
    ready(steer)
    assert frame(steer).tobytes() != before


@both_engines
@pytest.mark.skipif(not CONDITIONAL, reason="no model in weights/ takes a label")
def test_the_same_noise_is_drawn_as_every_digit(steer):
    choose(steer, "dream-model", CONDITIONAL[0])
    mode(steer, "classes")
    tile = steer.evaluate("Inkspace.channel('dream-grid').value.tiles[2]")
    z = np.array([tile["z"]], np.float32)
    row = grey(steer, "#steer .hands-table div:nth-child(3) canvas")
    model = models.load(CONDITIONAL[0])
    for digit in range(10):
        assert close(row[digit], model.from_points(z, digit)[0, 0].numpy())
    expect(steer.locator("#steer .hands-table div:nth-child(3) canvas.own")).to_have_count(1)


def test_a_model_that_is_told_no_digit_says_so(steer):
    choose(steer, "dream-model", "gan_mlp")
    steer.locator("#steer [value=classes]").evaluate("radio => radio.click()")
    expect(steer.locator("#steer .why")).to_contain_text("The article’s GAN is not told which digit to draw")
    mode(steer, "morph")
    expect(steer.locator("#steer .why")).to_be_hidden()


@both_engines
def test_the_corners_of_the_square_are_the_four_digits(steer):
    mode(steer, "square")
    digits = grey(steer)
    plane = steer.locator("#steer .plane")
    plane.scroll_into_view_if_needed()
    requests = requests_of(steer)
    box = plane.bounding_box()
    for at, (x, y) in enumerate([(0, 0), (1, 0), (0, 1), (1, 1)]):
        steer.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        steer.mouse.down()
        steer.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=3)
        steer.mouse.up()
        assert close(grey(steer, "#steer .corners .frame canvas")[0], digits[at])
    assert requests == []


def test_new_digits_come_by_themselves_until_one_was_picked(steer):
    enter(steer, "dream-seed", "5")
    ready(steer)
    assert close(slot(steer, 0), grey(steer)[0])
    steer.locator("#steer .picks button").nth(3).click()
    picked = slot(steer, 0)
    enter(steer, "dream-seed", "6")
    assert close(slot(steer, 0), picked)


def test_a_digit_travels_as_the_model_has_it(steer):
    tile = steer.evaluate("Inkspace.channel('dream-grid').value.tiles[1]")
    pixels = np.frombuffer(base64.b64decode(tile["pixels"]), np.uint8).reshape(28, 28) / 255
    assert close(slot(steer, 1), pixels)


def test_nothing_hangs_over_the_edge_of_a_phone(open_page):
    page = open_page(tab="Dream", viewport={"width": 390, "height": 844})
    answered(page)
    page.locator("#steer summary").click()
    ready(page)
    for what in ("morph", "walk", "square", *(["classes"] if CONDITIONAL else [])):
        choose(page, "dream-model", CONDITIONAL[0] if CONDITIONAL else PRESENT[0])
        mode(page, what)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
