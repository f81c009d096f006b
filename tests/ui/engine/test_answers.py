"""Hold what the worker answers for Draw and Dream against what the server's own functions answer."""

import base64
from pathlib import Path

import numpy as np
import pytest

import models
from models import sketch
from models.sketch.examples import EXAMPLES
from tests.support.engine import needs_node, run_in_node
from ui.draw import engine_settings as draw_settings
from ui.draw.four_corners import part as four_corners
from ui.draw.latent_map import part as latent_map
from ui.draw.latent_sliders import part as latent_sliders
from ui.draw.morph import part as morph
from ui.draw.pad import part as pad
from ui.draw.vaes import vaes
from ui.dream import engine_settings as dream_settings
from ui.dream.critic import part as critic
from ui.dream.grid import part as grid
from ui.dream.grid.sampler import Sampler
from ui.dream.samplers import GANS, SAMPLERS, among
from ui.dream.steer import part as steer
from ui.engine.export.weights_file import weights_file

SCRIPT = Path(__file__).with_name("answers.js")
DRAWN = {int(digit): strokes for digit, strokes in EXAMPLES.items()}
Z = [round(np.sin(unit), 3) for unit in range(20)]
NOISE = [round(np.cos(unit), 3) for unit in range(64)]
SHEET = {"strokes": DRAWN[5], "frame": None, "edited": False, "pen": 2.6}
TYPED = {"model": "gan_conv", "digit": "any", "number": "", "n": "9", "temperature": "1", "seed": "7"}
TILES = [{"z": NOISE, "label": 3}, {"z": NOISE[::-1], "label": 8}]

QUESTIONS = {
    "a sheet": ("live_reconstruct", {"model": "vae_conv", "also": None, **SHEET}),
    "a sheet for two VAEs, in detail": (
        "live_reconstruct",
        {"model": "vae_mlp", "also": "vae_conv", "detail": True, **SHEET},
    ),
    "a thick pen": ("live_reconstruct", {"model": "vae_conv", "detail": True, **SHEET, "pen": 4}),
    "refinement": ("polish", {"model": "vae_conv", "also": "vae_mlp", **SHEET}),
    "a digit from the model": ("sample_digit", {"model": "vae_conv", "digit": 4, "seed": 11}),
    "a spherical way": ("strip", {"model": "vae_conv", "a": Z, "b": Z[::-1], "path": "spherical"}),
    "a straight way": ("strip", {"model": "vae_mlp", "a": Z, "b": Z[::-1], "path": "straight"}),
    "a way through pixels": ("strip", {"model": "vae_conv", "a": Z, "b": Z[::-1], "path": "pixels"}),
    "four corners": ("square", {"model": "vae_conv", "a": Z, "b": Z[::-1], "c": DRAWN[0], "d": DRAWN[7]}),
    "units of z": ("unit_frames", {"model": "vae_conv", "z": Z, "strips": True}),
    "a posterior's draws": ("cloud", {"model": "vae_conv", "mu": Z, "logvar": [-2.0] * 20, "seed": 5}),
    "places on the map": ("find_places", {"a": SHEET, "b": {**SHEET, "strokes": DRAWN[1]}, "path": "spherical"}),
    "one place on the map": ("find_places", {"a": None, "b": SHEET}),
    "any digits": ("sample_digits", TYPED),
    "what any digits read as": ("read_digits", TYPED),
    "requested digits": ("read_digits", {**TYPED, "digit": "4", "temperature": "0,8", "seed": "9223372036854775807"}),
    "a written number": ("read_digits", {**TYPED, "digit": "number", "number": "０３-14 15"}),
    "the article's GAN": ("read_digits", {**TYPED, "model": "gan_mlp"}),
    "a VAE's prior": ("read_digits", {**TYPED, "model": "vae_mlp"}),
    "a VAE's mixtures": ("read_digits", {**TYPED, "model": "vae_conv", "digit": "8"}),
    "a way between digits": ("way", {"model": "gan_conv", "what": "morph", "tiles": TILES}),
    "a walk": ("way", {"model": "gan_conv", "what": "walk", "tiles": TILES[:1], "seed": "3"}),
    "a square of digits": ("way", {"model": "gan_conv", "what": "square", "tiles": TILES * 2}),
    "a hand in all digits": ("way", {"model": "gan_conv", "what": "classes", "tiles": TILES}),
    "the critics": ("ask_critics", {**SHEET, "label": "read"}),
    "the critics on the most convincing digit": ("ask_critics", {**SHEET, "label": "best"}),
    "the critics on a 6": ("ask_critics", {**SHEET, "label": 6}),
    "a forgery": ("ask_forger", {"model": "gan_conv", "digit": 2, "seed": 12}),
}
REFUSED = {
    "no ink": ("live_reconstruct", {"model": "vae_conv", **SHEET, "strokes": []}),
    "an unknown VAE": ("live_reconstruct", {"model": "constructor", **SHEET}),
    "a pen as broad as the sheet": ("live_reconstruct", {"model": "vae_conv", **SHEET, "pen": 1e8}),
    "a point of another length": ("strip", {"model": "vae_conv", "a": Z[:3], "b": Z}),
    "a point that is not finite": ("strip", {"model": "vae_conv", "a": [None, *Z[1:]], "b": Z}),
    "an unknown way": ("strip", {"model": "vae_conv", "a": Z, "b": Z, "path": "__proto__"}),
    "too many digits": ("sample_digits", {**TYPED, "n": "101"}),
    "no temperature": ("sample_digits", {**TYPED, "temperature": "0"}),
    "a seed beyond all": ("sample_digits", {**TYPED, "seed": "9223372036854775808"}),
    "a digit of a GAN without classes": ("sample_digits", {**TYPED, "model": "gan_mlp", "digit": "3"}),
    "a walk from nowhere": (
        "way",
        {"model": "gan_conv", "what": "walk", "tiles": [{"z": [0] * 64, "label": 1}], "seed": 1},
    ),
    "three digits for a way of two": ("way", {"model": "gan_conv", "what": "morph", "tiles": [*TILES, TILES[0]]}),
    "a label that is no digit": ("ask_critics", {**SHEET, "label": 10}),
}
pytestmark = needs_node


