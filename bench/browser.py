"""The app in a process of its own and a page of it in Chromium, for whatever is measured there."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def chromium_path():
    """CHROMIUM from the environment, or what is installed; None leaves it to Playwright's own."""
    names = ("chromium", "google-chrome", "chromium-headless-shell")  # the last is what `make` installs where none is
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def start(*command, folder=ROOT):
    """Start `python *command` in a folder, a checkout of the project."""
    return subprocess.Popen([sys.executable, *command], cwd=folder, stdout=subprocess.PIPE, text=True)


def wait_for(port, server):
    """Until the page itself is served."""
    import http.client

    while server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.02)
    sys.exit("the server ended before it served a page")


def stop(server):
    server.terminate()
    server.wait()


@contextmanager
def page_of(*command, script=None):
    """A page of 1280 × 1000 px, in English, of the server that `python *command PORT` starts.

    script : JavaScript that runs on the page before its own
    """
    from playwright.sync_api import sync_playwright

    port = free_port()
    server = start(*command, str(port))
    try:
        wait_for(port, server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 1000}, locale="en-GB")
            if script:
                page.add_init_script(script)
            page.goto(f"http://127.0.0.1:{port}/")
            yield page
            browser.close()
    finally:
        stop(server)
