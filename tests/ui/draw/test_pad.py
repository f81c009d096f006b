"""What the pads are answered, without a browser."""

import base64
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

import models
from models import sketch
from models.analysis.refine import refine
from models.sketch.examples import EXAMPLES
from ui.draw.pad import part
from ui.kit.image_codec import packed, packed_ink
from ui.kit.sheet_codec import framed_picture, seen

THREE = EXAMPLES["3"]


@pytest.fixture(scope="module")
def vae():
    return models.load("vae_mlp")


@pytest.fixture(scope="module")
def reader():
    return models.load("reader")


@pytest.fixture(scope="module")
def server(vae, reader):
    """What the page calls, by name."""
    functions = part.functions({"vae_mlp": vae}, reader, {"vae_mlp": [float(nats) for nats in range(101)]})
    return SimpleNamespace(**{function.__name__: function for function in functions})


def grey(text):
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(28, 28)


def digit_of_the_model(vae, digit=5):
    return vae.sample(1, label=digit, seed=1)[0, 0].numpy()


def test_strokes_are_answered_with_the_decoding_of_mu(server, vae):
    answer = server.live_reconstruct({"strokes": THREE})
    mu = torch.tensor([answer["mu"]])
    assert np.abs(grey(answer["recon"]) - 255 * vae.decode(mu)[0, 0].numpy()).max() <= 1
    assert np.argmax(answer["proba"]) == 3
    assert "nats" not in answer


def test_polish_answers_the_decoding_of_the_refined_point(server, vae):
    answer = server.polish({"strokes": THREE})
    z = refine(vae, torch.from_numpy(sketch.frame(THREE))[None, None])
    np.testing.assert_allclose(answer["z"], z[0], atol=1e-4)
    assert np.abs(grey(answer["recon"]) - 255 * vae.decode(z)[0, 0].numpy()).max() <= 1


def test_detail_says_where_a_drawing_stands_among_mnists_digits(server):
    answer = server.live_reconstruct({"strokes": THREE, "detail": True})
    assert (answer["low"], answer["high"]) == (1, 99)
    assert answer["share"] == pytest.approx(min(100, answer["nats"]), abs=1)
    assert np.argmax(answer["class_proba"]) == 3


@pytest.mark.parametrize("digit", EXAMPLES)
def test_the_vae_itself_reads_the_examples_and_is_less_sure_than_the_bare_mixtures(server, vae, digit):
    answer = server.live_reconstruct({"strokes": EXAMPLES[digit], "detail": True})
    assert np.argmax(answer["class_proba"]) == int(digit)
    assert sum(answer["class_proba"]) == pytest.approx(1, abs=1e-3)
    assert max(answer["class_proba"]) <= float(vae.class_proba(torch.tensor([answer["mu"]])).max()) + 1e-4


def test_a_second_model_answers_beside_the_first(server):
    answer = server.live_reconstruct({"strokes": THREE, "also": "vae_mlp"})
    assert answer["other"]["recon"] == answer["recon"]
    assert server.live_reconstruct({"strokes": THREE})["other"] is None


def test_a_sample_is_the_models_own_and_is_seen_unchanged(server, vae):
    frame = server.sample_digit({"digit": 5, "seed": 1})["frame"]
    assert frame == packed_ink(digit_of_the_model(vae))
    np.testing.assert_array_equal(seen({"strokes": [], "frame": frame}) * 255, grey(frame))


def test_strokes_over_a_picture_are_seen_with_it(vae):
    frame = packed_ink(digit_of_the_model(vae, 1))
    bar = [[[0.05, 0.15], [0.95, 0.15]]]
    alone, together = (seen({"strokes": strokes, "frame": frame}) for strokes in ([], bar))
    columns = [np.flatnonzero((x > 0.5).any(0)) for x in (alone, together)]
    assert np.ptp(columns[1]) > np.ptp(columns[0]) + 3


@pytest.mark.parametrize(("paper", "ink"), [(240, 20), (10, 230), (128, 40)])
def test_ink_is_found_whether_dark_on_light_or_light_on_dark(reader, paper, ink):
    picture = Image.new("L", (160, 200), paper)
    ImageDraw.Draw(picture).line([(40, 40), (120, 44), (70, 170)], fill=ink, width=14)
    x = torch.from_numpy(framed_picture(np.asarray(picture)))[None, None]
    assert int(reader.predict_proba(x).argmax()) == 7


REFUSED = {
    "nothing": (None, "a drawing must be a list of strokes"),
    "no strokes": ({"strokes": []}, "Nothing is drawn yet"),
    "an unknown model": ({"strokes": THREE, "model": "mine"}, "model must be one of vae_mlp"),
    "a pen too wide": ({"strokes": THREE, "pen": 9}, "pen must be a width from 1 to 5 px"),
    "a pen that is text": ({"strokes": THREE, "pen": "2"}, "pen must be a width"),
    "a pen that is text over a picture": (
        {"strokes": THREE, "frame": packed(np.full(784, 9, np.uint8)), "pen": "2"},
        "pen must be a number from 1 to 5",
    ),
    "a frame cut short": ({"frame": "AAAA"}, "784 grey bytes"),
    "a frame of another kind": ({"frame": 7}, "784 grey bytes"),
    "an empty frame under an eraser": ({"frame": packed(np.zeros(784, np.uint8)), "edited": True}, "Nothing is drawn"),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("kind", ["live_reconstruct", "polish"])
def test_what_cannot_be_used_is_refused_in_one_sentence(server, what, kind):
    request, said = REFUSED[what]
    answer = getattr(server, kind)(request)
    assert not answer["ok"]
    assert said in answer["error"]
    assert "\n" not in answer["error"]


@pytest.mark.parametrize("request_", [{"digit": 10, "seed": 0}, {"digit": 3}, {}, {"digit": 3, "seed": -1}])
def test_samples_out_of_range_are_refused(server, request_):
    assert "must be a whole number" in server.sample_digit(request_)["error"]


def test_a_picture_of_nothing_is_refused(server):
    packet = {"width": 9, "height": 9, "grey": packed(np.full((9, 9), 200, np.uint8))}
    assert "nothing stands out" in server.frame_picture(packet)["error"]
