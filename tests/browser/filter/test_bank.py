"""The Filter tab's bank, through a real browser; its tiles and maps are computed again in Python."""

import json
import math

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from models import gabor
from tests.browser.support.engines import both_engines
from tests.browser.support.filter_page import answered, colours, drag, field, open_lab, own_picture
from ui.filter.bank.server import SCALES, THETAS
from ui.i18n.catalogue import catalogue


@pytest.fixture
def page(open_page):
    """The lab, its bank still folded."""
    return open_lab(open_page)


@pytest.fixture
def opened(page):
    unfold(page)
    return page


def bank(page):
    return page.locator("#gabor-bank")


def unfold(page):
    bank(page).locator("summary").click()
    painted(page)


def painted(page):
    bank(page).locator(".maps[aria-busy=false]").wait_for()


def asked(page):
    """The questions that the bank asks from now on."""
    questions = []

    def look(request):
        data = json.loads(request.post_data)["data"] if "component_server" in request.url else None
        if isinstance(data, dict) and "row" in data:
            questions.append(data)

    page.on("request", look)
    return questions


def tile(page, row, turn):
    return bank(page).locator(".tile").nth(8 * row + turn)


def lightness(canvas):
    """Of a canvas in the ramp's colours, (H, W): grows with the value."""
    return colours(canvas).astype(float).sum(axis=2)


def magnitude(name, row, turn, sigma=2.0):
    return np.abs(gabor.apply(own_picture(name) / 255, sigma, THETAS[turn], SCALES[row]))


def alike(seen, expected):
    """Correlation of a picture in colours with the values that it should show."""
    size = seen.shape[::-1]
    resized = Image.fromarray(expected.astype(np.float32)).resize(size, Image.Resampling.BOX)
    return np.corrcoef(seen.ravel(), np.sqrt(np.asarray(resized)).ravel())[0, 1]


def test_nothing_is_computed_while_the_bank_is_folded(page):
    questions = asked(page)
    drag(page, "sigma", 0.7)
    page.wait_for_timeout(600)
    assert not questions


@both_engines
def test_each_tile_shows_its_response(opened):
    for row, turn in ((0, 0), (0, 3), (1, 6), (2, 2)):
        assert alike(lightness(tile(opened, row, turn).locator("canvas")), magnitude("zone_plate", row, turn)) > 0.9


def test_a_tile_gives_the_lab_its_direction_and_scale(opened):
    questions = asked(opened)
    tile(opened, 2, 3).click()
    expect(tile(opened, 2, 3)).to_have_attribute("aria-pressed", "true")
    assert float(field(opened, "theta").input_value()) == 67.5
    assert float(field(opened, "scale").input_value()) == 4
    assert bank(opened).locator(".tile[aria-pressed=true]").count() == 1
    opened.wait_for_timeout(600)
    assert not questions  # magnitudes do not depend on what the lab shows
    field(opened, "theta").fill("50")
    expect(tile(opened, 2, 3)).to_have_attribute("aria-pressed", "false")


def test_a_tile_can_be_taken_from_the_keyboard(opened):
    tile(opened, 1, 5).focus()
    opened.keyboard.press("Enter")
    expect(tile(opened, 1, 5)).to_have_attribute("aria-pressed", "true")
    assert float(field(opened, "theta").input_value()) == 112.5


def test_a_wavelength_shows_its_directions_together(opened):
    for row in (0, 2):
        heading = bank(opened).locator(".scale").nth(row)
        heading.click()
        expect(heading).to_have_attribute("aria-pressed", "true")
        painted(opened)
        px = f"{2 * math.pi * SCALES[row]:.1f}"
        expect(bank(opened).locator(".together")).to_have_text(f"All eight directions together, wavelength {px} px")
        stack = np.stack([magnitude("zone_plate", row, turn) for turn in range(8)])
        for name, expected in (("strongest", stack.max(0)), ("mean", stack.mean(0)), ("energy", (stack**2).sum(0))):
            assert alike(lightness(bank(opened).locator(f"[data-map={name}] canvas")), expected) > 0.9, name


@both_engines
def test_orientation_has_the_colour_of_its_directions_heading(opened):
    stack = np.stack([magnitude("zone_plate", 1, turn) for turn in range(8)])
    seen = colours(bank(opened).locator("[data-map=theta] canvas")).astype(float)
    row, column = np.unravel_index(stack.max(0).argmax(), stack.shape[1:])
    turn = stack[:, row, column].argmax()
    heading = bank(opened).locator(".direction").nth(turn)
    hue = heading.evaluate("(one) => getComputedStyle(one).borderBottomColor.match(/\\d+/g).map(Number)")
    assert np.abs(seen[row, column] - hue).max() <= 4


