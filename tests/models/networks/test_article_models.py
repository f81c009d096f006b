"""The articles' models to the letter, the reader, and the contract that all of them keep."""

import numpy as np
import pytest
import torch
from torch import nn

import models
from models.networks.gan import GANConfig
from models.networks.reader import ReaderConfig
from models.networks.vae import VAEConfig, reparameterise

DRAWN = [("vae_mlp", "decode"), ("gan_mlp", "generate")]


def count(module):
    return sum(p.numel() for p in module.parameters())


def widths(module):
    """(inputs, outputs) of the linear layers, in order."""
    return [(m.in_features, m.out_features) for m in module.modules() if isinstance(m, nn.Linear)]


def digits(n=5, seed=0):
    return torch.rand(n, 1, 28, 28, generator=torch.Generator().manual_seed(seed))


def test_the_articles_vae_has_652_824_parameters():
    assert count(VAEConfig().build()) == 652_824


def test_the_articles_vae_is_784_400_20_with_one_trunk_for_both_heads():
    assert widths(VAEConfig().build()) == [(784, 400), (400, 20), (400, 20), (20, 400), (400, 784)]


def test_the_articles_generator_has_1_510_032_parameters():
    assert count(GANConfig().build().generator) == 1_510_032


def test_the_articles_generator_has_batchnorm_in_all_blocks_but_the_first():
    kinds = [type(m).__name__ for m in GANConfig().build().generator]
    block = ["Linear", "BatchNorm1d", "LeakyReLU"]
    assert kinds == ["Linear", "LeakyReLU", *block, *block, *block, "Linear", "Tanh"]


def test_the_articles_discriminator_has_533_505_parameters():
    discriminator = GANConfig().build().discriminator
    assert count(discriminator) == 533_505
    assert widths(discriminator) == [(784, 512), (512, 256), (256, 1)]


def test_leaky_relu_keeps_a_fifth_below_zero():
    leaky = [m for m in GANConfig().build().modules() if isinstance(m, nn.LeakyReLU)]
    assert {m.negative_slope for m in leaky} == {0.2}


def test_the_reader_is_small():
    assert count(ReaderConfig().build()) <= 300_000


def test_encode_gives_mu_and_logvar():
    vae = models.load("vae_mlp")
    mu, logvar = vae.encode(digits())
    assert mu.shape == logvar.shape == (5, vae.latent_dim) == (5, 20)


def test_the_two_heads_are_what_the_layers_say():
    vae = models.load("vae_mlp")
    x = digits()
    h = (x.flatten(1) @ vae.trunk.weight.T + vae.trunk.bias).clamp(min=0)
    mu, logvar = vae.encode(x)
    assert torch.allclose(mu, h @ vae.mu.weight.T + vae.mu.bias, atol=1e-4)
    assert torch.allclose(logvar, h @ vae.logvar.weight.T + vae.logvar.bias, atol=1e-4)


def test_z_has_the_mean_and_deviation_of_the_posterior():
    mu, logvar = torch.tensor([[1.0, -2.0]]), torch.tensor([[0.0, 1.0]])
    z = reparameterise(mu.expand(50_000, 2), logvar.expand(50_000, 2), torch.Generator().manual_seed(0))
    assert torch.allclose(z.mean(0), mu[0], atol=0.03)
    assert torch.allclose(z.std(0), (logvar[0] / 2).exp(), atol=0.03)


@pytest.mark.parametrize(("name", "method"), DRAWN)
def test_digits_are_float32_between_paper_and_ink(name, method):
    model = models.load(name)
    x = getattr(model, method)(3 * torch.randn(6, model.latent_dim, generator=torch.Generator().manual_seed(0)))
    assert x.shape == (6, 1, 28, 28)
    assert x.dtype == torch.float32
    assert x.min() >= 0
    assert x.max() <= 1


@pytest.mark.parametrize(("name", "method"), DRAWN)
def test_z_of_another_width_is_refused(name, method):
    model = models.load(name)
    with pytest.raises(ValueError, match=r"z must have shape \(n, \d+\), got \(2, 3\)"):
        getattr(model, method)(torch.zeros(2, 3))


@pytest.mark.parametrize("name", ["vae_mlp", "gan_mlp"])
def test_samples_repeat_with_their_seed(name):
    model = models.load(name)
    assert torch.equal(model.sample(9, seed=3), model.sample(9, seed=3))
    assert not torch.equal(model.sample(9, seed=3), model.sample(9, seed=4))


