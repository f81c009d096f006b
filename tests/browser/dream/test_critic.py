"""The critic in a real browser: a sheet, and what the discriminator of each GAN makes of it."""

import numpy as np
import pytest
import torch
from playwright.sync_api import expect

import models
from models import sketch
from models.sketch.examples import EXAMPLES
from tests.browser.support import draw_page
from tests.browser.support.engines import both_engines
from ui.dream.samplers import GANS

HERE = [name for name in GANS if name in models.available()]
pytestmark = pytest.mark.skipif(not HERE, reason="no GAN is in weights/")
needs_conv = pytest.mark.skipif("gan_conv" not in HERE, reason="gan_conv is not in weights/")
SCORE = "Number(document.querySelector('#critic .score').title)"
QUIET = "document.querySelector('#critic .critics').ariaBusy === 'false'"


@pytest.fixture
def critic(open_page):
    """The page with the critic unfolded and its first example judged."""
    page = open_page(tab="Dream")
    page.locator("#critic > summary").click()
    judged(page)
    return page


def judged(page):
    """Wait until the last answer is on the page."""
    page.wait_for_function(f"{QUIET} && document.querySelector('#critic .score').textContent")


def card(page, model):
    return page.locator("#critic .cards li").nth(HERE.index(model))


def score(page, model):
    """D's score, unrounded, as its title says it."""
    return float(card(page, model).locator(".score").get_attribute("title"))


def framed(digit):
    return torch.from_numpy(np.asarray(sketch.frame(EXAMPLES[digit]), np.float32))[None, None]


def wiped(page):
    page.locator("#critic .clear").click()
    expect(page.locator("#critic .score").first).to_have_text("–")


def drawn(page, strokes):
    """Draw on the sheet with the mouse and wait for the verdict."""
    canvas = page.locator("#critic .desk canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    for stroke in strokes:
        for at, (x, y) in enumerate(stroke):
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            if not at:
                page.mouse.down()
        page.mouse.up()
    judged(page)


@both_engines
def test_an_example_lies_there_and_every_score_is_the_models_own(critic):
    expect(critic.locator("#critic .reading")).to_contain_text("Reads as 3")
    for name in HERE:
        gan = models.load(name)
        expected = gan.score(framed("3"), 3 if gan.num_classes else None).item()
        assert score(critic, name) == pytest.approx(expected, rel=1e-4)
        assert card(critic, name).locator(".score").inner_text() == f"{expected:.3f}"


def test_the_scores_follow_the_pen(critic):
    wiped(critic)
    drawn(critic, EXAMPLES["7"])
    expect(critic.locator("#critic .reading")).to_contain_text("Reads as 7")
    before = [score(critic, name) for name in HERE]
    drawn(critic, [[[0.3, 0.5], [0.7, 0.5]]])  # barred
    assert [score(critic, name) for name in HERE] != before
    critic.locator("#critic .undo").click()
    critic.wait_for_function(f"before => {SCORE} === before", arg=before[0])


def test_a_blank_sheet_is_asked_about_by_nobody(critic):
    wiped(critic)
    expect(critic.locator("#critic .invitation")).to_be_visible()
    asked = []
    critic.on("request", lambda request: asked.append(request.url))
    critic.locator("#critic .desk canvas").press("Delete")
    assert asked == []


@needs_conv
def test_the_conditional_gan_can_be_asked_about_another_digit(critic):
    card(critic, "gan_conv").locator("select").select_option("8")
    expected = models.load("gan_conv").score(framed("3"), 8).item()
    expect(card(critic, "gan_conv").locator(".score")).to_have_text(f"{expected:.3f}")


@needs_conv
def test_or_about_the_one_that_convinces_it_most_which_is_named(critic):
    gan = models.load("gan_conv")
    card(critic, "gan_conv").locator("select").select_option("best")
    expect(card(critic, "gan_conv").locator(".score")).to_have_text(f"{gan.score(framed('3')).item():.3f}")
    chosen = card(critic, "gan_conv").locator("option:checked")
    expect(chosen).to_have_text(f"digit that convinces most: {gan.most_convincing(framed('3')).item()}")


@both_engines
def test_saliency_is_red_and_blue_and_changes_with_the_drawing(critic):
    over = card(critic, HERE[0]).locator(".over")
    colours = over.evaluate(
        """canvas => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
          const kinds = { red: 0, blue: 0 };
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] > 60) kinds[data[at] > data[at + 2] ? "red" : "blue"] += 1;
          }
          return kinds;
        }"""
    )
    assert colours["red"] > 20
    assert colours["blue"] > 20
    before = over.evaluate("canvas => canvas.toDataURL()")
    drawn(critic, [[[0.2, 0.9], [0.8, 0.9]]])
    assert over.evaluate("canvas => canvas.toDataURL()") != before


def test_a_drawing_of_the_draw_tab_is_taken_over(open_page):
    page = open_page()
    draw_page.draw(page, "a", EXAMPLES["8"])
    draw_page.settled(page, "a")
    page.get_by_role("tab", name="Dream").click()
    page.locator("#critic > summary").click()
    expect(page.locator("#critic .sources .b")).to_be_disabled()
    page.locator("#critic .sources .a").click()
    expect(page.locator("#critic .reading")).to_contain_text("Reads as 8")


def test_a_tile_of_the_grid_is_taken_over_as_it_is(critic):
    tile = critic.locator("#critic .sources .tile")
    expect(tile).to_be_disabled()
    grey = (framed("9") * 255).round().to(torch.uint8).flatten().tolist()
    critic.evaluate("grey => Inkspace.channel('dream-tile').set({ pixels: btoa(String.fromCharCode(...grey)) })", grey)
    tile.click()
    expect(critic.locator("#critic .reading")).to_contain_text("Reads as 9")


def test_a_forgery_laid_on_the_sheet_can_be_drawn_on(critic):
    before = score(critic, HERE[0])
    card(critic, HERE[-1]).locator(".forgery").click()
    critic.wait_for_function(f"before => {SCORE} !== before", arg=before)
    judged(critic)
    forged = score(critic, HERE[0])
    drawn(critic, [[[0.1, 0.5], [0.9, 0.5]]])
    assert score(critic, HERE[0]) != forged


def test_what_is_folded_asks_nothing(open_page):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(str((request.post_data_json or {}).get("fn_name"))))
    page.get_by_role("tab", name="Dream").click()
    page.locator("#critic > summary").wait_for()
    page.locator("#game > summary").wait_for()
    assert not {"ask_critics", "ask_forger", "deal_rounds", "judge_drawing"} & set(asked)


def test_a_lost_server_is_said_and_asked_again(critic):
    critic.route("**/component_server/**", lambda route: route.fulfill(json=None))
    example = score(critic, HERE[0])
    critic.locator("#critic .example").click()
    expect(critic.locator("#critic .lost")).to_contain_text("did not answer")
    critic.unroute("**/component_server/**")
    critic.locator("#critic .lost button").click()
    critic.wait_for_function(f"before => {SCORE} !== before", arg=example)
    expect(critic.locator("#critic .lost")).to_be_hidden()


def test_the_other_language_finds_the_sheet_as_it_was(critic):
    wiped(critic)
    drawn(critic, EXAMPLES["4"])
    before = score(critic, HERE[0])
    critic.locator("a[hreflang=ja]").first.click()
    critic.wait_for_url("**lang=ja**")
    critic.locator("#critic .score").first.wait_for()
    judged(critic)
    assert score(critic, HERE[0]) == before
