"""Who lies nearest: against loops over every pair, and scikit-learn."""

import pytest
import torch
from sklearn.neighbors import KNeighborsClassifier

from training.evaluation import neighbours


def points(n, width, seed, shift=0.0):
    return torch.randn(n, width, generator=torch.Generator().manual_seed(seed), dtype=torch.float64) + shift


def by_loop(real, fake, k):
    """Coverage and density pair by pair, as Naeem et al. define them."""
    distance = [[(a - b).norm().item() for b in real] for a in real]
    radius = [sorted(row)[k] for row in distance]  # the nearest of all is the digit itself
    inside = [[(f - r).norm().item() < radius[i] for i, r in enumerate(real)] for f in fake]
    coverage = sum(any(row[i] for row in inside) for i in range(len(real))) / len(real)
    return coverage, sum(map(sum, inside)) / (k * len(fake))


@pytest.mark.parametrize(("k", "shift"), [(1, 0.0), (3, 0.5), (5, 2.0)])
def test_coverage_and_density_are_those_of_a_loop_over_every_pair(k, shift):
    real, fake = points(40, 3, 0), points(30, 3, 1, shift)
    found = neighbours.coverage_and_density(real, neighbours.radii(real, k), fake, k)
    assert found == pytest.approx(by_loop(real, fake, k))


def test_the_size_of_blocks_changes_nothing(monkeypatch):
    real, fake = points(50, 4, 0), points(60, 4, 1)
    whole = neighbours.coverage_and_density(real, neighbours.radii(real), fake)
    monkeypatch.setattr(neighbours, "BLOCK", 7)
    assert neighbours.coverage_and_density(real, neighbours.radii(real), fake) == whole


def test_samples_of_one_kind_cover_one_kind():
    real = torch.cat([points(50, 2, 0), points(50, 2, 1, shift=100.0)])
    coverage, _ = neighbours.coverage_and_density(real, neighbours.radii(real), points(500, 2, 2))
    assert 0.45 < coverage <= 0.5


def test_real_digits_cover_themselves():
    real = points(100, 3, 0)
    assert neighbours.coverage_and_density(real, neighbours.radii(real), real)[0] == 1


def test_a_copy_lies_at_distance_nothing_and_others_where_they_are():
    x = torch.randint(256, (50, 1, 28, 28), generator=torch.Generator().manual_seed(0), dtype=torch.uint8)
    distances = neighbours.nearest_distances(x[:3], x[1:])
    assert distances[1:].tolist() == pytest.approx([0, 0], abs=0.02)  # float32 squares cancel
    assert distances[0].item() == pytest.approx(min((x[0] / 255 - other / 255).norm().item() for other in x[1:]))


def test_a_tied_vote_is_for_the_smaller_digit():
    train, y = torch.arange(6.0)[:, None], torch.tensor([7, 3, 7, 3, 5, 5])
    assert neighbours.vote(torch.zeros(1, 1), train, y, k=4).tolist() == [3]


def test_the_vote_is_scikit_learns():
    train, y = points(300, 4, 0), torch.arange(300) % 10
    train[:, 0] += y
    mu = points(50, 4, 1, shift=2.0)
    expected = KNeighborsClassifier(15, algorithm="brute").fit(train.numpy(), y.numpy()).predict(mu.numpy())
    assert neighbours.vote(mu, train, y).tolist() == expected.tolist()
