"""Puts page.js into the head of the page before anything of Gradio's runs.

Gradio inserts its own `head=` only after it has chosen a language and fetched its parts;
the page's language has to stand before that, or Gradio's labels and ours would differ.
"""

from pathlib import Path

SCRIPT = Path(__file__).with_name("page.js")
OPENING = b"<head>"


class EarlyScript:
    """ASGI middleware that adds `<script>…</script>` right after `<head>` of HTML answers to GET."""

    def __init__(self, app, script=None):
        self.app = app
        source = SCRIPT.read_text(encoding="utf-8") if script is None else script
        self.tag = OPENING + f"<script>{source}</script>".encode()

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        started, chunks = None, []

        async def edited(message):
            nonlocal started
            if message["type"] == "http.response.start" and _is_html(message):
                started = message
            elif started is None:
                await send(message)
            elif message["type"] == "http.response.body":
                chunks.append(message.get("body", b""))
                if not message.get("more_body"):
                    await self._send(send, started, b"".join(chunks))

        await self.app(scope, receive, edited)

    async def _send(self, send, started, body):
        body = body.replace(OPENING, self.tag, 1)
        kept = [(key, value) for key, value in started["headers"] if key.lower() != b"content-length"]
        await send({**started, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})


def _is_html(message):
    headers = {key.lower(): value for key, value in message["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers
