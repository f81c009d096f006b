"""Firefox without a window, driven over WebDriver BiDi, which it speaks itself (https://www.w3.org/TR/webdriver-bidi/)."""

import itertools
import json
import subprocess
import tempfile
from contextlib import contextmanager

from tests.support.running_app import PATIENCE, eventually, free_port

NAMES = ("firefox-esr", "firefox")


class Bidi:
    """A session of WebDriver BiDi over a socket."""

    def __init__(self, socket):
        self.socket, self.numbers = socket, itertools.count(1)

    def call(self, method, **params):
        """Call a command and return its result; events that come meanwhile are passed over."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(PATIENCE))
            if answer.get("id") == number:
                assert answer["type"] == "success", f"{method}: {answer['message']}"
                return answer["result"]


@contextmanager
def firefox(binary):
    """Give a function (address, early, expression) → what an expression's promise gives in a page of that address.

    early : JavaScript that runs before the page's own
    """
    from websockets.sync.client import connect

    port = free_port()
    with tempfile.TemporaryDirectory() as profile:
        command = [binary, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sockets = []

        def answers():
            try:
                sockets.append(connect(f"ws://127.0.0.1:{port}/session", max_size=None))
            except OSError:
                return False
            return True

        try:
            eventually(answers, "Firefox does not answer")
            session = Bidi(sockets[0])
            session.call("session.new", capabilities={})

            def visit(address, early, expression):
                page = session.call("browsingContext.create", type="tab")["context"]
                session.call("script.addPreloadScript", functionDeclaration=f"() => {{ {early} }}")
                session.call("browsingContext.navigate", context=page, url=address, wait="complete")
                done = session.call(
                    "script.evaluate",
                    expression=f"({expression}).then(JSON.stringify)",
                    target={"context": page},
                    awaitPromise=True,
                )
                assert done["type"] == "success", done["exceptionDetails"]["text"]
                session.call("browsingContext.close", context=page)
                return json.loads(done["result"]["value"])

            yield visit
        finally:
            process.terminate()
            process.wait(PATIENCE)
