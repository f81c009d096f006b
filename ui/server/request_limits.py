"""Refuse, before any tab sees them, bodies that are too large and pictures that would fill the memory."""

import json
import warnings

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.limits import BITMAP_PIXELS_LIMIT

MEGABYTE = 2**20
BODY_LIMIT = 8 * MEGABYTE  # two drawings of 20,000 points are under 2 MB of JSON; a phone's photo under 8
DRAIN_LIMIT = 8 * BODY_LIMIT  # bytes of a refused body that are read; beyond them the connection is cut


def guard_images(limit: int = BITMAP_PIXELS_LIMIT) -> None:
    """Make PIL refuse pictures of more than `limit` pixels instead of warning and decoding them."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = limit
    warnings.simplefilter("error", Image.DecompressionBombWarning)


class BodyLimit:
    """Answer 413, with one sentence, to bodies of more than `limit` bytes, as ASGI middleware.

    Gradio's max_file_size limits uploaded files alone; this limits every request, whether or not it declares its
    length.
    """

    def __init__(self, app: ASGIApp, limit: int = BODY_LIMIT) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self.limit:
            await self._drain(receive)
            await self._refuse(send)
            return
        await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; once its body outgrows the limit, answer and tell the app that the client left."""
        seen, refused = 0, False

        async def receive_counted() -> Message:
            nonlocal seen, refused
            message = await receive()
            seen += len(message.get("body", b""))
            if seen <= self.limit:
                return message
            if not refused:
                refused = True
                await self._refuse(send)
            return {"type": "http.disconnect"}

        async def send_unless_refused(message: Message) -> None:
            if not refused:
                await send(message)

        try:
            await self.app(scope, receive_counted, send_unless_refused)
        except ClientDisconnect:
            if not refused:
                raise

    async def _drain(self, receive: Receive) -> None:
        """Read and drop the rest of the body: some clients read an answer only once they have sent everything."""
        dropped, more = 0, True
        while more and dropped < DRAIN_LIMIT:
            message = await receive()
            dropped += len(message.get("body", b""))
            more = message.get("more_body", False)

    async def _refuse(self, send: Send) -> None:
        sentence = f"The request is larger than {self.limit / MEGABYTE:g} MB; send something smaller."
        body = json.dumps({"detail": sentence, "error": sentence}).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 413, "headers": [*headers, (b"connection", b"close")]})
        await send({"type": "http.response.body", "body": body})
