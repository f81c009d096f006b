"""The figures of the chapter on Gabor wavelets, answered by the engine: as the server's own functions answer."""

import base64
from pathlib import Path

import numpy as np
import pytest

from tests.support.engine import needs_node, run_in_node
from ui.learn.chapters.gabor import part, server
from ui.learn.chapters.gabor.engine_settings import engine_settings

SCRIPT = Path(__file__).with_name("engine_answers.js")
ROUNDED = 1.01e-4  # a number between two of four decimals may be rounded to either
pytestmark = needs_node


@pytest.fixture
def ask(tmp_path):
    def ask(name, questions):
        task = {"settings": engine_settings(), "questions": [[name, one] for one in questions]}
        return run_in_node(SCRIPT, task, tmp_path)

    return ask


def off(found, wanted):
    return np.abs(np.array(found["grey"]) - wanted.ravel().astype(int)).max()


def test_sections_are_the_servers(ask):
    asked = [{"sigma": 0.4}, {"sigma": 1.3, "psi": 50}, {"sigma": 3, "psi": -180}, {"sigma": 2, "psi": 90}]
    for question, found in zip(asked, ask("ask_section", asked), strict=True):
        wanted = part.ask_section(question)
        assert found.keys() == wanted.keys()
        for name in ("envelope", "real", "imaginary", "free"):
            assert found[name] == pytest.approx(wanted[name], abs=ROUNDED), (question, name)
        assert [found["leak"], found["left"]] == pytest.approx([wanted["leak"], wanted["left"]], abs=ROUNDED)


def test_turned_wavelets_are_the_servers(ask):
    asked = [{"theta": 0, "scale": 4}, {"theta": 31, "scale": 9.5}, {"theta": 360, "scale": 16}]
    for question, found in zip(asked, ask("ask_turned", asked), strict=True):
        wanted = part.ask_turned(question)
        pictures = [np.frombuffer(base64.b64decode(one["picture"]), np.uint8).astype(int) for one in (found, wanted)]
        assert np.abs(pictures[0] - pictures[1]).max() <= 1
        assert (pictures[0] != pictures[1]).mean() <= 1e-3
        assert np.array(found["matrix"]) == pytest.approx(np.array(wanted["matrix"]), abs=ROUNDED)


def test_textures_and_the_cells_that_see_them_are_the_servers(ask, monkeypatch):
    monkeypatch.setattr(server, "jpeg_url", lambda grey: grey)
    monkeypatch.setattr(part, "jpeg_url", lambda grey: grey)
    ask_cells, ask_textures = part.texture_functions()
    (shown,) = ask("ask_textures", [{}])
    assert off(shown["picture"], ask_textures({})["picture"]) <= 1
    asked = [{"theta": theta} for theta in (0, 30, 75.5, 120, 180)]
    for question, found in zip(asked, ask("ask_cells", asked), strict=True):
        wanted = ask_cells(question)
        assert off(found["response"], wanted["response"]) <= 1
        for name in ("inside", "outside"):
            assert found[name] == pytest.approx(wanted[name], abs=ROUNDED)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("ask_section", [{}, {"sigma": 0.3}, {"sigma": "1"}, {"sigma": 1, "psi": 181}, {"sigma": True}]),
        ("ask_turned", [{"theta": 30}, {"theta": -1, "scale": 5}, {"theta": 0, "scale": 17}]),
        ("ask_cells", [{}, {"theta": 181}, {"theta": None}]),
    ],
)
def test_what_the_server_refuses_is_left_to_it(ask, name, wrong):
    assert ask(name, wrong) == [None] * len(wrong)
