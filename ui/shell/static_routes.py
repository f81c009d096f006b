"""Serve the project's own files: scripts of the tabs, texts, chapters, and the picture for links to the page."""

from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.i18n.catalogue import LANGUAGES, download
from ui.learn import tab as learn
from ui.server.compression import BEST, coding_for, compressed
from ui.server.preload import FOREVER
from ui.shell.front_page import CARD
from ui.shell.tab_files import files

PICTURE = Path(__file__).with_name("card.png")
A_DAY = "public, max-age=86400"


def routes() -> list[Route]:
    """List routes for the files of scripts, for each language's texts and chapters, and for the card."""
    served = {f"inkspace/{name}": (body, "text/javascript", FOREVER) for name, body in files().values()}
    for name, body in [*map(download, LANGUAGES), *map(learn.download, LANGUAGES)]:
        served[f"inkspace/{name}"] = (body, "application/json", FOREVER)
    served[CARD] = (PICTURE.read_bytes(), "image/png", A_DAY)
    return [Route(f"/{path}", _answer(*what), methods=["GET"]) for path, what in served.items()]


def _answer(body: bytes, media_type: str, caching: str) -> Callable[[Request], Awaitable[Response]]:
    @cache  # compressed once, not for every visitor
    def in_coding(coding: str | None) -> bytes:
        return compressed(body, coding, BEST)

    async def answer(request: Request) -> Response:
        coding = coding_for(request.headers.get("accept-encoding", "").encode())
        headers = {"cache-control": caching}
        if media_type.startswith("image/"):
            return Response(body, media_type=media_type, headers=headers)
        headers |= {"vary": "accept-encoding"} | ({"content-encoding": coding} if coding else {})
        return Response(in_coding(coding), media_type=media_type, headers=headers)

    return answer
