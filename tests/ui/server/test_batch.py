"""Requests that share a turn are answered by one call, each with its own."""

import asyncio

import pytest

from tests.support.coroutines import run
from ui.server.batch import Batch, Overtaken, give_up_if_overtaken


class Doubling:
    """Doubles numbers, and notes which it was asked together; a negative one is an error."""

    def __init__(self):
        self.calls = []

    def __call__(self, numbers):
        self.calls.append(numbers)
        return [ValueError(number) if number < 0 else 2 * number for number in numbers]


def test_one_call_answers_all_and_each_gets_its_own():
    async def scene():
        batch, double = Batch(3), Doubling()
        found = await asyncio.gather(*(batch.answer(double, number) for number in (1, 2, 3)))
        return found, double.calls

    assert run(scene()) == ([2, 4, 6], [[1, 2, 3]])


def test_nothing_is_computed_before_all_have_asked_or_left():
    async def scene():
        batch, double = Batch(3), Doubling()
        asked = [asyncio.create_task(batch.answer(double, 1))]
        await asyncio.sleep(0)
        batch.leave()
        await asyncio.sleep(0)
        assert double.calls == []
        asked.append(asyncio.create_task(batch.answer(double, 2)))
        return await asyncio.gather(*asked), double.calls

    assert run(scene()) == ([2, 4], [[1, 2]])


def test_who_leaves_before_asking_keeps_nobody_waiting():
    async def scene():
        batch = Batch(2)
        asked = asyncio.create_task(batch.answer(Doubling(), 1))
        await asyncio.sleep(0)
        batch.leave()
        return await asked

    assert run(scene()) == 2


def test_who_leaves_after_asking_is_not_computed():
    async def scene():
        batch, double = Batch(2), Doubling()
        leaves = asyncio.create_task(batch.answer(double, 1))
        await asyncio.sleep(0)
        leaves.cancel()
        await asyncio.gather(leaves, return_exceptions=True)
        batch.leave()
        return await batch.answer(double, 2), double.calls

    assert run(scene()) == (4, [[2]])


def test_an_error_is_raised_for_its_own_request_alone():
    async def scene():
        batch, double = Batch(2), Doubling()
        return await asyncio.gather(batch.answer(double, -1), batch.answer(double, 2), return_exceptions=True)

    failed, answered = run(scene())
    assert isinstance(failed, ValueError) and answered == 4


def test_a_call_that_fails_as_a_whole_leaves_nobody_waiting():
    def fail(_questions):
        raise RuntimeError("whole")

    async def scene():
        batch = Batch(2)
        return await asyncio.gather(*(batch.answer(fail, 1) for _ in range(2)), return_exceptions=True)

    assert [str(one) for one in run(scene())] == ["whole", "whole"]


def test_long_work_gives_up_in_its_next_pause_once_it_is_useless():
    async def scene():
        batch = Batch(1)
        steps = []

        def together(questions):
            for step in range(1000):
                give_up_if_overtaken()
                steps.append(step)
                if step == 3:
                    batch.useless.set()
            return questions

        with pytest.raises(Overtaken):
            await batch.answer(together, "refine")
        assert steps == [0, 1, 2, 3]

    run(scene())


def test_work_outside_of_a_batch_never_gives_up():
    give_up_if_overtaken()
