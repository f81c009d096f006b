"""Preload Gradio's own files that the first view needs: the page's head names them, and they are compressed once.

Otherwise the browser asks for each only after the one before it has come and run (the page's script, then the one
that lays out a page, then those of its parts), and Gradio compresses it anew for every visitor.
"""

import mimetypes
from functools import cache
from pathlib import Path

import gradio
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.server.compression import BEST, coding_for, compressed

# One address a line; `python -m bench.weight --preload` writes it. A name changes with what is in the file, so a name
# that the installed Gradio does not have belongs to another version and is left out.
LIST = Path(__file__).with_name("preload.txt")
FRONTEND = Path(gradio.__file__).parent / "templates" / "frontend"
FOREVER = "public, max-age=31536000, immutable"


@cache
def addresses() -> tuple[str, ...]:
    """List the addresses of LIST whose files the installed Gradio has, in their order."""
    return tuple(line for line in LIST.read_text(encoding="utf-8").split() if (FRONTEND / line).is_file())


@cache
def links() -> str:
    """Write HTML for the page's head: a link that preloads each of the files."""
    return "".join(map(_link, addresses()))


def _link(address: str) -> str:
    if address.endswith(".css"):
        return f'<link rel="preload" as="style" crossorigin href="./{address}">'
    return f'<link rel="modulepreload" href="./{address}">'


class Preload:
    """Answer requests for these files from memory, as ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            address = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
            if address in addresses():
                accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
                await _answer(address, coding_for(accepted))(scope, receive, send)
                return
        await self.app(scope, receive, send)


@cache
def _answer(address: str, coding: str | None) -> Response:
    body = compressed((FRONTEND / address).read_bytes(), coding, BEST)
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    if coding:
        headers["content-encoding"] = coding
    return Response(body, headers=headers, media_type=mimetypes.guess_type(address)[0])
