"""Losses against torch.distributions and closed forms."""

import math

import pytest
import torch
from torch.distributions import Bernoulli, Normal, kl_divergence
from torch.nn import functional as F

from training import losses

RNG = torch.Generator().manual_seed(0)
MU, LOGVAR = torch.randn(4, 20, generator=RNG), torch.randn(4, 20, generator=RNG)
LOGITS, X = torch.randn(4, 1, 28, 28, generator=RNG), torch.rand(4, 1, 28, 28, generator=RNG)


def test_kl_is_that_of_two_gaussians():
    expected = kl_divergence(Normal(MU, (LOGVAR / 2).exp()), Normal(0.0, 1.0)).sum(1)
    assert torch.allclose(losses.kl_to_prior(MU, LOGVAR), expected, rtol=1e-5)


def test_kl_of_the_prior_itself_is_zero():
    assert torch.equal(losses.kl_to_prior(torch.zeros(3, 20), torch.zeros(3, 20)), torch.zeros(3))


def test_bce_of_black_and_white_pixels_is_their_negative_log_likelihood():
    x = X.round()
    expected = -Bernoulli(logits=LOGITS).log_prob(x).sum((1, 2, 3))
    assert torch.allclose(losses.bce_sum(LOGITS, x), expected, rtol=1e-5)


@pytest.mark.parametrize("scale", [0.0, 1.0, 30.0, 1e4])
def test_bce_and_its_slope_are_pytorchs(scale):
    logits, theirs = ((scale * LOGITS).requires_grad_() for _ in range(2))
    bce, expected = losses.bce_sum(logits, X), F.binary_cross_entropy_with_logits(theirs, X, reduction="none")
    bce.sum().backward()
    expected.sum().backward()
    assert torch.allclose(bce, expected.sum((1, 2, 3)), rtol=1e-5)
    assert torch.allclose(logits.grad, theirs.grad, atol=1e-6)


def test_bce_of_nan_is_nan():
    assert losses.bce_sum(LOGITS * math.nan, X).isnan().all()


def test_bce_of_grey_pixels_is_least_at_the_pixels_own_logit():
    least = losses.bce_sum(torch.logit(X), X)
    assert (least < losses.bce_sum(torch.logit(X) + 0.1, X)).all()
    assert (least < losses.bce_sum(torch.logit(X) - 0.1, X)).all()


@pytest.mark.parametrize("beta", [0.0, 1.0, 4.0])
def test_negative_elbo_weighs_the_kl_by_beta(beta):
    expected = losses.bce_sum(LOGITS, X) + beta * losses.kl_to_prior(MU, LOGVAR)
    assert torch.allclose(losses.negative_elbo(LOGITS, X, MU, LOGVAR, beta), expected)


def test_an_undecided_discriminator_pays_ln_2():
    loss = losses.article_discriminator(torch.zeros(5, 1), torch.zeros(5, 1))
    assert loss.item() == pytest.approx(math.log(2))


def test_the_discriminator_pays_for_what_it_takes_for_the_wrong_kind():
    loss = losses.article_discriminator(torch.tensor([[1.5]]), torch.tensor([[-0.5]]))
    expected = -(math.log(1 / (1 + math.exp(-1.5))) + math.log(1 - 1 / (1 + math.exp(0.5)))) / 2
    assert loss.item() == pytest.approx(expected, rel=1e-5)


def test_the_generator_is_paid_for_being_believed():
    assert losses.article_generator(torch.tensor([[2.0]])).item() == pytest.approx(math.log(1 + math.exp(-2)), rel=1e-5)


REAL, FAKE = torch.randn(6, generator=RNG), torch.randn(6, generator=RNG)


def test_the_stable_forms_are_the_articles_where_both_can_be_computed():
    stable = losses.nonsaturating_discriminator(REAL, FAKE)
    assert stable.item() == pytest.approx(2 * losses.article_discriminator(REAL, FAKE).item(), rel=1e-5)
    stable = losses.nonsaturating_generator(FAKE)
    assert stable.item() == pytest.approx(losses.article_generator(FAKE).item(), rel=1e-5)


def test_the_stable_forms_are_log_likelihoods_of_real_and_forged():
    expected = -(Bernoulli(logits=REAL).log_prob(torch.ones(6)) + Bernoulli(logits=FAKE).log_prob(torch.zeros(6)))
    assert losses.nonsaturating_discriminator(REAL, FAKE).item() == pytest.approx(expected.mean().item(), rel=1e-5)


@pytest.mark.parametrize(
    ("loss", "slope"),
    [(losses.article_generator, 0.0), (losses.nonsaturating_generator, -1.0)],
    ids=["the article's", "non-saturating"],
)
def test_a_generator_whose_digits_are_surely_forged_learns_in_the_stable_form_alone(loss, slope):
    certain = torch.tensor([-200.0], requires_grad=True)  # its sigmoid is 0 in float32
    loss(certain).backward()
    assert certain.grad.item() == pytest.approx(slope)


def test_r1_of_a_linear_discriminator_is_half_its_squared_weight():
    real = torch.rand(5, 1, 28, 28, requires_grad=True)
    w = torch.randn(1, 28, 28, generator=RNG)
    penalty = losses.r1((real * w).sum((1, 2, 3)), real)
    assert penalty.item() == pytest.approx(w.square().sum().item() / 2, rel=1e-5)


def test_r1_is_a_mean_over_digits_and_can_be_differentiated_again():
    # D(x) = a |x|²: slope 2 a x, so the penalty is 2 a² |x|² and its slope in a is 4 a |x|².
    a = torch.tensor(3.0, requires_grad=True)
    real = torch.tensor([[1.0, 2.0], [0.0, 1.0]], requires_grad=True)  # |x|² is 5 and 1, on average 3
    penalty = losses.r1(a * real.square().sum(1), real)
    assert penalty.item() == pytest.approx(2 * 9 * 3)
    penalty.backward()
    assert a.grad.item() == pytest.approx(4 * 3 * 3)


@pytest.mark.parametrize("loss", [losses.article_generator, losses.nonsaturating_generator])
def test_a_logit_that_is_no_number_makes_a_loss_that_is_none(loss):
    assert loss(torch.tensor([0.0, math.nan])).isnan()