def test_the_polar_plot_is_of_the_point_under_the_pointer(opened):
    stack = np.stack([[magnitude("zone_plate", row, turn) for turn in range(8)] for row in range(4)])
    canvas = bank(opened).locator("[data-map=mean] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    side = stack.shape[-1]
    for turn in (0, 2, 5):
        row, column = np.unravel_index(stack[1, turn].argmax(), (side, side))
        opened.mouse.move(
            box["x"] + (column + 0.5) * box["width"] / side, box["y"] + (row + 0.5) * box["height"] / side
        )
        expect(bank(opened).locator(".point")).to_contain_text(f"{180 * turn / 8:g}°, wavelength 12.6 px")
        points = bank(opened).locator("polygon.chosen").get_attribute("points").split()
        corners = np.array([[float(value) for value in point.split(",")] for point in points])
        energy = stack[1, :, row, column] ** 2
        radii = np.hypot(*corners.T)
        assert radii.argmax() % 8 == turn
        np.testing.assert_allclose(radii / radii.max(), np.tile(energy / energy.max(), 2), atol=0.06)
        x, y = corners[radii.argmax()]
        assert math.degrees(math.atan2(-y, x)) % 180 == pytest.approx(180 * turn / 8, abs=1)


def test_a_point_without_a_response_says_so(opened):
    opened.get_by_role("button", name="Fingerprint", exact=True).click()  # its corners are blank
    opened.wait_for_function("document.querySelector('#gabor-bank .maps').ariaBusy === 'true'")
    painted(opened)
    canvas = bank(opened).locator("[data-map=mean] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    opened.mouse.move(box["x"] + 0.99 * box["width"], box["y"] + 0.01 * box["height"])
    expect(bank(opened).locator(".point")).to_have_text("Next to nothing responds here.")


def test_the_bank_follows_the_picture_and_the_width_once_they_rest(opened):
    questions = asked(opened)
    opened.get_by_role("button", name="Texture", exact=True).click()
    opened.wait_for_function("document.querySelector('#gabor-bank .maps').ariaBusy === 'true'")
    painted(opened)
    assert [question["picture"] for question in questions] == ["texture"]
    assert alike(lightness(tile(opened, 1, 1).locator("canvas")), magnitude("texture", 1, 1)) > 0.9
    drag(opened, "sigma", 0.2)
    opened.wait_for_function("document.querySelector('#gabor-bank .maps').ariaBusy === 'true'")
    painted(opened)
    assert len(questions) < 6  # of a dozen positions on the way
    sigma = float(field(opened, "sigma").input_value())
    assert questions[-1]["sigma"] == sigma
    assert alike(lightness(tile(opened, 1, 1).locator("canvas")), magnitude("texture", 1, 1, sigma)) > 0.9


def test_a_server_that_does_not_answer_is_named_and_asked_again(page):
    page.route("**/component_server/**", lambda route: route.fulfill(json=None))
    bank(page).locator("summary").click()
    expect(bank(page).locator(".lost")).to_be_visible()
    page.unroute("**/component_server/**")
    bank(page).locator(".again").click()
    expect(bank(page).locator(".lost")).to_be_hidden()
    assert alike(lightness(tile(page, 1, 1).locator("canvas")), magnitude("zone_plate", 1, 1)) > 0.9


def test_the_bank_stays_open_on_the_way_to_the_other_language(opened):
    bank(opened).locator(".scale").nth(3).click()
    opened.locator("#masthead a[hreflang=ja]:visible").click()
    painted(opened)
    expect(bank(opened).locator(".together")).to_have_text(catalogue()["ja"]["bank.together"].format(px="50.3"))


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_bank_fits_the_page_and_speaks_its_language(open_page, lang, width):
    page = open_page(f"?lang={lang}", viewport={"width": width, "height": 800})
    page.get_by_role("tab").nth(2).click()
    answered(page)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    texts = {key.removeprefix("bank."): text for key, text in catalogue()[lang].items() if key.startswith("bank.")}
    for key in ("title", "intro", "polar", "strongest", "mean", "energy", "theta"):
        expect(bank(page).locator(f"[data-text={key}]")).to_have_text(texts[key])
    box, frame = tile(page, 3, 7).bounding_box(), bank(page).bounding_box()
    assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 0.5
    assert box["width"] >= 60
