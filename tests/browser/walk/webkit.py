"""WebKitGTK's small browser on a screen that nobody sees, driven over WebDriver (https://www.w3.org/TR/webdriver2/)."""

import json
import subprocess
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests.support.running_app import PATIENCE, eventually, free_port

BROWSERS = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
RUN = "(%s).then((found) => arguments[0]({ found }), (error) => arguments[0]({ error: String(error) }));"


@contextmanager
def webkit(driver, screen):
    """Give a function as `tests.browser.walk.firefox.firefox` does; `early` runs as soon as there is a document.

    driver, screen : paths of WebKitWebDriver and xvfb-run
    """
    port = free_port()
    process = subprocess.Popen(
        [screen, "--auto-servernum", driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    def send(method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=5 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            raise AssertionError(refused.read().decode()) from None

    def answers():
        try:
            return send("GET", "/status")["ready"]
        except OSError:
            return False

    try:
        eventually(answers, "WebKit does not answer")
        options = {"binary": str(BROWSERS[-1]), "args": ["--automation"]}
        wanted = {"webkitgtk:browserOptions": options, "pageLoadStrategy": "none"}
        session = send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        here = f"/session/{session}"
        send("POST", f"{here}/timeouts", {"script": 5000 * PATIENCE})

        def visit(address, early, expression):
            send("POST", f"{here}/url", {"url": address})
            at = f"location.href.startsWith({json.dumps(address)})"
            eventually(lambda: send("POST", f"{here}/execute/sync", {"script": f"return {at}", "args": []}), "no page")
            send("POST", f"{here}/execute/sync", {"script": early, "args": []})
            done = send("POST", f"{here}/execute/async", {"script": RUN % expression, "args": []})
            assert "found" in done, done["error"]
            return done["found"]

        yield visit
        send("DELETE", here)
    finally:
        process.terminate()
        process.wait(PATIENCE)
