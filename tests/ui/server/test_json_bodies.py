"""What is read of a body that is posted, and what is refused before Gradio sees it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.testclient import TestClient

from ui.server.json_bodies import JsonBodies, kind_of
from ui.server.limits import LIMITS

PAGE = "/gradio_api/component_server"
BODY = '{"component_id": 3, "fn_name": "draw", "session_hash": "a1b2", "data": %s}'
CALL = {"component_id": 3, "fn_name": "draw", "session_hash": "a1b2", "data": {"x": 1}}


@pytest.fixture(scope="module")
def client():
    async def echo(scope, receive, send):
        request = Request(scope, receive)
        await JSONResponse({"came": await request.json(), "parsed": scope["state"]["body"]})(scope, receive, send)

    return TestClient(
        JsonBodies(
            echo,
            lambda part, name: type(part) is int and (part, name) == (3, "draw"),
            {7: (1, "abc"), "add": (1, "abc")}.get,
        )
    )


def refused(answer, status, words):
    return answer.status_code == status and words in answer.json()["error"] and "Traceback" not in answer.text


def test_a_call_of_the_page_comes_through_and_is_parsed_once(client):
    assert client.post(PAGE, json=CALL).json() == {"came": CALL, "parsed": CALL}


def test_what_is_not_known_is_left_out(client):
    extra = {"fn_index": 0, "trigger_id": 1, "event_data": {}, "oauth_token": "x", "__proto__": 1}
    assert client.post(PAGE, json={**CALL, **extra}).json()["came"] == CALL
    assert client.post("/gradio_api/run/add", json={"data": [1], **extra}).json()["came"] == {"data": [1]}
    assert client.post("/gradio_api/call/add", json={"data": [1], **extra}).json()["came"] == {"data": [1]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"data": NaN}',
        b'{"data": [Infinity]}',
        b'{"data": "\\ud800"}',
        b"[" * 100_000,
        b'{"data": [1],}',
        b'{"a": 01}',
    ],
)
def test_what_is_no_json_is_said_to_be_none(client, body):
    assert refused(client.post(PAGE, content=body), 400, "must be JSON")


@pytest.mark.parametrize("body", ["[]", "null", "7", '"text"', "true"])
def test_json_that_is_no_object_is_refused(client, body):
    assert refused(client.post(PAGE, content=body), 400, "JSON object")


@pytest.mark.parametrize(
    "change",
    [
        {"component_id": 4},
        {"component_id": "3"},
        {"component_id": 3.0},
        {"component_id": True},
        {"component_id": None},
        {"component_id": [3]},
        {"component_id": 10**30},
        {"fn_name": "__init__"},
        {"fn_name": None},
        {"fn_name": ["draw"]},
    ],
)
def test_a_function_that_is_not_there_is_not_found(client, change):
    assert refused(client.post(PAGE, json={**CALL, **change}), 404, "no such function")


@pytest.mark.parametrize("session", ["", "a b", "x" * 65, 7, ["a"], "../x", "é" * 65])
def test_a_session_has_a_plain_name(client, session):
    assert refused(client.post(PAGE, json={**CALL, "session_hash": session}), 400, "session_hash")


@pytest.mark.parametrize("name", ["data", "session_hash"])
def test_what_a_call_of_the_page_needs_is_said(client, name):
    assert refused(client.post(PAGE, json={k: v for k, v in CALL.items() if k != name}), 400, "needs data")


@pytest.mark.parametrize("data", [None, {}, "x", 7])
def test_a_call_of_the_api_has_its_arguments_in_order(client, data):
    assert refused(client.post("/gradio_api/run/add", json={"data": data}), 400, '{"data": […]}')


@pytest.mark.parametrize("index", [8, "7", 7.0, True, None, -1, [7]])
def test_the_queue_is_for_the_api_alone(client, index):
    body = {"data": [1, 2, 3], "fn_index": index, "session_hash": "a"}
    assert refused(client.post("/gradio_api/queue/join", json=body), 404, "no such endpoint")
    assert client.post("/gradio_api/queue/join", json={**body, "fn_index": 7}).json()["came"]["fn_index"] == 7


@pytest.mark.parametrize(("count", "right"), [(0, False), (1, True), (3, True), (4, False)])
def test_an_endpoint_gets_as_many_arguments_as_it_takes(client, count, right):
    """What Gradio says of others has its classes and the addresses of objects in it."""
    for way in ("run", "api", "call"):
        answer = client.post(f"/gradio_api/{way}/add", json={"data": [1] * count})
        assert answer.is_success if right else refused(answer, 400, f"has {count}.")


def test_the_queue_gets_every_argument(client):
    """It fills in no defaults, as plain calls have them filled in."""
    call = {"fn_index": 7, "session_hash": "a"}
    assert client.post("/gradio_api/queue/join", json={**call, "data": [1, 2, 3]}).is_success
    assert refused(client.post("/gradio_api/queue/join", json={**call, "data": [1]}), 400, "has 1.")


@pytest.mark.parametrize("brackets", [("[", "]"), ('{"a":', "}")])
def test_brackets_are_nested_as_deep_as_the_limits_say(client, brackets):
    def nested(depth):  # within the body's own brackets
        return BODY % (brackets[0] * (depth - 1) + "1" + brackets[1] * (depth - 1))

    assert client.post(PAGE, content=nested(LIMITS.depth)).is_success
    for depth in (LIMITS.depth + 1, 300, 900):
        assert refused(client.post(PAGE, content=nested(depth)), 400, "nested 64 deep")


def test_a_call_by_names_keeps_its_names(client):
    assert client.post("/gradio_api/call/v2/add", json={"a": 1, "b": 2}).json()["came"] == {"a": 1, "b": 2}
    assert client.post("/gradio_api/call/v2/add", json={"b": 2, "data": {}, "self": 1}).json()["came"] == {"b": 2}


def test_the_end_of_a_path_says_what_is_posted():
    paths = ("component_server/", "run/add", "api/add", "call/add", "call/v2/add", "queue/join")
    assert [kind_of(f"/gradio_api/{path}") for path in paths] == [
        "component_server",
        "run",
        "run",
        "call",
        "v2",
        "join",
    ]


numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**63), 2**64 - 1)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc"), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_json_can_carry_comes_through_as_it_was(client, data):
    body = json.dumps({**CALL, "data": data})
    assert client.post(PAGE, content=body).json()["came"]["data"] == data