@pytest.fixture(scope="module")
def loaded():
    return {name: models.load(name) for name in models.available()}


@pytest.fixture(scope="module")
def near(loaded, tmp_path_factory):
    """Return what the worker answers to each question: {what is asked: answer, None where the server has to answer}."""
    folder = tmp_path_factory.mktemp("answers")
    weights = {}
    for name, model in loaded.items():
        path = folder / f"{name}.safetensors"
        path.write_bytes(weights_file(model, exact=True))
        weights[name] = str(path)
    asked = QUESTIONS | REFUSED
    settings = {
        "draw": draw_settings.engine_settings(loaded),
        "dream": dream_settings.engine_settings(loaded),
        "sketch": sketch.settings(),
    }
    task = {"weights": weights, "settings": settings, "questions": list(asked.values())}
    return dict(zip(asked, run_in_node(SCRIPT, task, folder), strict=True))


@pytest.fixture(scope="module")
def server(loaded):
    """Return the server's functions by name."""
    reader, present, samplers = loaded["reader"], vaes(loaded), among(loaded, SAMPLERS)
    functions = [
        *pad.functions(present, reader, {name: pad.percentiles(name) for name in present}),
        *morph.functions(present, reader),
        *four_corners.functions(present, reader),
        *latent_sliders.functions(present, reader),
        *latent_map.functions(loaded[latent_map.MAP]),
        *grid.functions(Sampler(loaded)),
        *steer.functions(samplers, reader),
        *critic.functions(among(loaded, GANS), reader),
    ]
    return {function.__name__: function for function in functions}


def alike(found, wanted, where="answer"):
    """Compare answers: pictures by grey levels, numbers by what float32 leaves of them, everything else exactly."""
    if isinstance(wanted, dict):
        assert found.keys() == wanted.keys(), where
        for key in wanted:
            alike(found[key], wanted[key], f"{where}.{key}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), where
        for at, (one, other) in enumerate(zip(found, wanted, strict=True)):
            alike(one, other, f"{where}[{at}]")
    elif isinstance(wanted, str) and len(wanted) > 100:
        alike_bytes(found, wanted, where)
    elif isinstance(wanted, float):
        assert found == pytest.approx(wanted, rel=1e-3, abs=2e-3), where
    else:
        assert found == wanted, where


def alike_bytes(found, wanted, where):
    found, wanted = base64.b64decode(found), base64.b64decode(wanted)
    assert len(found) == len(wanted), where
    if where.endswith(".z"):
        assert np.allclose(np.frombuffer(found, "<f4"), np.frombuffer(wanted, "<f4"), atol=1e-5), where
    else:
        levels = np.abs(np.frombuffer(found, np.uint8).astype(int) - np.frombuffer(wanted, np.uint8))
        assert levels.max() <= 1, where


@pytest.mark.parametrize("what", QUESTIONS)
def test_the_worker_answers_what_the_server_answers(what, near, server):
    name, question = QUESTIONS[what]
    wanted = server[name]({"lang": "en", **question})
    assert wanted["ok"], wanted
    alike(near[what], wanted)


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_server_refuses_is_left_to_it(what, near, server):
    name, question = REFUSED[what]
    assert server[name]({"lang": "en", **question})["ok"] is False
    assert near[what] is None
