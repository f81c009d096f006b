"""The visitors of bench.load notice what they are not to be shown, and wait where they are asked to."""

import asyncio
import base64

import numpy as np
import orjson
import pytest

from bench import visitor as bench_visitor
from bench.load import Server
from bench.visitor import TICKS, Visitor
from models import sketch
from tests.support.coroutines import run

FUNCTIONS = ("live_reconstruct", "polish", "strip", "unit_frames", "sample_digits", "read_digits", "filter_picture")


class Line:
    """Stands for the server: `answer` (function's name, fields) → status, headers, body; notes what it is asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    async def post(self, _path, body):
        call = orjson.loads(body)
        self.asked.append((call["fn_name"], call["data"]))
        status, headers, answer = self.answer(call["fn_name"], call["data"])
        return status, headers, orjson.dumps(answer)

    def close(self):
        pass


def visitor_with(answer, monkeypatch):
    for name, seconds in {"TICK": 1e-9, "PAUSE": (0, 0), "LOOK": (0, 0), "PAUSES": (0, 0, 0, 0)}.items():
        monkeypatch.setattr(bench_visitor, name, seconds)
    visitor = Visitor(7, Server(("server", 80), {name: at for at, name in enumerate(FUNCTIONS)}, None))
    visitor.line = Line(answer)
    return visitor


def right(_name, fields):
    """Answer as the server does, with nothing but what a visitor looks at."""
    seen = sketch.frame(fields["strokes"], fields["pen"]) if "strokes" in fields else np.zeros(1)
    packed = base64.b64encode((seen * 255).round().astype(np.uint8).tobytes()).decode()
    whole = {"ok": True, "seen": packed, "recon": packed, "mu": [0.0, 0.0], "frames": "f", "frame": "f", "z": "z"}
    parts = {"real": {"picture": str((fields.get("sigma"), fields.get("theta")))}}
    return 200, {}, {**whole, "pixels": fields.get("seed"), "picture": fields.get("picture"), "parts": parts}


async def everything(visitor):
    for thing in (visitor.draw, visitor.scrub, visitor.sample, visitor.filter):
        await thing()


def test_right_answers_are_counted_and_nothing_else(monkeypatch):
    visitor = visitor_with(right, monkeypatch)
    run(everything(visitor))
    assert set(visitor.tally.seconds) == set(FUNCTIONS)
    assert (visitor.tally.wrong, visitor.tally.errors, visitor.tally.refused) == ([], [], [])


@pytest.mark.parametrize(
    ("function", "field", "thing"),
    [
        ("live_reconstruct", "seen", "draw"),
        ("polish", "seen", "draw"),
        ("filter_picture", "picture", "filter"),
    ],
)
def test_somebody_elses_picture_is_noticed_at_once(function, field, thing, monkeypatch):
    def wrong(name, fields):
        status, headers, answer = right(name, fields)
        return status, headers, {**answer, **({field: "another"} if name == function else {})}

    visitor = visitor_with(wrong, monkeypatch)
    run(getattr(visitor, thing)())
    assert visitor.tally.wrong and all(function in sentence for sentence in visitor.tally.wrong)


@pytest.mark.parametrize(("function", "field"), [("sample_digits", "pixels"), ("read_digits", "z")])
def test_an_answer_that_changes_is_noticed(function, field, monkeypatch):
    visitor = visitor_with(right, monkeypatch)
    run(visitor.sample())
    visitor.line.answer = lambda *asked: (200, {}, {**right(*asked)[2], field: "another"})
    run(visitor.sample())
    assert len(visitor.tally.wrong) == len(visitor.wishes)


def test_who_is_refused_gives_up_after_as_many_tries_as_the_page(monkeypatch):
    visitor = visitor_with(lambda *_: (503, {}, {}), monkeypatch)
    run(visitor._drag(lambda tick: visitor._reconstruct(0, (0, tick))))
    assert (len(visitor.tally.refused), visitor.tally.lost) == (1 + len(bench_visitor.PAUSES), 1)


def test_who_is_refused_waits_and_asks_for_the_newest_until_it_is_answered(monkeypatch):
    left = [3]

    def busy(name, fields):
        left[0] -= 1
        return (503, {}, {}) if left[0] >= 0 else right(name, fields)

    visitor = visitor_with(busy, monkeypatch)
    run(visitor._drag(lambda tick: visitor._reconstruct(0, (0, tick))))
    assert len(visitor.tally.refused) == 3 and not visitor.tally.errors
    assert len(visitor.line.asked[-1][1]["strokes"][0]) == TICKS * bench_visitor.POINTS


def test_one_grey_level_is_rounding_and_two_are_another_picture(monkeypatch):
    def darker(levels):
        def answer(name, fields):
            status, headers, found = right(name, fields)
            grey = np.frombuffer(base64.b64decode(found["recon"]), np.uint8).astype(int)
            recon = np.abs(grey - levels).astype(np.uint8)  # 0 becomes `levels`
            return status, headers, {**found, "recon": base64.b64encode(recon.tobytes()).decode()}

        return answer

    visitor = visitor_with(right, monkeypatch)
    run(visitor._polish(0))
    visitor.line.answer = darker(1)
    run(visitor._polish(0))
    assert visitor.tally.wrong == []
    visitor.line.answer = darker(2)
    run(visitor._polish(0))
    assert len(visitor.tally.wrong) == 1


def test_any_other_status_is_an_error(monkeypatch):
    visitor = visitor_with(lambda *_: (500, {}, {"error": "Something went wrong"}), monkeypatch)
    monkeypatch.setattr(bench_visitor.asyncio, "sleep", lambda _s, real=asyncio.sleep: real(0))
    assert run(visitor._polish(0)) is None
    assert len(visitor.tally.errors) == 1
