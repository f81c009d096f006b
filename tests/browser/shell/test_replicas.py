"""The page where every request may go to another replica, and where a proxy serves it under a path of its own."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.support import draw_page
from tests.browser.support.filter_page import JPEG, answered, drag, file, noise, off, taken, upload
from tests.support.round_robin import round_robin
from tests.support.running_app import running_app, two_apps


@pytest.fixture(scope="module")
def replicas():
    """Ports of two of the app."""
    with two_apps() as apps:
        yield [one.port for one in apps]


@pytest.fixture
def page_behind(chromium):
    """`page_behind(url)` opens the page there; the test fails for an error on its console or a request to elsewhere."""
    faults, contexts = [], []

    def open_(url):
        context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith(("data:", "blob:", url)) or faults.append(asked.url))
        page.goto(url + "/")
        page.get_by_role("tab").first.wait_for()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults


def draws(page):
    draw_page.lay(page, "a", "3")
    draw_page.lay(page, "b", "8")
    draw_page.settled(page, "a")
    draw_page.settled(page, "b")
    draw_page.morph_ready(page)
    assert (draw_page.digit_read(page, "a"), draw_page.digit_read(page, "b")) == (3, 8)


def opens_all_tabs(page):
    for name in ("Dream", "Filter", "Learn"):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        page.wait_for_load_state("networkidle")
        expect(page.locator(".lost:visible")).to_have_count(0)


def test_whichever_replica_answers_the_page_works(replicas, page_behind):
    with round_robin(replicas) as proxy:
        page = page_behind(proxy.url)
        draws(page)
        opens_all_tabs(page)
        asked = Counter(port for port, method, path in proxy.taken if method == "POST" and "component_server" in path)
        assert set(asked) == set(replicas)


def test_each_replica_asks_for_a_picture_at_most_once(replicas, page_behind):
    with round_robin(replicas) as proxy:
        page, wanted = page_behind(proxy.url), []
        page.on("response", lambda found: '"need"' in body_of(found) and wanted.append(found.json()["replica"]))
        page.get_by_role("tab", name="Filter").click()
        answered(page)
        upload(page, file(noise()))
        taken(page, 200)
        for name, share in [("sigma", 0.3), ("theta", 0.7), ("scale", 0.4), ("sigma", 0.6), ("theta", 0.2)]:
            drag(page, name, share)
        assert off(page, noise()) <= JPEG
        assert len(wanted) == len(set(wanted)) <= 2, wanted


def body_of(response):
    return response.text() if "component_server" in response.url else ""


def test_under_a_path_of_its_own_the_page_draws_and_opens_every_tab(page_behind):
    with running_app("--root-path", "/ink") as app, round_robin([app.port], prefix="/ink") as proxy:
        page = page_behind(proxy.url)
        draws(page)
        opens_all_tabs(page)
        assert page.locator("meta[property='og:url']").get_attribute("content") == f"{proxy.url}/"
