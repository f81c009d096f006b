"""What comes of a request before it is computed: 200, or 503 and 429."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse

from tests.support.coroutines import run
from ui.server.admission import Admission, TurnAway
from ui.server.client_rates import ClientRates
from ui.server.comeback import Comeback
from ui.server.waiting_line import ANYTHING, About, WaitingLine


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


def admission(line=None, heavy_rates=None, about=ANYTHING):
    many = ClientRates(1000, 1000, 10)
    computed = PlainTextResponse("computed")
    return Admission(
        computed, line or WaitingLine(1, 1, 1), many, heavy_rates or many, Comeback(50, 5), lambda _body: about
    )


def test_a_request_is_computed():
    assert run(asked(admission()))[0] == 200


def test_a_busy_server_says_when_to_ask_again():
    async def scene():
        return await asked(admission(WaitingLine(0, 0, 0)))

    status, headers = run(scene())
    assert (status, headers[b"retry-after"]) == (503, b"1")


def test_a_request_in_whose_place_a_newer_one_has_come_is_answered_without_an_error():
    async def scene():
        line = WaitingLine(0, 10, 10)
        older = asyncio.create_task(asked(admission(line, about=About("ink", ["ink"]))))
        await asyncio.sleep(0)
        newer = asyncio.create_task(asked(admission(line, about=About("ink", ["ink"]))))
        status, _ = await older
        newer.cancel()
        return status

    assert run(scene()) == 200


@pytest.mark.parametrize(("is_heavy", "statuses"), [(False, [200, 200, 200]), (True, [200, 429, 429])])
def test_what_takes_long_is_asked_for_less_often(is_heavy, statuses):
    guarded = admission(heavy_rates=ClientRates(0, 1, 10), about=About(heavy=is_heavy))

    async def scene():
        return [(await asked(guarded))[0] for _ in range(3)]

    assert run(scene()) == statuses


def test_nothing_is_computed_for_a_client_who_has_left():
    assert run(asked(admission(), leaves=True)) is None


def test_a_full_line_turns_away_before_anything_is_read():
    def parse(*_):
        raise AssertionError("the body was read")

    status, headers = run(asked(TurnAway(parse, WaitingLine(0, 0, 0), Comeback(50, 5))))
    assert (status, headers[b"retry-after"]) == (503, b"1")


def test_a_line_that_has_room_lets_in():
    assert run(asked(TurnAway(PlainTextResponse("read"), WaitingLine(0, 1, 1), Comeback(50, 5))))[0] == 200
