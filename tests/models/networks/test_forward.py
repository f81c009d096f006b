"""What each network gives when it is called, held against its checked methods."""

import pytest
import torch

import models
from models import registry

X = torch.rand(3, 1, 28, 28, generator=torch.Generator().manual_seed(0))


def of_family(family):
    return [name for name in models.available() if registry.KNOWN[name].family == family]


@pytest.mark.parametrize("name", of_family("vae"))
def test_a_vae_gives_the_logits_of_what_mu_decodes_to_and_the_posterior(name):
    vae = models.load(name)
    logits, mu, logvar = vae(X)
    assert torch.equal(torch.sigmoid(logits), vae.decode(mu))
    assert all(torch.equal(ours, theirs) for ours, theirs in zip((mu, logvar), vae.encode(X), strict=True))


@pytest.mark.parametrize("name", of_family("vae"))
def test_a_vae_that_is_given_noise_decodes_a_point_of_the_posterior(name):
    vae = models.load(name)
    epsilon = torch.randn(3, vae.latent_dim, generator=torch.Generator().manual_seed(1))
    logits, mu, logvar = vae(X, epsilon)
    z = torch.distributions.Normal(mu, logvar.exp().sqrt()).icdf(torch.distributions.Normal(0, 1).cdf(epsilon))
    torch.testing.assert_close(torch.sigmoid(logits), vae.decode(z), atol=1e-4, rtol=0)


@pytest.mark.parametrize("name", of_family("plane"))
def test_a_plane_gives_the_reconstruction(name):
    plane = models.load(name)
    assert torch.equal(plane(X), plane.decode(plane.encode(X)))


@pytest.mark.parametrize("name", of_family("gan"))
def test_a_gan_gives_the_digits_that_generate_does(name):
    gan = models.load(name)
    z = torch.randn(3, gan.latent_dim, generator=torch.Generator().manual_seed(0))
    label = torch.tensor([3, 1, 4]) if gan.num_classes else None
    assert torch.equal(gan(z, label), gan.generate(z, label))


def test_the_reader_gives_the_logits_of_its_probabilities():
    reader = models.load("reader")
    assert torch.equal(reader(X).softmax(1), reader.predict_proba(X))
