"""Fill in the arguments that a plain call leaves out, so that an endpoint can grow without breaking its callers."""

import json
import re
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.server.json_bodies import read, replay

# At the end of a path. Calls of version 2 name their arguments, and Gradio fills in the others itself.
CALLS = re.compile(r"/(?:call|run|api)/(\w+)/?")


class DefaultArguments:
    """Add an endpoint's defaults, as ASGI middleware, to the {"data": […]} of a plain POST that is too short.

    Gradio refuses such a call, although the arguments that it lacks have defaults.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        called = CALLS.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        if not called or called.end() != len(scope["path"]):
            await self.app(scope, receive, send)
            return
        sent = await read(receive)
        if sent is None:
            return
        body = completed(sent, defaults(scope["app"], called[1]))
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
        scope = {**scope, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
        await self.app(scope, replay(body, receive), send)


def defaults(app: Any, name: str) -> tuple[list[Any], int]:
    """Look up the defaults of an endpoint's last arguments.

    app : Gradio's, which runs the endpoint
    Returns those defaults, in order, and how many arguments without one come before them; ([], 0) for unknown names.
    """
    endpoints = app.get_blocks().get_api_info()["named_endpoints"]
    arguments = endpoints.get(f"/{name}", {}).get("parameters", [])
    needed = sum(not argument["parameter_has_default"] for argument in arguments)
    return [argument.get("parameter_default") for argument in arguments[needed:]], needed


def completed(body: bytes, known: tuple[list[Any], int]) -> bytes:
    """Complete a body whose "data" is shorter than the endpoint's arguments by the defaults of those left out.

    body : as it came; anything that is not such a call is returned unchanged
    known : as `defaults` gives it
    """
    values, needed = known
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        return body
    data = call.get("data") if isinstance(call, dict) else None
    if not isinstance(data, list) or not needed <= len(data) < needed + len(values):
        return body
    return json.dumps({**call, "data": data + values[len(data) - needed :]}).encode()
