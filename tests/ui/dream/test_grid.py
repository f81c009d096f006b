"""What the grid of the Dream tab gets: digits, then what they read as."""

import base64
from types import SimpleNamespace

import numpy as np
import pytest
import torch

import models
from models import available
from ui.dream.grid import part
from ui.dream.grid.sampler import Sampler
from ui.dream.samplers import GANS, SAMPLERS
from ui.i18n.catalogue import LANGUAGES

PRESENT = [name for name in SAMPLERS if name in available()]


@pytest.fixture(scope="module")
def server():
    return functions(*PRESENT)


def functions(*names):
    """What the page calls, by name, over these models."""
    sampler = Sampler({name: models.load(name) for name in (*names, "reader")})
    return SimpleNamespace(**{function.__name__: function for function in part.functions(sampler)})


def wish(**changes):
    return {"lang": "en", "model": "gan_mlp", "n": "4", "seed": "1", "temperature": "1", "digit": "any", **changes}


def pictures(server, **changes):
    return server.sample_digits(wish(**changes))


def about(server, **changes):
    return server.read_digits(wish(**changes))


def grey(answer):
    return np.frombuffer(base64.b64decode(answer["pixels"]), np.uint8).reshape(-1, 28, 28)


@pytest.mark.parametrize("name", PRESENT)
def test_digits_are_those_of_the_model_for_that_seed(server, name):
    shown = grey(pictures(server, model=name, n="5", seed="7", temperature="0.8"))
    expected = models.load(name).sample(5, seed=7, temperature=0.8)[:, 0].numpy()
    np.testing.assert_array_equal(shown, (expected * 255).round().astype(np.uint8))


@pytest.mark.parametrize("name", [name for name in PRESENT if name not in ("gan_mlp", "gan_mlp_k1")])
def test_a_digit_that_is_asked_for_is_the_label_of_all(server, name):
    expected = models.load(name).sample(6, label=4, seed=2)[:, 0].numpy()
    shown = grey(pictures(server, model=name, digit="4", n="6", seed="2"))
    np.testing.assert_array_equal(shown, (expected * 255).round().astype(np.uint8))
    assert about(server, model=name, digit="4", n="6", seed="2")["labels"] == [4] * 6


def test_a_number_is_written_with_a_digit_for_each_of_its_own(server):
    answer = about(server, model="vae_conv", digit="number", number="+81 (0)90-1234", n="3")
    assert answer["labels"] == [8, 1, 0, 9, 0, 1, 2, 3, 4]
    assert len(grey(pictures(server, model="vae_conv", digit="number", number="+81 (0)90-1234"))) == 9


@pytest.mark.parametrize("name", PRESENT)
def test_the_points_sent_along_draw_the_same_bytes(server, name):
    answer, model = about(server, model=name, seed="3"), models.load(name)
    z = torch.from_numpy(np.frombuffer(base64.b64decode(answer["z"]), np.float32).reshape(4, model.latent_dim).copy())
    chosen = (z, answer["labels"]) if getattr(model, "num_classes", 0) else (z,)
    assert torch.equal(model.from_points(*chosen), model.sample(4, seed=3))


@pytest.mark.parametrize("name", [name for name in PRESENT if name in GANS])
def test_scores_are_the_models_own_discriminators_asked_as_what_was_meant(server, name):
    answer, gan = about(server, model=name, n="5", seed="7"), models.load(name)
    z, meant = gan.points(5, seed=7)
    np.testing.assert_allclose(answer["scores"], gan.score(gan.from_points(z, meant), meant), atol=1e-4)
    assert answer["critic"] == name
    assert answer["labels"] == (None if meant is None else meant.tolist())


@pytest.mark.parametrize("digit", ["any", "5"])
def test_a_vaes_digits_are_scored_by_a_gan_that_is_named(server, digit):
    answer = about(server, model="vae_mlp", n="5", digit=digit)
    critic = models.load(answer["critic"])
    label = None if digit == "any" else int(digit)
    meant = answer["reads_as"] if label is None else label
    x = models.load("vae_mlp").sample(5, label=label, seed=1)
    np.testing.assert_allclose(answer["scores"], critic.score(x, meant if critic.num_classes else None), atol=1e-4)


def test_without_a_gan_there_are_no_scores():
    alone = functions("vae_mlp")
    answer = about(alone, model="vae_mlp")
    assert (answer["scores"], answer["critic"]) == (None, None)


def test_readings_are_the_readers(server):
    answer = about(server, n="9")
    proba = models.load("reader").predict_proba(models.load("gan_mlp").sample(9, seed=1))
    assert answer["reads_as"] == proba.argmax(1).tolist()
    np.testing.assert_allclose(answer["sure"], proba.amax(1), atol=1e-4)


def test_full_width_numbers_of_a_japanese_keyboard_are_read(server):
    assert pictures(server, n="４", seed="１", temperature="１．０") == pictures(server)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "came"),
    [
        *(("n", came) for came in ("0", "-1", "101", "1e9", "", "2.5")),
        *(("seed", came) for came in ("-1", "moon", "", str(2**63), str(2**64))),
        *(("temperature", came) for came in ("0", "-1", "NaN", "", "inf", "10.1", "1e400", "warm")),
    ],
)
def test_a_wrong_field_is_named_with_one_sentence(server, lang, field, came):
    answer = pictures(server, lang=lang, **{field: came})
    assert answer["ok"] is False
    assert list(answer["errors"]) == [field]
    assert came in answer["errors"][field]


@pytest.mark.parametrize("came", ["090-CALL", "", "-", "1" * 101, "½"])
def test_a_number_with_letters_or_without_digits_is_refused(server, came):
    answer = pictures(server, model="vae_conv", digit="number", number=came)
    assert list(answer["errors"]) == ["number"]


def test_two_wrong_fields_get_a_sentence_each(server):
    assert list(pictures(server, n="0", seed="moon")["errors"]) == ["n", "seed"]


@pytest.mark.parametrize("digit", ["7", "number", "10", "-1"])
def test_a_model_without_labels_cannot_be_asked_for_a_digit(server, digit):
    assert list(pictures(server, digit=digit)["errors"]) == ["digit"]


@pytest.mark.parametrize("digit", ["10", "-1", "seven", None])
def test_a_digit_that_is_none_is_refused(server, digit):
    assert list(pictures(server, model="vae_conv", digit=digit)["errors"]) == ["digit"]


@pytest.mark.parametrize("model", ["vae_map", "reader", "", None, ["gan_mlp"]])
def test_a_model_that_is_not_offered_is_refused(server, model):
    assert list(pictures(server, model=model)["errors"]) == ["model"]


@pytest.mark.parametrize("request_", [None, [], "x", 7, {}, {"n": {}}, {"model": "gan_mlp", "n": 1, "digit": []}])
def test_nonsense_is_refused_not_failed(server, request_):
    assert server.sample_digits(request_)["ok"] is False
