"""One round of a GAN's game: each step against torch's own optimiser, and what a step is for."""

import copy

import pytest
import torch

from models.analysis.gan_round import one_round
from models.networks.conv_gan import ConvGANConfig
from models.networks.gan import GANConfig

SMALL = GANConfig(latent_dim=5, generator_widths=(16, 24), discriminator_widths=(12,))


@pytest.fixture
def game():
    """A small GAN, ten digits and noise."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return SMALL.build().eval().requires_grad_(False), torch.rand(10, 1, 28, 28), torch.randn(8, 5)


def test_both_steps_are_those_of_torchs_adam(game):
    gan, real, z = game
    ours = one_round(gan, real, z)
    theirs = copy.deepcopy(gan).requires_grad_(True)
    d, g = (torch.optim.Adam(part.parameters(), lr=2e-4) for part in (theirs.discriminator, theirs.generator))
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    fake = theirs.draw(z, None)
    real_logits, fake_logits = theirs.logits(real, None), theirs.logits(fake.detach(), None)
    d_loss = (bce(real_logits, torch.ones(10)) + bce(fake_logits, torch.zeros(8))) / 2
    d.zero_grad()
    d_loss.backward()
    d.step()
    g_loss = bce(theirs.logits(fake, None), torch.ones(8))
    g.zero_grad()
    g_loss.backward()
    g.step()
    assert ours.d_loss == pytest.approx(d_loss.item(), rel=1e-5)
    assert ours.g_loss == pytest.approx(g_loss.item(), rel=1e-5)
    with torch.no_grad():
        assert torch.allclose(ours.fake_after, theirs.draw(z, None), atol=1e-5)
        assert torch.allclose(ours.real_after, torch.sigmoid(theirs.logits(real, None)), atol=1e-5)


def test_each_player_gains_by_its_own_step(game):
    found = one_round(*game)
    assert found.d_loss_after < found.d_loss
    assert found.g_loss_after < found.g_loss
    assert found.fake_after_d.mean() < found.fake_before.mean()
    assert found.fake_after_g.mean() > found.fake_after_d.mean()


def test_the_gan_itself_stays_as_it_is(game):
    gan, real, z = game
    before = {key: value.clone() for key, value in gan.state_dict().items()}
    one_round(gan, real, z)
    assert all(torch.equal(value, before[key]) for key, value in gan.state_dict().items())
    assert not any(weight.requires_grad for weight in gan.parameters())


def test_the_same_noise_plays_the_same_round(game):
    assert torch.equal(one_round(*game).fake_after, one_round(*game).fake_after)


def test_a_gan_that_is_told_the_digit_is_refused():
    with pytest.raises(ValueError, match="played by a GAN without labels"):
        one_round(ConvGANConfig().build(), torch.zeros(1, 1, 28, 28), torch.zeros(1, 64))
