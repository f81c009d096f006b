"""The wavelet of the Filter tab through a real browser: dial, powers, mean, norm, badge, and the view from close by."""

import math

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.support.filter_page import (
    JPEG,
    answered,
    colours,
    drag,
    field,
    grey,
    off,
    open_lab,
    own_picture,
    slider,
    unfold,
)

ZONE_PLATE = own_picture("zone_plate")


@pytest.fixture
def lab(open_page):
    return open_lab(open_page)


@pytest.fixture
def close(lab):
    """The wavelet from close by, its details painted."""
    unfold(lab, "#gabor-closer")
    expect(lab.locator("#gabor-closer .bandwidth")).not_to_be_empty()
    return lab


def picture(page, selector):
    return page.locator(selector).evaluate("(canvas) => canvas.toDataURL()")


def test_the_dial_follows_the_pointer_anticlockwise(lab):
    box = lab.locator(".dial").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for degrees in (90, 180, 315):
        angle = math.radians(degrees)
        lab.mouse.move(*middle)
        lab.mouse.down()
        lab.mouse.move(middle[0] + 20 * math.cos(angle), middle[1] - 20 * math.sin(angle))
        lab.mouse.up()
        answered(lab)
        assert float(slider(lab, "theta").input_value()) == pytest.approx(degrees, abs=2)
        assert off(lab, ZONE_PLATE) <= JPEG


def test_the_dial_is_turned_with_the_arrow_keys(lab):
    lab.locator(".dial").focus()
    for key, at in (("ArrowRight", "31"), ("ArrowDown", "30"), ("PageDown", "15"), ("Home", "0"), ("ArrowLeft", "359")):
        lab.keyboard.press(key)
        expect(field(lab, "theta")).to_have_value(at)
        expect(lab.locator(".dial")).to_have_attribute("aria-valuenow", at)


def test_the_wave_turns_by_itself_until_it_is_stopped(lab):
    turn = lab.get_by_role("button", name="Let the wave turn by itself")
    before = grey(lab, "gabor-output")
    turn.click()
    lab.wait_for_function("+document.querySelector('#gabor-theta input').value > 34")
    turn.click()
    answered(lab)
    assert not np.array_equal(grey(lab, "gabor-output"), before)
    angle = slider(lab, "theta").input_value()
    lab.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    assert slider(lab, "theta").input_value() == angle
    expect(turn).to_have_attribute("aria-pressed", "false")


def test_taking_the_slider_stops_the_turning(lab):
    turn = lab.get_by_role("button", name="Let the wave turn by itself")
    turn.click()
    slider(lab, "theta").fill("120")
    expect(turn).to_have_attribute("aria-pressed", "false")
    answered(lab)
    assert slider(lab, "theta").input_value() == "120"
    assert off(lab, ZONE_PLATE) <= JPEG


def test_base_and_index_set_the_scale_to_a_power(lab):
    unfold(lab, ".more")
    field(lab, "base").fill("1.25")
    field(lab, "index").fill("4")
    expect(field(lab, "scale")).to_have_value("2.44")
    expect(lab.locator("#tab-filter .wavelength")).to_have_text(f"{2 * math.pi * 1.25**4:.1f} px")
    slider(lab, "index").press("ArrowRight")
    expect(field(lab, "scale")).to_have_value("3.05")


def test_the_scale_tells_which_power_it_is(lab):
    unfold(lab, ".more")
    field(lab, "scale").fill("8")
    expect(field(lab, "index")).to_have_value("3")
    field(lab, "scale").fill("3")
    expect(field(lab, "index")).to_have_value("1.58")


def test_every_index_that_the_slider_reaches_is_a_scale_that_can_be_used(lab):
    unfold(lab, ".more")
    for share in (0.02, 0.98):
        drag(lab, "index", share)
        expect(lab.locator("#gabor-scale .wrong")).to_be_empty()
        assert off(lab, ZONE_PLATE) <= JPEG


