"""The Filter tab's answers of the engine in the browser: those of the server's own functions to the same questions."""

import base64
import itertools
from pathlib import Path

import numpy as np
import pytest

from models import gabor
from tests.support.engine import needs_node, run_in_node
from ui.filter.bank import part as bank
from ui.filter.bank import server as bank_server
from ui.filter.engine_settings import engine_settings
from ui.filter.kernel import server as kernel_server
from ui.filter.lab import part as lab
from ui.filter.lab import server as lab_server
from ui.filter.request import CONTROLS, Wavelet, wavelet_readers
from ui.filter.response_image import FAINT
from ui.filter.spectrum_cache import SpectrumCache
from ui.kit.image_codec import packed, unpacked_grey
from ui.kit.validation import read_each

SCRIPT = Path(__file__).with_name("engine_answers.js")
PLAIN = {"sigma": 2, "theta": 30, "scale": 2}
QUESTIONS = [
    PLAIN,
    {"sigma": 0.5, "theta": 0, "scale": 0.5, "part": "all"},
    {"sigma": 1.35, "theta": 217, "scale": 3.3, "gamma": 0.4, "psi": -70, "part": "all", "detail": True},
    {"sigma": 4, "theta": 359, "scale": 8, "gamma": 0.25, "dc_free": False, "norm": "l2", "part": "phase"},
    {"sigma": 0.8, "theta": 90, "scale": 1.2, "gamma": 3.1, "psi": 180, "norm": "l2", "part": "all", "detail": True},
    {"sigma": 0.75, "theta": 45, "scale": 2, "dc_free": False, "part": "magnitude", "detail": True},
]
pytestmark = needs_node


def pixels_of(grey):
    return {"width": grey.shape[1], "height": grey.shape[0], "grey": packed(grey)}


def pictures():
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:61, :50]
    waves = np.rint(127.5 + 127.5 * np.cos(0.02 * (x**2 + 1.3 * y**2))).astype(np.uint8)
    flat = np.full((20, 30), 200, np.uint8)
    return {"waves": waves, "noise": rng.integers(0, 256, (33, 64), np.uint8), "small": waves[:3, :2], "flat": flat}


@pytest.fixture
def ask(tmp_path):
    """Ask the engine in Node: (name, question), … → the answers, None where it leaves the question to the server."""

    def ask(*questions):
        return run_in_node(SCRIPT, {"settings": engine_settings({}), "questions": list(questions)}, tmp_path)

    return ask


@pytest.fixture
def server(monkeypatch):
    """Return the server's functions, whose pictures are arrays before they become JPEGs and PNGs."""
    for module in (lab_server, kernel_server, bank_server):
        for name in ("jpeg_url", "png_url"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda grey: grey)
    cache = SpectrumCache()
    functions = {one.__name__: one for one in (*lab.functions(cache), *bank.functions(cache))}
    return lambda name, question: functions[name](question)


def levels(found, wanted):
    """Return how many levels the pixels of a picture are off, 0 to 128: phases go round."""
    assert (found["width"], found["height"]) == wanted.shape[::-1]
    return np.abs(np.array(found["grey"]) - wanted.ravel().astype(int))


def same_picture(found, wanted, part="", tiles=False):
    off = levels(found, wanted)
    off = np.minimum(off, 256 - off) if part == "phase" else off
    assert off.max() <= 1
    # A plane of one value that lies between two levels may be either of them.
    assert (off > 0).mean() <= 2e-3 or np.ptp(wanted) == 0 or tiles


def same_painting(found, wanted, part="", tiles=False):
    same_picture(found["picture"], wanted["picture"], part, tiles)
    assert found["peak"] == pytest.approx(wanted["peak"], rel=1e-5)


def floats(text):
    return np.frombuffer(base64.b64decode(text), "<f4")


def greys(text):
    return np.frombuffer(base64.b64decode(text), np.uint8).astype(int)


def same_kernel(found, wanted):
    assert found.keys() == wanted.keys()
    for part in ("real", "imaginary"):
        off = np.abs(greys(found[part]) - greys(wanted[part]))
        assert off.max() <= 1
        assert (off > 0).mean() <= 2e-3
    for line in {"along", "across", "curve"} & found.keys():
        assert np.abs(floats(found[line]) - floats(wanted[line])).max() <= 1e-6
    if "plane" in found:
        same_picture(found["plane"], wanted["plane"])
        assert found["ellipse"] == pytest.approx(wanted["ellipse"])
    for name in {"side", "span", "peak", "beyond"} & found.keys():
        assert found[name] == pytest.approx(wanted[name], rel=1e-9)


def with_pixels(question, grey):
    return {**question, "pixels": pixels_of(grey), "lang": "en"}


