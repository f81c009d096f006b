"""A real Chromium on the real app. Every page is watched: a console error, an uncaught exception or a
request to another host fails the test that opened it."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.support import draw_page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The shell is the same browser without windows of its own: the tests take a quarter less time in it.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE_MS = 60_000  # not a speed limit: how long a busy machine may take before we call it broken
LOCAL = ("data", "blob", "about")
# On a busy machine the page would fetch its engine in the middle of a test. A visitor who saves data is not sent it, so
# the server answers, unless the address has ?engine=browser.
SAVING_DATA = 'Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });'

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium_path():
    """CHROMIUM from the environment, or the first Chromium on the path; None leaves it to Playwright's own."""
    return os.environ.get("CHROMIUM") or next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What a page did that no page of ours may do."""

    def __init__(self, host):
        self.host = host
        self.faults = []

    def follow(self, page):
        page.on("console", lambda message: message.type == "error" and self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        page.on("request", self._request)

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in LOCAL and address.netloc != self.host:
            self.faults.append(f"another host: {request.url}")


@pytest.fixture
def blank_page(app_url, chromium):
    """`blank_page(script="", **context)` is a page that has gone nowhere yet, in a fresh context.

    script : JavaScript that runs before the page's own;
    context : options of Playwright's new_context (locale, viewport, color_scheme, has_touch …), a base_url among them.
    """
    watch = Watch(urlsplit(app_url).netloc)
    contexts = []

    def blank(script="", **options):
        usual = {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, "base_url": app_url}
        context = chromium.new_context(**{**usual, **options})
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(SAVING_DATA + script)
        page = context.new_page()
        watch.follow(page)
        return page

    yield blank
    for context in contexts:
        context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def engine(request):
    """Return where the page is to compute, "server" or "browser": as `both_engines` says, or ENGINE in the environment.

    None leaves it to the page. ENGINE=browser runs all browser tests with the engine; those that count requests or play
    a server that is lost then fail, rightly.
    """
    return getattr(request, "param", os.environ.get("ENGINE"))


@pytest.fixture
def open_page(blank_page, engine):
    """`open_page(query="", tab=None, **options)` opens the app and waits for its tabs and its engine.

    query : what follows the address, such as "?lang=ja"; tab : the English name of a tab to click;
    options : of `blank_page`
    """

    def open_(query="", tab=None, **options):
        page = blank_page(**options)
        address, mark, rest = query.partition("#")
        wish = f"{'&' if '?' in address else '?'}engine={engine}" if engine else ""
        page.goto(f"/{address}{wish}{mark}{rest}")
        page.get_by_role("tab").first.wait_for()
        if engine:
            page.wait_for_function("where => document.documentElement.dataset.engine === where", arg=engine)
        if tab:
            page.get_by_role("tab", name=tab).click()
        return page

    return open_


@pytest.fixture
def page(open_page):
    """The app on a desktop, in English, in the light."""
    return open_page()


@pytest.fixture
def both(page):
    """The page with our own 3 on sheet A and our own 8 on sheet B."""
    draw_page.lay_three_and_eight(page)
    return page
