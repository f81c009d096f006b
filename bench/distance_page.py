"""The real page at a distance, for bench.distance: opened with one engine, watched, and weighed."""

import time
from contextlib import contextmanager
from pathlib import Path

from bench.live import READY

VISITOR = {"locale": "en-GB", "viewport": {"width": 1280, "height": 1000}}
READY_MS = 20_000  # how long the engine may take before the page is taken to have none

# Before the page's own scripts: `probe.after(selector)` resolves with the time of the first frame that shows a new
# picture on a canvas; `probe.asked` counts the points of the newest sheet that a live reconstruction was asked for,
# whether the server or the page's worker is asked. One question is in flight, so that the picture that comes next
# answers the question that was asked last.
PROBE = """(() => {
  const waiting = new Set();
  window.probe = { asked: 0, shown: 0 };

  function sheetIn(value, depth = 0) {
    if (!value || typeof value !== "object" || depth > 4 || ArrayBuffer.isView(value)) return undefined;
    if (Array.isArray(value.strokes)) return value.strokes;
    for (const part of Object.values(value)) {
      const strokes = sheetIn(part, depth + 1);
      if (strokes) return strokes;
    }
  }

  function heed(question) {
    const named = Object.values(question).includes("live_reconstruct");
    const strokes = named && sheetIn(question);
    if (strokes) probe.asked = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  }

  const fetched = window.fetch;
  window.fetch = function (address, options) {
    if (typeof options?.body === "string" && options.body.includes("live_reconstruct")) heed(JSON.parse(options.body));
    return fetched.call(this, address, options);
  };
  const posted = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message && typeof message === "object") heed(message);
    return posted.call(this, message, ...more);
  };

  const frameShown = (then) => requestAnimationFrame(() => {
    const port = new MessageChannel();
    port.port1.onmessage = then;
    port.port2.postMessage(0);
  });
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...parts) {
    put.apply(this, parts);
    for (const [selector, heard] of waiting) if (this.canvas.matches?.(selector)) heard();
  };

  /** Call `heard` whenever a canvas is painted; returns a function that ends it. */
  probe.watch = (selector, heard) => {
    const one = [selector, heard];
    waiting.add(one);
    return () => waiting.delete(one);
  };
  /** Resolve with the time, ms, of the first frame after a painting for which `holds`, null after a while without. */
  probe.after = (selector, holds = () => true, patience = 5000) => new Promise((resolve) => {
    const end = probe.watch(selector, () => {
      if (!holds()) return;
      end();
      frameShown(() => resolve(performance.now()));
    });
    setTimeout(() => {
      end();
      resolve(null);
    }, patience);
  });
})()"""


class NoEngine(Exception):
    """Say that the page does not compute in the browser."""


class Visit:
    """A page that is open. requests : addresses of whatever was fetched over the line"""

    def __init__(self, page):
        self.page, self.requests, self._finished = page, [], []
        page.context.on("request", lambda request: request.url.startswith("http") and self.requests.append(request.url))
        page.context.on("requestfinished", lambda request: self._finished.append(request))

    def begin(self, address, engine):
        """Open the page, and wait until all of it stands and the engine answers. Raises NoEngine."""
        self.page.goto(f"{address}?engine={engine}", timeout=60_000)
        self.page.wait_for_function(READY)
        self.stands = self.page.evaluate("performance.now()")
        if engine == "browser":
            from playwright.sync_api import TimeoutError

            try:
                self.page.wait_for_function("document.documentElement.dataset.engine === 'browser'", timeout=READY_MS)
            except TimeoutError:
                raise NoEngine from None
        self.page.wait_for_load_state("networkidle")

    def marks(self):
        """Return when the engine began to load and was ready, ms after the visit began; None without an engine."""
        times = self.page.evaluate(
            "['engine-begin', 'engine-ready'].map((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? null)"
        )
        return None if None in times else times

    def weight(self):
        """Return how many bytes were fetched, headers included."""
        sizes = [request.sizes() for request in self._finished if request.url.startswith("http")]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

    def collect_garbage(self):
        """Free what the page's scripts need no longer."""
        self.page.context.new_cdp_session(self.page).send("HeapProfiler.collectGarbage")

    def calls(self, run):
        """Return what `run()` gives, and how many requests were made meanwhile."""
        before = len(self.requests)
        return run(), len(self.requests) - before

    def repeat(self, once, rounds, seconds=2):
        """Give what `once()` gives, ms or None, as often as there are rounds, or fewer times where it is slow.

        Returns the ms, and how many requests were made meanwhile.
        """
        until, times = time.monotonic() + seconds, []
        before = len(self.requests)
        while len(times) < min(rounds, 3) or (len(times) < rounds and time.monotonic() < until):
            times.append(once())
        return [ms for ms in times if ms is not None], len(self.requests) - before

    def warm(self, once, most=12):
        """Call `once` until it needs no request, where the page computes, and twice where the server does."""
        for round_ in range(most):
            _, calls = self.calls(once)
            if not calls or (round_ and self.page.evaluate("document.documentElement.dataset.engine") != "browser"):
                break


@contextmanager
def visit(browser):
    """Give a Visit of a browser that has fetched nothing yet."""
    context = browser.new_context(**VISITOR)
    context.add_init_script(PROBE)
    try:
        yield Visit(context.new_page())
    finally:
        context.close()


def memory(browser):
    """Return the MB in memory of the largest of the browser's pages; None where the system does not tell."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    found = [Path(f"/proc/{one['id']}/status") for one in processes if one["type"] == "renderer"]
    lines = [line.split() for path in found if path.is_file() for line in path.read_text().splitlines()]
    return max((int(line[1]) / 1024 for line in lines if line[0] == "VmRSS:"), default=None)
