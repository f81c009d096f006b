"""The Dream tab, through a real browser and the real models."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import models
from tests.browser.support.dream_page import ASKABLE, BEST, PRESENT, answered, choose, enter, grey, tiles
from tests.browser.support.engines import both_engines
from ui.dream.grid.part import FIRST
from ui.dream.grid.request import DIGITS_LIMIT
from ui.dream.samplers import GANS
from ui.i18n.catalogue import catalogue

EN = catalogue()["en"]
GAN = next(name for name in PRESENT if name in GANS)


@pytest.fixture
def dream(open_page):
    """The tab on a desktop, in English, its first digits drawn."""
    page = open_page(tab="Dream")
    answered(page)
    return page


def test_the_first_visit_shows_digits(dream):
    expect(dream.locator("#dream-samples canvas")).to_have_count(FIRST["n"])
    assert len(set(tiles(dream))) > FIRST["n"] / 2


@pytest.mark.parametrize("name", PRESENT)
def test_digits_are_the_models_own(dream, name):
    choose(dream, "dream-model", name)
    enter(dream, "dream-temperature", "0.8")
    enter(dream, "dream-seed", "12")
    expected = models.load(name).sample(FIRST["n"], seed=12, temperature=0.8)[:, 0].numpy()
    assert np.abs(grey(dream) - expected).max() < 3 / 255


@both_engines
def test_a_digit_that_is_asked_for_is_drawn(dream):
    choose(dream, "dream-model", ASKABLE)
    choose(dream, "dream-digit", "7")
    expected = models.load(ASKABLE).sample(FIRST["n"], label=7, seed=0)[:, 0].numpy()
    assert np.abs(grey(dream) - expected).max() < 3 / 255
    expect(dream.locator("#dream-room .said")).to_contain_text(f"of {FIRST['n']} read as asked")


@both_engines
def test_a_telephone_number_is_written_out(dream):
    choose(dream, "dream-model", ASKABLE)
    choose(dream, "dream-digit", "number")
    enter(dream, "dream-number", "090-1234-5678")
    label = [0, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    expected = models.load(ASKABLE).sample(11, label=label, seed=0)[:, 0].numpy()
    assert np.abs(grey(dream) - expected).max() < 3 / 255
    apart = dream.locator("#dream-samples .tile").evaluate_all(
        "all => all.flatMap((tile, at) => (tile.classList.contains('apart') ? [at] : []))"
    )
    assert apart == [3, 7]
    expect(dream.locator("#dream-count")).to_be_hidden()


def test_a_number_with_letters_gets_a_sentence_and_the_digits_stay(dream):
    choose(dream, "dream-model", ASKABLE)
    choose(dream, "dream-digit", "number")
    before = tiles(dream)
    enter(dream, "dream-number", "090-CALL")
    expect(dream.locator("#dream-number .wrong")).to_contain_text("(got “090-CALL”)")
    assert tiles(dream) == before


def test_one_seed_gives_the_same_pixels_twice(dream):
    enter(dream, "dream-seed", "5")
    once = tiles(dream)
    enter(dream, "dream-seed", "6")
    assert tiles(dream) != once
    enter(dream, "dream-seed", "5")
    assert tiles(dream) == once


def test_seeds_of_64_bits_are_told_apart(dream):
    enter(dream, "dream-seed", str(2**63 - 1))
    last = tiles(dream)
    enter(dream, "dream-seed", str(2**63 - 2))
    assert tiles(dream) != last


def test_the_dice_change_the_seed_and_the_digits(dream):
    seed, digits = dream.locator("#dream-seed input").input_value(), tiles(dream)
    dream.get_by_role("button", name="New seed").click()
    answered(dream)
    assert dream.locator("#dream-seed input").input_value() != seed
    assert tiles(dream) != digits


def test_typing_alone_is_enough(dream):
    before = tiles(dream)
    dream.locator("#dream-seed input").fill("77")
    expect(dream.locator("#dream-samples")).to_have_attribute("aria-busy", "false")
    dream.wait_for_function(
        "(first) => document.querySelector('#dream-samples canvas').toDataURL() !== first", arg=before[0]
    )


def test_as_many_digits_come_as_were_asked_for(dream):
    for n in (1, 10, DIGITS_LIMIT):
        enter(dream, "dream-count", str(n))
        expect(dream.locator("#dream-samples canvas")).to_have_count(n)
        expect(dream.locator("#dream-count input[type=range]")).to_have_value(str(n))


def test_the_slider_sets_the_number(dream):
    dream.locator("#dream-count input[type=range]").fill("64")
    answered(dream)
    expect(dream.locator("#dream-samples canvas")).to_have_count(64)
    expect(dream.locator("#dream-count input[type=text]")).to_have_value("64")


def test_a_wrong_number_gets_a_sentence_that_quotes_it_and_the_digits_stay(dream):
    before = tiles(dream)
    for n in ("0", "-1", "101", "1e9", "2.5", "many"):
        enter(dream, "dream-count", n)
        expect(dream.locator("#dream-count")).to_contain_text(f"Enter a whole number from 1 to 100 (got “{n}”)")
        assert tiles(dream) == before
    enter(dream, "dream-count", "")
    expect(dream.locator("#dream-count")).to_contain_text("(got nothing)")
    assert tiles(dream) == before


def test_a_wrong_seed_gets_a_sentence_that_quotes_it_and_the_digits_stay(dream):
    before = tiles(dream)
    for seed in ("1.5", "abc", "-1", str(2**63), str(2**64)):
        enter(dream, "dream-seed", seed)
        expect(dream.locator("#dream-seed")).to_contain_text(f"up to 9223372036854775807 (got “{seed}”)")
        expect(dream.locator("#dream-seed input")).to_have_attribute("aria-invalid", "true")
        assert tiles(dream) == before
    enter(dream, "dream-seed", "")
    expect(dream.locator("#dream-seed")).to_contain_text("(got nothing)")
    assert tiles(dream) == before


def test_both_fields_can_be_wrong_at_once(dream):
    enter(dream, "dream-count", "0")
    enter(dream, "dream-seed", "moon")
    expect(dream.locator("#dream-count .wrong")).to_contain_text("got “0”")
    expect(dream.locator("#dream-seed .wrong")).to_contain_text("got “moon”")


def test_the_dice_draw_even_where_the_number_was_wrong(dream):
    before = tiles(dream)
    enter(dream, "dream-count", "0")
    dream.get_by_role("button", name="New seed").click()
    answered(dream)
    expect(dream.locator("#dream-count input[type=text]")).to_have_value(str(FIRST["n"]))
    expect(dream.locator("#dream-count .wrong")).to_be_empty()
    assert tiles(dream) != before


def test_the_slider_follows_what_is_typed_where_the_server_would_take_it(dream):
    slider = dream.locator("#dream-count input[type=range]")
    for typed, at in (("５", "5"), ("1e1", "5"), ("0x10", "5"), (" 12 ", "12"), ("101", "12")):
        dream.locator("#dream-count input[type=text]").fill(typed)
        expect(slider).to_have_value(at)


def test_the_sentence_goes_when_the_field_is_right_again(dream):
    enter(dream, "dream-seed", "abc")
    enter(dream, "dream-seed", "3")
    expect(dream.locator("#dream-seed .wrong")).to_be_empty()
    expect(dream.locator("#dream-seed input")).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("came", ["0", "-1", "NaN", "10.5", "warm"])
def test_a_wrong_temperature_gets_a_sentence_that_quotes_it(dream, came):
    before = tiles(dream)
    enter(dream, "dream-temperature", came)
    expect(dream.locator("#dream-temperature .wrong")).to_have_text(
        f"Enter a number above 0 and at most 10 (got “{came}”)."
    )
    assert tiles(dream) == before


def test_the_temperatures_slider_and_field_go_together(dream):
    dream.locator("#dream-temperature input[type=range]").fill("0.5")
    answered(dream)
    expect(dream.locator("#dream-temperature input[type=text]")).to_have_value("0.5")
    enter(dream, "dream-temperature", "1,25")
    expect(dream.locator("#dream-temperature input[type=range]")).to_have_value("1.25")
    expect(dream.locator("#dream-temperature .wrong")).to_be_empty()


def test_a_certain_digit_cannot_be_chosen_where_the_model_had_no_labels(dream):
    choose(dream, "dream-model", "gan_mlp")
    options = dream.locator("#dream-digit option")
    expect(options).to_have_text(["any", *"0123456789", "a number…"])
    assert options.evaluate_all("all => all.filter((one) => !one.disabled).map((one) => one.value)") == ["any"]
    expect(dream.locator("#dream-digit-hint")).to_contain_text("learned without labels")


def test_the_digit_asked_for_is_given_up_with_a_model_that_knows_none(dream):
    choose(dream, "dream-model", ASKABLE)
    choose(dream, "dream-digit", "7")
    choose(dream, "dream-model", "gan_mlp")
    expect(dream.locator("#dream-digit select")).to_have_value("any")
    expect(dream.locator("#dream-room .said")).to_contain_text("Most often")


def test_only_models_that_are_there_can_be_chosen(dream):
    values = dream.locator("#dream-model option").evaluate_all("all => all.map((one) => one.value)")
    assert values == PRESENT


def test_each_digit_says_what_it_reads_as_and_its_score(dream):
    enter(dream, "dream-count", "5")
    gan, reader = models.load(GAN), models.load("reader")
    choose(dream, "dream-model", GAN)
    points = gan.points(5, seed=int(FIRST["seed"]))
    x, meant = gan.from_points(*points), points[1]
    for at, (digit, score) in enumerate(zip(reader.predict_proba(x).argmax(1), gan.score(x, meant), strict=True)):
        canvas = dream.locator("#dream-samples canvas").nth(at)
        expect(canvas).to_have_attribute("aria-label", EN["dream.tile"].format(digit=digit, score=f"{score:.3f}"))


def test_until_they_are_read_new_digits_say_that_they_are_not(dream):
    held = []

    def hold_readings(route):
        held.append(route) if "read_digits" in route.request.post_data else route.continue_()

    dream.route("**/component_server**", hold_readings)
    dream.locator("#dream-seed input[type=text]").fill("5")
    dream.locator("#dream-seed input[type=text]").press("Enter")
    dream.locator("#dream-samples.unread").wait_for()
    last = dream.locator("#dream-samples canvas").last
    expect(last).to_have_attribute("aria-label", EN["dream.tile_unread"].format(number=FIRST["n"]))


def test_a_vaes_digits_say_whose_score_they_have(dream):
    choose(dream, "dream-model", "vae_mlp")
    expect(dream.locator("#dream-room .legend")).to_contain_text("A VAE has no discriminator")


def shown(page):
    """(digit, score) of the tiles, in the grid's order."""
    told = page.locator("#dream-samples .told").evaluate_all("all => all.map((one) => one.innerText.split(/\\s+/))")
    return [(int(digit), float(score)) for digit, score in told]


