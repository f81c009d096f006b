"""Hold bench.distance to what it measured: no percentile of too few times, no verdict without a figure."""

import pytest

from bench.distance import ALLOWED, WANTED, percentile, said, table, verdicts
from bench.distance_draw import pieces
from models.sketch.examples import EXAMPLES
from ui.kit.validation import real


def test_the_median_of_three_is_the_middle_one():
    assert percentile([5.0, 1.0, 90.0], 50) == 5.0


@pytest.mark.parametrize(("share", "fewest"), [(50, 2), (95, 20), (99, 100)])
def test_a_percentile_that_too_few_times_tell_is_left_out(share, fewest):
    times = [float(ms) for ms in range(fewest)]
    assert percentile(times[1:], share) is None
    assert percentile(times, share) == pytest.approx((fewest - 1) * share / 100)


def test_no_number_is_a_dash_and_no_zero():
    assert [said(number) for number in (None, 0, 12, 5.25, 431.7)] == ["-", "0", "12", "5.2", "432"]


def test_the_table_has_a_line_for_each_row_and_a_column_for_each_visit():
    columns = {("server", 0): {"moves": 7, "memory": None}, ("browser", 0): {"moves": 9, "memory": 130.0}}
    lines = [line.split() for line in table(columns)]
    assert lines[0][-2:] == ["server", "browser"]
    assert lines[1:] == [["round", "trip", "0", "0"], ["moves", "7", "9"], ["memory", "-", "130"]]


def test_what_is_as_asked_is_reached_and_what_was_not_measured_is_not():
    column = {**ALLOWED, **WANTED}
    assert all(reached for _, reached in verdicts(column))
    assert not any(reached for _, reached in verdicts(dict.fromkeys(column)))
    assert not any(
        reached for _, reached in verdicts({**{row: n + 1 for row, n in ALLOWED.items()}, **dict.fromkeys(WANTED, 0)})
    )


def test_every_digit_is_drawn_in_several_strokes_on_the_sheet():
    for strokes, _ in zip(pieces(), EXAMPLES, strict=False):
        assert len(strokes) >= 2
        assert all(len(stroke) >= 2 for stroke in strokes)
        assert [real("place", part, 0, 1) for stroke in strokes for place in stroke for part in place]
