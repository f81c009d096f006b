"""How much samples differ: against a loop over every pair."""

import pytest
import torch

from models.analysis import diversity


def pictures(n, seed=0):
    return torch.rand(n, 1, 28, 28, generator=torch.Generator().manual_seed(seed))


def test_the_nearest_other_one_is_that_of_a_loop_over_every_pair():
    x = pictures(12)
    distances, which = diversity.nearest_others(x)
    for at, one in enumerate(x):
        others = {other: (one - x[other]).norm().item() for other in range(12) if other != at}
        assert which[at] == min(others, key=others.get)
        assert distances[at].item() == pytest.approx(min(others.values()))


def test_a_copy_lies_at_no_distance():
    x = torch.cat([pictures(5), pictures(5)[2:3]])
    distances, which = diversity.nearest_others(x)
    assert distances[[2, 5]].tolist() == pytest.approx([0, 0], abs=1e-5)
    assert which[[2, 5]].tolist() == [5, 2]


def test_bytes_and_floats_lie_equally_far():
    x = torch.randint(256, (20, 1, 28, 28), generator=torch.Generator().manual_seed(1), dtype=torch.uint8)
    torch.testing.assert_close(diversity.nearest_others(x)[0], diversity.nearest_others(x.double() / 255)[0])


def test_a_generator_that_repeats_itself_has_a_small_mean_distance():
    same = pictures(1) + 0.01 * pictures(30, seed=2)
    assert diversity.mean_distance(same) < 0.05 * diversity.mean_distance(pictures(30))


def test_no_more_than_a_thousand_count():
    x = torch.randn(diversity.COUNT + 1, 1, 2, 2, generator=torch.Generator().manual_seed(3))
    assert diversity.mean_distance(x) == diversity.mean_distance(x[: diversity.COUNT])


@pytest.mark.parametrize("n", [0, 1])
def test_one_picture_has_no_other(n):
    with pytest.raises(ValueError, match=f"two pictures or more, got {n}"):
        diversity.nearest_others(pictures(n))
