"""A tile from close by, where it can be sent, the files of all tiles, and the link to them."""

import base64
import csv
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

import models
from tests.browser.support.draw_page import settled
from tests.browser.support.dream_page import ASKABLE, BEST, answered, choose, enter, grey, tiles
from ui.i18n.catalogue import catalogue


@pytest.fixture
def dream(open_page):
    page = open_page(tab="Dream")
    answered(page)
    return page


def look_at(page, place):
    page.locator("#dream-samples .look").nth(place).click()
    expect(page.locator("#dream-tile")).to_be_visible()


def told(page):
    """The tile that other parts of the tab hear of."""
    return page.evaluate("Inkspace.channel('dream-tile').value")


def test_a_click_shows_the_digit_from_close_by(dream):
    look_at(dream, 8)
    assert tiles(dream, "#dream-tile canvas") == tiles(dream)[8:9]
    expect(dream.locator("#dream-tile h3")).to_have_text("No. 9 of seed 0")
    dream.keyboard.press("Escape")
    expect(dream.locator("#dream-tile")).to_be_hidden()
    assert dream.evaluate("document.activeElement.className") == "look"


def test_arrow_keys_go_from_digit_to_digit(dream):
    look_at(dream, 0)
    expect(dream.get_by_role("button", name="Digit before")).to_be_disabled()
    dream.keyboard.press("ArrowRight")
    dream.keyboard.press("ArrowRight")
    expect(dream.locator("#dream-tile h3")).to_have_text("No. 3 of seed 0")
    dream.keyboard.press("ArrowLeft")
    expect(dream.locator("#dream-tile h3")).to_have_text("No. 2 of seed 0")


def test_the_tile_that_was_clicked_is_told_with_its_point(dream):
    look_at(dream, 4)
    tile, model = told(dream), models.load(BEST)
    x = model.sample(5, seed=0)
    points = model.points(5, seed=0)
    z = points[0] if isinstance(points, tuple) else points
    assert np.array_equal(np.array(tile["z"], np.float32), z[4].numpy())
    pixels = np.frombuffer(base64.b64decode(tile["pixels"]), np.uint8).reshape(28, 28)
    assert np.array_equal(pixels, (x[4, 0].numpy() * 255).round())
    assert (tile["model"], tile["seed"], tile["at"]) == (BEST, "0", 4)


@pytest.mark.parametrize("pad", ["a", "b"])
def test_a_digit_can_be_laid_on_a_sheet(dream, pad):
    look_at(dream, 3)
    dream.get_by_role("button", name=f"Sheet {pad.upper()}").click()
    dream.get_by_role("button", name="Go there").click()
    settled(dream, pad)
    seen = dream.evaluate(f"Inkspace.channel('drawing-{pad}').value.frame")
    assert seen == told(dream)["pixels"]


def test_a_digit_can_be_filtered(dream):
    look_at(dream, 3)
    dream.get_by_role("button", name="Filter tab").click()
    dream.get_by_role("button", name="Go there").click()
    expect(dream.get_by_role("img", name="The picture: a generated")).to_be_visible()
    dream.locator("#gabor-output[aria-busy=false]").wait_for()


def saved(page, what):
    with page.expect_download() as download:
        page.locator(f"#dream-room [data-what={what}]").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_sheet_is_saved_as_it_stands_on_the_page(dream):
    enter(dream, "dream-count", "9")
    dream.locator("[name=dream-sort][value=score]").evaluate("radio => radio.click()")
    name, data = saved(dream, "png")
    sheet = 1 - np.asarray(Image.open(io.BytesIO(data)))[::4, ::4].astype(float) / 255
    digits = sheet.reshape(3, 34, 3, 34).swapaxes(1, 2).reshape(9, 34, 34)[:, 3:-3, 3:-3]
    assert name == f"digits-{BEST}-0.png"
    assert np.abs(digits - grey(dream)).max() < 3 / 255


def test_the_zip_has_a_line_for_each_digit(dream):
    enter(dream, "dream-count", "4")
    _, data = saved(dream, "zip")
    bag = zipfile.ZipFile(io.BytesIO(data))
    lines = list(csv.DictReader(io.StringIO(bag.read("digits.csv").decode())))
    assert [line["place"] for line in lines] == ["0", "1", "2", "3"]
    assert {line["seed"] for line in lines} == {"0"}


def linked(page):
    page.get_by_role("button", name="Copy link to these digits").click()
    page.wait_for_function("location.hash.length > 10")
    return page.evaluate("location.hash")


def test_a_link_brings_back_the_same_digits(dream, open_page):
    choose(dream, "dream-model", ASKABLE)
    choose(dream, "dream-digit", "number")
    enter(dream, "dream-number", "03 1415")
    enter(dream, "dream-temperature", "0.6")
    enter(dream, "dream-seed", str(2**63 - 1))
    other = open_page("?lang=en" + linked(dream))
    answered(other)
    assert tiles(other) == tiles(dream)
    expect(other.locator("#dream-seed input")).to_have_value(str(2**63 - 1))


def test_a_link_opened_on_the_page_changes_the_digits(dream):
    before = tiles(dream)
    dream.get_by_role("tab", name="Draw").click()
    dream.evaluate("model => { location.hash = `#dream=${model}&digit=any&n=4&seed=9`; }", BEST)
    expect(dream.locator("#dream-samples canvas")).to_have_count(4)
    answered(dream)
    assert tiles(dream) != before[:4]


def test_a_link_that_holds_nonsense_is_said_at_its_fields(open_page):
    page = open_page(f"#dream={BEST}&n=0&seed=moon&temperature=NaN&digit=x")
    expect(page.locator("#dream-count .wrong")).to_contain_text("got “0”")
    expect(page.locator("#dream-seed .wrong")).to_contain_text("got “moon”")
    expect(page.locator("#dream-temperature .wrong")).to_contain_text("got “NaN”")


def test_a_link_to_a_model_that_is_absent_says_what_it_shows_instead(open_page):
    page = open_page("#dream=gan_of_old&n=4&seed=3")
    answered(page)
    used = catalogue()["en"][f"dream.model_{BEST}"]
    expect(page.locator("#dream-room .stage > .told")).to_have_text(
        f"The link asks for the model “gan_of_old”, which is not here. Shown with: {used}."
    )


def test_what_is_asked_for_goes_along_to_the_other_language(dream):
    choose(dream, "dream-model", "vae_mlp")
    enter(dream, "dream-seed", "31")
    before = tiles(dream)
    dream.get_by_role("link", name="日本語").click()
    dream.locator("html[lang=ja]").wait_for()
    answered(dream)
    expect(dream.locator("#dream-seed input")).to_have_value("31")
    assert tiles(dream) == before
