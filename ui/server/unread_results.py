"""Drop results of Gradio's queue that nobody fetches.

`POST /call/name` gives an event's id, and the result waits under it until somebody asks for it: with Gradio, for ever.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import parse_qsl

import gradio as gr
import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.doors import below_root
from ui.server.json_bodies import kind_of
from ui.server.limits import LIMITS, Limits
from ui.server.refusals import refuse

QUEUED = ("join", "call", "v2")


class UnreadResults:
    """Keep at most so many unread results, each for so long, as ASGI middleware around Gradio's queue.

    demo : whose queue it is; limits : unread and unread_time
    """

    def __init__(
        self, app: ASGIApp, demo: gr.Blocks, limits: Limits = LIMITS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.app = app
        self.demo = demo
        self.limits = limits
        self.clock = clock
        self.since: OrderedDict[str, float] = OrderedDict()  # session, or event without one → when it was begun

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or kind_of(below_root(scope)) not in QUEUED:
            await self.app(scope, receive, send)
            return
        if scope["method"] != "POST":
            if _asked_for(scope) in self.demo._queue.pending_messages_per_session:
                await self.app(scope, receive, send)
            else:  # Gradio would begin an answer, break it off and log a traceback
                await refuse(
                    send, 404, "No such result waits here: it was fetched, or dropped, or is another replica's."
                )
            return
        await self.sweep()
        if len(self.since) >= self.limits.unread:
            sentence = "Too many results wait to be fetched; fetch yours, or use /run, which answers at once."
            await refuse(send, 503, sentence, [(b"retry-after", b"2")])
            return
        session = scope.get("state", {}).get("body", {}).get("session_hash")
        answer: list[bytes] = []

        async def heard(message: Message) -> None:
            answer.append(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, heard)
        if event := _event(b"".join(answer)):
            self.since[session if kind_of(below_root(scope)) == "join" and session else event] = self.clock()

    async def sweep(self) -> None:
        """Forget what has been read, and drop what has waited too long."""
        queue, now = self.demo._queue, self.clock()
        for key, begun in list(self.since.items()):
            if queue.pending_event_ids_session.get(key):
                if now - begun <= self.limits.unread_time:
                    continue
                await queue.clean_events(session_hash=key)
            queue.pending_messages_per_session.pop(key, None)
            queue.pending_event_ids_session.pop(key, None)  # where Gradio leaves an empty set for each call
            del self.since[key]


def _asked_for(scope: Scope) -> str:
    """Return the event, or the session, whose results a GET asks for."""
    path = below_root(scope).rstrip("/")
    if kind_of(path) == "join":
        return dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("session_hash", "")
    return str(path.rpartition("/")[2])


def _event(answer: bytes) -> str | None:
    """Read the event's id in what Gradio answers to a call; None where it refuses."""
    try:
        return str(orjson.loads(answer)["event_id"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None
