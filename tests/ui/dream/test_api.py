"""/sample_digits and /discriminate, called as another program calls them."""

import json
import urllib.error
import urllib.request

import numpy as np
import pytest
import torch
from gradio_client import Client
from gradio_client.exceptions import AppError

import models
from models import sketch
from ui.dream.api import EXAMPLE_STROKES
from ui.dream.samplers import SAMPLERS, knows_digits

PRESENT = [name for name in SAMPLERS if name in models.available()]
BEST = PRESENT[0]


@pytest.fixture(scope="module")
def client(app_url):
    return Client(app_url, verbose=False)


@pytest.fixture(scope="module")
def gan():
    """The model that draws where none is named."""
    return models.load(BEST)


@pytest.fixture(scope="module")
def article():
    """The model whose discriminator judges drawings."""
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


def test_scores_are_the_discriminators_asked_as_the_digits_meant(client):
    reply = client.predict(n=12, seed=5, api_name="/sample_digits")
    critic, x = models.load(reply["critic"]), models.load(BEST).sample(12, seed=5)
    np.testing.assert_allclose(reply["scores"], critic.score(x, reply["labels"] or None), rtol=1e-5)


def test_digits_are_read_by_the_reader(client, gan, reader):
    reply = client.predict(n=12, seed=5, api_name="/sample_digits")
    assert reply["reads_as"] == reader.predict_proba(gan.sample(12, seed=5)).argmax(1).tolist()


def test_the_reply_says_what_it_was_made_from(client):
    reply = client.predict(n=1, seed=8, api_name="/sample_digits")
    assert (reply["seed"], reply["model"], reply["temperature"]) == (8, BEST, 1)
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


@pytest.mark.parametrize("name", PRESENT)
def test_digits_of_every_model_are_its_own_to_the_last_byte(client, name):
    reply = client.predict(n=5, seed=21, temperature=0.6, model=name, api_name="/sample_digits")
    expected = models.load(name).sample(5, seed=21, temperature=0.6)[:, 0].numpy()
    assert np.asarray(reply["images"], np.float32).tobytes() == expected.tobytes()
    assert (reply["model"], reply["temperature"]) == (name, 0.6)


@pytest.mark.parametrize("label", [7, [3, 1, 4]])
@pytest.mark.parametrize("name", [name for name in PRESENT if knows_digits(models.load(name))])
def test_a_digit_can_be_asked_for_by_name(client, name, label):
    reply = client.predict(n=3, seed=2, label=label, model=name, api_name="/sample_digits")
    expected = models.load(name).sample(3, label=label, seed=2)[:, 0].numpy()
    assert np.asarray(reply["images"], np.float32).tobytes() == expected.tobytes()
    assert reply["labels"] == (label if isinstance(label, list) else [label] * 3)


def posted(url, data):
    """Status and reply of a plain POST, as programs without Gradio's client make it."""
    body = json.dumps({"data": data}).encode()
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.mark.parametrize("data", [[3, 4], [3, 4, None], [3, 4, None, 1.0, BEST]])
def test_a_plain_post_may_leave_out_later_arguments(client, app_url, data):
    status, reply = posted(f"{app_url}/gradio_api/run/sample_digits", data)
    assert status == 200
    assert reply["data"] == [client.predict(n=3, seed=4, api_name="/sample_digits")]


def test_a_plain_post_that_is_wrong_gets_the_sentence(app_url):
    status, reply = posted(f"{app_url}/gradio_api/run/sample_digits", [101])
    assert status == 400
    assert reply["error"] == "n must be a whole number from 1 to 100, got 101"


@pytest.mark.parametrize("temperature", [0, -1, 10.5, "NaN", "warm", "", None, True, [1]])
def test_a_temperature_that_is_none_is_refused(client, temperature):
    sentence = refused(client, "/sample_digits", n=1, seed=0, temperature=temperature)
    assert "temperature must be a number above 0 and at most 10" in sentence


@pytest.mark.parametrize("label", [10, -1, "seven", 2.5, True, [1, 12], {"digit": 3}])
def test_a_label_that_is_no_digit_is_refused(client, label):
    assert "label must be a whole number from 0 to 9" in refused(
        client, "/sample_digits", n=2, seed=0, label=label, model="vae_mlp"
    )


def test_more_or_fewer_labels_than_digits_are_refused(client):
    sentence = refused(client, "/sample_digits", n=3, seed=0, label=[1, 2], model="vae_mlp")
    assert "label must be one digit or n of them, got 2 for n = 3" in sentence


def test_a_model_without_labels_refuses_one(client):
    assert "trained without labels" in refused(client, "/sample_digits", n=1, seed=0, label=3, model="gan_mlp")


@pytest.mark.parametrize("model", ["reader", "vae_map", "", "../gan_mlp", None, 7])
def test_a_model_that_is_not_offered_is_refused(client, model):
    assert "model must be one of" in refused(client, "/sample_digits", n=1, seed=0, model=model)


@pytest.mark.parametrize("n", [0, -1, 101, 1e9, 2.5, True, "many", "", None, [4]])
def test_a_number_of_digits_that_is_none_is_refused(client, n):
    assert "n must be a whole number from 1 to 100" in refused(client, "/sample_digits", n=n, seed=0)


@pytest.mark.parametrize("seed", [1.5, "abc", -1, str(2**64), 2**63, "", True, None])
def test_a_seed_that_is_none_is_refused(client, seed):
    assert "seed must be a whole number from 0 to" in refused(client, "/sample_digits", n=1, seed=seed)


def test_a_drawing_is_judged_as_the_model_judges_its_frame(client, article, reader):
    reply = client.predict(strokes=EXAMPLE_STROKES, api_name="/discriminate")
    seen = torch.from_numpy(np.asarray(sketch.frame(EXAMPLE_STROKES), np.float32))[None, None]
    np.testing.assert_array_equal(np.asarray(reply["seen"], np.float32), seen[0, 0])
    assert reply["score"] == pytest.approx(article.score(seen).item(), rel=1e-5)
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
