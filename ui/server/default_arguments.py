"""Plain calls may leave out later arguments: an endpoint can grow without breaking the programs that call it."""

import json
import re

CALLS = re.compile(
    r"/(?:call|run|api)/(\w+)/?"
)  # at the end of a path; v2 names its arguments and fills them in itself


class LaterArguments:
    """ASGI middleware that adds an endpoint's defaults to the {"data": […]} of a plain POST that is too short.

    Gradio refuses such a call, although the arguments that it lacks have defaults.
    """

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        called = CALLS.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        if not called or called.end() != len(scope["path"]):
            await self.app(scope, receive, send)
            return
        chunks, more = [], True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return  # the client has left
            chunks.append(message.get("body", b""))
            more = message.get("more_body", False)
        body = completed(b"".join(chunks), defaults(scope["app"], called[1]))
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
        scope = {**scope, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
        await self.app(scope, _once(body, receive), send)


def defaults(app, name):
    """Default of each argument of an endpoint, in order, from its first that has one on: ([], 0) for unknown names.

    Returns the defaults of the last arguments, and how many come before them.
    """
    endpoints = app.get_blocks().get_api_info()["named_endpoints"]
    arguments = endpoints.get(f"/{name}", {}).get("parameters", [])
    needed = sum(not argument["parameter_has_default"] for argument in arguments)
    return [argument.get("parameter_default") for argument in arguments[needed:]], needed


def completed(body, known):
    """A body whose "data" is shorter than the endpoint's arguments, with the defaults of those left out.

    body : bytes, as they came; anything that is not such a call is given back as it is
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


def _once(body, receive):
    """A `receive` that gives a body that has been read already, and after it what the client does."""
    given = False

    async def again():
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
