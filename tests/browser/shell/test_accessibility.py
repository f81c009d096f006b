"""Everyone can use it: axe-core finds nothing, the keyboard reaches everything, results are announced once."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.shell.test_page import TABS, TEXTS
from tests.browser.support.draw_page import draw, morph_ready, settled

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
UNFOLD = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const more of document.querySelectorAll("button.more[aria-expanded=false]")) more.click();
}"""
# What can be used and is shown: one of each group that its own arrow keys walk, and nothing of what Gradio only
# measures its tabs with.
USABLE = """() => {
  const groups = new Set();
  const use = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  return [...document.querySelectorAll(use)].filter((item) => {
    if (item.disabled || !item.checkVisibility({ visibilityProperty: true }) || item.closest("#skeleton")) return false;
    if (item.tabIndex < 0 && item.closest("[role=radiogroup], [role=tablist], .visually-hidden")) return false;
    if (item.type !== "radio") return true;
    if (groups.has(item.name)) return false;
    groups.add(item.name);
    return true;
  }).length;
}"""
# Where the focus is, and whether it is seen: an outline on the element or on the label that stands for it.
FOCUS = """() => {
  const item = document.activeElement;
  if (item === document.body) return null;
  item.dataset.reached ??= item.type === "radio" ? item.name : Math.random();
  const seen = [item, item.closest("label"), item.nextElementSibling].filter(Boolean).some((part) => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  return { key: item.dataset.reached, seen, html: item.outerHTML.slice(0, 120) };
}"""
# Nothing is under way any more, and nothing fades: a half-transparent word would be measured as a pale one.
STILL = """() => !document.querySelector("[aria-busy=true], .waiting, .polishing, .stale") &&
  document.getAnimations().every(({ playState }) => playState !== "running")"""
NAMELESS_CANVASES = """() => [...document.querySelectorAll("canvas")].filter((canvas) =>
  canvas.checkVisibility({ visibilityProperty: true }) && !canvas.closest("[aria-hidden=true]") &&
  !canvas.closest("button, [role=application], [role=img]:not(canvas)") &&
  !(canvas.getAttribute("role") && canvas.getAttribute("aria-label"))
).map((canvas) => canvas.outerHTML)"""


def filled(open_page, lang, tab, **options):
    """The page with a tab open and, on the Draw tab, two digits and the way between them."""
    page = open_page(f"?lang={lang}", **options)
    page.get_by_role("tab", name=TEXTS[lang][f"tab.{tab}"], exact=True).click()
    page.locator(f"#tab-{tab}").wait_for()
    if tab == "draw":
        page.locator("#between .try").click()
        morph_ready(page)
        for pad in "ab":
            settled(page, pad)
    still(page)
    return page


def still(page):
    page.wait_for_load_state("networkidle")
    page.wait_for_function(STILL)


def faults(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", TEXTS)
def test_axe_finds_nothing(open_page, lang, scheme, tab):
    page = filled(open_page, lang, tab, color_scheme=scheme)
    assert faults(page) == []


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("ja", "light")])
def test_axe_finds_nothing_in_what_was_folded(open_page, lang, scheme, tab):
    page = filled(open_page, lang, tab, color_scheme=scheme)
    page.evaluate(UNFOLD)
    if tab == "draw":  # the square takes two examples more
        for sheet in "cd":
            page.locator(f"#square .{sheet} .example").click()
        page.locator("#square:not(.blank)").wait_for()
    still(page)
    assert faults(page) == []


@pytest.mark.parametrize("chapter", ["vae", "gan", "gabor"])
@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("ja", "dark")])
def test_axe_finds_nothing_in_a_chapter_with_its_figures(open_page, lang, scheme, chapter):
    page = filled(open_page, lang, "learn", color_scheme=scheme)
    page.locator(f"#chapter-{chapter}-button").click()
    page.locator(f"#chapter-{chapter} h2").first.wait_for()
    plates = page.locator(f"#chapter-{chapter} .plate")
    for plate in plates.all():  # a figure asks once it is near
        plate.scroll_into_view_if_needed()
    still(page)
    assert faults(page) == []


@pytest.mark.parametrize("tab", TABS)
def test_axe_finds_nothing_on_a_phone(open_page, tab):
    page = filled(open_page, "en", tab, viewport={"width": 390, "height": 844})
    assert faults(page) == []


def test_axe_finds_nothing_on_a_sheet_that_is_empty(page):
    assert faults(page) == []


@pytest.mark.parametrize("tab", TABS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_page, tab):
    page = filled(open_page, "en", tab)
    page.mouse.click(2, 2)
    count = page.evaluate(USABLE)
    reached, unseen = set(), set()
    for _ in range(count + 20):
        page.keyboard.press("Tab")
        if (focus := page.evaluate(FOCUS)) is None:  # past the last one
            break
        reached.add(focus["key"])
        if not focus["seen"]:
            unseen.add(focus["html"])
    assert not unseen
    assert len(reached) >= count


@pytest.mark.parametrize("tab", TABS)
def test_every_canvas_has_a_name(open_page, tab):
    assert filled(open_page, "en", tab).evaluate(NAMELESS_CANVASES) == []


def test_a_digit_is_drawn_and_the_way_walked_by_keyboard_alone(page):
    for pad, digit in (("a", "3"), ("b", "8")):
        page.locator(f"#pad-{pad} canvas").focus()
        page.keyboard.press(digit)
    morph_ready(page)
    page.locator("#alpha input").focus()
    page.keyboard.press("End")
    expect(page.locator("#alpha input")).to_have_attribute("aria-valuetext", re.compile("Reads as 8"))


def test_a_reading_is_announced_once_and_not_while_the_pen_moves(page):
    page.locator("#drawing-a .spoken").evaluate(
        """status => {
          window.announced = [];
          new MutationObserver(() => announced.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    said = page.evaluate("announced.filter(Boolean)")
    assert len(said) <= len(EXAMPLES["3"])  # one for each stroke at the most
    assert re.search("A: Reads as 3", said[-1])


def test_the_other_languages_name_is_marked_as_being_in_it(page):
    expect(page.get_by_role("link", name="日本語")).to_have_attribute("lang", "ja")


def test_a_hint_is_shown_until_it_is_closed_and_never_again(page):
    hint = page.locator("#tab-draw aside:visible")
    expect(hint).to_have_count(1)
    page.get_by_role("button", name="Close this hint").click()
    expect(hint).to_have_count(0)
    expect(page.get_by_role("tab", name="Draw")).to_be_focused()
    page.reload()
    page.locator("#pad-a canvas").wait_for()
    expect(hint).to_have_count(0)
    page.get_by_role("tab", name="Filter").click()
    expect(page.locator("#tab-filter aside:visible")).to_have_count(1)


def test_who_has_drawn_needs_no_hint_on_the_next_visit(page):
    draw(page, "a", EXAMPLES["3"])
    expect(page.locator("#tab-draw aside:visible")).to_have_count(1)
    page.reload()
    page.locator("#pad-a canvas").wait_for()
    expect(page.locator("#tab-draw aside:visible")).to_have_count(0)


def test_a_hint_can_be_closed_where_nothing_can_be_stored(open_page):
    page = open_page(script="Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })")
    page.get_by_role("button", name="Close this hint").click()
    expect(page.locator("#tab-draw aside:visible")).to_have_count(0)
