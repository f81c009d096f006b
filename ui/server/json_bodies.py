"""Read the JSON that is posted, once, and pass on what is known of it: unknown fields never reach Gradio."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.doors import below_root
from ui.server.limits import LIMITS, Limits
from ui.server.refusals import refuse

# By the end of the path; a call of version 2 has the endpoint's arguments for its fields.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "component_server": ("data", "component_id", "session_hash", "fn_name"),
    "join": ("data", "fn_index", "session_hash"),
    "run": ("data", "session_hash"),
    "call": ("data",),
}
Wrong = tuple[int, str]  # status and sentence
SESSION = re.compile(r"[\w-]{1,64}", re.ASCII)


class JsonBodies:
    """Answer 400, with one sentence, to bodies that are no JSON object or name what is not there, as ASGI middleware.

    known : function of (component's number, name of a server function), which tells whether there is such a one
    takes : function of an endpoint's name, or of the number by which Gradio's client calls it: how many arguments it
        needs, and the names of all that it takes; None for one that is not there
    limits : depth, how deep brackets may be nested: what reads them further on would stumble over hundreds

    JSON is what RFC 8259 says: NaN and lone surrogates are none. The body as it was parsed is in scope["state"]["body"]
    for what comes after.
    """

    def __init__(
        self,
        app: ASGIApp,
        known: Callable[[Any, Any], bool],
        takes: Callable[[str | int], tuple[int, Sequence[str]] | None],
        limits: Limits = LIMITS,
    ) -> None:
        self.app = app
        self.known = known
        self.takes = takes
        self.depth = limits.depth

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        body = await read(receive)
        if body is None:
            return
        try:
            given = orjson.loads(body)
        except orjson.JSONDecodeError:
            await refuse(
                send, 400, "The body must be JSON, as UTF-8, and its numbers finite: NaN and Infinity are none."
            )
            return
        if not isinstance(given, dict):
            await refuse(send, 400, 'The body must be a JSON object, such as {"data": […]}.')
            return
        if is_deeper(given, self.depth):
            await refuse(send, 400, f"The body's brackets may be nested {self.depth} deep, and are deeper.")
            return
        path = below_root(scope)
        kind = kind_of(path)
        if kind == "v2":
            _, arguments = self.takes(_endpoint(path)) or (0, ())
            given = {name: given[name] for name in arguments if name in given}
        elif kind in FIELDS:
            given = {name: given[name] for name in FIELDS[kind] if name in given}
            if wrong := self._wrong(kind, given, path):
                await refuse(send, *wrong)
                return
        parsed = orjson.dumps(given)
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
        headers.append((b"content-length", str(len(parsed)).encode()))
        scope.setdefault("state", {})["body"] = given
        await self.app({**scope, "headers": headers}, replay(parsed, receive), send)

    def _wrong(self, kind: str, given: dict[str, Any], path: str) -> Wrong | None:
        """Say what is wrong with the known fields of a body: (status, sentence), or nothing."""
        session = given.get("session_hash")
        if session is not None and not (isinstance(session, str) and SESSION.fullmatch(session)):
            return 400, "session_hash must be 1 to 64 letters, digits and hyphens."
        if kind == "component_server":
            if session is None or "data" not in given:
                return 400, "A call of the page needs data, component_id, session_hash and fn_name."
            if not self.known(given.get("component_id"), given.get("fn_name")):
                return 404, "There is no such function of the page."
        elif not isinstance(given.get("data"), list):
            return 400, 'The body must have the arguments in order, {"data": […]}.'
        elif kind == "join":
            if session is None:
                return 400, "A call by the queue needs a session_hash."
            number = given.get("fn_index")
            if type(number) is not int or (takes := self.takes(number)) is None:
                return 404, "There is no such endpoint."
            return _miscounted(given["data"], len(takes[1]), len(takes[1]))  # the queue fills in no defaults
        elif takes := self.takes(_endpoint(path)):
            return _miscounted(given["data"], takes[0], len(takes[1]))
        return None


def _endpoint(path: str) -> str:
    """Return the endpoint's name in the path of a call: the last part."""
    return path.strip("/").split("/")[-1]


def _miscounted(arguments: list[Any], needed: int, most: int) -> Wrong | None:
    """Say that there are too many or too few arguments: (status, sentence), or nothing."""
    if needed <= len(arguments) <= most:
        return None
    wanted = f"{needed} to {most}" if needed < most else str(most)
    return 400, f"data must have {wanted} of the endpoint's arguments, in order, and has {len(arguments)}."


def is_deeper(value: Any, depth: int) -> bool:
    """Tell whether lists and objects of a JSON value are nested deeper than `depth`."""
    level = [value]
    for _ in range(depth):
        within = (one.values() if isinstance(one, dict) else one for one in level)
        level = [inner for each in within for inner in each if isinstance(inner, list | dict)]
        if not level:
            return False
    return True


def kind_of(path: str) -> str:
    """Name what is posted to a path below the root: component_server, join, run, call or v2 (a call by names)."""
    parts = path.strip("/").split("/")[1:]
    if parts[:2] == ["call", "v2"]:
        return "v2"
    return {"queue": "join", "api": "run"}.get(parts[0], parts[0]) if parts else ""


async def read(receive: Receive) -> bytes | None:
    """Read a whole body; None where the client has left."""
    chunks, more = [], True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(chunks)


def replay(body: bytes, receive: Receive) -> Receive:
    """Make a `receive` that gives a body that was read already, and then whatever the client sends."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
