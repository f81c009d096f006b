"""What the chapters' figures ask the server: answers against the models themselves and against closed forms."""

import base64
import math

import numpy as np
import pytest
import torch

import models
from models import gabor
from models.networks.planes import AutoencoderConfig, PCAConfig
from models.sketch.examples import EXAMPLES
from ui.kit.answers import answers
from ui.kit.model_inputs import frame
from ui.learn.chapters.gabor import part as gabor_part
from ui.learn.chapters.gabor import server as learn_gabor
from ui.learn.chapters.gan import part as gan_part
from ui.learn.chapters.gan import server as learn_gan
from ui.learn.chapters.vae import part as vae_part
from ui.learn.chapters.vae import server as learn_vae


def pictures(text):
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 28, 28) / 255


@pytest.fixture(scope="module")
def vae():
    return models.load("vae_mlp")


@pytest.fixture(scope="module")
def reader():
    return models.load("reader")


def test_with_all_numbers_kept_the_reconstruction_comes_back_and_with_none_the_centre(vae, reader):
    found = learn_vae.compress(frame(EXAMPLES["3"]), vae, reader)
    frames = pictures(found["frames"])
    assert len(frames) == vae.latent_dim + 1
    with torch.no_grad():
        x = torch.from_numpy(pictures(found["seen"])).float()[None]
        whole, centre = vae.decode(vae.encode(x)[0])[0, 0], vae.decode(torch.zeros(1, vae.latent_dim))[0, 0]
    assert frames[-1] == pytest.approx(whole.numpy(), abs=0.02)  # bytes on the way
    assert frames[0] == pytest.approx(centre.numpy(), abs=0.003)
    assert found["nats"] == sorted(found["nats"], reverse=True)


def test_the_way_of_the_flip_book_begins_and_ends_at_its_digits(vae, reader):
    found = learn_vae.flip(learn_vae.FlipRequest.parse({"a": 1, "b": 8, "path": "spherical"}), vae, reader)
    assert len(pictures(found["frames"])) == found["n"] == 33
    assert [int(np.argmax(found["proba"][at])) for at in (0, -1)] == [1, 8]


def test_a_cloud_has_the_mean_and_spread_of_its_posterior():
    found = learn_vae.cloud(learn_vae.example({"digit": 7}), models.load("vae_map"))
    with torch.no_grad():
        mu, logvar = models.load("vae_map").encode(frame(EXAMPLES["7"]))
    assert found["mu"] == pytest.approx(mu[0].tolist(), abs=1e-4)
    assert np.square(found["sd"]) == pytest.approx(logvar[0].exp().numpy(), abs=1e-4)
    assert np.shape(found["epsilon"]) == (60, 2)


@torch.no_grad()
def test_a_plane_that_gives_back_every_place_has_no_gaps_and_one_that_cannot_has(reader):
    flat = PCAConfig().build()
    flat.mean.fill_(0.5)
    z = 0.1 * torch.randn(20, 2)
    assert learn_vae.astray(flat, z, flat.decode(z)).max() < 1e-5
    far = torch.full((1, 2), 50.0)  # where ink is cut off at 0 and 1
    assert learn_vae.astray(flat, far, flat.decode(far)).min() > 1


@torch.no_grad()
def test_blind_places_of_a_vae_are_its_priors_and_those_of_others_are_spread_as_their_digits():
    z = torch.randn(5000, 2) @ torch.tensor([[3.0, 0.0], [1.0, 0.5]]) + torch.tensor([7.0, -2.0])
    found = learn_vae.blind(AutoencoderConfig().build(), z, 20_000)
    assert found.mean(0).tolist() == pytest.approx([7, -2], abs=0.2)
    assert torch.cov(found.T).numpy() == pytest.approx(torch.cov(z.T).numpy(), abs=0.4)
    prior = learn_vae.blind(models.load("vae_map"), z, 20_000)
    assert prior.mean(0).tolist() == pytest.approx([0, 0], abs=0.05)
    assert torch.cov(prior.T).numpy() == pytest.approx(np.eye(2), abs=0.05)


def test_a_grid_reads_from_the_top_left():
    places = learn_vae.grid(torch.tensor([1.0, 2.0]), 3.0, 3)
    assert places[0].tolist() == [-2, 5]
    assert places[-1].tolist() == [4, -1]
    assert places[1].tolist() == [1, 5]


def test_beta_is_asked_by_its_logarithm():
    assert learn_vae.beta(learn_vae.BetaRequest.parse({"beta": 0, "x": 1.0}))["mu"] == pytest.approx(
        0.8
    )  # x / (1 + ¼), by Bayes' rule


def test_a_round_plays_with_the_drawings_and_leaves_the_gan_alone():
    gan = models.load("gan_mlp_k1")
    reals = torch.cat([frame(EXAMPLES[str(digit)]) for digit in range(10)])
    found = learn_gan.play(3, gan, reals)
    assert pictures(found["real"]) == pytest.approx(reals[:, 0].numpy(), abs=0.003)
    with torch.no_grad():
        assert found["real_before"] == pytest.approx(gan.score(reals).tolist(), abs=1e-3)
    assert found == learn_gan.play(3, gan, reals)


