"""What the Dream tab answers its page."""

import base64

import numpy as np
import pytest

import models
from ui import dream
from ui.text import LANGUAGES


@pytest.fixture(scope="module")
def gan():
    return models.load("gan_mlp")


@pytest.fixture(scope="module")
def reader():
    return models.load("reader")


def ask(gan, reader, **request):
    return dream.answer(gan, reader, {"lang": "en", "n": "4", "seed": "1", "digit": "any", **request})


def test_the_strip_holds_the_models_digits_row_by_row(gan, reader):
    reply = ask(gan, reader, n="5", seed="7")
    grey = np.frombuffer(base64.b64decode(reply["pixels"]), np.uint8).reshape(5, 28, 28)
    assert np.abs(grey / 255 - gan.sample(5, seed=7)[:, 0].numpy()).max() < 0.51 / 255


def test_each_digit_has_a_score_and_a_reading(gan, reader):
    reply = ask(gan, reader, n="5", seed="7")
    x = gan.sample(5, seed=7)
    np.testing.assert_allclose(reply["scores"], gan.score(x), atol=1e-4)
    assert reply["reads_as"] == reader.predict_proba(x).argmax(1).tolist()


def test_full_width_numbers_of_a_japanese_keyboard_are_read(gan, reader):
    assert ask(gan, reader, n="４", seed="１") == ask(gan, reader)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("field", "came"), [("n", "0"), ("n", "101"), ("n", ""), ("seed", "-1"), ("seed", "moon")])
def test_a_wrong_field_is_named_with_one_sentence(gan, reader, lang, field, came):
    reply = ask(gan, reader, lang=lang, **{field: came})
    assert reply["ok"] is False
    assert list(reply["errors"]) == [field]
    assert came in reply["errors"][field]


def test_two_wrong_fields_get_a_sentence_each(gan, reader):
    assert list(ask(gan, reader, n="0", seed="moon")["errors"]) == ["n", "seed"]


def test_a_gan_without_labels_cannot_be_asked_for_a_digit(gan, reader):
    assert list(ask(gan, reader, digit="7")["errors"]) == ["digit"]


@pytest.mark.parametrize("request_", [None, [], "x", 7, {}, {"n": {}}, {"n": 1, "seed": 1, "digit": []}])
def test_nonsense_is_refused_not_failed(gan, reader, request_):
    assert dream.answer(gan, reader, request_)["ok"] is False
