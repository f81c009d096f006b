"""Refuse, before any tab sees them, bodies that are too large and pictures that would fill the memory."""

import warnings

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.limits import BITMAP_PIXELS_LIMIT
from ui.server.limits import LIMITS, MEGABYTE, Limits
from ui.server.refusals import refuse


def guard_images(limit: int = BITMAP_PIXELS_LIMIT) -> None:
    """Make PIL refuse pictures of more than `limit` pixels instead of warning and decoding them."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = limit
    warnings.simplefilter("error", Image.DecompressionBombWarning)


class BodyLimit:
    """Answer 413, with one sentence, to bodies of more than limits.body bytes, as ASGI middleware.

    Gradio's max_file_size limits uploaded files alone; this limits every request, whether or not it declares its
    length.
    """

    def __init__(self, app: ASGIApp, limits: Limits = LIMITS) -> None:
        self.app = app
        self.limit = limits.body
        self.drained = limits.drained

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
        while more and dropped < self.drained:
            message = await receive()
            dropped += len(message.get("body", b""))
            more = message.get("more_body", False)

    async def _refuse(self, send: Send) -> None:
        sentence = f"The request is larger than {self.limit / MEGABYTE:g} MB; send something smaller."
        await refuse(send, 413, sentence, [(b"connection", b"close")])