def test_a_power_out_of_range_is_said_where_the_scale_stands(lab):
    unfold(lab, ".more")
    before = grey(lab, "gabor-output")
    field(lab, "index").fill("5")
    expect(lab.locator("#gabor-scale .wrong")).to_contain_text("from 0.5 to 8 (got “32”)")
    assert np.array_equal(grey(lab, "gabor-output"), before)


def test_wavelength_and_window_are_told_in_pixels(lab):
    field(lab, "sigma").fill("1.5")
    field(lab, "scale").fill("3")
    expect(lab.locator("#tab-filter .wavelength")).to_have_text("18.8 px")
    expect(lab.locator("#tab-filter .std")).to_have_text("6.4 px")
    unfold(lab, ".more")
    field(lab, "gamma").fill("0.5")
    expect(lab.locator("#tab-filter .std")).to_have_text("6.4 × 12.7 px")


def test_the_mean_can_be_let_through_and_is_told(lab):
    unfold(lab, ".more")
    field(lab, "sigma").fill("1")
    expect(lab.locator("#gabor-dc-free .hint")).to_contain_text("0.37")
    lab.locator("#gabor-dc-free input").uncheck()
    expect(lab.locator("#gabor-dc-free .hint")).to_have_text("Of a flat picture’s brightness 0.37 comes through.")
    answered(lab)
    assert off(lab, ZONE_PLATE, dc_free=False) <= JPEG


def test_the_norm_changes_the_bar_and_its_unit(lab):
    unfold(lab, ".more")
    low, high = (lab.locator(f"#gabor-output .{end}") for end in ("low", "high"))
    expect(high).to_have_text("+0.24")
    expect(low).to_have_text("−0.24")
    lab.locator("#gabor-norm input[value=l2]").check()
    expect(high).to_have_text("+0.48")  # A = s = 2
    expect(lab.locator("#tab-filter .reading")).to_contain_text("grey values × px")


def test_the_plain_wavelet_comes_back_with_one_button(lab):
    unfold(lab, ".more")
    before = grey(lab, "gabor-output")
    slider(lab, "gamma").fill("0.5")
    slider(lab, "psi").fill("90")
    lab.locator("#gabor-dc-free input").uncheck()
    lab.get_by_role("button", name="Back to the plain wavelet").click()
    answered(lab)
    expect(lab.locator("#gabor-dc-free input")).to_be_checked()
    np.testing.assert_array_equal(grey(lab, "gabor-output"), before)


def test_an_undersampled_wavelet_is_called_so_with_the_reason(lab):
    badge = lab.locator("#tab-filter .badge")
    expect(badge).to_be_hidden()
    field(lab, "scale").fill("0.5")
    expect(badge).to_contain_text("Undersampled. The wave is too fine for pixels")
    field(lab, "scale").fill("2")
    expect(badge).to_be_hidden()


def test_another_widget_can_hand_over_its_parameters(lab):
    lab.evaluate("Inkspace.channel('gabor-take').set({ theta_deg: 112.5, scale: 4 })")
    expect(field(lab, "scale")).to_have_value("4")
    expect(lab.locator("#tab-filter .wavelength")).to_have_text("25.1 px")
    answered(lab)
    assert float(field(lab, "theta").input_value()) == pytest.approx(112.5, abs=0.5)


def test_what_is_shown_is_announced_for_other_widgets(lab):
    slider(lab, "theta").fill("45")
    answered(lab)
    state = lab.evaluate("Inkspace.channel('gabor').value")
    assert (state["picture"], state["theta"], state["sigma"], state["scale"]) == ("zone_plate", 45, 2, 2)
    assert (state["gamma"], state["psi"], state["dc_free"], state["norm"]) == (1, 0, True, "l1")


