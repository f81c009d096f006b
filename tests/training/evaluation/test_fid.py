"""Fréchet distances against scipy's matrix square root, and how they reach torchmetrics."""

import numpy as np
import pytest
import torch
from scipy.linalg import sqrtm
from torch import nn
from torchmetrics.image import fid as peer

from models.networks.reader import ReaderConfig
from training.evaluation import fid


def features(n, width, seed, scale=1.0, shift=0.0):
    """Correlated features (n, width) float64."""
    rng = torch.Generator().manual_seed(seed)
    mix = torch.randn(width, width, generator=rng, dtype=torch.float64)
    return scale * torch.randn(n, width, generator=rng, dtype=torch.float64) @ mix + shift


def by_scipy(real, fake):
    """‖m − m'‖² + tr(C + C' − 2 (C C')^½), as Heusel et al. write it."""
    a, b = real.numpy(), fake.numpy()
    cov_a, cov_b = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    return np.square(a.mean(0) - b.mean(0)).sum() + np.trace(cov_a + cov_b - 2 * sqrtm(cov_a @ cov_b).real)


@pytest.mark.parametrize("width", [2, 5, 16])
def test_the_distance_is_the_one_scipy_computes(width):
    real, fake = features(200, width, 0), features(150, width, 1, scale=1.5, shift=0.3)
    assert fid.frechet(real, fake) == pytest.approx(by_scipy(real, fake), rel=1e-9)


def test_features_far_from_zero_lose_no_digits():
    real, fake = features(500, 8, 0), features(500, 8, 1)
    assert fid.frechet(real + 1000, fake + 1000) == pytest.approx(fid.frechet(real, fake), rel=1e-6)


def test_a_set_is_no_distance_from_itself():
    real = features(300, 6, 0)
    assert fid.frechet(real, real) == pytest.approx(0, abs=1e-9)


def test_moving_all_features_costs_the_square_of_the_way():
    real = features(300, 4, 0)
    assert fid.frechet(real, real + 3.0) == pytest.approx(4 * 3.0**2)


def test_features_read_beforehand_give_what_torchmetrics_gives_with_the_reader_in_it():
    class Extractor(nn.Module):
        num_features = 8

        def __init__(self):
            super().__init__()
            self.reader = ReaderConfig(feature_dim=8).build().eval()

        def forward(self, x):
            return self.reader.features(x).double()

    extractor = Extractor()
    metric = peer.FrechetInceptionDistance(extractor)
    real, fake = torch.rand(2, 60, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        metric.update(real, real=True)
        metric.update(fake.sqrt(), real=False)
        expected = metric.compute().item()
        assert fid.frechet(extractor(real), extractor(fake.sqrt())) == pytest.approx(expected, rel=1e-9)


def test_the_distance_within_digits_is_their_mean():
    real, fake = features(300, 3, 0), features(300, 3, 1)
    y = torch.arange(300) % 3
    expected = np.mean([by_scipy(real[y == digit], fake[y == digit]) for digit in range(3)])
    assert fid.class_frechet(real, y, fake, y) == pytest.approx(expected)


def test_digits_drawn_under_the_wrong_name_are_far_within_each_digit():
    x = features(400, 3, 0)
    x[200:] += 10
    y = torch.arange(400) // 200
    assert fid.class_frechet(x, y, x, y) == pytest.approx(0, abs=1e-9)
    assert fid.class_frechet(x, y, x, 1 - y) > 100


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path))
    (tmp_path / "checkpoints").mkdir()
    return tmp_path / "checkpoints"


def test_without_inceptions_network_there_is_none_to_use(cache, monkeypatch):
    monkeypatch.setattr(fid.fid, "_TORCH_FIDELITY_AVAILABLE", True)
    assert fid.inception_network() is None
    (cache / fid.INCEPTION).touch()
    assert fid.inception_network() == cache / fid.INCEPTION


def test_without_torch_fidelity_the_network_is_of_no_use(cache, monkeypatch):
    monkeypatch.setattr(fid.fid, "_TORCH_FIDELITY_AVAILABLE", False)
    (cache / fid.INCEPTION).touch()
    assert fid.inception_network() is None


def test_inception_sees_three_channels_of_bytes_and_the_weights_that_were_found(monkeypatch):
    seen = []

    class FakeInception(nn.Module):
        """Stands in for the network: 2,048 features, of which the first is the digit's mean ink."""

        def __init__(self, name, features_list, feature_extractor_weights_path, antialias):
            super().__init__()
            seen.append(feature_extractor_weights_path)

        def forward(self, x):
            assert x.dtype == torch.uint8
            assert x.shape[1:] == (3, 28, 28)
            return torch.cat([x.float().mean((1, 2, 3), keepdim=False)[:, None], torch.zeros(len(x), 2047)], 1)

    monkeypatch.setattr(fid.fid, "_TORCH_FIDELITY_AVAILABLE", True)
    monkeypatch.setattr(fid.fid, "NoTrainInceptionV3", FakeInception)
    real, fake = torch.zeros(4, 1, 28, 28), torch.ones(4, 1, 28, 28)
    assert fid.inception_frechet(real, fake, "here.pth", batch=3) == pytest.approx(255.0**2)
    assert seen == ["here.pth"]