@both_engines
def test_tiles_can_be_ordered_by_digit_or_by_score(dream):
    drawn = shown(dream)
    dream.locator("[name=dream-sort][value=digit]").evaluate("radio => radio.click()")
    by_digit = shown(dream)
    assert by_digit == sorted(by_digit, key=lambda tile: (tile[0], -tile[1]))
    assert sorted(by_digit) == sorted(drawn)
    dream.locator("[name=dream-sort][value=score]").evaluate("radio => radio.click()")
    scores = [score for _, score in shown(dream)]
    assert scores == sorted((score for _, score in drawn), reverse=True)
    enter(dream, "dream-seed", "8")
    scores = [score for _, score in shown(dream)]
    assert scores == sorted(scores, reverse=True)


def test_seeds_that_were_seen_can_be_come_back_to(dream):
    first = tiles(dream)
    for seed in ("5", "6"):
        enter(dream, "dream-seed", seed)
    dream.get_by_role("button", name="Seed before").click()
    answered(dream)
    expect(dream.locator("#dream-seed input")).to_have_value("5")
    dream.get_by_role("button", name="Seed before").click()
    answered(dream)
    assert tiles(dream) == first
    expect(dream.get_by_role("button", name="Seed before")).to_be_disabled()
    dream.get_by_role("button", name="Next seed").click()
    answered(dream)
    expect(dream.locator("#dream-seed input")).to_have_value("5")


