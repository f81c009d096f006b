"""What a first visit costs the visitor: bytes, pictures, and a page that does not jump."""

import pytest

from bench.weight import BUDGET, empty_page, settle, weigh
from ui.server.preload import LIST

LARGEST_PICTURE = 300_000  # bytes
MOST_SHIFT = 0.1  # what Core Web Vitals call good

SHIFTS = """(() => {
  window.shift = 0;
  const add = (list) => list.getEntries().forEach((entry) => entry.hadRecentInput || (shift += entry.value));
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
})()"""


@pytest.fixture(scope="module")
def first_visit(app_url, chromium):
    return weigh(chromium, app_url)


def test_the_first_view_weighs_little_more_than_gradios_empty_page(first_visit, chromium):
    with empty_page() as address:
        empty = weigh(chromium, address)
    assert first_visit.total <= BUDGET * empty.total


def test_what_the_first_view_fetches_of_gradio_is_named_to_the_browser_at_once(first_visit):
    assert sorted(first_visit.assets) == sorted(LIST.read_text().split()), "python -m bench.weight --preload"


def test_no_picture_is_large(first_visit):
    ends = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".avif")
    pictures = {url: size for url, size in first_visit.bytes.items() if url.split("?")[0].endswith(ends)}
    assert not {url for url, size in pictures.items() if size > LARGEST_PICTURE}


def test_parts_of_other_tabs_are_fetched_when_their_tab_is_opened(open_page):
    page = open_page()
    page.locator("#compute").wait_for()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.get_by_role("tab", name="Filter").click()
    page.locator("#gabor-output[aria-busy=false]").wait_for()
    ours = sorted(url.split("/inkspace/")[1].split(".")[0] for url in fetched if "/inkspace/" in url)
    assert ours == ["filter", "texts"]


def test_nothing_of_another_tab_is_fetched_at_first(first_visit):
    ours = [url.split("/inkspace/")[1].split(".")[0] for url in first_visit.bytes if "/inkspace/" in url]
    assert ours == ["page", "engine", "compute"]  # the last two, 4 kB, once the sheets stand: tests/browser/engine


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("query", ["", "?lang=ja"])
def test_the_page_does_not_jump_while_it_loads(open_page, width, query):
    page = open_page(query, script=SHIFTS, viewport={"width": width, "height": 844})
    page.locator("#pad-a canvas").wait_for()
    settle(page)
    assert page.evaluate("shift") <= MOST_SHIFT


def test_a_part_that_did_not_come_says_so_and_can_be_asked_for_again(chromium, app_url):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.route("**/inkspace/filter*", lambda route: route.abort())
    page.goto(app_url)
    page.get_by_role("tab", name="Filter").click()
    page.get_by_text("This part did not arrive.").wait_for()
    page.unroute("**/inkspace/filter*")
    page.get_by_role("button", name="Try again").click()
    page.locator("#gabor-output[aria-busy=false]").wait_for()
    context.close()
