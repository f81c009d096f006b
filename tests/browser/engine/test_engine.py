"""The engine in the visitor's browser: when it comes, that it answers, and what happens without it."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import PHONE, digit_read, draw, lay, morph_ready, people_drew, settled, slider
from tests.support.paths import SHARED_STROKES

READY = "document.documentElement.dataset.engine === 'browser'"
SERVER = "**/gradio_api/**"
# Keeps the page's worker in reach of the test.
CAUGHT = "window.Worker = class extends Worker { constructor(...given) { super(...given); window.caught = this; } };"
# Notes when the skeleton leaves, which is when the sheets stand.
SKELETON_LEFT = """let was = false;
new MutationObserver(() => {
  const there = Boolean(document.getElementById("skeleton"));
  if (was && !there) window.left ??= performance.now();
  was ||= there;
}).observe(document, { childList: true, subtree: true });"""
# A server that is 150 ms away.
FAR = """Object.defineProperty(navigator, "connection", { value: {} });
const near = window.fetch;
const slow = (...given) => new Promise((then) => setTimeout(then, 150)).then(() => near(...given));
window.fetch = (...given) => (String(given[0].url ?? given[0]).includes("component_server") ? slow : near)(...given);"""


def with_engine(blank_page, query="?engine=browser", script="", **options):
    page = blank_page(script, **options)
    page.goto(f"/{query}")
    page.wait_for_function(READY)
    return page


def asked_of_the_server(page):
    """Names of the server's functions that the page calls from now on."""
    names = []

    def note(request):
        if "component_server" in request.url:
            names.append(request.post_data_json["fn_name"])

    page.on("request", note)
    return names


def line(page):
    return page.locator("#compute")


def pixels(page, canvas):
    """The grey levels of a canvas, as the page painted them."""
    script = "c => Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data)"
    return np.array(page.locator(f"{canvas} canvas").evaluate(script))


def test_drawing_polishing_and_morphing_ask_nothing_of_the_server(blank_page):
    page = with_engine(blank_page)
    asked = asked_of_the_server(page)
    draw(page, "a", EXAMPLES["3"])
    draw(page, "b", EXAMPLES["8"])
    for pad in "ab":
        settled(page, pad)
    morph_ready(page)
    slider(page).press("ArrowRight")
    assert [digit_read(page, pad) for pad in "ab"] == [3, 8]
    assert asked == []


def test_filtering_asks_nothing_of_the_server_once_it_has_the_picture(blank_page):
    page = with_engine(blank_page)
    page.get_by_role("tab", name="Filter").click()
    expect(page.locator("dd.wavelength")).to_have_text("12.6 px")
    asked = asked_of_the_server(page)
    sigma = page.locator("#gabor-sigma input[type=range]")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "PageUp"):
        sigma.press(key)
    page.get_by_role("radio", name="All four").click()
    expect(page.locator("#gabor-output")).to_be_visible()
    assert asked == []


@pytest.mark.skipif(not SHARED_STROKES.is_file(), reason="needs the drawings that people made")
def test_what_the_engine_paints_is_what_the_server_paints(blank_page):
    """To one grey level, on digits that people drew."""
    page = with_engine(blank_page, query="?engine=browser")
    painted = {}
    for place in ("browser", "server"):
        for digit in range(10):
            page.evaluate("strokes => Inkspace.channel('put-a').set({ strokes })", people_drew(digit))
            settled(page, "a")
            painted[place, digit] = pixels(page, "#recon-a"), digit_read(page, "a")
        line(page).get_by_role("button").click()
    for digit in range(10):
        (near, near_read), (far, far_read) = painted["browser", digit], painted["server", digit]
        assert near_read == far_read
        assert (np.abs(near - far) <= 1).mean() >= 0.999


def test_the_page_says_where_it_computes_and_what_the_other_place_costs(blank_page):
    page = blank_page()
    page.goto("/")
    expect(line(page)).to_contain_text("Computed on the server that sent this page.")
    line(page).get_by_role("button", name=re.compile(r"^Compute here: \d\.\d MB$")).click()
    expect(line(page)).to_contain_text("Computed here, in your browser.")
    assert "engine=browser" in page.url
    line(page).get_by_role("button", name="Use the server").click()
    expect(line(page)).to_contain_text("Computed on the server")
    assert page.evaluate("document.documentElement.dataset.engine") == "server"


