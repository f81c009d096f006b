"""Points of latent space that samples come from: the same point is the same picture, alone or in company."""

import pytest
import torch

from models import latent
from models.networks.conv_gan import ConvGANConfig
from models.networks.gan import GANConfig
from models.networks.vae import VAEConfig

SMALL = {
    "gan": GANConfig(latent_dim=6, generator_widths=(16, 32), discriminator_widths=(16,)),
    "conditional gan": ConvGANConfig(
        latent_dim=6, generator_channels=(8, 8, 8, 8), discriminator_channels=(4, 4, 4, 4)
    ),
    "vae": VAEConfig(latent_dim=6, hidden=16),
}


def built(name):
    torch.manual_seed(0)
    return SMALL[name].build().eval().requires_grad_(False)


def conditional():
    return built("conditional gan")


@pytest.mark.parametrize("name", SMALL)
def test_the_points_of_a_seed_give_its_samples(name, one_thread):
    model = built(name)
    points = model.points(40, seed=3, temperature=0.7)
    x = model.from_points(*points) if isinstance(points, tuple) else model.from_points(points)
    assert torch.equal(x, model.sample(40, seed=3, temperature=0.7))


@pytest.mark.parametrize("name", SMALL)
def test_a_point_gives_the_same_bytes_alone_and_in_company(name, one_thread):
    model = built(name)
    z = latent.prior(50, 6, seed=1)
    label = torch.arange(50) % 10 if name == "conditional gan" else None
    chosen = (z,) if label is None else (z, label)
    company = model.from_points(*chosen)
    for at in (0, 31, 49):
        assert torch.equal(model.from_points(*(part[at : at + 1] for part in chosen))[0], company[at])


def test_the_digits_drawn_by_a_seed_are_told_with_its_points():
    gan = conditional()
    z, label = gan.points(12, seed=5)
    assert torch.equal(gan.from_points(z, label), gan.sample(12, seed=5))
    assert label.min() >= 0
    assert label.max() <= 9


def test_the_whole_share_of_a_digit_is_that_digit(one_thread):
    gan = conditional()
    z, label = gan.points(10, label=list(range(10)), seed=2)
    shares = torch.nn.functional.one_hot(label, 10).float()
    assert torch.equal(gan.from_points(z, shares), gan.from_points(z, label))


def test_half_of_two_digits_is_neither():
    gan = conditional()
    z = latent.prior(1, 6, seed=0)
    half = torch.zeros(1, 10)
    half[0, [3, 8]] = 0.5
    between = gan.generate(z, half)
    assert not torch.equal(between, gan.generate(z, 3))
    assert not torch.equal(between, gan.generate(z, 8))


@pytest.mark.parametrize(
    "shares",
    [torch.full((2, 10), 0.2), torch.full((1, 10), 0.1), torch.eye(10)[:2] * float("nan"), torch.ones(2, 2) / 2],
    ids=["sum to 2", "for one point alone", "not finite", "of two classes"],
)
def test_shares_that_are_none_are_refused(shares):
    with pytest.raises(ValueError, match="shares of the digits must"):
        conditional().generate(latent.prior(2, 6, seed=0), shares)


def test_a_gan_without_classes_takes_no_shares():
    with pytest.raises(ValueError, match="trained without labels"):
        built("gan").generate(latent.prior(1, 6, seed=0), torch.eye(10)[:1])


def test_a_circle_begins_at_its_point_and_stays_as_far_out():
    z = latent.prior(1, 64, seed=4)[0]
    circle = latent.circle(z, 24, seed=1)
    assert torch.equal(circle[0], z)
    torch.testing.assert_close(circle.norm(dim=1), z.norm().expand(24))


def test_a_circle_closes_with_a_step_like_all_others():
    circle = latent.circle(latent.prior(1, 20, seed=4)[0], 30, seed=1)
    steps = (circle - circle.roll(1, 0)).norm(dim=1)
    torch.testing.assert_close(steps, steps[:1].expand(30))


def test_half_way_round_a_circle_lies_the_opposite_point():
    z = latent.prior(1, 20, seed=4)[0]
    torch.testing.assert_close(latent.circle(z, 30, seed=1)[15], -z, atol=1e-5, rtol=0)


def test_another_seed_is_another_circle():
    z = latent.prior(1, 20, seed=4)[0]
    assert not torch.allclose(latent.circle(z, 8, seed=1), latent.circle(z, 8, seed=2))
    assert torch.equal(latent.circle(z, 8, seed=1), latent.circle(z, 8, seed=1))
