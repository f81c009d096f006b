"""/reconstruct and /interpolate, called as another program would call them."""

from itertools import pairwise

import httpx
import numpy as np
import pytest
import torch
from gradio_client import Client
from gradio_client.exceptions import AppError

import models
from models import latent, sketch
from models.sketch.examples import EXAMPLES

PREFERRED = next(name for name in ("vae_conv", "vae_mlp") if name in models.available())
THREE, EIGHT = EXAMPLES["3"], EXAMPLES["8"]
LONG = [[[0.2 + 0.00001 * (at % 20_000), 0.3] for at in range(20_001)]]
MALFORMED = {
    "no list": "a three",
    "flat": [0.1, 0.2],
    "points of three numbers": [[[0.1, 0.2, 0.3]]],
    "text for a number": [[["0.1", 0.2]]],
    "outside the sheet": [[[0.1, 1.2]]],
    "no number at all": [[[0.1, None]]],
    "nothing": [],
    "strokes without ink": [[], []],
    "too long": LONG,
}


@pytest.fixture(scope="module")
def client(app_url):
    return Client(app_url, verbose=False)


def refusal(client, **request):
    """The sentence that the server answers with."""
    with pytest.raises(AppError) as caught:
        client.predict(**request)
    return str(caught.value)


def test_reconstruct_gives_what_its_description_says(client):
    found = client.predict(strokes=THREE, api_name="/reconstruct")
    assert np.shape(found["seen"]) == np.shape(found["x_hat"]) == (28, 28)
    assert np.shape(found["mu"]) == np.shape(found["logvar"]) == (20,)
    assert np.shape(found["proba"]) == np.shape(found["x_hat_proba"]) == (10,)
    for picture in (found["seen"], found["x_hat"]):
        assert 0 <= np.min(picture) < 0.1
        assert 0.9 < np.max(picture) <= 1
    assert sum(found["proba"]) == pytest.approx(1, abs=1e-5)
    assert found["reads_as"] == found["x_hat_reads_as"] == 3
    assert found["model"] == PREFERRED


def test_reconstruct_agrees_with_the_models_themselves(client):
    found = client.predict(strokes=THREE, api_name="/reconstruct")
    seen = sketch.frame(THREE)
    vae = models.load(PREFERRED)
    mu, logvar = vae.encode(torch.from_numpy(seen)[None, None])
    np.testing.assert_allclose(found["seen"], seen, atol=1e-6)
    np.testing.assert_allclose(found["mu"], mu[0], atol=1e-4)
    np.testing.assert_allclose(found["logvar"], logvar[0], atol=1e-4)
    np.testing.assert_allclose(found["x_hat"], vae.decode(mu)[0, 0], atol=1e-4)


@pytest.mark.parametrize("digit", EXAMPLES)
def test_every_example_drawing_reads_as_itself(client, digit):
    assert client.predict(strokes=EXAMPLES[digit], api_name="/reconstruct")["reads_as"] == int(digit)


def test_interpolation_starts_at_the_first_drawing_and_ends_at_the_second(client):
    found = client.predict(strokes_a=THREE, strokes_b=EIGHT, n=9, path="spherical", api_name="/interpolate")
    assert np.shape(found["frames"]) == (9, 28, 28)
    for end, at, strokes, mu in (("first", 0, THREE, "mu_a"), ("last", -1, EIGHT, "mu_b")):
        alone = client.predict(strokes=strokes, api_name="/reconstruct")
        np.testing.assert_allclose(found["frames"][at], alone["x_hat"], atol=1e-4, err_msg=end)
        np.testing.assert_allclose(found[mu], alone["mu"], atol=1e-4, err_msg=end)
    assert (found["reads_as"][0], found["reads_as"][-1]) == (3, 8)


@pytest.mark.parametrize("path", ["spherical", "straight"])
def test_frames_are_decoded_along_the_path_asked_for(client, path):
    found = client.predict(strokes_a=THREE, strokes_b=EIGHT, n=5, path=path, api_name="/interpolate")
    z = latent.path(torch.tensor(found["mu_a"]), torch.tensor(found["mu_b"]), 5, path)
    np.testing.assert_allclose(found["frames"], models.load(PREFERRED).decode(z)[:, 0], atol=1e-4)
    assert found["path_kind"] == path


def test_neighbouring_frames_are_closer_than_the_ends(client):
    found = client.predict(strokes_a=THREE, strokes_b=EIGHT, n=17, api_name="/interpolate")
    frames = np.array(found["frames"])
    steps = [np.abs(after - before).mean() for before, after in pairwise(frames)]
    assert max(steps) < np.abs(frames[-1] - frames[0]).mean() / 3


@pytest.mark.parametrize("n", [2, 100])
def test_n_may_be_as_small_and_as_large_as_said(client, n):
    found = client.predict(strokes_a=THREE, strokes_b=EIGHT, n=n, api_name="/interpolate")
    assert len(found["frames"]) == len(found["reads_as"]) == n


@pytest.mark.parametrize("n", [1, 0, -3, 101, 9.5, "many"])
def test_any_other_n_is_refused_in_one_sentence(client, n):
    sentence = refusal(client, strokes_a=THREE, strokes_b=EIGHT, n=n, api_name="/interpolate")
    assert sentence.startswith("n must be a whole number from 2 to 100, got")
    assert "\n" not in sentence


def test_an_unknown_path_is_refused(client):
    sentence = refusal(client, strokes_a=THREE, strokes_b=EIGHT, path="winding", api_name="/interpolate")
    assert "spherical" in sentence
    assert "straight" in sentence
    assert "winding" in sentence


@pytest.mark.parametrize("what", MALFORMED)
def test_malformed_strokes_are_refused_in_one_sentence(client, what):
    sentence = refusal(client, strokes=MALFORMED[what], api_name="/reconstruct")
    assert 10 < len(sentence) < 200
    assert "\n" not in sentence
    assert "Error" not in sentence


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_number_that_is_not_finite_is_refused(app_url, number):
    """Written into the body by hand: gradio_client itself refuses to send it."""
    body = f'{{"data": [[[[0.1, {number}]]]]}}'
    headers = {"content-type": "application/json"}
    answer = httpx.post(f"{app_url}/gradio_api/run/reconstruct", content=body, headers=headers)
    assert "finite" in answer.json()["error"]
    assert "\n" not in answer.json()["error"]


def test_a_refusal_says_which_drawing_is_meant(client):
    assert refusal(client, strokes_a=THREE, strokes_b=[], api_name="/interpolate").startswith("strokes_b: ")
    assert refusal(client, strokes_a=[], strokes_b=EIGHT, api_name="/interpolate").startswith("strokes_a: ")


def test_a_refusal_leaves_the_server_as_it_was(client):
    before = client.predict(strokes=THREE, api_name="/reconstruct")
    refusal(client, strokes=MALFORMED["outside the sheet"], api_name="/reconstruct")
    assert client.predict(strokes=THREE, api_name="/reconstruct") == before


def test_both_work_as_documented_without_arguments(client):
    assert client.predict(api_name="/reconstruct")["reads_as"] == 7
    found = client.predict(api_name="/interpolate")
    assert (len(found["frames"]), found["path_kind"]) == (9, "spherical")
    assert (found["reads_as"][0], found["reads_as"][-1]) == (7, 4)


def test_the_api_page_describes_every_parameter(client):
    endpoints = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    for name in ("/reconstruct", "/interpolate"):
        for parameter in endpoints[name]["parameters"]:
            assert parameter["parameter_has_default"]
            assert f"{parameter['parameter_name']}: " in endpoints[name]["description"]
