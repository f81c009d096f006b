"""Points in latent space."""

import math

import numpy as np
import pytest
import torch

from models import latent

A, B = torch.tensor([2.0, 0.0, 0.0]), torch.tensor([0.0, 4.0, 0.0])


@pytest.mark.parametrize("kind", ["spherical", "straight"])
def test_a_path_starts_and_ends_exactly_at_its_ends(kind):
    a, b = torch.randn(2, 20, generator=torch.Generator().manual_seed(1))
    z = latent.path(a, b, 33, kind)
    assert z.shape == (33, 20)
    assert torch.equal(z[0], a)
    assert torch.equal(z[-1], b)


def test_the_straight_midpoint_is_the_mean():
    assert torch.allclose(latent.path(A, B, 3, "straight")[1], (A + B) / 2)


def test_the_spherical_midpoint_halves_the_angle_and_averages_the_norm():
    expected = 3 * torch.tensor([math.sqrt(0.5), math.sqrt(0.5), 0.0])
    assert torch.allclose(latent.path(A, B, 3)[1], expected, atol=1e-6)


def test_the_spherical_path_turns_evenly():
    z = latent.path(A, B, 10)
    directions = z / z.norm(dim=1, keepdim=True)
    steps = torch.arccos((directions[1:] * directions[:-1]).sum(1))
    assert torch.allclose(steps, torch.full((9,), math.pi / 2 / 9), atol=1e-3)


@pytest.mark.parametrize("b", [A, 3 * A, -A, torch.zeros(3)], ids=["same", "parallel", "opposite", "origin"])
def test_where_no_arc_is_defined_the_path_goes_straight(b):
    assert torch.allclose(latent.path(A, b, 5), latent.path(A, b, 5, "straight"), atol=1e-6)


@pytest.mark.parametrize("kind", ["scenic", "", None, [], {}])
def test_an_unknown_path_is_refused(kind):
    with pytest.raises(ValueError, match="path must be one of spherical, straight, got"):
        latent.path(A, B, 3, kind)


def test_a_path_needs_two_points():
    with pytest.raises(ValueError, match="at least 2 points, got 1"):
        latent.path(A, B, 1)


def test_same_seed_same_bytes():
    assert torch.equal(latent.prior(7, 20, seed=5), latent.prior(7, 20, seed=5))


def test_the_first_points_of_a_seed_do_not_depend_on_how_many_are_drawn():
    assert torch.equal(latent.prior(1, 100, seed=5), latent.prior(7, 100, seed=5)[:1])


def test_other_seed_other_points():
    assert not torch.equal(latent.prior(7, 20, seed=5), latent.prior(7, 20, seed=6))


def test_no_seed_is_fresh_each_time():
    assert not torch.equal(latent.prior(7, 20), latent.prior(7, 20))


def test_drawing_leaves_torchs_own_random_stream_alone():
    torch.manual_seed(0)
    expected = torch.rand(3)
    torch.manual_seed(0)
    latent.prior(7, 20, seed=5)
    assert torch.equal(torch.rand(3), expected)


def test_temperature_is_the_standard_deviation():
    z = latent.prior(20_000, 20, seed=0, temperature=0.5)
    assert z.std().item() == pytest.approx(0.5, abs=0.005)


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, "7", True, float("nan")])
def test_a_seed_that_is_no_whole_number_in_range_is_refused(seed):
    with pytest.raises(ValueError, match="seed must be a whole number"):
        latent.prior(1, 2, seed=seed)


@pytest.mark.parametrize("n", [0, -1, 1.5, True, 10**9, "3"])
def test_a_count_out_of_range_is_refused(n):
    with pytest.raises(ValueError, match="n must be a whole number"):
        latent.prior(n, 2, seed=0)


@pytest.mark.parametrize("temperature", [0, -1, float("nan"), float("inf"), 11, "1", None, True])
def test_a_temperature_out_of_range_is_refused(temperature):
    with pytest.raises(ValueError, match="temperature must be above 0"):
        latent.prior(1, 2, seed=0, temperature=temperature)


