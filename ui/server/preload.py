"""Gradio's own files that the first view needs: named to the browser with the page's first bytes, compressed once.

Otherwise each is asked for only when the one before it has come and been run (the page's script, then the one that
lays out a page, then those of its parts), and compressed anew for everyone who asks.
"""

import mimetypes
from functools import cache
from pathlib import Path

import gradio
from starlette.responses import Response

from ui.server.compression import BEST, coding_for, compressed

# One address a line; `python -m bench.weight --ahead` writes it. A name changes with what is in the file, so one that
# the installed Gradio has not got is of another version, and left out.
LIST = Path(__file__).with_name("preload.txt")
FRONTEND = Path(gradio.__file__).parent / "templates" / "frontend"
FOREVER = "public, max-age=31536000, immutable"


@cache
def addresses():
    """Those of LIST that there are, in their order."""
    return tuple(line for line in LIST.read_text(encoding="utf-8").split() if (FRONTEND / line).is_file())


@cache
def links():
    """HTML for the page's head: an early link to each of the files."""
    return "".join(map(_link, addresses()))


def _link(address):
    if address.endswith(".css"):
        return f'<link rel="preload" as="style" crossorigin href="./{address}">'
    return f'<link rel="modulepreload" href="./{address}">'


class Ahead:
    """ASGI middleware that answers for these files from memory."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["method"] == "GET":
            address = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
            if address in addresses():
                accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
                await _answer(address, coding_for(accepted))(scope, receive, send)
                return
        await self.app(scope, receive, send)


@cache
def _answer(address, coding):
    body = compressed((FRONTEND / address).read_bytes(), coding, BEST)
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    if coding:
        headers["content-encoding"] = coding
    return Response(body, headers=headers, media_type=mimetypes.guess_type(address)[0])
