"""Who is computed at once, who waits, and who is told to ask again."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse

from tests.support.coroutines import run
from ui.server.client_rates import ClientRates
from ui.server.comeback import Comeback
from ui.server.waiting_line import Admission, Busy, Overtaken, WaitingLine


class Visitor:
    """One request: it enters the line, computes until told to end, and notes what came of it."""

    def __init__(self, line, client="c", topic=None, outdated_by=()):
        self.end, self.state = asyncio.Event(), "waits"
        self.task = asyncio.create_task(self._come(line, client, topic, outdated_by))

    async def _come(self, line, client, topic, outdated_by):
        try:
            async with line.turn(client, topic, outdated_by):
                self.state = "computes"
                await self.end.wait()
                self.state = "done"
        except Busy:
            self.state = "busy"
        except Overtaken:
            self.state = "overtaken"


async def states(*visitors):
    for _ in range(5):
        await asyncio.sleep(0)
    return [visitor.state for visitor in visitors]


def test_no_more_than_the_turns_compute_at_once_and_the_first_comes_first():
    async def scene():
        line = WaitingLine(2, 10, 10)
        all_of_them = [Visitor(line) for _ in range(5)]
        assert await states(*all_of_them) == ["computes"] * 2 + ["waits"] * 3
        all_of_them[1].end.set()
        assert await states(*all_of_them) == ["computes", "done", "computes", "waits", "waits"]
        for one in all_of_them:
            one.end.set()
        assert await states(*all_of_them) == ["done"] * 5
        assert (line.free, len(line.line), dict(line.waiting_of)) == (2, 0, {})

    run(scene())


def test_beyond_the_limit_one_is_told_at_once():
    async def scene():
        line = WaitingLine(1, 2, 10)
        assert await states(*[Visitor(line) for _ in range(4)]) == ["computes", "waits", "waits", "busy"]

    run(scene())


@pytest.mark.parametrize(("seconds_each", "waiting"), [(0.01, 10), (0.1, 5), (2, 1)])
def test_the_slower_the_turns_end_the_fewer_may_wait(seconds_each, waiting):
    """At 0.1 s a turn the sixth in line would wait longer than 0.5 s; nobody waits where a turn takes longer itself."""
    now = 0.0

    async def scene():
        nonlocal now
        line = WaitingLine(1, 10, 100, limit_time=0.45, clock=lambda: now)
        first, *others = [Visitor(line) for _ in range(2)]
        await states()
        for _ in range(200):  # there is always one who waits
            now += seconds_each
            first.end.set()
            first, others = others[0], [Visitor(line)]
            await states()
        others += [Visitor(line) for _ in range(20)]
        return await states(*others)

    found = run(scene())
    assert found == ["waits"] * waiting + ["busy"] * (21 - waiting)


def test_one_client_cannot_fill_the_line():
    async def scene():
        line = WaitingLine(1, 10, 1)
        greedy = [Visitor(line, "greedy") for _ in range(3)]
        other = Visitor(line, "other")
        assert await states(*greedy, other) == ["computes", "waits", "busy", "waits"]

    run(scene())


def test_a_newer_request_takes_the_place_of_those_that_it_makes_useless():
    async def scene():
        line = WaitingLine(1, 10, 10)
        first = Visitor(line)
        older, refinement, other = (
            Visitor(line, topic=topic, outdated_by=["pen"]) for topic in ("pen", "refine", "pad")
        )
        strip = Visitor(line, topic="strip", outdated_by=["strip"])
        newer = Visitor(line, topic="pen", outdated_by=["pen"])
        states_now = await states(first, older, refinement, other, strip, newer)
        assert states_now == ["computes", "overtaken", "overtaken", "overtaken", "waits", "waits"]
        first.end.set()
        strip.end.set()
        assert await states(newer) == ["computes"]

    run(scene())


def test_a_turn_is_not_lost_with_a_visitor_who_leaves():
    async def scene():
        line = WaitingLine(1, 10, 10)
        first, leaves, next_one = (Visitor(line) for _ in range(3))
        await states()
        leaves.task.cancel()
        first.end.set()
        assert await states(first, next_one) == ["done", "computes"]
        next_one.task.cancel()
        await states()
        assert (line.free, dict(line.waiting_of)) == (1, {})

    run(scene())


def test_a_turn_that_comes_to_one_who_leaves_at_that_moment_goes_on():
    async def scene():
        line = WaitingLine(1, 10, 10)
        first, leaves, next_one = (Visitor(line) for _ in range(3))
        await states()
        first.end.set()
        await asyncio.sleep(0)
        leaves.task.cancel()
        assert (await states(next_one)) == ["computes"]

    run(scene())


async def asked(admission, leaves=False):
    """Send a request; returns the status and headers of what comes, or None. leaves : the client closes at once"""
    came = []
    messages = [{"type": "http.request", "body": b"{}"}, *([{"type": "http.disconnect"}] if leaves else [])]

    async def receive():
        if messages:
            return messages.pop(0)
        await asyncio.Event().wait()

    async def send(message):
        came.append(message)

    scope = {"type": "http", "method": "POST", "client": ("9.9.9.9", 1), "state": {"body": {}}}
    await admission(scope, receive, send)
    return (came[0]["status"], dict(came[0]["headers"])) if came else None


def admission(line=None, rates=None, heavy=None, is_heavy=False, heavy_line=None, topics=(None, ())):
    many = ClientRates(1000, 1000, 10)
    return Admission(
        PlainTextResponse("computed"),
        line or WaitingLine(1, 1, 1),
        heavy_line or WaitingLine(1, 1, 1),
        rates or many,
        heavy or many,
        Comeback(50, 5),
        lambda _body: is_heavy,
        lambda _body: topics,
    )


def test_a_request_is_computed():
    assert run(asked(admission()))[0] == 200


def test_a_busy_server_says_when_to_ask_again():
    async def scene():
        return await asked(admission(WaitingLine(0, 0, 0)))

    status, headers = run(scene())
    assert (status, headers[b"retry-after"]) == (503, b"1")


def test_what_takes_long_leaves_a_turn_to_the_others():
    async def scene():
        line, heavy_line = WaitingLine(2, 10, 10), WaitingLine(1, 10, 10)
        async with heavy_line.turn("somebody else's refinement"), line.turn("somebody else's refinement"):
            refinement = asyncio.create_task(asked(admission(line, heavy_line=heavy_line, is_heavy=True)))
            status, _ = await asked(admission(line, heavy_line=heavy_line))
            assert (status, refinement.done()) == (200, False)
        return (await refinement)[0]

    assert run(scene()) == 200


def test_newer_ink_sends_away_a_refinement_that_waits_though_a_turn_is_free():
    async def scene():
        line, heavy_line = WaitingLine(2, 10, 10), WaitingLine(0, 10, 10)
        polish = admission(line, heavy_line=heavy_line, is_heavy=True, topics=("polish", ["ink"]))
        refinement = asyncio.create_task(asked(polish))
        await asyncio.sleep(0)
        assert (await asked(admission(line, heavy_line=heavy_line, topics=("ink", ()))))[0] == 200
        return (await refinement)[0]

    assert run(scene()) == 409


@pytest.mark.parametrize(("is_heavy", "statuses"), [(False, [200, 200, 200]), (True, [200, 429, 429])])
def test_what_takes_long_is_asked_for_less_often(is_heavy, statuses):
    guarded = admission(heavy=ClientRates(0, 1, 10), is_heavy=is_heavy)

    async def scene():
        return [(await asked(guarded))[0] for _ in range(3)]

    assert run(scene()) == statuses


def test_nothing_is_computed_for_a_client_who_has_left():
    assert run(asked(admission(), leaves=True)) is None
