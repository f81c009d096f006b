"""The few files that we serve ourselves: parts of tabs that are opened later, and the picture for links to the page."""

from pathlib import Path

from starlette.responses import Response
from starlette.routing import Route

from ui.i18n.catalogue import LANGUAGES, download
from ui.learn import tab as learn
from ui.server.preload import FOREVER
from ui.shell.front_page import CARD
from ui.shell.tab_files import files

PICTURE = Path(__file__).with_name("card.png")
A_DAY = "public, max-age=86400"


def routes():
    """List routes for the files of scripts, for each language's texts and chapters, and for the card."""
    served = {f"inkspace/{name}": (body, "text/javascript", FOREVER) for name, body in files().values()}
    for name, body in [*map(download, LANGUAGES), *map(learn.download, LANGUAGES)]:
        served[f"inkspace/{name}"] = (body, "application/json", FOREVER)
    served[CARD] = (PICTURE.read_bytes(), "image/png", A_DAY)
    return [Route(f"/{path}", _answer(*what), methods=["GET"]) for path, what in served.items()]


def _answer(body, media_type, caching):
    async def answer(_request):
        return Response(body, media_type=media_type, headers={"cache-control": caching})

    return answer
