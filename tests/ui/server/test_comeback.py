"""When those who were refused are told to ask again."""

import pytest

from ui.server.comeback import Comeback


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def told(comeback, clock, rate, seconds):
    """Refuse so many a second, for so long; returns what the last one is told."""
    for _ in range(int(rate * seconds)):
        clock.now += 1 / rate
        last = comeback.after_refusal()
    return last


def test_a_single_one_may_come_back_after_a_second():
    assert Comeback(50, 5).after_refusal() == 1


@pytest.mark.parametrize(("rate", "seconds"), [(40, 1), (60, 2), (110, 3), (10_000, 5)])
def test_each_fifty_a_second_make_it_a_second_more(rate, seconds):
    clock = Clock()
    assert told(Comeback(50, 5, clock), clock, rate, 10) == seconds


def test_what_was_is_forgotten():
    clock = Clock()
    comeback = Comeback(50, 5, clock)
    told(comeback, clock, 1000, 10)
    clock.now += 10
    assert comeback.after_refusal() == 1


@pytest.mark.parametrize("visitors", [100, 400, 2000])
def test_visitors_who_do_as_they_are_told_soon_ask_few_times_a_second(visitors):
    """All are refused, and each comes back when it was told to: some 100 a second, or as few as 5 s allow."""
    clock = Clock()
    comeback = Comeback(50, 5, clock)
    due, asked = [one / visitors for one in range(visitors)], 0
    for step in range(3000):
        clock.now = step / 100
        for one in range(visitors):
            if due[one] <= clock.now:
                due[one] = clock.now + comeback.after_refusal()
                asked += step >= 2000  # in the last ten seconds
    assert asked / 10 <= max(1.1 * visitors / 5, 3 * 50)