def test_the_choice_goes_along_to_the_other_language(blank_page):
    page = with_engine(blank_page)
    lay(page, "a", "3")
    page.get_by_role("link", name="日本語").click()
    page.wait_for_function(READY)
    expect(line(page)).to_contain_text("このブラウザの中で")
    settled(page, "a")


def test_nothing_of_the_engine_is_asked_for_before_the_sheets_stand(blank_page):
    page = blank_page(SKELETON_LEFT)
    page.goto("/?engine=browser")
    page.wait_for_function(READY)
    began = page.evaluate(
        "performance.getEntriesByType('resource').find(({ name }) => name.endsWith('engine.json')).startTime"
    )
    assert began > page.evaluate("left") - 50  # ms: both happen in one task


def test_a_near_server_sends_no_engine(blank_page):
    page = blank_page("Object.defineProperty(navigator, 'connection', { value: {} });")
    files = []
    page.on("request", lambda request: files.append(request.url))
    page.goto("/?engine=auto")
    expect(line(page)).to_be_visible()
    assert not any("weights" in url for url in files)


def test_a_far_server_brings_the_engine_by_itself(blank_page):
    page = blank_page(FAR)
    page.goto("/")
    expect(line(page)).to_be_visible()
    draw(page, "a", EXAMPLES["3"])
    draw(page, "a", EXAMPLES["7"])
    page.wait_for_function(READY)


def test_with_the_server_gone_drawing_and_filtering_go_on_and_the_page_says_what_does_not(blank_page):
    page = with_engine(blank_page)
    page.get_by_role("tab", name="Filter").click()
    expect(page.locator("dd.wavelength")).to_have_text("12.6 px")
    page.get_by_role("tab", name="Draw").click()
    page.route(SERVER, lambda route: route.fulfill(status=503, json={"error": "gone"}))
    draw(page, "a", EXAMPLES["3"])
    draw(page, "b", EXAMPLES["8"])
    morph_ready(page)
    assert [digit_read(page, pad) for pad in "ab"] == [3, 8]
    page.get_by_role("tab", name="Filter").click()
    page.locator("#gabor-scale input[type=range]").press("ArrowRight")
    expect(page.locator("dd.wavelength")).to_have_text("12.9 px")


def test_a_worker_that_dies_in_mid_stroke_loses_nothing_that_was_drawn(blank_page):
    page = with_engine(blank_page, script=CAUGHT)
    draw(page, "a", EXAMPLES["8"])
    settled(page, "a")
    page.evaluate("caught.terminate()")
    draw(page, "b", EXAMPLES["3"])
    settled(page, "b")
    assert [digit_read(page, pad) for pad in "ab"] == [8, 3]
    expect(line(page)).to_contain_text("Computing here did not work")


@pytest.mark.parametrize(
    "script",
    ["delete window.Worker;", "window.Worker = class { constructor() { throw new DOMException('policy'); } };"],
    ids=["a browser without workers", "a policy that forbids workers"],
)
def test_without_workers_the_server_answers(blank_page, script):
    page = blank_page(script)
    page.goto("/?engine=browser")
    expect(line(page)).to_contain_text("so the server does it")
    lay(page, "a", "3")
    settled(page, "a")
    assert digit_read(page, "a") == 3


@pytest.mark.parametrize("fault", ["cut short", "altered", "of another version"])
def test_weights_that_are_not_whole_are_not_used(blank_page, fault):
    page = blank_page()

    def spoil(route):
        if fault == "of another version":
            return route.fulfill(status=404, body="There is nothing at this address.")
        body = route.fetch().body()
        changed = body[:-100] if fault == "cut short" else body[:-100] + bytes(100)
        return route.fulfill(body=changed, content_type="application/octet-stream")

    page.route("**/weights.reader*", spoil)
    page.goto("/?engine=browser")
    expect(line(page)).to_contain_text("so the server does it")
    lay(page, "a", "3")
    settled(page, "a")
    assert digit_read(page, "a") == 3


def test_on_a_phone_a_finger_draws_and_the_engine_answers(blank_page):
    page = with_engine(blank_page, **PHONE)
    asked = asked_of_the_server(page)
    lay(page, "a", "5")
    settled(page, "a")
    assert digit_read(page, "a") == 5
    assert asked == []