def test_one_label_stands_for_all_digits():
    assert latent.checked_label(7, 3).tolist() == [7, 7, 7]


@pytest.mark.parametrize("label", [[1, 2, 3], (1, 2, 3), np.array([1, 2, 3]), torch.tensor([1, 2, 3])])
def test_labels_come_as_any_row_of_whole_numbers(label):
    assert latent.checked_label(label, 3).tolist() == [1, 2, 3]


@pytest.mark.parametrize("label", [-1, 10, 1.5, "7", True, [1, 2, 10], [1, 2, None], torch.tensor([0.5, 1, 2])])
def test_a_label_that_is_no_digit_is_refused(label):
    with pytest.raises(ValueError, match="label must be a whole number from 0 to 9"):
        latent.checked_label(label, 3)


def test_labels_must_be_as_many_as_the_digits():
    with pytest.raises(ValueError, match="got 2 for 3"):
        latent.checked_label([1, 2], 3)


def test_quantiles_are_those_of_the_normal_distribution():
    x = torch.tensor([-1.959964, 0.0, 1.959964])
    assert torch.allclose(latent.quantile(x), torch.tensor([0.025, 0.5, 0.975]), atol=1e-6)


@pytest.mark.parametrize("n", [1, 31, 32, 33, 70])
def test_blocks_leave_every_point_in_its_place(n):
    z = torch.randn(n, 4, generator=torch.Generator().manual_seed(0))
    label = torch.arange(n)
    assert torch.equal(latent.in_blocks(lambda z, label: z + label[:, None], z, label), z + label[:, None])


def test_every_block_has_the_same_number_of_rows():
    seen = []
    latent.in_blocks(lambda z: seen.append(len(z)) or z, torch.zeros(70, 4), size=32)
    assert seen == [32, 32, 32]


CORNERS = torch.randn(4, 20, generator=torch.Generator().manual_seed(2))


@pytest.mark.parametrize("kind", ["spherical", "straight"])
def test_a_square_has_its_corners_exactly(kind):
    z = latent.square(CORNERS, 5, kind).view(5, 5, 20)
    assert torch.equal(torch.stack([z[0, 0], z[0, -1], z[-1, 0], z[-1, -1]]), CORNERS)


def test_the_middle_of_a_straight_square_is_the_mean_of_its_corners():
    assert torch.allclose(latent.square(CORNERS, 3, "straight")[4], CORNERS.mean(0), atol=1e-6)


def test_the_edges_of_a_square_are_paths():
    z = latent.square(CORNERS, 5).view(5, 5, 20)
    assert torch.equal(z[0], latent.path(CORNERS[0], CORNERS[1], 5))
    assert torch.equal(z[:, -1], latent.path(CORNERS[1], CORNERS[3], 5))


@pytest.mark.parametrize("corners", [torch.zeros(3, 20), torch.zeros(20)])
def test_a_square_has_four_corners(corners):
    with pytest.raises(ValueError, match="needs four corners"):
        latent.square(corners, 3)


def test_draws_from_the_posterior_have_its_mean_and_deviation():
    mu, logvar = torch.tensor([[1.0, -2.0]]), torch.tensor([[0.0, 1.0]])
    z = latent.posterior(mu, logvar, 50_000, seed=0)
    assert torch.allclose(z.mean(0), mu[0], atol=0.03)
    assert torch.allclose(z.std(0), (logvar[0] / 2).exp(), atol=0.03)


def test_a_traversal_moves_one_unit_alone():
    z, values = torch.arange(4.0), torch.tensor([-3.0, 0.0, 3.0])
    out = latent.traversal(z, 2, values)
    assert torch.equal(out[:, 2], values)
    assert torch.equal(out[:, [0, 1, 3]], z[[0, 1, 3]].expand(3, 3))


@pytest.mark.parametrize("unit", [-1, 4, 1.5, None])
def test_a_unit_that_z_does_not_have_is_refused(unit):
    with pytest.raises(ValueError, match="unit must be a whole number from 0 to 3"):
        latent.traversal(torch.zeros(4), unit, torch.zeros(3))