def test_a_gan_without_labels_refuses_a_chosen_digit():
    with pytest.raises(ValueError, match="cannot draw a chosen digit"):
        models.load("gan_mlp").sample(3, label=7)


def test_a_sample_is_what_generate_makes_of_the_seeds_noise():
    gan = models.load("gan_mlp")
    z = torch.randn(16, gan.latent_dim, generator=torch.Generator().manual_seed(3))
    assert torch.allclose(gan.sample(16, seed=3), gan.generate(z), atol=1e-5)


@pytest.mark.parametrize("name", ["vae_mlp", "gan_mlp"])
def test_samples_are_the_same_bytes_on_any_number_of_threads(name):
    model, before, drawn = models.load(name), torch.get_num_threads(), []
    try:
        for threads in (1, 2, 3, 8):
            torch.set_num_threads(threads)
            drawn.append(model.sample(9, seed=3))
    finally:
        torch.set_num_threads(before)
    assert all(torch.equal(drawn[0], x) for x in drawn[1:])


@pytest.mark.parametrize("name", ["vae_mlp", "gan_mlp"])
def test_a_seeds_first_digits_do_not_depend_on_how_many_are_drawn(name):
    model = models.load(name)
    assert torch.equal(model.sample(3, seed=3), model.sample(40, seed=3)[:3])


def test_the_score_is_a_probability_for_each_digit():
    score = models.load("gan_mlp").score(digits())
    assert score.shape == (5,)
    assert ((score >= 0) & (score <= 1)).all()


def test_the_gan_never_saw_labels():
    assert models.load("gan_mlp").num_classes == 0


def test_the_readers_probabilities_sum_to_one():
    proba = models.load("reader").predict_proba(digits())
    assert proba.shape == (5, 10)
    assert torch.allclose(proba.sum(1), torch.ones(5), atol=1e-5)


def test_the_readers_features_lead_to_its_probabilities():
    reader = models.load("reader")
    features = reader.features(digits())
    assert features.shape == (5, 128)
    assert torch.allclose(reader.digits(features).softmax(1), reader.predict_proba(digits()), atol=1e-6)


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.float16])
def test_arrays_of_floats_serve_as_images(kind):
    x = digits().numpy().astype(kind)
    expected = models.load("reader").predict_proba(torch.from_numpy(x.astype(np.float32)))
    assert torch.equal(models.load("reader").predict_proba(x), expected)


@pytest.mark.parametrize(
    "x", [None, "digits", [[0.5]], torch.zeros(1, 1, 28, 28, dtype=torch.uint8), np.ones((1, 1, 28, 28), bool)]
)
def test_images_that_are_no_floats_are_refused(x):
    with pytest.raises(ValueError, match=r"images must be floats of shape \(n, 1, 28, 28\), got"):
        models.load("vae_mlp").encode(x)


@pytest.mark.parametrize("shape", [(28, 28), (1, 28, 28), (2, 28, 28), (2, 3, 28, 28), (2, 1, 32, 32)])
def test_images_of_another_shape_are_refused(shape):
    x = torch.zeros(shape)
    for ask in (models.load("vae_mlp").encode, models.load("gan_mlp").score, models.load("reader").predict_proba):
        with pytest.raises(ValueError, match=r"images must have shape \(n, 1, 28, 28\)"):
            ask(x)


@pytest.mark.parametrize("scale", [lambda x: 255 * x, lambda x: 2 * x - 1, lambda x: x + 0.1])
def test_images_of_another_range_are_refused(scale):
    """They would give an answer that looks like any other, and means nothing."""
    x = scale(digits())
    for ask in (models.load("vae_mlp").encode, models.load("gan_mlp").score, models.load("reader").predict_proba):
        with pytest.raises(ValueError, match=r"images must be from 0 \(paper\) to 1 \(ink\), got values from"):
            ask(x)


def test_what_rounding_leaves_beyond_the_range_is_no_fault():
    reader = models.load("reader")
    assert reader.predict_proba(digits() * (1 + 1e-4)).shape == (5, 10)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_points_and_images_that_are_not_finite_are_refused(bad):
    vae, gan = models.load("vae_mlp"), models.load("gan_mlp")
    for ask, value in (
        (vae.decode, torch.full((2, vae.latent_dim), bad)),
        (gan.generate, torch.full((2, gan.latent_dim), bad)),
        (vae.encode, torch.full((2, 1, 28, 28), bad)),
    ):
        with pytest.raises(ValueError, match="must be finite, got NaN or infinity"):
            ask(value)