def test_details_are_fetched_only_while_they_are_looked_at(lab):
    asked = []
    lab.on("request", lambda request: asked.append('"detail":true' in (request.post_data or "").replace(" ", "")))
    slider(lab, "theta").fill("31")
    answered(lab)
    unfold(lab, "#gabor-closer")
    expect(lab.locator("#gabor-closer .bandwidth")).not_to_be_empty()
    assert asked[0] is False
    assert asked[-1] is True


def test_the_bandwidth_is_told_in_octaves(close):
    field(close, "sigma").fill("1")
    expect(close.locator("#gabor-closer .bandwidth")).to_have_text("3.45 octaves")
    field(close, "sigma").fill("0.5")
    expect(close.locator("#gabor-closer .bandwidth")).to_have_text("reaches down to frequency 0")


@pytest.mark.parametrize("part", ["real", "imaginary"])
def test_a_surface_turns_with_the_pointer_and_the_arrow_keys(close, part):
    surface = close.locator(f".surface.{part}")
    surface.scroll_into_view_if_needed()
    seen = [picture(close, f".surface.{part}")]
    box = surface.bounding_box()
    close.mouse.move(box["x"] + 100, box["y"] + 100)
    close.mouse.down()
    close.mouse.move(box["x"] + 160, box["y"] + 110, steps=4)
    close.mouse.up()
    close.wait_for_function(
        "(before) => document.querySelector(before[0]).toDataURL() !== before[1]", arg=[f".surface.{part}", seen[0]]
    )
    seen.append(picture(close, f".surface.{part}"))
    surface.press("ArrowLeft")
    close.wait_for_function(
        "(before) => document.querySelector(before[0]).toDataURL() !== before[1]", arg=[f".surface.{part}", seen[1]]
    )


def test_a_surface_rises_where_the_wavelet_is_positive(close):
    surface = colours(close.locator(".surface.real")).astype(int)
    red, blue = (surface[..., a] - surface[..., b] for a, b in ((0, 2), (2, 0)))
    peak = np.unravel_index(red.argmax(), red.shape)
    valley = np.unravel_index(blue.argmax(), blue.shape)
    assert peak[0] < valley[0]  # higher on the screen
    assert peak[1] == pytest.approx(
        surface.shape[1] / 2, abs=surface.shape[1] / 12
    )  # the real part peaks in the middle


def test_the_plane_shows_the_carrier_inside_the_nyquist_box(close):
    slider(close, "scale").fill("1")
    answered(close)
    plane = colours(close.locator("#tab-filter .plane")).astype(int).sum(2)
    side = plane.shape[0]
    middle, nyquist = side / 2, side / 2 / 1.25
    spot = (
        middle - nyquist / math.pi * math.sin(math.radians(30)),
        middle + nyquist / math.pi * math.cos(math.radians(30)),
    )
    around = plane[int(spot[0]) - 3 : int(spot[0]) + 4, int(spot[1]) - 3 : int(spot[1]) + 4]
    far = plane[int(side * 0.85) :, : int(side * 0.4)]
    assert around.mean() > 500
    assert np.median(far) < 40
    edge = round(middle + nyquist)
    assert plane[int(side * 0.8), edge - 2 : edge + 3].max() > 300  # the box


def test_everything_from_close_by_is_painted_in_the_dark_too(open_page):
    page = open_lab(open_page, color_scheme="dark")
    unfold(page, "#gabor-closer")
    expect(page.locator("#gabor-closer .bandwidth")).not_to_be_empty()
    for name in ("surface.real", "surface.imaginary", "along", "across", "curve", "plane"):
        assert colours(page.locator(f"#gabor-closer .{name}")).std() > 3, name


def test_the_errata_show_computed_figures(lab):
    note = lab.locator("#gabor-errata .only-en")
    note.locator("summary").click()
    for figure in ("0.368, 0.0183, 0.000123", "−2.35, −54.6, −8103", "0.117, 0.166, 0.234, 0.331, 0.468", "1.41"):
        expect(note).to_contain_text(figure)
