"""Mixtures of Gaussians that say where each digit lies in latent space."""

import dataclasses
import math

import pytest
import torch
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal

from models import latent
from models.networks.class_mixture import ClassMixture
from models.networks.conv_vae import ConvVAEConfig
from models.networks.vae import VAEConfig
from training import mixtures
from training.all import workers
from training.evaluation import metrics

Z, K = 3, 2


@pytest.fixture
def mixture():
    """Ten classes with two Gaussians each, at random."""
    rng = torch.Generator().manual_seed(0)
    out = ClassMixture(Z, K)
    out.means.copy_(3 * torch.randn(10, K, Z, generator=rng))
    out.cholesky.copy_(torch.randn(10, K, Z, Z, generator=rng).tril())
    diagonal = out.cholesky.diagonal(dim1=-2, dim2=-1)
    diagonal.copy_(diagonal.abs() + 0.3)
    out.log_weights.copy_(torch.randn(10, K, generator=rng).flatten().log_softmax(0).view(10, K))
    return out


def test_the_density_is_that_of_torchs_own_mixture(mixture):
    z = 3 * torch.randn(50, Z, generator=torch.Generator().manual_seed(1))
    expected = torch.stack(
        [
            MixtureSameFamily(
                Categorical(logits=mixture.log_weights[digit]),
                MultivariateNormal(mixture.means[digit], scale_tril=mixture.cholesky[digit]),
            ).log_prob(z)
            + mixture.log_weights[digit].logsumexp(0)
            for digit in range(10)
        ],
        1,
    )
    assert torch.allclose(mixture.log_prob(z), expected, atol=1e-4)


def test_points_of_a_class_have_the_mixtures_mean_and_covariance(mixture):
    n, digit = 100_000, 4
    z = mixture.draw(torch.full((n,), digit), latent.prior(n, Z + 1, seed=0))
    weights, means = mixture.log_weights[digit].softmax(0), mixture.means[digit]
    mean = weights @ means
    within = sum(w * c @ c.T for w, c in zip(weights, mixture.cholesky[digit], strict=True))
    between = sum(w * torch.outer(m - mean, m - mean) for w, m in zip(weights, means, strict=True))
    assert torch.allclose(z.mean(0), mean, atol=0.05)
    assert torch.allclose(z.T.cov(), within + between, atol=0.3)


def test_temperature_near_zero_draws_the_components_means(mixture):
    z = mixture.draw(torch.full((200,), 4), latent.prior(200, Z + 1, seed=0), temperature=1e-6)
    assert torch.cdist(z, mixture.means[4]).amin(1).max() < 1e-2


def fitted(config=None, n=1000):
    """A small untrained VAE with mixtures fitted to mu of random digits."""
    torch.manual_seed(0)
    vae = (
        config or ConvVAEConfig(latent_dim=4, encoder_channels=(4, 4, 4), decoder_channels=(4, 4), hidden=16)
    ).build()
    x = torch.randint(256, (n, 1, 28, 28), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    y = torch.arange(n) % 10
    return mixtures.fitted(vae.eval(), x, y, components=2), vae, x, y


def test_fitting_leaves_the_networks_weights_alone():
    whole, vae, _, _ = fitted()
    for key, value in vae.state_dict().items():
        assert torch.equal(whole.state_dict()[key], value)


def test_one_gaussian_a_class_has_the_mean_of_the_classs_mu():
    _, vae, x, y = fitted()
    one = mixtures.fitted(vae, x, y, components=1)
    mu = metrics.encode(vae, x)
    assert torch.allclose(one.classes.means[3, 0], mu[y == 3].mean(0), atol=1e-5)


def test_how_often_each_digit_comes_is_stored():
    whole, _, _, _ = fitted()
    assert torch.allclose(whole.classes.log_weights.logsumexp(1), torch.full((10,), math.log(0.1)), atol=1e-5)


def test_the_config_says_how_many_gaussians_there_are():
    whole, vae, _, _ = fitted()
    assert whole.config == dataclasses.replace(vae.config, components=2)


@pytest.mark.parametrize("config", [None, VAEConfig(latent_dim=4, hidden=8)])
def test_a_vae_with_mixtures_draws_a_chosen_digit_by_its_seed(config):
    whole, *_ = fitted(config)
    assert torch.equal(whole.sample(5, label=7, seed=1), whole.sample(5, label=[7] * 5, seed=1))
    assert torch.equal(whole.sample(3, label=7, seed=1), whole.sample(50, label=7, seed=1)[:3])
    assert not torch.equal(whole.sample(5, label=7, seed=1), whole.sample(5, label=2, seed=1))


def test_class_probabilities_sum_to_one():
    whole, *_ = fitted()
    assert torch.allclose(whole.class_proba(torch.randn(6, 4)).sum(1), torch.ones(6), atol=1e-5)


def test_a_vae_without_mixtures_knows_no_digit_by_name():
    vae = VAEConfig().build()
    for ask in (lambda: vae.sample(3, label=7), lambda: vae.class_proba(torch.zeros(1, 20))):
        with pytest.raises(ValueError, match="no class mixtures are fitted to this VAE"):
            ask()


def test_too_few_digits_leave_the_vae_without_mixtures():
    _, vae, x, y = fitted()
    assert mixtures.fitted(vae, x[:900], y[:900], components=2) is vae


def test_classes_fitted_in_processes_of_their_own_are_the_same(monkeypatch):
    whole, *_ = fitted()
    monkeypatch.setattr(mixtures, "MANY", 1)
    apart, *_ = fitted()
    for key, value in whole.state_dict().items():
        assert torch.equal(apart.state_dict()[key], value)


FITS = """
import torch
from models.networks.vae import VAEConfig
from training import mixtures

def main(argv):
    x = torch.zeros(mixtures.MANY, 1, 28, 28, dtype=torch.uint8)
    x[:, 0, 0] = torch.randint(256, (len(x), 28), generator=torch.Generator().manual_seed(0))
    mixtures.fitted(VAEConfig(latent_dim=2, hidden=8).build().eval(), x, torch.arange(len(x)) % 10, components=1)
    print("fitted")
"""


def test_a_training_that_has_fitted_them_in_processes_ends(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "script_that_fits.py").write_text(FITS)
    worker = workers.Worker(["script_that_fits"])
    worker.begin("script_that_fits", [], str(tmp_path / "log"), {})
    worker.process.join(90)
    ended = worker.process.exitcode
    worker.stop()
    assert workers.last_line(tmp_path / "log") == "fitted"
    assert ended == 0


def test_digits_that_lie_among_another_class_are_left_out_of_the_second_fit(monkeypatch):
    _, vae, x, y = fitted()
    centres = 5 * torch.arange(1, 11)[:, None] * torch.eye(4).repeat(3, 1)[:10]  # ten heaps far apart
    mu = centres[y] + torch.randn(len(y), 4, generator=torch.Generator().manual_seed(1))
    mu[0] = mu[5]  # a 0 that looks like a 5
    monkeypatch.setattr(metrics, "encode", lambda *_: mu)
    whole = mixtures.fitted(vae, x, y, components=1)
    others = (y == 0) & (torch.arange(len(y)) > 0)
    assert torch.allclose(whole.classes.means[0, 0], mu[others].mean(0), atol=1e-4)
