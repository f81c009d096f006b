"""The Filter tab, through a real browser: sliders, response, server; the responses are computed again in Python."""

import json
import math
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect

from models.gabor import sample_pictures
from tests.browser.support.engines import both_engines
from tests.browser.support.filter_page import (
    JPEG,
    answered,
    colours,
    drag,
    field,
    file,
    grey,
    noise,
    off,
    open_lab,
    own_picture,
    response,
    slider,
    taken,
    unfold,
    upload,
)
from ui.filter.response_image import PARTS
from ui.i18n.catalogue import catalogue

ZONE_PLATE = own_picture("zone_plate")


@pytest.fixture
def lab(open_page):
    return open_lab(open_page)


def show_part(page, part):
    page.locator(f"#gabor-part [data-part={part}]").click()
    page.locator(f"#gabor-output[data-part={'real' if part == 'all' else part}]").wait_for()
    answered(page)


@both_engines
def test_the_response_to_each_picture_is_gabors(lab):
    for name in sample_pictures.NAMES:
        label = catalogue()["en"][f"filter.picture_{name}"]
        lab.get_by_role("button", name=label, exact=True).click()
        lab.locator(f"#tab-filter [data-name={name}][aria-pressed=true]").wait_for()
        answered(lab)
        assert np.abs(grey(lab, "gabor-input") - own_picture(name)).max() <= JPEG, name
        assert off(lab, own_picture(name)) <= JPEG, name


@pytest.mark.parametrize("name", ["sigma", "theta", "scale"])
def test_each_slider_changes_the_response_and_the_wavelet_while_it_is_dragged(lab, name):
    elements = ("gabor-output", "gabor-kernel-real", "gabor-kernel-imaginary")
    for share in (0.1, 0.7):
        before, value = [grey(lab, element) for element in elements], slider(lab, name).input_value()
        drag(lab, name, share)
        assert slider(lab, name).input_value() != value
        for element, pixels in zip(elements, before, strict=True):
            assert not np.array_equal(grey(lab, element), pixels), element
        assert off(lab, ZONE_PLATE) <= JPEG


@pytest.mark.parametrize("name", ["gamma", "psi"])
def test_each_further_slider_changes_the_response(lab, name):
    unfold(lab, ".more")
    before = grey(lab, "gabor-output")
    drag(lab, name, 0.75)
    assert not np.array_equal(grey(lab, "gabor-output"), before)
    gamma, psi = (float(field(lab, one).input_value()) for one in ("gamma", "psi"))
    assert off(lab, ZONE_PLATE, gamma=gamma, psi=math.radians(psi)) <= JPEG


def test_what_is_shown_at_last_belongs_to_the_newest_slider_position_and_one_request_runs_at_a_time(lab):
    under_way, most = set(), [0]

    def began(request):
        if "component_server" in request.url:
            under_way.add(request)
            most[0] = max(most[0], len(under_way))

    lab.on("request", began)
    lab.on("requestfinished", lambda request: under_way.discard(request))
    slider(lab, "theta").evaluate(
        """async (input) => {
            for (let at = 0; at <= 90; at++) {
                input.value = at;
                input.dispatchEvent(new Event("input", { bubbles: true }));
                if (at % 3 === 0) await new Promise(requestAnimationFrame);
            }
        }"""
    )
    answered(lab)
    assert most[0] == 1
    assert slider(lab, "theta").input_value() == "90"
    assert off(lab, ZONE_PLATE) <= JPEG


def test_a_number_moves_its_slider(lab):
    for name, text, at in (("sigma", "1.25", 1.25), ("theta", "７７", 77), ("scale", "4", 4)):
        field(lab, name).fill(text)
        field(lab, name).press("Enter")
        answered(lab)
        assert float(slider(lab, name).input_value()) == at
        assert off(lab, ZONE_PLATE) <= JPEG


def test_a_wrong_number_gets_a_sentence_and_the_response_stays(lab):
    unfold(lab, ".more")
    wrong = {
        "sigma": ("0", "-1", "4.1", "wide", ""),
        "theta": ("361", "-1", "up"),
        "scale": ("0.1", "NaN", "1e9"),
        "base": ("1", "∞"),
        "index": ("99", "j"),
        "gamma": ("0", "-1"),
        "psi": ("200", "x"),
    }
    for name, texts in wrong.items():
        before = grey(lab, "gabor-output")
        for text in texts:
            field(lab, name).fill(text)
            field(lab, name).press("Tab")
            expect(lab.locator(f"#gabor-{name} .wrong")).to_contain_text(f"got “{text}”" if text else "got nothing")
            assert np.array_equal(grey(lab, "gabor-output"), before)
        slider(lab, name).press("ArrowRight")
        slider(lab, name).press("ArrowLeft")
        expect(lab.locator(f"#gabor-{name} .wrong")).to_be_empty()
        answered(lab)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_response_can_be_seen(lab, part):
    show_part(lab, part)
    shown = colours(lab.locator("#gabor-output canvas")).astype(int)
    complex_ = response(ZONE_PLATE, lab)
    loud, quiet = (np.unravel_index(pick(np.abs(complex_)), complex_.shape) for pick in (np.argmax, np.argmin))
    if part == "real":
        assert off(lab, ZONE_PLATE) <= JPEG
    elif part == "imaginary":
        imaginary = complex_.imag
        assert np.abs(shown[..., 0] - (128 + 127 * imaginary / np.abs(imaginary).max())).max() <= JPEG
    elif part == "magnitude":
        assert shown[loud].sum() > 600 > 60 > shown[quiet].sum()  # from black to nearly white
        order = np.argsort(np.abs(complex_), axis=None)[::5000]
        assert (np.diff(shown.sum(2).ravel()[order]) >= -12).all()  # brightness grows with the magnitude
    else:
        assert np.ptp(shown[quiet]) == 0  # grey where nothing responds
        assert np.ptp(shown[loud]) > 40  # coloured where something does


