"""The VAE of one number: its closed form against numeric optimisation and against torch's own divergences."""

import math

import pytest
import torch
from scipy.optimize import minimize
from torch.distributions import Normal, kl_divergence

from models.analysis.toy_vae import best_posterior


def cost(mu, log_sigma, x, beta, spread):
    """E_q[(x − z)²] / (2 spread²) + beta·KL, by quadrature over 20,001 points of z."""
    q = Normal(torch.tensor(mu, dtype=torch.float64), math.exp(log_sigma))
    z = torch.linspace(-12, 12, 20_001, dtype=torch.float64) * q.scale + q.loc
    misfit = torch.trapezoid(q.log_prob(z).exp() * (x - z) ** 2 / (2 * spread**2), z)
    return float(misfit + beta * kl_divergence(q, Normal(torch.zeros_like(q.loc), 1.0)))


@pytest.mark.parametrize(("x", "beta", "spread"), [(1.5, 1, 0.5), (-2, 0.1, 0.5), (0.7, 10, 0.5), (1, 2, 1.3)])
def test_no_other_gaussian_costs_less(x, beta, spread):
    fit = best_posterior(x, beta, spread)
    found = minimize(lambda q: cost(*q, x, beta, spread), [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-7})
    assert (fit.mu, math.log(fit.sigma)) == pytest.approx(tuple(found.x), abs=1e-4)
    assert fit.misfit + beta * fit.kl == pytest.approx(found.fun, abs=1e-6)


def test_at_beta_1_it_is_the_posterior_by_bayes_rule():
    z = torch.linspace(-10, 10, 100_001, dtype=torch.float64)
    joint = (Normal(0.0, 1.0).log_prob(z) + Normal(z, 0.5).log_prob(torch.tensor(1.5))).exp()
    weights = joint / joint.sum()
    mean = (weights * z).sum()
    fit = best_posterior(1.5, 1.0, 0.5)
    assert fit.mu == pytest.approx(mean.item(), abs=1e-6)
    assert fit.sigma == pytest.approx(((weights * (z - mean) ** 2).sum() ** 0.5).item(), abs=1e-6)


def test_with_next_to_no_kl_it_is_a_point_and_with_nothing_else_the_prior():
    point, prior = best_posterior(1.5, 1e-6), best_posterior(1.5, 1e6)
    assert (point.mu, point.sigma) == pytest.approx((1.5, 0), abs=1e-3)
    assert (prior.mu, prior.sigma, prior.kl) == pytest.approx((0, 1, 0), abs=1e-4)


@pytest.mark.parametrize(("beta", "spread"), [(0, 0.5), (-1, 0.5), (1, 0), (math.nan, 1)])
def test_weights_that_are_no_weights_are_refused(beta, spread):
    with pytest.raises(ValueError, match="beta and spread must be above 0"):
        best_posterior(1.0, beta, spread)
