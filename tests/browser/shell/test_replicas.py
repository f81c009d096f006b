"""The page where every request may go to another replica, and where a proxy serves it under a path of its own."""

import contextlib
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.support import draw_page
from tests.browser.support.filter_page import JPEG, answered, drag, file, noise, off, taken, upload
from tests.support.round_robin import round_robin
from tests.support.running_app import PATIENCE, free_port, running_app, two_apps


@pytest.fixture(scope="module")
def replicas():
    """Ports of two of the app."""
    with two_apps() as apps:
        yield [one.port for one in apps]


@contextlib.contextmanager
def page_at(chromium, url):
    """Open the page at an address; an error on its console or a request to elsewhere is a fault."""
    faults = []
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.on("console", lambda message: message.type == "error" and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(("data:", "blob:", url)) or faults.append(asked.url))
    page.goto(url + "/")
    page.get_by_role("tab").first.wait_for()
    try:
        yield page
    finally:
        context.close()
    assert not faults


def draws(page):
    draw_page.lay_three_and_eight(page)
    assert (draw_page.digit_read(page, "a"), draw_page.digit_read(page, "b")) == (3, 8)


def opens_all_tabs(page):
    for name in ("Dream", "Filter", "Learn"):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        page.wait_for_load_state("networkidle")
        expect(page.locator(".lost:visible")).to_have_count(0)


def test_whichever_replica_answers_the_page_works(replicas, chromium):
    with round_robin(replicas) as proxy, page_at(chromium, proxy.url) as page:
        draws(page)
        opens_all_tabs(page)
        asked = Counter(port for port, method, path in proxy.taken if method == "POST" and "component_server" in path)
        assert set(asked) == set(replicas)


def test_each_replica_asks_for_a_picture_at_most_once(replicas, chromium):
    with round_robin(replicas) as proxy, page_at(chromium, proxy.url) as page:
        wanted = []
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


def test_under_a_path_of_its_own_the_page_draws_and_opens_every_tab(chromium):
    with (
        running_app("--root-path", "/ink") as app,
        round_robin([app.port], prefix="/ink") as proxy,
        page_at(chromium, proxy.url) as page,
    ):
        draws(page)
        opens_all_tabs(page)
        assert page.locator("meta[property='og:url']").get_attribute("content") == f"{proxy.url}/"


def test_a_page_that_is_open_goes_on_once_its_server_is_back(chromium):
    port = free_port()
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    with running_app(port=port) as app:
        page.goto(app.url)
        page.get_by_role("tab").first.wait_for()
        draws(page)
        page.evaluate("window.neverLoadedAnew = true")
    draw_page.ink(page, "a").press("1")
    expect(page.locator("#drawing-a .lost")).to_be_visible()
    with running_app(port=port):
        page.locator("#drawing-a .lost").get_by_role("button", name="Try again").click()
        expect(page.locator("#drawing-a .lost")).to_be_hidden()
        draw_page.settled(page, "a")
        assert (draw_page.digit_read(page, "a"), draw_page.digit_read(page, "b")) == (1, 8)
        opens_all_tabs(page)
        assert page.evaluate("window.neverLoadedAnew")
        context.close()
    assert not faults
