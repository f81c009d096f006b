"""/sample_digits and /discriminate, called as another program calls them."""

import numpy as np
import pytest
import torch
from gradio_client import Client
from gradio_client.exceptions import AppError

import models
from models import sketch
from ui.dream import EXAMPLE_STROKES


@pytest.fixture(scope="module")
def client(app_url):
    return Client(app_url, verbose=False)


@pytest.fixture(scope="module")
def gan():
    return models.load("gan_mlp")


@pytest.fixture(scope="module")
def reader():
    return models.load("reader")


def refused(client, endpoint, **arguments):
    """The sentence with which a call is refused."""
    with pytest.raises(AppError) as error:
        client.predict(api_name=endpoint, **arguments)
    sentence = str(error.value)
    assert "Traceback" not in sentence
    assert "\n" not in sentence.strip()
    return sentence


def test_digits_are_those_of_the_model(client, gan):
    reply = client.predict(n=9, seed=3, api_name="/sample_digits")
    expected = gan.sample(9, seed=3)[:, 0]
    assert np.asarray(reply["images"], np.float32).tobytes() == expected.numpy().tobytes()


def test_the_same_seed_gives_the_same_digits(client):
    once, twice = (client.predict(n=4, seed=11, api_name="/sample_digits") for _ in range(2))
    assert once == twice


def test_another_seed_gives_other_digits(client):
    one, other = (client.predict(n=4, seed=seed, api_name="/sample_digits")["images"] for seed in (1, 2))
    assert one != other


def test_scores_are_the_discriminators(client, gan):
    reply = client.predict(n=12, seed=5, api_name="/sample_digits")
    np.testing.assert_allclose(reply["scores"], gan.score(gan.sample(12, seed=5)), rtol=1e-6)


def test_digits_are_read_by_the_reader(client, gan, reader):
    reply = client.predict(n=12, seed=5, api_name="/sample_digits")
    assert reply["reads_as"] == reader.predict_proba(gan.sample(12, seed=5)).argmax(1).tolist()


def test_the_reply_says_what_it_was_made_from(client):
    reply = client.predict(n=1, seed=8, api_name="/sample_digits")
    assert (reply["seed"], reply["model"]) == (8, "gan_mlp")
    assert np.shape(reply["images"]) == (1, 28, 28)
    assert np.min(reply["images"]) >= 0
    assert np.max(reply["images"]) <= 1


def test_a_call_without_arguments_is_the_example(client):
    reply = client.predict(api_name="/sample_digits")
    assert reply == client.predict(n=16, seed=0, api_name="/sample_digits")


def test_integral_floats_count_as_whole_numbers(client):
    reply = client.predict(n=3.0, seed=2.0, api_name="/sample_digits")
    assert reply == client.predict(n=3, seed=2, api_name="/sample_digits")


def test_the_largest_seed_keeps_its_last_digit(client, gan):
    reply = client.predict(n=1, seed=2**63 - 1, api_name="/sample_digits")
    assert reply["seed"] == str(2**63 - 1)
    assert reply["images"] == gan.sample(1, seed=2**63 - 1)[:, 0].tolist()
    as_text = client.predict(n=1, seed=str(2**63 - 1), api_name="/sample_digits")
    assert as_text == reply


@pytest.mark.parametrize("seed", [7, "7", " 7 ", "７", 7.0])
def test_a_seed_comes_back_as_a_number_however_it_was_sent(client, seed):
    assert client.predict(n="2", seed=seed, api_name="/sample_digits")["seed"] == 7


@pytest.mark.parametrize("n", [0, -1, 101, 1e9, 2.5, True, "many", "", None, [4]])
def test_a_number_of_digits_that_is_none_is_refused(client, n):
    assert "n must be a whole number from 1 to 100" in refused(client, "/sample_digits", n=n, seed=0)


@pytest.mark.parametrize("seed", [1.5, "abc", -1, str(2**64), 2**63, "", True, None])
def test_a_seed_that_is_none_is_refused(client, seed):
    assert "seed must be a whole number from 0 to" in refused(client, "/sample_digits", n=1, seed=seed)


def test_a_drawing_is_judged_as_the_model_judges_its_frame(client, gan, reader):
    reply = client.predict(strokes=EXAMPLE_STROKES, api_name="/discriminate")
    seen = torch.from_numpy(np.asarray(sketch.frame(EXAMPLE_STROKES), np.float32))[None, None]
    np.testing.assert_array_equal(np.asarray(reply["seen"], np.float32), seen[0, 0])
    assert reply["score"] == pytest.approx(gan.score(seen).item(), rel=1e-5)
    assert reply["reads_as"] == reader.predict_proba(seen).argmax().item()
    assert reply["model"] == "gan_mlp"


def test_the_example_drawing_reads_as_a_three(client):
    assert client.predict(api_name="/discriminate")["reads_as"] == 3


@pytest.mark.parametrize(
    "strokes",
    [
        [],
        [[]],
        "strokes",
        None,
        7,
        [[0.1, 0.2]],
        [[[0.1, "x"]]],
        [[[0.1, 0.2, 0.3]]],
        [[[2, 0.5], [0.1, 0.2]]],
        [[[0.5, 0.5]] * 20_001],
    ],
)
def test_strokes_that_are_none_are_refused(client, strokes):
    assert refused(client, "/discriminate", strokes=strokes)


def test_the_api_page_describes_every_parameter(client):
    endpoints = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    for name in ("/sample_digits", "/discriminate"):
        for parameter in endpoints[name]["parameters"]:
            assert parameter["parameter_has_default"]
            assert f"{parameter['parameter_name']}: " in endpoints[name]["description"]
