"""Have each request that computes wait for its turn, and tell who is refused when to ask again."""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.server.batch import Overtaken
from ui.server.client_rates import ClientRates
from ui.server.comeback import Comeback
from ui.server.json_bodies import read, replay
from ui.server.refusals import answer, refuse
from ui.server.waiting_line import About, Busy, WaitingLine

AGAIN = [(b"retry-after", b"1")]
# What a page gets that has asked something newer and forgotten this question: no error, which browsers would log.
OVERTAKEN = {"ok": False, "overtaken": True}


class TurnAway:
    """Answer 503 before a body is parsed, while not even the lightest request would be let in, as ASGI middleware.

    A page whose server is busy asks again after a moment, so that refusals are many: reading what they send would take
    half the time that they take.

    line : that is full; comeback : when to ask again
    """

    def __init__(self, app: ASGIApp, line: WaitingLine, comeback: Comeback) -> None:
        self.app = app
        self.line = line
        self.comeback = comeback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or not self.line.is_full():
            await self.app(scope, receive, send)
        elif await read(receive) is not None:
            await refuse_busy(send, self.comeback)


class Admission:
    """Answer 503 or 429 with Retry-After to requests beyond what a server can take, as ASGI middleware.

    line : whose turns they wait for
    rates, rates_heavy : how often one client may ask, and for what takes long
    comeback : when to ask again
    about : function of a request's parsed body, which says what it is

    Those who share a turn are in scope["state"]["batch"] for what comes after.
    """

    def __init__(
        self,
        app: ASGIApp,
        line: WaitingLine,
        rates: ClientRates,
        rates_heavy: ClientRates,
        comeback: Comeback,
        about: Callable[[dict[str, Any]], About],
    ) -> None:
        self.app = app
        self.line = line
        self.rates = rates
        self.rates_heavy = rates_heavy
        self.comeback = comeback
        self.about = about

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        client = (scope.get("client") or ("",))[0]
        about = self.about(scope.get("state", {}).get("body", {}))
        rates = [self.rates, self.rates_heavy] if about.heavy else [self.rates]
        if not all(rate.allows(client) for rate in rates):
            await refuse(send, 429, "Too many requests; ask again in a second.", AGAIN)
            return
        message = await receive()  # the whole body, which has been read before
        try:
            async with self.line.turn(client, about) as batch:
                if not await _has_left(receive):
                    scope.setdefault("state", {})["batch"] = batch
                    await self.app(scope, replay(message.get("body", b""), receive), send)
        except Busy:
            await refuse_busy(send, self.comeback)
        except Overtaken:
            await answer(send, 200, OVERTAKEN)


async def refuse_busy(send: Send, comeback: Comeback) -> None:
    """Answer 503, and say when to ask again."""
    seconds = comeback.after_refusal()
    sentence = f"The server is busy; ask again in {seconds} s."
    await refuse(send, 503, sentence, [(b"retry-after", str(seconds).encode())])


async def _has_left(receive: Receive) -> bool:
    """Tell whether the client has closed the connection while it waited."""
    listening = asyncio.ensure_future(receive())
    done, _ = await asyncio.wait({listening}, timeout=0)
    listening.cancel()
    return bool(done)
