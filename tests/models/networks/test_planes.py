"""The planes beside the VAE's: principal components against scikit-learn, and a plain autoencoder that is none."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA as Reference

from models import registry
from models.networks.planes import AutoencoderConfig, PCAConfig
from tests.support.training_runs import bundled, history, options
from training import pca, vae

SMALL = AutoencoderConfig(encoder_channels=(4, 4, 4), decoder_channels=(4, 4), blocks=1, hidden=16)


@pytest.fixture(scope="module")
def digits():
    return bundled()[0][:600]


@pytest.fixture(scope="module")
def fitted(digits):
    return pca.fitted(PCAConfig(), digits)


@pytest.fixture(scope="module")
def reference(digits):
    return Reference(2, svd_solver="full").fit(digits.flatten(1).double().numpy() / 255)


def test_the_axes_are_scikit_learns_up_to_their_signs(fitted, reference):
    plane, _ = fitted
    alike = np.abs(plane.axes.detach().numpy() @ reference.components_.T)
    assert alike == pytest.approx(np.eye(2), abs=1e-4)


def test_the_share_of_the_variance_is_scikit_learns(fitted, reference):
    assert fitted[1] == pytest.approx(reference.explained_variance_ratio_.sum(), rel=1e-6)


def test_each_axis_points_to_where_its_pixels_sum_to_more(fitted):
    assert (fitted[0].axes.sum(1) > 0).all()


@torch.no_grad()
def test_going_to_the_plane_twice_is_going_once(fitted, digits):
    plane, _ = fitted
    z = plane.encode(digits.float() / 255)
    flat = plane.mean + z @ plane.axes
    assert torch.allclose(plane.code(flat.view(-1, 1, 28, 28)), z, atol=1e-4)


@pytest.mark.parametrize(
    "plane", [kind.build().requires_grad_(False) for kind in (SMALL, PCAConfig())], ids=["autoencoder", "pca"]
)
class TestBothPlanes:
    def test_a_digit_has_one_place_and_a_place_one_picture(self, plane):
        z = plane.encode(torch.rand(3, 1, 28, 28))
        assert z.shape == (3, 2)
        x_hat = plane.decode(30 * torch.randn(4, 2))
        assert x_hat.shape == (4, 1, 28, 28)
        assert 0 <= x_hat.min() <= x_hat.max() <= 1

    def test_another_shape_is_refused(self, plane):
        with pytest.raises(ValueError, match=r"images must have shape \(n, 1, 28, 28\)"):
            plane.encode(torch.zeros(1, 28, 28))
        with pytest.raises(ValueError, match=r"z must have shape \(n, 2\)"):
            plane.decode(torch.zeros(1, 3))

    def test_there_is_nothing_to_sample_from(self, plane):
        assert not hasattr(plane, "sample")


@pytest.mark.usefixtures("one_thread")
def test_an_autoencoder_is_trained_without_kl_and_loads_again(mnist, tmp_path):
    vae.main(options("ae_map", mnist, tmp_path / "ae_map", "--epochs", 3))
    told = history(tmp_path / "ae_map")
    assert list(told) == ["epoch", "bce", "validation_bce"]
    assert told["bce"][2] < told["bce"][0]
    how = registry.describe("ae_map", root=tmp_path)["training"]["recipe"]
    assert how["beta"] == 0
    assert registry.load("ae_map", root=tmp_path).decode(torch.zeros(1, 2)).shape == (1, 1, 28, 28)


@pytest.mark.usefixtures("one_thread")
def test_the_script_writes_components_that_load_again(mnist, tmp_path):
    pca.main(["--data", str(mnist), "--out", str(tmp_path / "pca_map")])
    plane = registry.load("pca_map", root=tmp_path)
    assert torch.allclose(plane.axes @ plane.axes.T, torch.eye(2), atol=1e-5)
    told = history(tmp_path / "pca_map")
    assert 0.1 < told["explained_variance"][0] < 0.3
    assert told["mse"][0] == pytest.approx(told["validation_mse"][0], rel=0.1)


def test_missing_data_is_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="MNIST"):
        pca.main(["--data", str(tmp_path / "none"), "--out", str(tmp_path / "out")])
