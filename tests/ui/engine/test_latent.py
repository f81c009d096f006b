"""The page walks between points of latent space as the server does."""

from pathlib import Path

import numpy as np
import pytest
import torch

from models import latent
from tests.support.engine import needs_node, run_in_node

pytestmark = needs_node

CLOSE = 2e-6
NUMBERS = torch.Generator().manual_seed(3)
FAR = torch.randn(4, 64, generator=NUMBERS)
FLAT = torch.randn(4, 2, generator=NUMBERS)
ALPHAS = torch.linspace(0, 1, 9)
A = FAR[0]
ENDS = {
    "two points": (FAR[0], FAR[1]),
    "of the plane": (FLAT[0], FLAT[1]),
    "near each other": (A, A + 0.1 * FAR[1]),
    "an obtuse angle apart": (A, -A + FAR[1]),
    "the same": (A, A),
    "one direction": (A, 3 * A),
    "opposite": (A, -A),
    "from the origin": (torch.zeros(64), A),
}


@pytest.fixture
def in_the_page(tmp_path):
    """Function that has the page walk: what and from where → points (n, Z)."""

    def run(what, dim, **where):
        plain = {name: each.tolist() if isinstance(each, torch.Tensor) else each for name, each in where.items()}
        (points,) = run_in_node(Path(__file__).with_name("random_numbers.js"), [{"what": what, **plain}], tmp_path)
        return np.reshape(points, (-1, dim))

    return run


@pytest.mark.parametrize(("a", "b"), ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("way", [latent.slerp, latent.lerp])
def test_a_way_is_that_of_the_server(in_the_page, way, a, b):
    found = in_the_page(way.__name__, len(a), a=a, b=b, alphas=ALPHAS)
    np.testing.assert_allclose(found, way(a, b, ALPHAS).numpy(), rtol=0, atol=CLOSE)


@pytest.mark.parametrize("kind", latent.PATHS)
@pytest.mark.parametrize("n", [2, 65])
def test_a_path_has_its_ends_exactly_and_the_servers_points_between(in_the_page, kind, n):
    found = in_the_page("path", 64, a=FAR[0], b=FAR[1], n=n, kind=kind)
    np.testing.assert_allclose(found, latent.path(FAR[0], FAR[1], n, kind).numpy(), rtol=0, atol=CLOSE)
    np.testing.assert_array_equal(found[[0, -1]].astype(np.float32), FAR[:2].numpy())


@pytest.mark.parametrize("kind", latent.PATHS)
@pytest.mark.parametrize("corners", [FAR, FLAT], ids=["64 coordinates", "2 coordinates"])
def test_a_square_is_that_of_the_server(in_the_page, kind, corners):
    found = in_the_page("square", corners.shape[1], corners=corners, n=13, kind=kind)
    np.testing.assert_allclose(found, latent.square(corners, 13, kind).numpy(), rtol=0, atol=2 * CLOSE)


@pytest.mark.parametrize("z", [FAR[2], FLAT[2]], ids=["64 coordinates", "2 coordinates"])
def test_a_circle_is_that_of_the_server(in_the_page, z):
    found = in_the_page("circle", len(z), z=z, n=96, seed=str(2**40 + 9))
    np.testing.assert_allclose(found, latent.circle(z, 96, 2**40 + 9).numpy(), rtol=0, atol=CLOSE)
    np.testing.assert_array_equal(found[0].astype(np.float32), z.numpy())