def test_the_phases_colours_go_round(lab):
    show_part(lab, "phase")
    shown = colours(lab.locator("#gabor-output canvas")).astype(float)
    complex_ = response(ZONE_PLATE, lab)
    phase, loud = np.angle(complex_), np.abs(complex_) > 0.5 * np.abs(complex_).max()
    means = [
        shown[loud & (np.abs(np.angle(np.exp(1j * (phase - at)))) < 0.1)].mean(0) for at in (-3.1, -1.5, 0, 1.5, 3.1)
    ]
    steps = [np.abs(a - b).max() for a, b in pairwise(means)]
    assert min(steps) > 30
    assert np.abs(means[0] - means[-1]).max() < 15  # −π and π are one colour


@both_engines
def test_all_four_parts_stand_side_by_side_and_go_again(lab):
    show_part(lab, "all")
    figures = lab.locator(".outputs figure")
    assert [figure.get_attribute("data-part") for figure in figures.all()] == list(PARTS)
    assert off(lab, ZONE_PLATE) <= JPEG
    show_part(lab, "magnitude")
    expect(figures).to_have_count(1)


def test_the_parts_are_chosen_with_the_arrow_keys(lab):
    lab.locator("#gabor-part [data-part=real]").focus()
    lab.keyboard.press("ArrowRight")
    lab.locator("#gabor-output[data-part=imaginary]").wait_for()
    expect(lab.locator("#gabor-part [data-part=imaginary]")).to_be_focused()
    expect(lab.locator("#gabor-part [aria-checked=true]")).to_have_text("Imaginary")


def test_the_value_under_the_pointer_is_read_out(lab):
    box = lab.locator("#gabor-output canvas").bounding_box()
    lab.mouse.move(box["x"] + box["width"] * 0.75 + 0.5, box["y"] + box["height"] * 0.4)
    reading = lab.locator("#tab-filter .reading")
    expect(reading).to_contain_text("Real")
    column, row = (int(number) for number in reading.inner_text().partition(")")[0].strip("(").split(","))
    assert column == pytest.approx(0.75 * 384, abs=2)
    assert row == pytest.approx(0.4 * 384, abs=2)
    value = float(reading.inner_text().partition("Real ")[2].replace("−", "-"))
    real = response(ZONE_PLATE, lab).real
    assert value == pytest.approx(real[row, column], abs=2 * np.abs(real).max() / 127)
    lab.mouse.move(5, 5)
    expect(reading).to_contain_text("Mid-grey")


def test_a_server_that_forgot_the_picture_gets_it_again(lab):
    upload(lab, file(noise()))
    taken(lab, 200)
    asked = []

    def forgetful(route):
        data = json.loads(route.request.post_data)["data"]
        asked.append("pixels" in data)
        if "pixels" in data:
            route.continue_()
        else:
            route.fulfill(json={"ok": False, "need": "image"})

    lab.route("**/component_server/**", forgetful)
    slider(lab, "theta").press("ArrowRight")
    answered(lab)
    assert asked == [False, True]
    assert off(lab, noise()) <= JPEG


def test_a_server_that_is_silent_is_named_and_asked_again(lab):
    before, place = grey(lab, "gabor-output"), lab.locator("#tab-filter .pair").bounding_box()
    lab.route("**/component_server/**", lambda route: route.fulfill(json=None))
    slider(lab, "theta").press("ArrowRight")
    expect(lab.locator("#tab-filter .room .lost")).to_contain_text("The server did not answer.")
    expect(lab.locator("#gabor-output")).to_have_class("stale")
    assert lab.locator("#tab-filter .pair").bounding_box() == place
    assert np.array_equal(grey(lab, "gabor-output"), before)
    lab.unroute("**/component_server/**")
    lab.locator("#tab-filter .room .lost").get_by_role("button", name="Try again").click()
    answered(lab)
    expect(lab.locator("#tab-filter .room .lost")).to_be_hidden()
    assert not np.array_equal(grey(lab, "gabor-output"), before)


def test_the_wavelet_is_in_sight_on_a_laptop(open_page):
    page = open_lab(open_page, viewport={"width": 1280, "height": 800})
    for part in ("real", "imaginary"):
        expect(page.locator(f"#gabor-kernel-{part}")).to_be_in_viewport(ratio=1)


def test_the_picture_stays_in_sight_above_the_sliders_of_a_phone(open_page):
    page = open_lab(open_page, viewport={"width": 390, "height": 844})
    slider(page, "scale").evaluate("(input) => input.scrollIntoView({ block: 'end' })")
    expect(page.locator("#gabor-output canvas")).to_be_in_viewport(ratio=0.9)
    for where in (".more", "#gabor-closer", "#gabor-export"):
        unfold(page, where)
    show_part(page, "all")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
