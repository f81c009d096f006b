"""Mode collapse on the Dream tab: what 1,000 samples read as, through a real browser and the real models."""

import pytest
from playwright.sync_api import expect

import models
from models import registry
from tests.browser.support.draw_page import PHONE
from ui.dream.collapse import server as collapse

PRESENT = [name for name in collapse.MODELS if name in models.available()]
pytestmark = pytest.mark.skipif(len(PRESENT) < 2, reason="fewer than two models that can be sampled are in weights/")
FIRST, OTHER = PRESENT[0], PRESENT[-1]


def unfold(page):
    page.locator("#collapse > summary").click()
    drawn(page)


def drawn(page):
    page.locator("#collapse:not(.blank)").wait_for()
    page.wait_for_function("!document.querySelector('#collapse [aria-busy=true]')")


def choose(page, name):
    page.locator(f"#collapse label:has([value={name}])").click()
    drawn(page)


def told(page):
    """How many samples each bar says that it stands for."""
    labels = page.locator("#collapse .histogram li:not(.even)").evaluate_all("all => all.map((bar) => bar.ariaLabel)")
    return [int(label.split(": ")[1].split()[0]) for label in labels]


def counts(name, seed=0):
    return collapse.survey(models.load(name), models.load("reader"), seed)["counts"]


def surveys_of(page):
    """The requests for samples from now on, a list that grows."""
    seen = []

    def note(request):
        asked = (request.post_data_json or {}) if request.method == "POST" else {}
        if asked.get("fn_name") == "survey_samples":
            seen.append(asked["data"])

    page.on("request", note)
    return seen


@pytest.fixture
def dream(open_page):
    return open_page(tab="Dream")


def test_folded_it_asks_for_no_samples(dream):
    asked = surveys_of(dream)
    dream.locator("#collapse > summary").wait_for()
    dream.locator("#dream-samples[aria-busy=false]").wait_for()
    assert asked == []


def test_the_bars_are_the_counts_of_the_models_own_samples(dream):
    unfold(dream)
    assert told(dream) == counts(FIRST)


def test_the_bars_are_as_high_as_the_shares_and_the_line_lies_at_a_tenth(dream):
    unfold(dream)
    high = dream.locator("#collapse .histogram .column i")
    dream.wait_for_function(  # until the bars have glided to where they belong
        "() => document.getAnimations().every((one) => one.playState === 'finished')"
    )
    boxes = [high.nth(digit).bounding_box() for digit in range(10)]
    whole = dream.locator("#collapse .histogram .column").first.evaluate(
        "column => column.clientHeight - parseFloat(getComputedStyle(column.querySelector('i')).top)"
    )
    for box, count in zip(boxes, told(dream), strict=True):
        assert box["height"] == pytest.approx(whole * count / 1000, abs=1.5)
    line = dream.locator("#collapse .histogram .even").bounding_box()["y"]
    foot = boxes[0]["y"] + boxes[0]["height"]
    assert foot - line == pytest.approx(whole / 10, abs=2)


def test_one_click_shows_another_model_and_the_way_back_asks_nothing(dream):
    unfold(dream)
    first = told(dream)
    choose(dream, OTHER)
    assert told(dream) == counts(OTHER)
    asked = surveys_of(dream)
    choose(dream, FIRST)
    assert told(dream) == first
    assert [question for question in asked if question["model"] in (FIRST, OTHER)] == []


@pytest.mark.parametrize("name", PRESENT)
def test_the_figures_are_those_of_metrics_json(dream, name):
    stored = collapse.figures(name)
    if not {"fid", "coverage"} <= stored.keys():
        pytest.skip(f"{name} has not been measured")
    unfold(dream)
    choose(dream, name)
    fid = dream.locator("#collapse [data-figure=fid]")
    assert float(fid.locator("b").inner_text().replace(",", "")) == pytest.approx(stored["fid"]["model"], rel=6e-3)
    expect(fid).to_contain_text("real digits")
    coverage = dream.locator("#collapse [data-figure=coverage] b").inner_text()
    assert float(coverage.rstrip("%")) == pytest.approx(100 * stored["coverage"]["model"], abs=0.06)


def test_every_figure_says_what_it_means(dream):
    unfold(dream)
    for figure in ("fid", "coverage", "nearest_other"):
        expect(dream.locator(f"#collapse [data-figure={figure}] .hint")).to_contain_text(".")


def test_another_thousand_has_another_seed(dream):
    unfold(dream)
    dream.locator("#collapse .another").click()
    drawn(dream)
    expect(dream.locator("#collapse .seed")).to_have_text("Seed 1")
    assert told(dream) == counts(FIRST, seed=1)


def test_each_sample_stands_above_another_picture(dream):
    unfold(dream)
    pairs = dream.locator("#collapse .pairs > div")
    expect(pairs).to_have_count(collapse.PAIRS)
    same = pairs.evaluate_all("all => all.filter(({ children: [a, b] }) => a.toDataURL() === b.toDataURL()).length")
    assert same < collapse.PAIRS


@pytest.mark.skipif("gan_mlp" not in PRESENT, reason="gan_mlp is not in weights/")
def test_the_verdict_names_the_digits_that_are_not_seen(dream):
    unfold(dream)
    choose(dream, "gan_mlp")
    shares = registry.measured("gan_mlp")["figures"]["class_shares"]
    most = shares.index(max(shares))
    expect(dream.locator("#collapse .verdict")).to_contain_text(f"Most often {most}:")
    for digit, count in enumerate(told(dream)):
        assert (f" {digit}" in absent_of(dream)) == (count == 0)


def absent_of(page):
    """The part of the verdict that lists digits."""
    said = page.locator("#collapse .verdict").inner_text()
    return said.partition("Not seen at all:")[2].partition(".")[0]


def test_a_server_that_does_not_answer_is_said_and_asking_again_helps(dream):
    dream.locator("#collapse > summary").wait_for()
    dream.route("**/component_server**", lambda route: route.fulfill(json=None))
    dream.locator("#collapse > summary").click()
    expect(dream.locator("#collapse .lost")).to_contain_text("The server did not answer.")
    expect(dream.locator("#collapse .why")).to_have_text("There are no samples to show.")
    dream.unroute("**/component_server**")
    dream.locator("#collapse .lost button").click()
    drawn(dream)
    expect(dream.locator("#collapse .lost")).to_be_hidden()


def test_the_choice_survives_a_change_of_language(dream):
    unfold(dream)
    choose(dream, OTHER)
    dream.locator("a[hreflang=ja]:visible").click()
    drawn(dream)
    expect(dream.locator(f"#collapse [value={OTHER}]")).to_be_checked()
    expect(dream.locator("#collapse summary")).to_have_text("モード崩壊を測る")


def test_on_a_phone_nothing_is_wider_than_the_page(open_page):
    page = open_page(tab="Dream", **PHONE)
    unfold(page)
    wide = page.locator("#collapse *").evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().right > 391).length"
    )
    assert wide == 0
