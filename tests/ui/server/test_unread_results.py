"""Results of the queue that nobody fetches are few, and do not stay."""

import gradio as gr
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from ui.server.json_bodies import JsonBodies
from ui.server.limits import Limits
from ui.server.unread_results import UnreadResults

CALL = "/gradio_api/call/double"


def double(n: int) -> int:
    return 2 * n


@pytest.fixture
def page():
    """(client, the queue, a clock that tests set)."""
    clock = [0.0]
    with gr.Blocks(analytics_enabled=False) as demo:
        gr.api(double)
    parent = gr.mount_gradio_app(FastAPI(), demo, path="/")
    kept = UnreadResults(parent, demo, Limits(unread=3, unread_time=60), lambda: clock[0])
    app = JsonBodies(kept, lambda *_: False, {"double": (1, ["n"])}.get)
    with TestClient(app) as client:
        yield client, demo._queue, clock


def call(client):
    return client.post(CALL, json={"data": [21]})


def test_what_was_fetched_is_forgotten_when_the_next_call_comes(page):
    client, queue, _ = page
    event = call(client).json()["event_id"]
    assert "[42]" in client.get(f"{CALL}/{event}").text
    call(client)
    assert event not in queue.pending_messages_per_session


def test_results_that_nobody_fetches_are_bounded_and_who_asks_for_more_is_told(page):
    client, _, _ = page
    assert [call(client).status_code for _ in range(5)] == [200, 200, 200, 503, 503]
    refused = call(client)
    assert "wait to be fetched" in refused.json()["error"]
    assert int(refused.headers["retry-after"]) >= 1


def test_what_has_waited_too_long_is_dropped(page):
    client, queue, clock = page
    old = [call(client).json()["event_id"] for _ in range(3)]
    clock[0] = 61
    assert call(client).status_code == 200
    assert not set(old) & queue.pending_messages_per_session.keys()
    assert not set(old) & queue.pending_event_ids_session.keys()


def test_fetched_results_make_room_for_others(page):
    client, queue, _ = page
    for _ in range(8):
        answer = call(client)
        assert answer.status_code == 200
        client.get(f"{CALL}/{answer.json()['event_id']}")
    assert len(queue.pending_event_ids_session) == 1  # the last one's, until the next call comes
