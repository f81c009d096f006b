"""A plain call that leaves out later arguments gets their defaults; everything else passes as it is."""

import json

import gradio as gr
import pytest
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from ui.server.default_arguments import DefaultArguments, completed


def add(a: int, b: int = 10, c: int = 100) -> int:
    return a + b + c


@pytest.fixture(scope="module")
def client():
    with gr.Blocks() as demo:
        gr.api(add, api_name="add", queue=False)
    app = gr.routes.App.create_app(demo, app_kwargs={"middleware": [Middleware(DefaultArguments)]})
    return TestClient(app)


@pytest.mark.parametrize(("data", "total"), [([1], 111), ([1, 2], 103), ([1, 2, 3], 6)])
def test_a_short_call_is_completed(client, data, total):
    assert client.post("/gradio_api/run/add", json={"data": data}).json()["data"] == [total]


def test_a_call_without_what_it_needs_is_refused(client):
    assert client.post("/gradio_api/run/add", json={"data": []}).status_code >= 400


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b'{"data": 7}', b'{"data": []}', b'{"data": [1, 2, 3]}', b"\xff", b"[" * 100_000]
)
def test_what_needs_no_completion_is_given_back_as_it_came(body):
    assert completed(body, ([10, 100], 1)) == body


def test_what_else_a_call_holds_stays(client):
    assert json.loads(completed(b'{"data": [1], "x": 2}', ([10], 1))) == {"data": [1, 10], "x": 2}
