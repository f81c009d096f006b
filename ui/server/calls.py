"""Answer the page's calls and the API's plain calls: find the function, run it in a thread, send what it returns.

Gradio would do both as well, and keep a session for each caller, answer every refusal with 500, and print a traceback
with the addresses of objects for whatever it does not know.
"""

import inspect
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import anyio
import gradio as gr
import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from ui.server.admission import OVERTAKEN
from ui.server.batch import Batch, Overtaken, Together
from ui.server.doors import below_root
from ui.server.waiting_line import ANYTHING, About

LOG = logging.getLogger("inkspace")
FAULT = "Something went wrong here, not with what you sent; it has been logged."


class Calls:
    """Find and call what a page of Gradio offers. How many run at once is up to `ui.server.waiting_line`."""

    def __init__(self, demo: gr.Blocks) -> None:
        self.demo = demo

    def page_function(self, component: Any, name: Any) -> Callable[[Any], Any] | None:
        """Return a server function of a component by both their names; None for what is not there."""
        block = self.demo.blocks.get(component) if type(component) is int else None
        function = getattr(block, "__dict__", {}).get(name) if isinstance(name, str) else None
        return function if getattr(function, "_is_server_fn", False) else None

    def endpoints(self) -> dict[str, Any]:
        """Return Gradio's description of each endpoint of the API, by its name."""
        fns = self.demo.fns.values()
        return {fn.api_name: fn for fn in fns if fn.api_name and fn.api_visibility == "public"}

    def takes(self, endpoint: str | int) -> tuple[int, list[str]] | None:
        """Return how many arguments an endpoint of the API needs, and the names of all that it takes; or None.

        endpoint : its name, or the number by which Gradio's own client calls it
        """
        for name, fn in self.endpoints().items():
            if endpoint in (name, fn._id):
                taken = inspect.signature(fn.fn).parameters
                return sum(one.default is one.empty for one in taken.values()), list(taken)
        return None

    def about(self, body: Mapping[str, Any]) -> About:
        """Say what a call of the page is for `ui.server.waiting_line`; calls of programs are nothing in particular."""
        function = self._called(body)
        if function is None:
            return ANYTHING
        part = (body["session_hash"], body["component_id"])
        fields = body["data"] if isinstance(body["data"], dict) else {}
        return About(
            (*part, function.__name__),
            [(*part, name) for name in getattr(function, "outdated_by", ())],
            hasattr(function, "heavy") and function.heavy(fields),
            function if hasattr(function, "together") else None,
        )

    def kind_of(self, scope: Scope) -> str:
        """Name what a request asked for, in few words: a function of the page, an endpoint, a kind of file.

        "unread" is a call of the page that was refused before it was read.
        """
        path, body = below_root(scope), scope.get("state", {}).get("body", {})
        if (function := self._called(body)) is not None:
            return function.__name__
        for name in self.endpoints():
            if re.search(rf"/{name}(/|$)", path):
                return f"/{name}"
        kinds = {"/gradio_api/component_server": "unread", "/": "page", "/healthz": "healthz", "/metrics": "metrics"}
        known = path.startswith(("/assets/", "/static/", "/inkspace/", "/theme", "/favicon"))
        return kinds.get(path.rstrip("/") or "/", "file" if known else "other")

    def _called(self, body: Mapping[str, Any]) -> Callable[[Any], Any] | None:
        return self.page_function(body.get("component_id"), body.get("fn_name"))

    def routes(self) -> list[Route]:
        """List the routes, which come before Gradio's of the same addresses."""
        return [
            Route("/gradio_api/component_server", self.answer_page, methods=["POST"]),
            Route("/gradio_api/component_server/", self.answer_page, methods=["POST"]),
            *(
                Route(f"/gradio_api/{way}/{{name}}{end}", self.answer_program, methods=["POST"])
                for way in ("run", "api")
                for end in ("", "/")
            ),
        ]

    async def answer_page(self, request: Request) -> Response:
        """Answer a call of the page: what its function returns, as JSON."""
        body = request.state.body
        function = self.page_function(body["component_id"], body["fn_name"])
        assert function is not None  # JsonBodies has asked the same
        batch: Batch | None = getattr(request.state, "batch", None)
        together: Together | None = getattr(function, "together", None)
        if batch is None or together is None:
            return await self._call(function, body["data"])
        return await _answered(function, batch.answer(together, body["data"]))

    async def answer_program(self, request: Request) -> Response:
        """Answer a plain call of the API: {"data": [what the function returns]}, or {"error": sentence}."""
        endpoint = self.endpoints()[request.path_params["name"]]
        return await self._call(endpoint.fn, *request.state.body["data"], wrap=True)  # JsonBodies has counted them

    async def _call(self, function: Callable, *arguments: Any, wrap: bool = False) -> Response:
        """Run a function in a thread; wrap : whether to answer {"data": [result]}."""
        return await _answered(function, anyio.to_thread.run_sync(function, *arguments), wrap)


async def _answered(function: Callable, asked: Awaitable[Any], wrap: bool = False) -> Response:
    """Turn what comes of asking a function into an answer; wrap as for `Calls._call`."""
    try:
        found = await asked
    except gr.Error as refusal:
        return _json(400, {"error": refusal.message, "detail": refusal.message})
    except Overtaken:  # while it was computed
        return _json(200, OVERTAKEN)
    except Exception:
        LOG.exception("%s failed", function.__name__)
        return _json(500, {"error": FAULT, "detail": FAULT})
    return _json(200, {"data": [found]} if wrap else found)


def _json(status: int, content: Any) -> Response:
    headers = {"cache-control": "no-store"}
    return Response(
        orjson.dumps(content, option=orjson.OPT_SERIALIZE_NUMPY), status, headers=headers, media_type="application/json"
    )
