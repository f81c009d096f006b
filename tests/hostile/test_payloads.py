"""Whatever is sent to a function of the page or to an endpoint of the API, the answer is one that a visitor may see.

Of everything that can be asked a few hundred hostile requests are generated, the same ones each time; `make attack`
sends thousands more. The time is not judged here: no test may fail because the machine is slow.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.hostile import examples, watch
from tests.hostile.attacks import PAGE_ADDRESS, PICTURES, Attack, page_body

EACH = 8  # requests to each door
ONCE = settings(
    max_examples=EACH,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_every_function_and_endpoint_that_there_is_has_a_valid_example(found):
    """One that is new has to be given one, in tests/hostile/examples.py; nothing else is needed to have it attacked."""
    assert {door.name for door in found if door.of_page} == set(examples.PAGE)
    assert {door.name for door in found if not door.of_page} == set(examples.API)


def test_every_example_is_answered(client, found):
    """Or what is made of it would be refused at once, and nothing behind that would be attacked."""
    for door in found:
        if door.of_page:
            body = page_body(door.number, door.name, examples.PAGE[door.name])
            assert client.post(PAGE_ADDRESS, json=body).json()["ok"], door
        else:
            body = {"data": list(examples.API[door.name].values())}
            assert client.post(f"/gradio_api/run/{door.name}", json=body).status_code == 200, door


@pytest.mark.parametrize("of_page", [True, False], ids=["page", "api"])
def test_no_hostile_request_gets_more_than_a_sentence(client, found, of_page):
    faults = []

    def attack(door, at):
        @ONCE if of_page else settings(ONCE, max_examples=2 * EACH)
        @given(door.attacks())
        def each(attack):
            faults.extend(f"{attack.target} ({attack.about}): {fault}" for fault in watch.ask(client, attack).faults)

        each.hypothesis.inner_test.__qualname__ += f" {at}"  # or each door would get the same changes
        each()

    for at, door in enumerate(found):
        if door.of_page == of_page:
            attack(door, at)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("pen", [1e8, -1, 0, "1", None, True, [], {}, 1e-300, 5.01])
@pytest.mark.parametrize("name", ["live_reconstruct", "polish", "ask_critics", "find_places"])
def test_a_pen_that_is_none_is_refused_on_a_sheet_with_a_picture_and_strokes(client, found, name, pen):
    """A pen of 1e8 px took Pillow half an hour, in which nobody was answered."""
    data = examples.PAGE[name]
    data = {**data, "a": {**data["a"], "pen": pen}} if name == "find_places" else {**data, "pen": pen}
    number = next(door.number for door in found if door.of_page and door.name == name)
    answer = client.post(PAGE_ADDRESS, json=page_body(number, name, data))
    assert answer.status_code == 200
    assert answer.json()["ok"] is False
    assert not watch.faults_of(answer)
    assert "pen" in answer.json()["error"]


@pytest.mark.parametrize(
    "content",
    [
        b'{"data": ["\\ud800"]}',
        b'{"data": [NaN]}',
        b'{"data": [1e999]}',
        b"",
        b"\xff",
        b"[1]",
        b'{"data": {}}',
        b"null",
    ],
)
@pytest.mark.parametrize("path", ["run/reconstruct", "call/reconstruct", "call/v2/reconstruct", "component_server"])
def test_what_is_no_call_is_refused_with_a_sentence(client, path, content):
    attack = Attack(path, repr(content), f"/gradio_api/{path}", content)
    seen = watch.ask(client, attack)
    assert not seen.faults
    assert 400 <= seen.status < 500 or (path, content) == ("call/v2/reconstruct", b'{"data": {}}')


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("live_reconstruct", {"strokes": None, "frame": None}),  # NoneType
        ("live_reconstruct", {"strokes": [[["0.1", 0.2]]], "frame": None}),
        ("live_reconstruct", {"strokes": [[None]], "frame": None}),
        ("live_reconstruct", {"strokes": 5, "frame": None}),
        ("judge_drawing", {"pen": None}),
        ("way", {"tiles": [None, 3]}),
        ("sample_digits", {"seed": [], "n": {}, "temperature": None}),
        ("filter_picture", {"norm": None, "sigma": None, "theta": "30"}),
    ],
)
def test_refusals_speak_of_what_came_and_not_of_how_it_is_held(client, found, name, change):
    number = next(door.number for door in found if door.of_page and door.name == name)
    answer = client.post(PAGE_ADDRESS, json=page_body(number, name, {**examples.PAGE[name], **change}))
    assert answer.json()["ok"] is False
    assert not watch.faults_of(answer)


@pytest.mark.parametrize("about", ["many texts", "text that unpacks to 80 MB", "one pixel"])
def test_refused_pictures_are_spoken_of_without_pillows_constants_and_shapes(client, about):
    """MAX_TEXT_CHUNK, and shape (1, 512), once stood in what a visitor read."""
    arguments = {**examples.API["gabor_filter"], "image": PICTURES[about]}
    answer = client.post("/gradio_api/run/gabor_filter", json={"data": list(arguments.values())})
    assert answer.status_code == 400
    assert not watch.faults_of(answer)


@pytest.mark.parametrize(
    "extra", [{"fn_index": 0}, {"event_data": {"x": 1}}, {"trigger_id": 1}, {"simple_format": 1}, {"batched": True}]
)
def test_fields_of_gradios_own_change_nothing(client, extra):
    body = {"data": list(examples.API["reconstruct"].values())}
    answers = [client.post("/gradio_api/run/reconstruct", json=one).json() for one in (body, {**body, **extra})]
    assert answers[0] == answers[1]
