"""The morph through a real browser: α by every hand, playing, paths, the film, files."""

import base64
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.support.draw_page import button, ink, morph_ready, picture, settled, slider
from tests.browser.support.engines import both_engines


def with_both(page):
    """The page with our 2 on sheet A and our 9 on sheet B."""
    page.get_by_role("button", name="Show me 2 and 9").click()
    for pad in "ab":
        settled(page, pad)
    morph_ready(page)
    return page


def alpha(page):
    return float(slider(page).input_value())


def choose(page, path):
    page.locator(f'#between [value="{path}"]').evaluate("radio => radio.click()")
    morph_ready(page)


def requests_of(page):
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


@both_engines
def test_the_morph_begins_and_ends_with_the_reconstructions(both):
    slider(both).fill("0")
    assert picture(both, "#morph") == picture(both, "#recon-a")
    slider(both).fill("1")
    assert picture(both, "#morph") == picture(both, "#recon-b")


def test_dragging_alpha_changes_the_morph_without_a_request(both):
    box = slider(both).bounding_box()
    height = box["y"] + box["height"] / 2
    requests = requests_of(both)
    shown = []
    both.mouse.move(box["x"] + box["width"] / 2, height)
    both.mouse.down()
    for share in (0.4, 0.2, 0.02, 0.6, 0.98):
        both.mouse.move(box["x"] + share * box["width"], height)
        shown.append(picture(both, "#morph"))
    both.mouse.up()
    assert len(set(shown)) == len(shown)
    assert float(slider(both).input_value()) > 0.9
    assert requests == []


def test_arrow_keys_move_alpha(both):
    slider(both).focus()
    before = float(slider(both).input_value())
    for _ in range(10):
        both.keyboard.press("ArrowRight")
    assert float(slider(both).input_value()) == pytest.approx(before + 0.1)
    both.keyboard.press("Home")
    assert picture(both, "#morph") == picture(both, "#recon-a")


def test_the_strip_is_fetched_with_one_request(page):
    button(page, "a", "Example").click()
    settled(page, "a")
    asked = []
    page.on("request", lambda request: asked.append((request.post_data_json or {}).get("fn_name")))
    button(page, "b", "Example").click()
    morph_ready(page)
    assert sorted(name for name in asked if name) == ["live_reconstruct", "polish", "strip"]


@both_engines
def test_editing_a_drawing_refreshes_the_strip_and_keeps_alpha(both):
    slider(both).fill("0.2")
    before = picture(both, "#morph")
    ink(both, "a").press("1")
    settled(both, "a")
    morph_ready(both)
    assert slider(both).input_value() == "0.2"
    assert picture(both, "#morph") != before
    slider(both).fill("0")
    assert picture(both, "#morph") == picture(both, "#recon-a")


def test_clearing_one_drawing_takes_the_morph_away(both):
    button(both, "b", "Clear").click()
    expect(both.locator("#morph canvas")).to_be_hidden()
    expect(both.locator("#between")).to_contain_text("Now draw something on sheet B.")


def test_dragging_the_picture_moves_alpha_without_a_request(both):
    requests = requests_of(both)
    slider(both).fill("0")
    before, box = picture(both, "#morph"), both.locator("#morph").bounding_box()
    middle = box["y"] + box["height"] / 2
    both.mouse.move(box["x"] + 20, middle)
    both.mouse.down()
    both.mouse.move(box["x"] + 20 + box["width"] / 2, middle, steps=5)
    both.mouse.up()
    assert alpha(both) == pytest.approx(0.5, abs=0.02)
    assert picture(both, "#morph") != before
    assert requests == []


def test_arrow_keys_move_alpha_from_the_sheet_that_was_drawn_on(both):
    slider(both).fill("0.5")
    both.locator("#pad-b canvas").focus()
    for _ in range(8):
        both.keyboard.press("ArrowLeft")
    assert alpha(both) < 0.45


def test_a_click_on_a_still_of_the_film_goes_there(both):
    both.locator(".film figure").nth(2).click()
    assert alpha(both) == pytest.approx(0.25)
    still = both.locator(".film figure").nth(2).locator("canvas").evaluate("canvas => canvas.toDataURL()")
    assert picture(both, "#morph") == still


def test_a_click_on_the_band_goes_there(both):
    band = both.locator(".bands")
    band.click(position={"x": band.bounding_box()["width"] * 0.9, "y": 10})
    assert alpha(both) == pytest.approx(0.9, abs=0.02)


