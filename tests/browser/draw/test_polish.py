"""Once the pen rests: the polished reconstruction, the closer look, and which model draws."""

import pytest
from playwright.sync_api import expect

import models
from models.sketch.examples import EXAMPLES
from tests.browser.support import draw_page
from tests.browser.support.draw_page import draw, ink, lay, picture, settled
from tests.browser.support.engines import both_engines

BOTH = {"vae_conv", "vae_mlp"} <= set(models.available())


def chip(page, pad):
    return page.locator(f"#drawing-{pad} .polish")


def unpolished(page, pad):
    """The plain reconstruction's picture: with polishing switched off and on again."""
    chip(page, pad).click()
    settled(page, pad)
    plain = picture(page, f"#recon-{pad}")
    chip(page, pad).click()
    settled(page, pad)
    return plain


@both_engines
def test_a_resting_pen_has_its_reconstruction_polished_and_it_says_so(page):
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    expect(chip(page, "a")).to_have_text("polished")
    assert picture(page, "#recon-a") != unpolished(page, "a")


def test_polishing_is_switched_for_both_sheets(page):
    lay(page, "a", "3")
    settled(page, "a")
    chip(page, "a").click()
    for pad in "ab":
        ink(page, pad).press("5")
        settled(page, pad)
        expect(chip(page, pad)).to_have_text("live")
        expect(chip(page, pad)).to_have_attribute("aria-pressed", "false")


def test_nothing_is_polished_while_the_pen_is_down(page):
    asked = []
    page.on("request", lambda request: asked.append((request.post_data_json or {}).get("fn_name")))
    first, *rest = draw_page.spots(page, "a", EXAMPLES["3"][0])
    page.mouse.move(*first)
    page.mouse.down()
    for spot in rest:
        page.mouse.move(*spot)
    page.wait_for_timeout(600)  # longer than the pen must rest
    assert "live_reconstruct" in asked
    assert "polish" not in asked
    expect(chip(page, "a")).to_have_text("live")
    page.mouse.up()
    settled(page, "a")
    assert asked.count("polish") == 1


def test_a_closer_look_opens_on_both_sheets_and_is_filled(page):
    for pad, digit in (("a", "3"), ("b", "8")):
        ink(page, pad).press(digit)
        settled(page, pad)
    page.locator("#drawing-a summary").click()
    for pad, digit in (("a", "3"), ("b", "8")):
        closer = page.locator(f"#drawing-{pad} .closer")
        expect(closer.locator(".own-says")).to_contain_text(f"Reads as {digit}")
        expect(closer.locator(".nats")).to_contain_text("nats")
        expect(closer.get_by_role("img", name="Means of the units: ")).to_be_visible()
        painted = closer.locator(".difference canvas").evaluate(
            "canvas => canvas.getContext('2d').getImageData(0, 0, 28, 28).data.some(value => value > 0)"
        )
        assert painted


@both_engines
@pytest.mark.skipif(not BOTH, reason="only one of the two VAEs is in weights/")
def test_both_models_stand_side_by_side(page):
    lay(page, "a", "3")
    settled(page, "a")
    page.get_by_role("radio", name="Both, side by side").check(force=True)
    settled(page, "a")
    expect(page.locator("#drawing-a .second canvas")).to_be_visible()
    assert picture(page, "#drawing-a .second") != picture(page, "#recon-a")
    page.get_by_role("radio", name="The article’s VAE").check(force=True)
    settled(page, "a")
    expect(page.locator("#drawing-a .second canvas")).to_be_hidden()


@pytest.mark.skipif(BOTH, reason="both VAEs are in weights/")
def test_with_one_model_there_is_nothing_to_choose(page):
    expect(page.get_by_role("radiogroup", name="Model")).to_be_hidden()