def test_responses_kernels_and_measures_are_the_servers(ask, server):
    asked = [with_pixels(one, grey) for grey, one in itertools.product(pictures().values(), QUESTIONS)]
    for question, found in zip(asked, ask(*(("filter_picture", one) for one in asked)), strict=True):
        wanted = server("filter_picture", question)
        assert found.keys() == wanted.keys()
        assert found["parts"].keys() == wanted["parts"].keys()
        for part in wanted["parts"]:
            same_painting(found["parts"][part], wanted["parts"][part], part)
        same_kernel(found["kernel"], wanted["kernel"])
        assert found["measures"].keys() == wanted["measures"].keys()
        for name, value in wanted["measures"].items():
            assert found["measures"][name] == (value and pytest.approx(value, rel=1e-9))


def magnitudes(question):
    """Return how strongly each direction of the question's row responds, (T, H·W) in float64."""
    wavelet = Wavelet.of(read_each(wavelet_readers(question)))
    grey = unpacked_grey(question["pixels"]) / 255
    shared = {name: getattr(wavelet, name) for name in ("sigma", "wavelength", "gamma", "dc_free", "norm")}
    responses = gabor.bank(grey, scales=[bank_server.SCALES[question["row"]]], thetas=bank_server.THETAS, **shared)
    return np.abs(responses[0]).reshape(bank_server.DIRECTIONS, -1)


def test_bank_and_its_maps_are_the_servers(ask, server):
    wavelets = [{"sigma": 1.5}, {"sigma": 0.8, "gamma": 2.0, "norm": "l2", "dc_free": False}]
    rows = [{"row": 1, "sheet": True}, {"row": 3, "sheet": False}]
    flat = pixels_of(pictures()["flat"])
    large = np.random.default_rng(5).integers(0, 256, (203, 310), np.uint8)
    asked = [
        with_pixels({**wavelet, **row, "theta": 0, "scale": 1}, grey)
        for wavelet, row, grey in itertools.product(wavelets, rows, [pictures()["waves"], pictures()["flat"], large])
    ]
    for question, found in zip(asked, ask(*(("show_bank", one) for one in asked)), strict=True):
        wanted = server("show_bank", question)
        assert found.keys() == wanted.keys()
        assert found["maps"].keys() == wanted["maps"].keys()
        for name in ("strongest", "mean", "energy"):
            same_painting(found["maps"][name], wanted["maps"][name])
        chosen = np.array(found["maps"]["theta"]["picture"]["grey"])
        strongest = magnitudes(question).max(0)
        # Of two directions that are as strong as each other, either is right.
        of_chosen = np.take_along_axis(magnitudes(question), chosen[None], 0)[0]
        assert (of_chosen >= strongest - 1e-5 * max(strongest.max(), FAINT)).all()
        if question["sheet"]:
            same_painting(found["sheet"], wanted["sheet"], tiles=question["pixels"] == flat)


WRONG = [
    {"sigma": "2"},
    {"sigma": True},
    {"sigma": None},
    {"sigma": CONTROLS["sigma"]["high"] + 0.01},
    {"theta": -1},
    {"scale": 0.4},
    {"base": 1},
    {"gamma": None},
    {"dc_free": 1},
    {"norm": "l3"},
    {"norm": None},
    {"part": "colour"},
    {"pixels": "none"},
    {"pixels": {"width": 3, "height": 3, "grey": "AAAA"}},
    {"pixels": {"width": 1, "height": 3, "grey": "AAAA"}},
    {"pixels": {"width": 3, "height": 513, "grey": packed(np.zeros((513, 3), np.uint8))}},
    {"pixels": {"width": 2, "height": 2, "grey": "not base64"}},
]


def test_what_the_server_refuses_is_left_to_it(ask, server):
    asked = [{**with_pixels(PLAIN, pictures()["waves"]), **wrong} for wrong in WRONG]
    assert all(not server("filter_picture", question)["ok"] for question in asked)
    assert ask(*(("filter_picture", question) for question in asked)) == [None] * len(asked)
    rows = [{**with_pixels(PLAIN, pictures()["waves"]), "row": row} for row in (None, -1, 4, 1.5, "1", True)]
    assert ask(*(("show_bank", question) for question in rows)) == [None] * len(rows)


def test_a_picture_is_sent_once_and_then_known_by_its_key(ask):
    needed = {"ok": False, "need": "image", "replica": "engine"}
    grey = pictures()["waves"]
    unnamed = with_pixels(PLAIN, grey)
    named = {**unnamed, "picture": "zone_plate"}
    first, second, unknown, known, shown, not_shown = ask(
        ("filter_picture", unnamed),
        ("filter_picture", named),
        ("filter_picture", {**PLAIN, "picture": "text"}),
        ("filter_picture", {**PLAIN, "picture": "zone_plate"}),
        ("show_picture", {"picture": "zone_plate"}),
        ("show_picture", {"picture": "text"}),
    )
    assert unknown == needed
    assert (first["replica"], second["replica"]) == ("engine", "engine")
    assert second["picture"] == known["picture"] == "zone_plate"
    assert first["picture"].startswith("engine-")
    assert "replica" not in known
    assert first["parts"] == known["parts"]
    assert shown == {"ok": True, "picture": {"grey": grey.ravel().tolist(), "width": 50, "height": 61}}
    assert not_shown is None