def test_samples_are_counted_as_the_reader_reads_them(reader):
    gan = models.load("gan_mlp_k1")
    counts = learn_gan.count(learn_gan.CountRequest("gan_mlp_k1", 5), {"gan_mlp_k1": gan}, reader)["counts"]
    with torch.inference_mode():
        read = reader.predict_proba(gan.sample(learn_gan.COUNTED, seed=5)).argmax(1)
    assert counts == torch.bincount(read, minlength=10).tolist()


def test_the_history_is_that_of_the_runs():
    told = learn_gan.history(gan_part.RACE)
    assert told.keys() == set(gan_part.RACE)
    for one in told.values():
        assert np.sum(one["shares"], axis=1) == pytest.approx(1, abs=1e-2)
        assert len(one["epochs"]) == len(one["shares"])


def test_the_recipes_differ_as_the_chapter_says():
    twenty, one, cured = (learn_gan.recipe(name) for name in gan_part.CURE)
    assert (twenty["steps"], one["steps"], cured["steps"]) == (20, 1, 1)
    assert (twenty["r1"], one["r1"]) == (0, 0)
    assert cured["r1"] > 0
    assert (one["labelled"], cured["labelled"]) == (False, True)


@pytest.mark.parametrize("sigma", [0.5, 1.0, 2.0])
def test_the_leak_is_exp_of_minus_sigma_squared_and_gone_with_the_correction(sigma):
    found = learn_gabor.section(learn_gabor.SectionRequest.parse({"sigma": sigma}))
    assert found["leak"] == pytest.approx(math.exp(-(sigma**2)), abs=1e-4)
    assert found["left"] == pytest.approx(0, abs=1e-4)


def test_a_section_is_the_envelope_times_the_wave():
    found = learn_gabor.section(learn_gabor.SectionRequest.parse({"sigma": 1.3, "psi": 40}))
    x = np.linspace(-learn_gabor.REACH, learn_gabor.REACH, len(found["envelope"]))
    envelope = np.exp(-(x**2) / (4 * 1.3**2))
    assert found["envelope"] == pytest.approx(envelope, abs=1e-3)
    assert found["real"] == pytest.approx(envelope * np.cos(x + math.radians(40)), abs=1e-3)
    assert found["imaginary"] == pytest.approx(envelope * np.sin(x + math.radians(40)), abs=1e-3)


def test_the_matrix_takes_the_turned_axis_to_the_waves_own():
    matrix = np.array(learn_gabor.turned(learn_gabor.TurnRequest.parse({"theta": 30, "scale": 4}))["matrix"])
    along = 4 * np.array([math.cos(math.radians(30)), math.sin(math.radians(30))])  # y up
    assert matrix @ along == pytest.approx([1, 0], abs=1e-3)


def test_disc_and_surroundings_have_one_mean_and_one_contrast():
    picture = learn_gabor.textures()
    inside = learn_gabor.disc()
    assert picture[inside].mean() == pytest.approx(picture[~inside].mean(), abs=0.02)
    assert picture[inside].std() == pytest.approx(picture[~inside].std(), abs=0.02)


@pytest.mark.parametrize(("theta", "stronger"), [(30, "inside"), (120, "outside")])
def test_cells_answer_where_stripes_run_their_way(theta, stronger):
    spectrum = gabor.Spectrum(learn_gabor.textures())
    found = learn_gabor.answer_of_cells(math.radians(theta), spectrum, learn_gabor.disc())
    other = "outside" if stronger == "inside" else "inside"
    assert found[stronger] > 5 * found[other]


@answers(learn_vae.example)
def ask_example(_x):
    return {}


@pytest.mark.parametrize(
    ("ask", "request_", "said"),
    [
        (vae_part.ask_beta, {"beta": 3, "x": 0}, "beta must be a number from -2 to 2"),
        (vae_part.ask_beta, {"beta": math.nan, "x": 0}, "beta must be a number"),
        (gabor_part.ask_section, {"sigma": "wide"}, "sigma must be a number from 0.4 to 3"),
        (gabor_part.ask_turned, {"theta": 0, "scale": 1}, "scale must be a number from 4 to 16"),
        (ask_example, {"digit": 10}, "digit must be a whole number from 0 to 9"),
        (ask_example, {}, "digit must be a whole number from 0 to 9"),
    ],
)
def test_what_cannot_be_used_is_a_sentence(ask, request_, said):
    found = ask({"lang": "en", **request_})
    assert found["ok"] is False
    assert said in found["error"]


def test_a_place_that_is_none_is_refused(reader):
    planes = {"pca_map": PCAConfig().build()}
    for request, said in (
        ({"model": "pca"}, "model must be one of pca_map"),
        ({"model": "pca_map", "z": [1]}, "2 numbers"),
    ):
        with pytest.raises(ValueError, match=said):
            learn_vae.decode(learn_vae.PlaceRequest.parse(request, planes), planes, reader)
