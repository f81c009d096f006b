"""Let as many requests be computed at once as there are threads, so many wait, and refuse the rest at once.

Threads of Python take turns: forty that compute at once answer a third as many requests a second as two do. And who
waits longer than a visitor does is better told to ask again.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Collection, Hashable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.server.client_rates import ClientRates
from ui.server.comeback import Comeback
from ui.server.json_bodies import replay
from ui.server.refusals import refuse

AGAIN = [(b"retry-after", b"1")]


class Busy(Exception):
    """Refuse a request because too many wait."""


class Overtaken(Exception):
    """Refuse a request because the same page has asked a newer question of the same kind."""


@dataclass(eq=False)
class _Waiter:
    client: str
    outdated_by: Collection[Hashable]
    turn: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class WaitingLine:
    """Hand out turns, first come first served.

    turns : how many may be held at once; limit : how many requests may wait, limit_each : of one client
    """

    def __init__(self, turns: int, limit: int, limit_each: int) -> None:
        self.free = turns
        self.limit = limit
        self.limit_each = limit_each
        self.line: deque[_Waiter] = deque()
        self.waiting_of: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(
        self, client: str, topic: Hashable = None, outdated_by: Collection[Hashable] = ()
    ) -> AsyncIterator[None]:
        """Wait for a turn and hold it for the block.

        topic : what the request is about, None for nothing that others wait for
        outdated_by : topics of newer requests that make this one useless while it waits
        Raises Busy where too many wait, Overtaken once a request has come that makes this one useless.
        """
        await self._enter(client, topic, outdated_by)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, client: str, topic: Hashable, outdated_by: Collection[Hashable]) -> None:
        if self.free > 0:
            self.free -= 1
            return
        if topic is not None:
            self.overtake(topic)
        if len(self.line) >= self.limit or self.waiting_of[client] >= self.limit_each:
            raise Busy
        waiter = _Waiter(client, outdated_by)
        self.line.append(waiter)
        self.waiting_of[client] += 1
        try:
            await waiter.turn
        except asyncio.CancelledError:  # the visitor has left
            if waiter.turn.done() and not waiter.turn.cancelled() and waiter.turn.exception() is None:
                self._leave()  # the turn had just come
            raise
        finally:
            self._forget(waiter)

    def overtake(self, topic: Hashable) -> None:
        """Send away whoever is made useless by a request of this topic."""
        for waiter in [one for one in self.line if topic in one.outdated_by]:
            self.line.remove(waiter)
            waiter.turn.set_exception(Overtaken())

    def _leave(self) -> None:
        """Give a turn to the next who waits."""
        while self.line:
            waiter = self.line.popleft()
            if not waiter.turn.done():
                waiter.turn.set_result(None)
                return
        self.free += 1

    def _forget(self, waiter: _Waiter) -> None:
        if waiter in self.line:
            self.line.remove(waiter)
        self.waiting_of[waiter.client] -= 1
        if self.waiting_of[waiter.client] <= 0:
            del self.waiting_of[waiter.client]


class Admission:
    """Answer 503 or 429 with Retry-After to requests beyond what a server can take, as ASGI middleware.

    line, heavy_line : a WaitingLine for all, and one before it for what takes long: where that could hold every turn,
        whoever draws would wait for somebody else's refinement
    rates, heavy_rates : how often one client may ask, and for what takes long
    comeback : when to ask again
    is_heavy : function of a request's parsed body, which tells whether it takes long
    topic_of : function of a request's parsed body: (topic, topics that outdate it), as `WaitingLine.turn` takes them
    """

    def __init__(
        self,
        app: ASGIApp,
        line: WaitingLine,
        heavy_line: WaitingLine,
        rates: ClientRates,
        heavy_rates: ClientRates,
        comeback: Comeback,
        is_heavy: Callable[[dict], bool],
        topic_of: Callable[[dict], tuple[Hashable, Collection[Hashable]]],
    ) -> None:
        self.app = app
        self.line = line
        self.heavy_line = heavy_line
        self.rates = rates
        self.heavy_rates = heavy_rates
        self.comeback = comeback
        self.is_heavy = is_heavy
        self.topic_of = topic_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        client = (scope.get("client") or ("",))[0]
        body = scope.get("state", {}).get("body", {})
        heavy, (topic, outdated_by) = self.is_heavy(body), self.topic_of(body)
        rates = [self.rates, self.heavy_rates] if heavy else [self.rates]
        if not all(rate.allows(client) for rate in rates):
            await refuse(send, 429, "Too many requests; ask again in a second.", AGAIN)
            return
        message = await receive()  # the whole body, which has been read before
        if topic is not None:
            self.heavy_line.overtake(topic)  # a refinement waits there, and newer ink comes by the other line
        try:
            async with AsyncExitStack() as turns:
                for line in [self.heavy_line, self.line] if heavy else [self.line]:
                    await turns.enter_async_context(line.turn(client, topic, outdated_by))
                if not await _has_left(receive):
                    await self.app(scope, replay(message.get("body", b""), receive), send)
        except Busy:
            seconds = self.comeback.after_refusal()
            sentence = f"The server is busy; ask again in {seconds} s."
            await refuse(send, 503, sentence, [(b"retry-after", str(seconds).encode())])
        except Overtaken:
            await refuse(send, 409, "A newer request of the same page has come.")


async def _has_left(receive: Receive) -> bool:
    """Tell whether the client has closed the connection while it waited."""
    listening = asyncio.ensure_future(receive())
    done, _ = await asyncio.wait({listening}, timeout=0)
    listening.cancel()
    return bool(done)
