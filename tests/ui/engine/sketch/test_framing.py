"""Drawings are framed in the page as the server frames them."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from models import sketch
from models.sketch.examples import EXAMPLES
from tests.support.engine import needs_node, run_in_node
from tests.support.paths import SHARED_STROKES
from ui.kit.sheet_codec import seen

pytestmark = needs_node

GREY = 1 / 255


@pytest.fixture
def in_the_page(tmp_path):
    """Function that frames sheets as the page does: (28, 28) float32 arrays, None where the server is asked."""

    def run(sheets, first=None):
        task = {"sheets": sheets, "settings": sketch.settings(), "first": first}
        frames = run_in_node(Path(__file__).with_name("sheets.js"), task, tmp_path)
        return [np.reshape(x, (28, 28)).astype(np.float32) if x else None for x in frames]

    return run


@pytest.fixture
def assert_alike(in_the_page):
    """Function that holds what the page makes of sheets against what the server makes of them."""

    def run(sheets, names):
        for name, sheet, x in zip(names, sheets, in_the_page(sheets), strict=True):
            assert x is not None, name
            assert np.abs(x - seen(sheet)).max() < GREY, name

    return run


def scribble(points, seed=0):
    return np.random.default_rng(seed).random((points, 2)).round(3).tolist()


TURN = np.linspace(0, 2 * np.pi, 90)
LINE = [[0.3, 0.1], [0.5, 0.9]]
DRAWINGS = {
    **{f"example {digit}": strokes for digit, strokes in EXAMPLES.items()},
    "ring": [np.column_stack([0.5 + 0.3 * np.cos(TURN), 0.5 + 0.4 * np.sin(TURN)]).tolist()],
    "far from the centre": [[[0.9, 0.95], [1, 1]], [[0.95, 0.9], [0.9, 1]]],
    "dot": [[[0.2, 0.7]]],
    "dot of many points": [[[0.2, 0.7], [0.2, 0.7], [0.2, 0.7], [0.2, 0.7]]],
    "tremor": [[[0.2, 0.7], [0.205, 0.7], [0.203, 0.705]]],
    "two dots": [[[0.2, 0.7]], [[0.4, 0.1]]],
    "stray dot": [LINE, [[0.99, 0.5]]],
    "dot near a line": [LINE, [[0.45, 0.2]]],
    "stray tremor": [LINE, [[0.99, 0.5], [0.995, 0.5]]],
    "strokes without points": [[], LINE, []],
    "level": [[[0, 0.5], [1, 0.5]]],
    "ink that falls off the image": [[[0, 0], [1, 0]], [[0, 0], [0, 1]], [[0, 0], [0.9, 0.01]], [[0, 0], [0.02, 0.9]]],
    "points nearer than are kept": [np.repeat(np.linspace([0.1, 0.1], [0.7, 0.9], 400), 3, axis=0).tolist()],
    "scribble": [scribble(300)],
    "whole numbers": [[[0, 0], [1, 1]], [[1, 0], [0, 1]]],
}


@pytest.mark.parametrize("pen", [None, 1, 1.6, 2.6, 3.6, 5])
def test_a_drawing_is_framed_as_the_server_frames_it_with_every_pen(assert_alike, pen):
    asked = {} if pen is None else {"pen": pen, "frame": None, "edited": False}
    assert_alike([{"strokes": strokes, **asked} for strokes in DRAWINGS.values()], list(DRAWINGS))


@pytest.mark.skipif(not SHARED_STROKES.is_file(), reason="needs pen strokes in ../shared/strokes")
def test_what_people_drew_is_framed_as_the_server_frames_it(assert_alike):
    sheets = [{"strokes": digit["strokes"]} for digit in json.loads(SHARED_STROKES.read_text())]
    assert_alike(sheets, range(len(sheets)))


def test_a_picture_that_nothing_was_changed_on_is_seen_as_it_is(in_the_page):
    pictures = [
        np.random.default_rng(0).integers(0, 256, 784, np.uint8),
        np.zeros(784, np.uint8),
        (255 * sketch.frame(EXAMPLES["3"])).round().astype(np.uint8),
    ]
    sheets = [
        {"strokes": [], "frame": base64.b64encode(picture.tobytes()).decode(), "edited": False, "pen": 2.6}
        for picture in pictures
    ]
    np.testing.assert_array_equal(in_the_page(sheets), [seen(sheet) for sheet in sheets])


PICTURE = base64.b64encode(bytes(range(196)) * 4).decode()
ELSEWHERE = {
    "strokes over a picture": {"strokes": [LINE], "frame": PICTURE},
    "a picture partly erased": {"strokes": [], "frame": PICTURE, "edited": True},
    "very many points": {"strokes": [scribble(1100)]},
}
REFUSED = {
    "nothing": {},
    "no ink": {"strokes": []},
    "strokes without any point": {"strokes": [[], []]},
    "no list": {"strokes": "strokes"},
    "a stroke that is none": {"strokes": [LINE, None]},
    "a stroke of numbers": {"strokes": [[0.1, 0.2]]},
    "a point of three numbers": {"strokes": [[[0.1, 0.2, 0.3]]]},
    "a point of one": {"strokes": [[[0.1], [0.2]]]},
    "a point that is text": {"strokes": [["ab"]]},
    "text": {"strokes": [[["0.1", 0.2]]]},
    "true and false": {"strokes": [[[True, False]]]},
    "beyond the sheet": {"strokes": [[[0.5, 1.0001]]]},
    "below the sheet": {"strokes": [[[-0.0001, 0.5]]]},
    "more points than any drawing has": {"strokes": [[[0.5, 0.5]] * 20_001]},
    "more strokes than any drawing has": {"strokes": [LINE, *[[]] * 20_000]},
    "too thin a pen": {"strokes": [LINE], "pen": 0.99},
    "too thick a pen": {"strokes": [LINE], "pen": 5.01},
    "a pen that is text": {"strokes": [LINE], "pen": "2.6"},
    "a pen that is null": {"strokes": [LINE], "pen": None},
    "a pen that is true": {"strokes": [LINE], "pen": True},
    "a picture that is short": {"strokes": [], "frame": PICTURE[:-4]},
    "a picture that is no base64": {"strokes": [], "frame": "%%%%"},
    "a picture that is empty": {"strokes": [], "frame": ""},
    "a picture that is no text": {"strokes": [], "frame": 7},
}


def test_what_takes_another_way_or_is_malformed_is_left_to_the_server(in_the_page):
    sheets = ELSEWHERE | REFUSED
    for name, x in zip(sheets, in_the_page(list(sheets.values())), strict=True):
        assert x is None, name


@pytest.mark.parametrize("sheet", ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_takes_another_way_is_framed_by_the_server(sheet):
    assert seen(sheet).shape == (28, 28)


@pytest.mark.parametrize("sheet", REFUSED.values(), ids=REFUSED)
def test_what_is_malformed_is_refused_by_the_server(sheet):
    with pytest.raises(ValueError):
        seen(sheet)


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_json_cannot_say_is_left_to_the_server_too(in_the_page, number):
    assert in_the_page([{"strokes": [LINE]}], first=number) == [None]