def test_the_bars_count_what_the_digits_read_as(dream):
    enter(dream, "dream-count", "50")
    gan, reader = models.load(BEST), models.load("reader")
    read = reader.predict_proba(gan.sample(50, seed=int(FIRST["seed"]))).argmax(1)
    for digit, count in enumerate(read.bincount(minlength=10).tolist()):
        bar = dream.locator("#dream-room .bars li").nth(digit)
        expect(bar).to_have_attribute("aria-label", EN["dream.bar"].format(digit=digit, count=count, n=50))


def test_tiles_keep_their_place_while_the_digits_change(dream):
    box = "() => document.querySelector('#dream-samples').getBoundingClientRect().toJSON()"
    before = dream.evaluate(box)
    dream.evaluate("window.kept = document.querySelectorAll('#dream-samples canvas')[20]")
    enter(dream, "dream-seed", "99")
    assert dream.evaluate(box) == before
    assert dream.evaluate("window.kept === document.querySelectorAll('#dream-samples canvas')[20]")


def test_a_server_that_is_silent_is_named_and_asked_again(dream):
    before, place = tiles(dream), dream.locator("#dream-samples").bounding_box()
    dream.route("**/component_server/**", lambda route: route.fulfill(json=None))
    enter(dream, "dream-seed", "4")
    expect(dream.locator("#dream-room .lost")).to_be_visible()
    expect(dream.locator("#dream-room .lost")).to_contain_text("The server did not answer.")
    expect(dream.locator("#dream-samples")).to_have_class(re.compile("stale"))
    assert dream.locator("#dream-samples").bounding_box() == place
    assert tiles(dream) == before
    dream.unroute("**/component_server/**")
    dream.locator("#dream-room").get_by_role("button", name="Try again").click()
    answered(dream)
    expect(dream.locator("#dream-room .lost")).to_be_hidden()
    expect(dream.locator("#dream-samples")).not_to_have_class(re.compile("stale"))
    assert tiles(dream) != before


def test_a_japanese_visitor_reads_japanese(open_page):
    page = open_page(locale="ja-JP", tab=catalogue()["ja"]["tab.dream"])
    answered(page)
    expect(page.get_by_role("button", name="シードを変える")).to_be_visible()
    enter(page, "dream-seed", "さいころ")
    expect(page.locator("#dream-seed")).to_contain_text("「さいころ」")


def test_nothing_hangs_over_the_edge_of_a_phone(open_page):
    page = open_page(tab="Dream", viewport={"width": 390, "height": 844})
    answered(page)
    enter(page, "dream-count", "100")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
