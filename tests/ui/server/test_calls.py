"""Functions of the page and endpoints of the API, called."""

import asyncio

import gradio as gr
import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.support.coroutines import run
from ui.server.batch import Batch
from ui.server.calls import Calls
from ui.server.json_bodies import JsonBodies
from ui.server.waiting_line import ANYTHING


def draw(question):
    if question == "fault":
        raise RuntimeError("a path such as /home/someone and <object at 0x7f00>")
    return {"asked": question}


def draw_all(question):
    return draw(question)


def add(a: int, b: int = 10) -> int:
    if a < 0:
        raise gr.Error("a must be 0 or more", print_exception=False)
    return a + b


def hidden(a: int) -> int:
    return a


@pytest.fixture(scope="module")
def page():
    """(client, number of the widget)"""
    draw.outdated_by, draw.heavy = ("draw", "other"), lambda fields: fields.get("long") is True
    draw_all.together = lambda questions: [{"all": questions} for _ in questions]
    with gr.Blocks() as demo:
        widget = gr.HTML(server_functions=[draw, draw_all])
        gr.api(add, api_name="add", queue=False)
        gr.api(hidden, api_name="hidden", api_visibility="private")
    calls = Calls(demo)
    app = Starlette(routes=calls.routes())
    guarded = JsonBodies(app, lambda *names: calls.page_function(*names) is not None, calls.takes)
    return TestClient(guarded), widget._id, calls


def ask(page, data, name="draw"):
    client, number, _ = page
    body = {"component_id": number, "fn_name": name, "session_hash": "abc", "data": data}
    return client.post("/gradio_api/component_server/", json=body)


def test_a_function_of_the_page_answers_with_what_it_returns(page):
    assert ask(page, {"x": 1}).json() == {"asked": {"x": 1}}


def test_those_who_share_a_turn_are_answered_in_one_go(page):
    _, number, calls = page
    batch = Batch(2)

    async def share(scope, receive, send):
        scope["state"] = {
            "batch": batch,
            "body": {"component_id": number, "fn_name": "draw_all", "data": scope["path"]},
        }
        await Starlette(routes=calls.routes())({**scope, "path": "/gradio_api/component_server/"}, receive, send)

    async def both():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(share), base_url="http://page") as client:
            return [answer.json() for answer in await asyncio.gather(client.post("/1"), client.post("/2"))]

    assert run(both()) == [{"all": ["/1", "/2"]}] * 2


@pytest.mark.parametrize("name", ["render", "get_config", "__init__", "preprocess", "add"])
def test_nothing_else_of_a_component_can_be_called(page, name):
    assert ask(page, {}, name).status_code == 404


def test_a_fault_is_one_sentence_that_names_nothing_within_and_is_logged(page, caplog):
    answer = ask(page, "fault")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.json()["error"]
    assert "/home" not in answer.text and "0x" not in answer.text
    assert "draw failed" in caplog.text


@pytest.mark.parametrize(("data", "total"), [([1], 11), ([1, 2], 3)])
@pytest.mark.parametrize("way", ["run", "api"])
def test_an_endpoint_answers_a_plain_call(page, way, data, total):
    assert page[0].post(f"/gradio_api/{way}/add", json={"data": data}).json() == {"data": [total]}


def test_what_an_endpoint_refuses_is_400_with_its_sentence(page):
    answer = page[0].post("/gradio_api/run/add", json={"data": [-1]})
    assert (answer.status_code, answer.json()["error"]) == (400, "a must be 0 or more")


@pytest.mark.parametrize("data", [[], [1, 2, 3]])
def test_a_call_of_the_wrong_length_is_400(page, data):
    answer = page[0].post("/gradio_api/run/add", json={"data": data})
    assert answer.status_code == 400
    assert "arguments, in order" in answer.json()["error"]


def test_private_endpoints_are_none(page):
    assert list(page[2].endpoints()) == ["add"]


def test_a_call_says_what_outdates_it_in_the_same_page_and_part_and_what_may_go_with_it(page):
    _, number, calls = page
    body = {"component_id": number, "session_hash": "abc", "data": None}
    about = calls.about({**body, "fn_name": "draw"})
    assert about.topic == ("abc", number, "draw")
    assert about.outdated_by == [("abc", number, "draw"), ("abc", number, "other")]
    assert (about.heavy, about.together) == (False, None)
    assert calls.about({**body, "fn_name": "draw", "data": {"long": True}}).heavy
    assert calls.about({**body, "fn_name": "draw_all"}).together is draw_all
    assert calls.about({"data": [1]}) == ANYTHING


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/gradio_api/run/add", "/add"),
        ("/gradio_api/component_server/", "unread"),
        ("/gradio_api/call/add/0f0f", "/add"),
        ("/assets/x.js", "file"),
        ("/../secret", "other"),
    ],
)
def test_a_request_has_one_of_few_names(page, path, kind):
    assert page[2].kind_of({"path": path}) == kind
