"""One seed gives the same numbers in the page as in torch."""

from pathlib import Path

import numpy as np
import pytest
import torch
from scipy import stats

from models import latent
from tests.support.engine import needs_node, run_in_node
from ui.kit.validation import Refused, whole

pytestmark = needs_node

CLOSE = 2e-6
SEEDS = [0, 1, 5, 42, 2**31, 2**32 - 1, 2**32, 2**32 + 5, 2**53 + 1, 2**63 - 1, 7_640_891_576_956_012_809]


@pytest.fixture
def in_the_page(tmp_path):
    """Function that has the page draw: a list of what it is to draw → a list of arrays."""

    def run(tasks):
        return run_in_node(Path(__file__).with_name("random_numbers.js"), tasks, tmp_path)

    return run


def drawn(n, seed):
    return torch.randn(n, generator=torch.Generator().manual_seed(seed)).numpy()


def test_normal_numbers_are_those_of_torch_for_every_seed(in_the_page):
    found = in_the_page([{"what": "randn", "n": 64, "seed": str(seed)} for seed in SEEDS])
    for seed, numbers in zip(SEEDS, found, strict=True):
        np.testing.assert_allclose(numbers, drawn(64, seed), rtol=0, atol=CLOSE, err_msg=str(seed))


@pytest.mark.parametrize("n", [16, 32, 624, 640, 1248, 200_000])
def test_normal_numbers_are_those_of_torch_however_many(in_the_page, n):
    (numbers,) = in_the_page([{"what": "randn", "n": n, "seed": "7"}])
    np.testing.assert_allclose(numbers, drawn(n, 7), rtol=0, atol=CLOSE)


@pytest.mark.parametrize(
    ("n", "dim", "temperature"), [(1, 2, 1), (1, 20, 0.5), (7, 3, 1), (36, 65, 0.7), (100, 64, 10)]
)
def test_points_of_the_prior_are_those_of_the_server(in_the_page, n, dim, temperature):
    (points,) = in_the_page([{"what": "prior", "n": n, "dim": dim, "seed": "11", "temperature": temperature}])
    expected = latent.prior(n, dim, 11, temperature).numpy()
    np.testing.assert_allclose(np.reshape(points, (n, dim)), expected, rtol=0, atol=CLOSE * temperature)


def test_quantiles_are_those_of_the_normal_distribution(in_the_page):
    x = np.concatenate([np.linspace(-12, 12, 401), [1e-9, -1e-9, 0]])
    (found,) = in_the_page([{"what": "quantile", "x": x}])
    np.testing.assert_allclose(found, stats.norm.cdf(x), rtol=0, atol=1e-14)
    np.testing.assert_allclose(found, latent.quantile(torch.tensor(x, dtype=torch.float32)).numpy(), atol=CLOSE)


def test_a_seed_is_read_as_the_server_reads_it(in_the_page):
    values = [7, 0, 2**53 - 1, 2**60, "7", " 007 ", "+7", "７", "9223372036854775807"]
    (found,) = in_the_page([{"what": "seeds", "seeds": values}])
    assert found == [str(whole("seed", value, 0, latent.SEED_LIMIT - 1)) for value in values]


def test_what_is_no_seed_is_left_to_the_server_which_refuses_it(in_the_page):
    values = [-1, 1.5, 2**63, "", "-7", "9223372036854775808", "1.5", "1e3", "seven", "9" * 500, True, None, [7], {}]
    (found,) = in_the_page([{"what": "seeds", "seeds": values}])
    assert found == [None] * len(values)
    for value in values:
        with pytest.raises(Refused):
            whole("seed", value, 0, latent.SEED_LIMIT - 1)
