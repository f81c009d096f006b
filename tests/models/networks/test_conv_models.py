"""The convolutional VAE and the class-conditional GAN."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from models.networks.conv_gan import ConditionalBatchNorm, ConvGANConfig
from models.networks.conv_vae import ConvVAEConfig


@pytest.fixture(scope="module")
def vae():
    torch.manual_seed(0)
    return ConvVAEConfig().build().eval()


@pytest.fixture(scope="module")
def gan():
    torch.manual_seed(0)
    return ConvGANConfig().build().eval()


def digits(n=5):
    return torch.rand(n, 1, 28, 28, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("latent_dim", [2, 16, 32])
def test_a_convolutional_vae_has_the_latent_space_it_is_asked_for(latent_dim):
    vae = ConvVAEConfig(latent_dim=latent_dim).build()
    mu, logvar = vae.encode(digits())
    assert mu.shape == logvar.shape == (5, latent_dim)
    assert vae.decode(mu).shape == (5, 1, 28, 28)


def test_a_digits_mu_does_not_depend_on_its_neighbours(vae):
    x = digits()
    assert torch.allclose(vae.encode(x)[0][2:3], vae.encode(x[2:3])[0], atol=1e-5)


def test_mu_and_logvar_stay_float32_under_bfloat16_autocast(vae):
    with torch.autocast("cpu", torch.bfloat16):
        mu, logvar = vae.encode(digits())
        assert {mu.dtype, logvar.dtype, vae.logits(mu).dtype} == {torch.float32}


@pytest.fixture
def refining():
    """A VAE with two refinement steps, whose corrections are as large as training makes them."""
    torch.manual_seed(0)
    vae = ConvVAEConfig(refinement_steps=2).build().eval()
    nn.init.normal_(vae.refiner.change.weight, std=0.2)
    return vae


def test_each_refinement_step_adds_what_the_refiner_makes_of_digit_and_reconstruction(refining):
    x = digits()
    q = refining.encoder(x)
    for _ in range(2):
        q = q + refining.refiner(x, refining.decode(q[:, :20]), q)
    mu, logvar = refining.encode(x)
    assert torch.allclose(mu, q[:, :20], atol=1e-5)
    assert torch.allclose(logvar, q[:, 20:], atol=1e-5)


def test_a_refinement_step_changes_what_the_encoder_gives(refining):
    once = refining.encoder(digits())[:, :20]
    assert (refining.encode(digits())[0] - once).abs().max() > 0.01


def test_there_is_one_posterior_for_the_encoder_and_one_for_each_refinement_step(refining):
    first, second, third = refining.posteriors(digits())
    assert torch.equal(torch.cat(first, 1), refining.encoder(digits()))
    assert torch.equal(torch.cat(third, 1), torch.cat(refining.encode(digits()), 1))
    refining.refinement_steps = 1
    assert torch.equal(torch.cat(refining.encode(digits()), 1), torch.cat(second, 1))


def test_an_untrained_refinement_step_corrects_nothing():
    vae = ConvVAEConfig(refinement_steps=2).build().eval()
    assert torch.equal(torch.cat(vae.encode(digits()), 1), vae.encoder(digits()))


def test_conditional_batchnorm_is_batchnorm_with_a_gain_and_bias_of_the_class():
    norm, h, c = ConditionalBatchNorm(3, 4), torch.randn(8, 3, 5, 5), torch.randn(8, 4)
    plain = F.batch_norm(h, None, None, training=True)
    gain = 1 + c @ norm.gain.weight.T + norm.gain.bias
    bias = c @ norm.bias.weight.T + norm.bias.bias
    expected = torch.relu(plain * gain[:, :, None, None] + bias[:, :, None, None])
    assert torch.allclose(norm(h, c), expected, atol=1e-5)


def test_digits_lie_between_paper_and_ink(gan):
    x = gan.generate(3 * torch.randn(6, gan.latent_dim))
    assert x.shape == (6, 1, 28, 28)
    assert x.min() >= 0
    assert x.max() <= 1


def test_generate_without_a_label_takes_the_digits_in_turn(gan):
    z = torch.randn(12, gan.latent_dim)
    assert torch.equal(gan.generate(z), gan.generate(z, [*range(10), 0, 1]))


def test_samples_without_a_label_come_from_all_classes_alike(gan, monkeypatch):
    asked = []
    monkeypatch.setattr(gan, "draw", lambda z, label: asked.extend(label.tolist()) or torch.zeros(len(z), 1, 28, 28))
    gan.sample(10_000, seed=0)
    counts = torch.tensor(asked[:10_000]).bincount()
    assert counts.min() > 900
    assert counts.max() < 1100


def test_another_label_gives_another_digit_from_the_same_z(gan):
    z = torch.randn(1, gan.latent_dim)
    assert not torch.equal(gan.generate(z, 3), gan.generate(z, 8))


@pytest.mark.parametrize("label", [-1, 10, [1, 2], "3", 2.5])
def test_a_label_that_is_no_digit_is_refused(gan, label):
    for ask in (lambda: gan.sample(3, label), lambda: gan.generate(torch.zeros(3, 64), label)):
        with pytest.raises(ValueError, match="label"):
            ask()


def test_the_score_adds_a_term_for_the_class_to_one_for_all(gan):
    x, label = digits(), torch.tensor([3, 1, 4, 1, 5])
    seen = []
    d = gan.discriminator
    hook = d.late.register_forward_hook(lambda _m, _i, out: seen.append(out))
    score = gan.score(x, label)
    hook.remove()
    h = seen[0]
    logit = h @ d.linear.weight[0] + d.linear.bias + (h * d.label.weight[label]).sum(1)
    assert torch.allclose(score, torch.sigmoid(logit), atol=1e-6)


def test_a_score_does_not_depend_on_the_digits_beside_it(gan):
    x = digits()
    assert torch.allclose(gan.score(x, 7)[2:3], gan.score(x[2:3], 7), atol=1e-6)


def test_the_score_without_a_label_is_that_of_the_most_convincing_digit(gan):
    x = digits()
    every = torch.stack([gan.score(x, digit) for digit in range(10)])
    assert torch.allclose(gan.score(x), every.amax(0), atol=1e-6)


def test_the_most_convincing_digit_is_the_one_with_the_highest_score(gan):
    x = digits()
    every = torch.stack([gan.score(x, digit) for digit in range(10)])
    assert torch.equal(gan.most_convincing(x), every.argmax(0))


def channel_of_spread(discriminator, x, label):
    """What is put beside the features of each digit, (B, 7, 7)."""
    seen = []
    hook = discriminator.late.register_forward_pre_hook(lambda _m, inputs: seen.append(inputs[0][:, -1]))
    discriminator(x, torch.tensor(label))
    hook.remove()
    return seen[0].detach()


def test_in_training_the_discriminator_sees_where_and_how_much_digits_of_one_label_differ():
    torch.manual_seed(0)
    d = ConvGANConfig().build().discriminator.train()
    x = torch.cat([digits(1).expand(3, 1, 28, 28), digits(4)])
    spread = channel_of_spread(d, x, [1, 1, 1, 7, 7, 7, 7])
    assert spread[:3].abs().max() < 1e-3
    expected = d.early(2 * digits(4) - 1).std(0).mean(0)  # (7, 7)
    assert torch.allclose(spread[3:], expected.expand(4, 7, 7), rtol=1e-3)


def test_a_digit_without_another_of_its_label_differs_from_none():
    torch.manual_seed(0)
    d = ConvGANConfig().build().discriminator.train()
    assert channel_of_spread(d, digits(3), [1, 2, 3]).count_nonzero() == 0


def test_the_spread_of_real_batches_is_kept_for_later_label_by_label():
    torch.manual_seed(0)
    d = ConvGANConfig().build().discriminator
    d.note_spread(digits(8), torch.tensor([3] * 8))
    first = d.spread.clone()
    assert torch.allclose(first[3], d.early(2 * digits(8) - 1).std(0).mean(0), rtol=1e-3)
    assert first.count_nonzero() == first[3].numel()
    d.note_spread(digits(4), torch.tensor([5] * 4))
    assert torch.equal(d.spread[3], first[3])


def test_convolutions_start_small(gan):
    stds = [m.weight.std().item() for m in gan.modules() if isinstance(m, nn.Conv2d) and m.weight.numel() > 2000]
    assert stds == pytest.approx([0.05] * len(stds), rel=0.1)
