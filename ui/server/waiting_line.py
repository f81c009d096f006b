"""Let as many requests be computed at once as there are threads, so many wait, and refuse the rest at once.

Threads of Python take turns: forty that compute at once answer a third as many requests a second as two do. And who
waits longer than a visitor does is better told to ask again.
"""

import asyncio
import math
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Collection, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from ui.server.batch import Batch, Overtaken

MEAN_OF = 16  # requests, over which the pace is averaged


class Busy(Exception):
    """Refuse a request because too many wait."""


@dataclass(frozen=True)
class About:
    """Say what a request is, as far as its turn depends on it.

    topic : what it is about; None for nothing that others wait for
    outdated_by : topics of newer requests that make this one useless
    heavy : whether it takes long
    together : requests of which this is equal, and not None, may share a turn
    """

    topic: Hashable = None
    outdated_by: Collection[Hashable] = ()
    heavy: bool = False
    together: Hashable = None


ANYTHING = About()


@dataclass(eq=False)
class _Waiter:
    client: str
    about: About
    turn: asyncio.Future[Batch] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


@dataclass
class _Lane:
    """Those of the line that take long, or those that do not: how many turns they may still have, and their pace."""

    free: int
    limit_time: float
    pace: float = 0.0  # s from one request that ends to the next, while others wait
    last_end: float | None = None  # None: since then nobody has waited

    def note_end(self, requests: int, now: float, others_wait: bool) -> None:
        """Reckon with a turn that has ended, and with how many requests shared it."""
        if self.last_end is not None:
            each = (now - self.last_end) / requests
            self.pace += (each - self.pace) * (1 - (1 - 1 / MEAN_OF) ** requests)
        self.last_end = now if others_wait else None


class WaitingLine:
    """Hand out turns, first come first served.

    turns : how many may be held at once; turns_heavy : by requests that take long, which could hold every turn, so that
        whoever draws would wait for somebody else's refinement; None for all turns
    limit : how many requests may wait, limit_each : of one client
    limit_time, limit_time_heavy : how long, s, the last in line may have to wait by the pace of late, which on a slow
        or busy machine is reached sooner than the limit
    share_heavy : of the time, that what takes long may hold its turns while others wait
    batch : how many requests may share a turn
    clock : function without arguments, seconds
    """

    def __init__(
        self,
        turns: int,
        limit: int,
        limit_each: int,
        limit_time: float = math.inf,
        turns_heavy: int | None = None,
        limit_time_heavy: float = math.inf,
        share_heavy: float = 1,
        batch: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.free = turns
        self.limit = limit
        self.limit_each = limit_each
        self.batch = batch
        self.share_heavy = share_heavy
        self.began: dict[Batch, float] = {}  # turns that are held → since when
        self.needed: dict[Batch, list[About]] = {}  # turns that are held → requests still needed
        self.light_first_until = -math.inf
        self.clock = clock
        heavy = _Lane(turns if turns_heavy is None else turns_heavy, limit_time_heavy)
        self.lanes = {False: _Lane(turns, limit_time), True: heavy}
        self.line: deque[_Waiter] = deque()
        self.waiting_of: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, client: str, about: About = ANYTHING) -> AsyncIterator[Batch]:
        """Wait for a turn and hold it for the block, which gets those who share it.

        Raises Busy where too many wait, Overtaken once a request has come that makes this one useless.
        """
        batch = await self._enter(client, about)
        try:
            yield batch
        finally:
            self._leave(batch, about)

    async def _enter(self, client: str, about: About) -> Batch:
        if about.topic is not None:
            self._overtake(about.topic)
        if self._may_go(about):
            return self._begin([about])
        if self.is_full(about.heavy) or self.waiting_of[client] >= self.limit_each:
            raise Busy
        waiter = _Waiter(client, about)
        self.line.append(waiter)
        self.waiting_of[client] += 1
        try:
            return await waiter.turn
        except asyncio.CancelledError:  # the visitor has left
            if waiter.turn.done() and not waiter.turn.cancelled() and waiter.turn.exception() is None:
                self._leave(waiter.turn.result(), about)  # the turn had just come
            raise
        finally:
            self._forget(waiter)

    def is_full(self, heavy: bool = False) -> bool:
        """Tell whether one who takes long, or one who does not, would have to wait too long."""
        before, lane = sum(one.about.heavy == heavy for one in self.line), self.lanes[heavy]
        return len(self.line) >= self.limit or before * lane.pace > lane.limit_time

    def _overtake(self, topic: Hashable) -> None:
        """Send away whoever is made useless by a request of this topic, and have those stop who compute."""
        for waiter in [one for one in self.line if topic in one.about.outdated_by]:
            self.line.remove(waiter)
            waiter.turn.set_exception(Overtaken())
        for batch, abouts in self.needed.items():
            abouts[:] = [about for about in abouts if topic not in about.outdated_by]
            if not abouts:
                batch.useless.set()

    def _may_go(self, about: About) -> bool:
        if self.free <= 0 or self.lanes[about.heavy].free <= 0:
            return False
        return not about.heavy or self.clock() >= self.light_first_until or all(one.about.heavy for one in self.line)

    def _begin(self, abouts: list[About]) -> Batch:
        """Give a turn to requests that share it."""
        self.free -= 1
        self.lanes[abouts[0].heavy].free -= 1
        batch = Batch(len(abouts))
        self.began[batch] = self.clock()
        self.needed[batch] = abouts
        return batch

    def _leave(self, batch: Batch, about: About) -> None:
        """Take one of those who share a turn out of it; with the last of them, give it to the next who waits."""
        batch.leave()
        if batch.members > 0:
            return
        lane, now = self.lanes[about.heavy], self.clock()
        took = now - self.began.pop(batch)
        del self.needed[batch]
        if about.heavy:
            self.light_first_until = now + took * (1 / self.share_heavy - 1)
        self.free += 1
        lane.free += 1
        lane.note_end(batch.size, now, any(one.about.heavy == about.heavy for one in self.line))
        while (next_one := next((one for one in self.line if self._may_go(one.about)), None)) is not None:
            self._call(next_one)

    def _call(self, first: _Waiter) -> None:
        """Give a turn to one who waits, and to those who may share it."""
        called = [first]
        if (together := first.about.together) is not None:
            alike = (one for one in self.line if one.about.together == together and one is not first)
            called += [one for one, _ in zip(alike, range(self.batch - 1), strict=False)]
        for one in called:
            self.line.remove(one)
        called = [one for one in called if not one.turn.done()]  # others have just left
        if not called:
            return
        batch = self._begin([one.about for one in called])
        for one in called:
            one.turn.set_result(batch)

    def _forget(self, waiter: _Waiter) -> None:
        if waiter in self.line:
            self.line.remove(waiter)
        self.waiting_of[waiter.client] -= 1
        if self.waiting_of[waiter.client] <= 0:
            del self.waiting_of[waiter.client]