def test_the_band_says_where_one_digit_turns_into_the_other(both):
    expect(both.locator(".turns")).to_contain_text("Reads as 3")
    expect(both.locator(".turns")).to_contain_text("as 8.")


def test_playing_moves_alpha_by_itself_until_the_hand_takes_over(both):
    slider(both).fill("0")
    requests = requests_of(both)
    both.get_by_role("button", name="Play").click()
    both.wait_for_function("document.querySelector('#alpha input').value > 0.3")
    slider(both).focus()
    both.keyboard.press("Home")
    expect(both.get_by_role("button", name="Play")).to_be_visible()
    assert alpha(both) == 0
    assert requests == []


def test_where_motion_is_reduced_playing_steps_from_still_to_still(open_page):
    page = with_both(open_page(reduced_motion="reduce"))
    slider(page).fill("0")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("document.querySelector('#alpha input').value > 0.2")
    stood = page.evaluate(
        """async () => {
          const seen = new Set();
          for (let at = 0; at < 60; at++) {
            await new Promise(requestAnimationFrame);
            seen.add(Number(document.querySelector('#alpha input').value));
          }
          return [...seen];
        }"""
    )
    stills = np.arange(9) / 8  # the slider itself rounds to 0.01
    assert all(np.abs(stills - value).min() <= 0.0051 for value in stood)


@both_engines
def test_each_path_leads_from_the_same_first_frame_to_the_same_last(both):
    seen = {}
    for path in ("spherical", "straight", "pixels"):
        choose(both, path)
        seen[path] = []
        for value in ("0", "0.5", "1"):
            slider(both).fill(value)
            seen[path].append(picture(both, "#morph"))
    first, middle, last = zip(*seen.values(), strict=True)
    assert (len(set(first)), len(set(last))) == (1, 1)
    assert middle[2] not in middle[:2]


def test_a_path_that_was_seen_is_not_fetched_again(both):
    choose(both, "pixels")
    requests = requests_of(both)
    choose(both, "spherical")
    choose(both, "pixels")
    assert requests == []


def test_alpha_path_and_speed_go_along_to_the_other_language(both):
    slider(both).fill("0.3")
    choose(both, "straight")
    both.locator("#between .speed").fill("2")
    both.get_by_role("link", name="日本語").click()
    both.locator("html[lang=ja]").wait_for()
    morph_ready(both)
    assert alpha(both) == 0.3
    assert both.locator('#between [value="straight"]').is_checked()
    assert both.locator("#between .speed").input_value() == "2"


def saved(page, name):
    with page.expect_download() as download:
        page.locator(f"#between [data-what={name}]").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def shown(page):
    """The frame of the morph as grey levels of ink, 0…255, from paper to the darkest there is."""
    url = picture(page, "#morph").partition(",")[2]
    grey = np.asarray(Image.open(io.BytesIO(base64.b64decode(url))).convert("L")).astype(float)
    return 255 * (grey.max() - grey) / (grey.max() - grey.min())


@pytest.mark.parametrize("what", ["gif", "webp"])
def test_the_saved_film_shows_the_frames_of_the_page(both, what):
    name, data = saved(both, what)
    film = Image.open(io.BytesIO(data))
    assert (name, film.n_frames) == (f"morph.{what}", 128)
    for value, at in (("0", 0), ("0.5", 32), ("1", 64)):
        slider(both).fill(value)
        film.seek(at)
        pixels = 255 - np.asarray(film.convert("L"))[4::8, 4::8].astype(float)
        assert np.abs(shown(both) - 255 * pixels / pixels.max()).max() <= 6


def test_the_saved_strip_ends_with_the_last_frame(both):
    slider(both).fill("1")
    _, data = saved(both, "png")
    pixels = 255 - np.asarray(Image.open(io.BytesIO(data)))[::4, ::4][:, -28:].astype(float)
    assert np.abs(shown(both) - 255 * pixels / pixels.max()).max() <= 6


def test_the_saved_numbers_are_both_ends_and_their_model(both):
    points = both.evaluate("['a', 'b'].map(name => Inkspace.channel(`point-${name}`).value)")
    found = json.loads(saved(both, "json")[1])
    assert found["model"] == points[0]["model"]
    assert [found["mu_a"], found["mu_b"]] == [point["mu"] for point in points]
    assert [found["z_a"], found["z_b"]] == [point["z"] for point in points]
    assert found["path"] == "spherical"
