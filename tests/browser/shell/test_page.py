"""The page around the tabs: languages, light and dark, sizes, what it fetches."""

import json

import pytest
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import draw, picture, settled, slider, tones
from tests.support.paths import UI

TEXTS = {lang: json.loads((UI / "i18n" / f"{lang}.json").read_text(encoding="utf-8")) for lang in ("en", "ja")}
TABS = ("draw", "dream", "filter", "learn")


def tab_names(page):
    return page.get_by_role("tab").all_inner_texts()


def test_the_four_tabs_have_their_names(page):
    assert tab_names(page) == ["Draw", "Dream", "Filter", "Learn"]
    assert page.title() == "Inkspace"


@pytest.mark.parametrize(
    ("locale", "query", "lang"),
    [
        ("en-GB", "", "en"),
        ("ja-JP", "", "ja"),
        ("de-DE", "", "en"),
        ("en-GB", "?lang=ja", "ja"),
        ("ja-JP", "?lang=en", "en"),
        ("ja-JP", "?lang=xx", "ja"),
    ],
)
def test_the_language_is_the_addresss_or_else_the_browsers(open_page, locale, query, lang):
    page = open_page(query, locale=locale)
    assert page.evaluate("document.documentElement.lang") == lang
    assert tab_names(page) == [TEXTS[lang][f"tab.{name}"] for name in TABS]
    expect(page.locator("#pad-a button.clear")).to_have_text(TEXTS[lang]["draw.clear"])


def test_the_japanese_page_draws_in_japanese(open_page):
    page = open_page(locale="ja-JP")
    expect(page.locator("#pad-a .invitation")).to_contain_text("何か描いてください")
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    expect(page.locator("#drawing-a .says")).to_contain_text("読み取り：3")


def test_one_click_leads_to_the_other_language(page):
    page.get_by_role("link", name="日本語").click()
    expect(page.get_by_role("tab").first).to_have_text(TEXTS["ja"]["tab.draw"])
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("tab").first).to_have_text("Draw")


def test_drawings_slider_and_open_tab_go_along_to_the_other_language(page):
    draw(page, "a", EXAMPLES["3"])
    draw(page, "b", EXAMPLES["4"])
    slider(page).fill("0.25")
    settled(page, "a")
    settled(page, "b")
    sheets = [picture(page, f"#{name}") for name in ("pad-a", "pad-b", "seen-a", "seen-b")]
    page.get_by_role("tab", name="Learn").click()
    page.get_by_role("link", name="日本語").click()
    expect(page.get_by_role("tab", name=TEXTS["ja"]["tab.learn"])).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name=TEXTS["ja"]["tab.draw"]).click()
    settled(page, "a")
    settled(page, "b")
    assert [picture(page, f"#{name}") for name in ("pad-a", "pad-b", "seen-a", "seen-b")] == sheets
    assert slider(page).input_value() == "0.25"


def test_what_went_along_is_not_kept_after_that(page):
    draw(page, "a", EXAMPLES["3"])
    page.get_by_role("link", name="日本語").click()
    settled(page, "a")
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    expect(page.locator("#pad-a .invitation")).to_be_visible()


def test_the_names_of_the_tabs_stay_where_they_are_when_one_is_opened(page):
    def places():
        names = [TEXTS["en"][f"tab.{name}"] for name in TABS]  # Learn has tabs of its own
        return [page.get_by_role("tab", name=name, exact=True).bounding_box() for name in names]

    before = places()
    page.get_by_role("tab", name="Learn").click()
    page.locator("#tab-learn").wait_for()
    assert places() == before


@pytest.mark.parametrize(("locale", "title"), [("en-GB", "Learn: why it works"), ("ja-JP", "学ぶ：なぜうまくいくのか")])
def test_learn_is_told_in_the_pages_language_alone(open_page, locale, title):
    page = open_page(locale=locale)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.get_by_role("tab").last.click()
    page.get_by_role("heading", name=title).wait_for()
    assert len([url for url in fetched if "/inkspace/chapters." in url]) == 1


def test_in_the_dark_ink_is_brighter_than_paper(open_page):
    means = {}
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        draw(page, "a", EXAMPLES["3"])
        settled(page, "a")
        means[scheme] = tones(page, "#seen-a")[0]
    assert means["light"] > 128 > means["dark"]


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1920])
@pytest.mark.parametrize("name", TABS)
def test_nothing_sticks_out_sideways(open_page, width, name):
    page = open_page(viewport={"width": width, "height": 800})
    page.get_by_role("tab", name=TEXTS["en"][f"tab.{name}"]).click()
    page.locator(f"#tab-{name}").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_fonts_come_from_the_machine(open_page):
    page = open_page()
    assert page.evaluate("document.fonts.size") == 0 or not page.evaluate(
        "[...document.fonts].some(font => font.status === 'loaded')"
    )


def test_motion_is_taken_out_where_it_is_not_wanted(open_page):
    page = open_page(reduced_motion="reduce")
    seconds = page.locator("#drawing-a .invitation").evaluate("e => parseFloat(getComputedStyle(e).transitionDuration)")
    assert seconds < 0.001
