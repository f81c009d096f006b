"""What a first visit costs, against a page of Gradio's with nothing on it: bytes, time until one can draw, and time
until all of the first tab stands.

Both pages are opened by turns, each time in a browser that has fetched nothing yet.

python -m bench.weight [--rounds N] [--delay MS] [--before FOLDER]
python -m bench.weight --preload    write down which of Gradio's files the first view needs (ui/server/preload.py)
"""

import argparse
import os
import platform
import statistics
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

from bench.browser import FLAGS, ROOT, chromium_path, free_port, start, stop, wait_for
from bench.slow_line import delayed
from ui.server.preload import LIST

BUDGET = 1.3
QUIET_MS = 1500  # without a request: what comes after that was not fetched for the first view
VISITOR = {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}}
EMPTY = "document.querySelector('gradio-app footer button')"
# What has to be there before a visitor can draw, and before everything of the first tab can be used.
READY = {
    "Inkspace": {
        "inks": "document.querySelector('#skeleton .sheet canvas')",
        "stands": "!document.getElementById('skeleton') && document.querySelector('#pad-a canvas')",
    },
    "empty": {"inks": EMPTY, "stands": EMPTY},
}
PROBE = """(() => {
  window.ready = {};
  for (const [name, holds] of Object.entries({ inks: () => %(inks)s, stands: () => %(stands)s })) {
    const watching = new MutationObserver(() => {
      if (!holds()) return;
      watching.disconnect();
      requestAnimationFrame(() => (ready[name] = performance.now()));
    });
    watching.observe(document, { childList: true, subtree: true });
  }
})()"""


class Scales:
    """Weighs what a page fetches; make one before the page goes anywhere.

    bytes : dict of address to bytes as they went over the line, headers included
    """

    def __init__(self, page):
        self.bytes = {}
        self._addresses = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _sent(self, event):
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event):
        address = self._addresses.get(event["requestId"], "")
        if address.startswith("http"):
            self.bytes[address] = self.bytes.get(address, 0) + int(event["encodedDataLength"])

    @property
    def total(self):
        return sum(self.bytes.values())

    @property
    def assets(self):
        """Paths of Gradio's own scripts and styles among what was asked for, in that order."""
        paths = [urlsplit(address).path.lstrip("/") for address in self._addresses.values()]
        return [path for path in dict.fromkeys(paths) if path.startswith("assets/") and path.endswith((".js", ".css"))]


def settle(page):
    """Wait until nothing more is fetched."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET_MS)


def visit(browser, address, ready):
    """(bytes, requests, milliseconds until one can draw, until all of the first tab stands) of one first visit.

    ready : conditions by name, as in READY
    """
    context = browser.new_context(**VISITOR)
    page = context.new_page()
    page.add_init_script(PROBE % ready)
    scales = Scales(page)
    page.goto(address)
    page.wait_for_function("ready.inks && ready.stands")
    times = page.evaluate("[ready.inks, ready.stands]")
    settle(page)
    context.close()
    return scales.total, len(scales.bytes), *times


def weigh(browser, address):
    """The Scales of a first visit."""
    context = browser.new_context(**VISITOR)
    page = context.new_page()
    scales = Scales(page)
    page.goto(address)
    page.get_by_role("button").first.wait_for()
    settle(page)
    context.close()
    return scales


def write_preload(browser, address):
    """Note in ui/server/preload.txt what a first visit fetches of Gradio's."""
    scales = weigh(browser, address)
    LIST.write_text("".join(f"{path}\n" for path in scales.assets), encoding="utf-8")
    print(f"{LIST.name}: {len(scales.assets)} files")


@contextmanager
def served(*command, folder=ROOT):
    """Give the address of the server that `python *command PORT` starts in a checkout of the project."""
    port = free_port()
    server = start(*command, str(port), folder=folder)
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        stop(server)


@contextmanager
def empty_page():
    """The address of a page of Gradio's with nothing on it."""
    with served("-m", "bench.weight", "--serve") as address:
        yield address


def serve_empty(port):
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read while gradio is imported
    import gradio as gr

    with gr.Blocks(analytics_enabled=False) as demo:
        pass
    demo.launch(server_port=port, quiet=True, ssr_mode=False, enable_monitoring=False, run_history=False)


def visits(browser, addresses, rounds):
    """Visit the pages by turns: {name: [what `visit` gives, …]}. addresses : {name: address}"""
    found = {name: [] for name in addresses}
    for _ in range(rounds):
        for name, address in addresses.items():
            found[name].append(visit(browser, address, READY["empty" if name == "empty" else "Inkspace"]))
    return found


def medians_of(found):
    """Take the median of each column of what `visits` gives, by name."""
    return {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="visits to each page (default 5)")
    parser.add_argument("--delay", type=int, default=0, metavar="MS", help="round trip to the server (default 0)")
    parser.add_argument("--before", metavar="FOLDER", help="another checkout of the project, measured beside this one")
    parser.add_argument("--serve", type=int, metavar="PORT", help="serve the empty page and nothing else")
    parser.add_argument("--preload", action="store_true", help="write ui/server/preload.txt and measure nothing")
    options = parser.parse_args()
    if options.serve:
        serve_empty(options.serve)
        return
    from playwright.sync_api import sync_playwright

    if options.preload:
        with served("app.py", "--port") as ours, sync_playwright() as playwright:
            write_preload(playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS), ours)
        return

    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {options.delay} ms away")
    with ExitStack() as stack:
        addresses = {
            "Inkspace": stack.enter_context(served("app.py", "--port")),
            "empty": stack.enter_context(empty_page()),
        }
        if options.before:
            addresses["before"] = stack.enter_context(served("app.py", "--port", folder=options.before))
        near = {name: stack.enter_context(delayed(address, options.delay)) for name, address in addresses.items()}
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium_path(), args=FLAGS)
        medians = medians_of(visits(browser, near, options.rounds))
        browser.close()
    print(f"{'first visit':20}{'kB':>10}{'requests':>10}{'takes ink, ms':>16}{'stands, ms':>14}")
    for name, (weight, requests, inks, stands) in medians.items():
        print(f"{name:20}{weight / 1000:10.0f}{requests:10.0f}{inks:16.0f}{stands:14.0f}")
    for other in medians.keys() - {"Inkspace"}:
        weight, _, inks, stands = (a / b for a, b in zip(medians["Inkspace"], medians[other], strict=True))
        print(f"Inkspace / {other}: weight {weight:.2f}, takes ink {inks:.2f}, stands {stands:.2f}")
    print(f"{BUDGET} times the empty page's weight is allowed")


if __name__ == "__main__":
    main()
