"""Who is computed at once, who waits, who goes together, and who is refused."""

import asyncio

import pytest

from tests.support.coroutines import run
from ui.server.waiting_line import About, Busy, Overtaken, WaitingLine


class Visitor:
    """One request: it enters the line, computes until told to end, and notes what came of it."""

    def __init__(self, line, client="c", **about):
        self.end, self.state, self.batch = asyncio.Event(), "waits", None
        self.task = asyncio.create_task(self._come(line, client, About(**about)))

    async def _come(self, line, client, about):
        try:
            async with line.turn(client, about) as self.batch:
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


def test_those_of_one_kind_who_wait_share_the_next_turn_up_to_the_limit():
    async def scene():
        line = WaitingLine(1, 10, 10, batch=3)
        first = Visitor(line, together="ink")
        inks, other = [Visitor(line, together="ink") for _ in range(4)], Visitor(line)
        assert await states(first, *inks, other) == ["computes", *["waits"] * 5]
        first.end.set()
        assert await states(*inks, other) == ["computes"] * 3 + ["waits"] * 2
        assert len({one.batch for one in inks[:3]}) == 1 and inks[0].batch.size == 3
        for one in inks[:2]:
            one.end.set()
        assert await states(*inks, other) == ["done", "done", "computes", "waits", "waits"]
        inks[2].end.set()
        assert await states(*inks[2:], other) == ["done", "computes", "waits"]
        inks[3].end.set()
        other.end.set()
        assert await states(other) == ["done"]
        assert (line.free, len(line.line), dict(line.waiting_of)) == (1, 0, {})

    run(scene())


def test_those_of_no_kind_never_share_a_turn():
    async def scene():
        line = WaitingLine(1, 10, 10, batch=3)
        first, *others = [Visitor(line) for _ in range(3)]
        await states()
        first.end.set()
        assert await states(*others) == ["computes", "waits"]

    run(scene())


def test_what_takes_long_leaves_a_turn_to_the_others_who_pass_it():
    async def scene():
        line = WaitingLine(2, 10, 10, turns_heavy=1)
        heavy = [Visitor(line, heavy=True) for _ in range(2)]
        light = [Visitor(line) for _ in range(2)]
        assert await states(*heavy, *light) == ["computes", "waits", "computes", "waits"]
        light[0].end.set()
        assert await states(*heavy, *light) == ["computes", "waits", "done", "computes"]
        heavy[0].end.set()
        assert await states(*heavy) == ["done", "computes"]

    run(scene())


def test_what_takes_long_lets_those_who_wait_pass_until_it_has_held_no_more_than_its_share():
    now = 0.0

    async def scene():
        nonlocal now
        line = WaitingLine(1, 10, 10, share_heavy=0.25, clock=lambda: now)
        first, second = (Visitor(line, heavy=True) for _ in range(2))
        light = [Visitor(line) for _ in range(3)]
        await states()
        now = 1.0
        first.end.set()  # after a second: three are to follow for the others
        assert await states(second, *light) == ["waits", "computes", "waits", "waits"]
        now = 2.0
        light[0].end.set()
        assert await states(second, *light[1:]) == ["waits", "computes", "waits"]
        now = 4.0
        light[1].end.set()
        assert await states(second, light[2]) == ["computes", "waits"]

    run(scene())


def test_what_takes_long_goes_at_once_where_nobody_else_waits():
    async def scene():
        line = WaitingLine(1, 10, 10, share_heavy=0.25)
        first, second = (Visitor(line, heavy=True) for _ in range(2))
        await states()
        first.end.set()
        assert await states(second) == ["computes"]

    run(scene())


def test_what_takes_long_is_never_refused_once_it_waits():
    """It was: after two seconds in a line of its own, by the other line."""

    async def scene():
        line = WaitingLine(2, 3, 10, turns_heavy=1)
        heavy = [Visitor(line, heavy=True) for _ in range(2)]
        light = [Visitor(line) for _ in range(4)]
        assert await states(*heavy, *light) == ["computes", "waits", "computes", "waits", "waits", "busy"]
        heavy[0].end.set()
        assert await states(heavy[1]) == ["computes"]

    run(scene())


def test_newer_ink_sends_away_a_refinement_that_waits_though_a_turn_is_free():
    async def scene():
        line = WaitingLine(2, 10, 10, turns_heavy=1)
        heavy = [Visitor(line, heavy=True, topic="polish", outdated_by=["ink"]) for _ in range(2)]
        assert await states(*heavy, Visitor(line, topic="ink")) == ["computes", "overtaken", "computes"]

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


def test_newer_ink_stops_a_refinement_that_computes_unless_others_share_its_turn():
    async def scene():
        line = WaitingLine(3, 10, 10, batch=4)
        ink = {"topic": "ink a"}
        alone = Visitor(line, topic="polish a", outdated_by=["ink a"])
        await states(alone)
        assert not alone.batch.useless.is_set()
        await states(Visitor(line, **ink))
        assert alone.batch.useless.is_set()

        line = WaitingLine(1, 10, 10, batch=4)
        first = Visitor(line)
        shared = [Visitor(line, outdated_by=[f"ink {pad}"], together="polish") for pad in "ab"]
        await states(first)
        first.end.set()
        assert await states(*shared) == ["computes", "computes"]
        await states(Visitor(line, topic="ink a"))
        assert not shared[0].batch.useless.is_set()
        await states(Visitor(line, topic="ink b"))
        assert shared[0].batch.useless.is_set()

    run(scene())
