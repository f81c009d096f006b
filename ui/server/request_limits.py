"""What the server refuses before any tab sees it: bodies too large, pictures that would burst memory."""

import json
import warnings

from starlette.requests import ClientDisconnect

from models.limits import BITMAP_PIXELS_LIMIT

MEGABYTE = 2**20
BODY_LIMIT = 8 * MEGABYTE  # two drawings of 20,000 points are under 2 MB of JSON; a phone's photo under 8
DRAIN_LIMIT = 8 * BODY_LIMIT  # of a body that is refused; beyond it the connection is cut


def guard_images(limit=BITMAP_PIXELS_LIMIT):
    """Make PIL refuse pictures of more than `limit` pixels instead of warning and decoding them."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = limit
    warnings.simplefilter("error", Image.DecompressionBombWarning)


class BodyLimit:
    """ASGI middleware that answers 413, with one sentence, to bodies of more than `limit` bytes.

    Gradio's max_file_size looks at uploaded files alone; this one looks at every request,
    whether or not it says its length beforehand.
    """

    def __init__(self, app, limit=BODY_LIMIT):
        self.app = app
        self.limit = limit

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self.limit:
            await self._drain(receive)
            await self._refuse(send)
            return
        await self._counted(scope, receive, send)

    async def _counted(self, scope, receive, send):
        """Pass the request on; once its body outgrows the limit, answer and tell the app that the client left."""
        seen, refused = 0, False

        async def receive_counted():
            nonlocal seen, refused
            message = await receive()
            seen += len(message.get("body", b""))
            if seen <= self.limit:
                return message
            if not refused:
                refused = True
                await self._refuse(send)
            return {"type": "http.disconnect"}

        async def send_unless_refused(message):
            if not refused:
                await send(message)

        try:
            await self.app(scope, receive_counted, send_unless_refused)
        except ClientDisconnect:
            if not refused:
                raise

    async def _drain(self, receive):
        """Read and drop what is being sent: some clients look for an answer only once they have sent it all."""
        dropped, more = 0, True
        while more and dropped < DRAIN_LIMIT:
            message = await receive()
            dropped += len(message.get("body", b""))
            more = message.get("more_body", False)

    async def _refuse(self, send):
        sentence = f"The request is larger than {self.limit / MEGABYTE:g} MB; send something smaller."
        body = json.dumps({"detail": sentence, "error": sentence}).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 413, "headers": [*headers, (b"connection", b"close")]})
        await send({"type": "http.response.body", "body": body})
