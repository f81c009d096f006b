"""The app as a user starts it: `python app.py` in a process of its own, on a free port."""

import contextlib
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from tests.support.paths import PROJECT

PATIENCE = 120  # seconds: not a speed limit, but how long a busy machine may take before we call it broken
OURS = ("HOST", "PORT", "SPACE_ID", "ROOT_PATH", "GRADIO_ROOT_PATH", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "THREADS")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class RunningApp:
    """A server's process, its address and what it has printed until now."""

    def __init__(self, process, port, scheme):
        self.process = process
        self.port = port
        self.url = f"{scheme}://127.0.0.1:{port}"
        self._said = []
        self._ready = threading.Event()
        self._reading = threading.Thread(target=self._read, daemon=True)  # a full pipe would stop the app
        self._reading.start()

    def _read(self):
        for line in self.process.stdout:  # ends when the server ends, so a start that fails cannot hang here
            self._said.append(line)
            if "ready at" in line:
                self._ready.set()
        self._ready.set()

    @property
    def said(self):
        return "".join(self._said)

    def wait_until_ready(self):
        assert self._ready.wait(PATIENCE), f"the app is not there yet:\n{self.said}"
        assert "ready at" in self.said, f"the app did not start:\n{self.said}"

    def stop(self):
        """End it as a service manager would, and return its exit status."""
        self.process.terminate()
        return self.ended()

    def ended(self):
        """Wait until the process has ended and all that it said was read; return its exit status."""
        status = self.process.wait(PATIENCE)
        self._reading.join(PATIENCE)
        return status


@contextlib.contextmanager
def running_app(*arguments, cwd=PROJECT, before=(), command=("app.py",), port=None, wait=True, **environment):
    """Start the app, wait until it serves, and end it in the end.

    arguments : of the command line; before : words of a command that starts it, such as `["unshare", "--pid"]`
    command : what Python runs; wait : whether to wait until it serves
    environment : variables; those that change what the app does come from here alone
    """
    port = port or free_port()
    clean = {key: value for key, value in os.environ.items() if key not in OURS}
    process = subprocess.Popen(
        [*before, sys.executable, *command, "--port", str(port), *arguments],
        cwd=cwd,
        env={**clean, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    app = RunningApp(process, port, "https" if "--ssl-certfile" in arguments else "http")
    try:
        if wait:
            app.wait_until_ready()
        yield app
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def two_apps():
    """Start two of them side by side, which takes no longer than one on two cores."""
    with running_app(wait=False) as first, running_app(wait=False) as second:
        for one in (first, second):
            one.wait_until_ready()
        yield first, second


def get(url, **options):
    """(status, body) of a GET."""
    return _answer(urllib.request.Request(url), **options)


def post(url, content, **options):
    """(status, parsed answer) of a POST of JSON."""
    headers = {"Content-Type": "application/json"}
    status, body = _answer(urllib.request.Request(url, json.dumps(content).encode(), headers), **options)
    return status, json.loads(body)


def _answer(request, trusted=None):
    context = ssl.create_default_context(cafile=trusted) if trusted else None
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE, context=context) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def eventually(true, what):
    """Wait until `true()` is, or fail with `what`."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)
