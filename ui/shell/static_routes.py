"""The few files that we serve ourselves: parts of tabs that are opened later, and the picture for links to the page."""

from pathlib import Path

from starlette.responses import Response
from starlette.routing import Route

from ui.i18n.catalogue import LANGUAGES, download
from ui.kit.widget import Widget
from ui.learn import tab as learn
from ui.server.preload import FOREVER
from ui.shell.front_page import CARD

PICTURE = Path(__file__).with_name("card.png")
A_DAY = "public, max-age=86400"


def routes():
    """Routes for every widget's bundle, for each language's texts and chapters, and for the card."""
    parts = [*_bundles(), *map(download, LANGUAGES), *map(learn.download, LANGUAGES)]
    served = {f"inkspace/{name}": (body, "application/json", FOREVER) for name, body in parts}
    served[CARD] = (PICTURE.read_bytes(), "image/png", A_DAY)
    return [Route(f"/{path}", _answer(*what), methods=["GET"]) for path, what in served.items()]


def _bundles():
    """(name, body) of each widget that has files; bases that widgets share have none."""
    waiting = [Widget]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.template:
            yield kind.bundle()


def _answer(body, media_type, caching):
    async def answer(_request):
        return Response(body, media_type=media_type, headers={"cache-control": caching})

    return answer
