"""What the square, the units and the map get: frames in the right places, and a sentence for what cannot be used."""

import base64

import numpy as np
import pytest
import torch

from models import latent
from models.networks.conv_vae import ConvVAEConfig
from models.networks.reader import ReaderConfig
from models.networks.vae import VAEConfig
from ui.draw.four_corners import part as four_corners_part
from ui.draw.four_corners import server as four_corners
from ui.draw.latent_map import part as latent_map_part
from ui.draw.latent_map import server as latent_map
from ui.draw.latent_sliders import part as latent_sliders_part
from ui.draw.latent_sliders import server as latent_sliders

Z = 4
A, B = [0.5, -1.0, 0.25, 2.0], [-1.5, 0.5, 1.0, 0.125]
ONE = [[[0.5, 0.1], [0.5, 0.9]]]
DASH = [[[0.1, 0.5], [0.9, 0.5]]]
ROUNDING = 0.5 / 255 + 1e-5


@pytest.fixture(scope="module")
def reader():
    torch.manual_seed(1)
    return ReaderConfig().build().eval()


@pytest.fixture(scope="module")
def vaes():
    torch.manual_seed(0)
    return {"vae_mlp": VAEConfig(latent_dim=Z, hidden=16).build().eval()}


@pytest.fixture(scope="module")
def flat():
    """A VAE with two units whose class mixtures are ten narrow Gaussians, spread over a circle of radius 2."""
    torch.manual_seed(2)
    config = ConvVAEConfig(2, (4, 4, 4), (4, 4), blocks=0, hidden=8, components=1)
    vae = config.build().eval()
    angles = torch.arange(10) * torch.pi / 5
    vae.classes.means[:, 0] = 2 * torch.stack([angles.cos(), angles.sin()], 1)
    vae.classes.cholesky[:, 0] = 0.3 * torch.eye(2)
    return vae


def decoded(vae, z):
    with torch.inference_mode():
        return vae.decode(torch.as_tensor(z, dtype=torch.float32)[None])[0, 0].numpy()


def unpacked(text, *shape):
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(*shape, 28, 28) / 255


def square(vaes, reader, request):
    return four_corners_part.functions(vaes, reader)[0](request)


def units(vaes, reader, request):
    return latent_sliders_part.functions(vaes, reader)[0](request)


def places(vae, request):
    return latent_map_part.functions(vae)[1](request)


def test_the_square_has_the_four_points_at_its_corners(vaes, reader):
    torch.manual_seed(3)
    corners = torch.randn(4, Z)
    frames = four_corners.between_four(corners, vaes["vae_mlp"], reader, n=5)["frames"].reshape(5, 5, 28, 28)
    for frame, z in zip((frames[0, 0], frames[0, -1], frames[-1, 0], frames[-1, -1]), corners, strict=True):
        np.testing.assert_allclose(frame, decoded(vaes["vae_mlp"], z), atol=1e-5)


def test_the_total_is_the_decoded_first_minus_second_plus_third(vaes, reader):
    corners = torch.tensor([A, B, [1.0, 1.0, 0.0, -1.0], [0.0] * 4])
    total = four_corners.between_four(corners, vaes["vae_mlp"], reader)["total"]
    np.testing.assert_allclose(total, decoded(vaes["vae_mlp"], corners[0] - corners[1] + corners[2]), atol=1e-5)


def test_the_page_gets_the_square_of_its_points_and_strokes(vaes, reader):
    answer = square(vaes, reader, {"model": "vae_mlp", "a": A, "b": B, "c": ONE, "d": DASH})
    frames = unpacked(answer["frames"], answer["n"], answer["n"])
    np.testing.assert_allclose(frames[0, 0], decoded(vaes["vae_mlp"], A), atol=ROUNDING)
    np.testing.assert_allclose(frames[0, -1], decoded(vaes["vae_mlp"], B), atol=ROUNDING)
    assert np.shape(answer["proba"]) == (answer["n"] ** 2, 10)


@pytest.mark.parametrize("changes", [{"c": []}, {"d": [[[2, 0]]]}, {"a": A[1:]}, {"model": "vae_map"}])
def test_a_square_that_lacks_something_is_refused(vaes, reader, changes):
    request = {"model": "vae_mlp", "a": A, "b": B, "c": ONE, "d": DASH, **changes}
    assert not square(vaes, reader, request)["ok"]


def test_a_traversal_goes_from_minus_three_to_three_and_leaves_the_others_alone(vaes):
    strips = latent_sliders.traversals(torch.tensor(A), vaes["vae_mlp"])
    assert strips.shape == (Z, 7, 28, 28)
    np.testing.assert_allclose(strips[1, 0], decoded(vaes["vae_mlp"], [A[0], -3, *A[2:]]), atol=1e-5)
    np.testing.assert_allclose(strips[3, 6], decoded(vaes["vae_mlp"], [*A[:3], 3]), atol=1e-5)


def test_strips_come_only_when_they_are_asked_for(vaes, reader):
    request = {"model": "vae_mlp", "z": A}
    assert units(vaes, reader, request)["strips"] is None
    answer = units(vaes, reader, {**request, "strips": True})
    assert unpacked(answer["strips"], Z, 7).shape == (Z, 7, 28, 28)
    np.testing.assert_allclose(unpacked(answer["frame"]), decoded(vaes["vae_mlp"], A), atol=ROUNDING)


def cloud(vaes, reader, **changes):
    request = {"model": "vae_mlp", "mu": A, "logvar": [-1.0] * Z, "seed": 0, **changes}
    return latent_sliders_part.functions(vaes, reader)[1](request)


def test_the_same_seed_draws_the_same_cloud_and_another_a_new_one(vaes, reader):
    assert cloud(vaes, reader) == cloud(vaes, reader)
    assert cloud(vaes, reader)["frames"] != cloud(vaes, reader, seed=1)["frames"]


def test_a_posterior_without_spread_draws_its_mean_sixteen_times(vaes, reader):
    frames = unpacked(cloud(vaes, reader, logvar=[-60.0] * Z)["frames"], 16)
    np.testing.assert_allclose(frames, np.broadcast_to(decoded(vaes["vae_mlp"], A), (16, 28, 28)), atol=ROUNDING)


@pytest.mark.parametrize("changes", [{"seed": -1}, {"seed": 0.5}, {"mu": []}, {"logvar": [200.0] * Z}])
def test_a_cloud_that_cannot_be_drawn_is_refused(vaes, reader, changes):
    assert not cloud(vaes, reader, **changes)["ok"]


def test_posterior_draws_have_the_mean_and_spread_that_were_asked_for():
    mu, logvar = torch.tensor([[1.0, -2.0]]), torch.tensor([[0.0, -2.0]])
    draws = latent.posterior(mu, logvar, 20_000, seed=0)
    torch.testing.assert_close(draws.mean(0), mu[0], atol=0.03, rtol=0)
    torch.testing.assert_close(draws.std(0), (logvar[0] / 2).exp(), atol=0.02, rtol=0)


def test_the_map_begins_top_left_and_goes_right_and_down():
    grid = latent_map.grid(3)
    r = latent_map.REACH
    wanted = [[-r, r], [0, r], [r, r], [-r, 0], [0, 0], [r, 0], [-r, -r], [0, -r], [r, -r]]
    torch.testing.assert_close(grid, torch.tensor(wanted))


def test_every_frame_of_the_map_is_what_its_point_decodes_to(flat):
    tiles, _ = latent_map.survey(flat)
    points = latent_map.grid(latent_map.SIDE)
    for at in (0, 36, 700, len(points) - 1):
        np.testing.assert_allclose(tiles[at] / 255, decoded(flat, points[at]), atol=ROUNDING)


def test_each_region_holds_the_mean_of_its_digit(flat):
    _, regions = latent_map.survey(flat)
    for digit, (right, up) in enumerate(flat.classes.means[:, 0].tolist()):
        column, row = (
            round((v + latent_map.REACH) / (2 * latent_map.REACH) * (latent_map.FINE - 1)) for v in (right, -up)
        )
        assert regions[row, column] == digit


def test_a_map_without_class_mixtures_has_no_regions():
    bare = ConvVAEConfig(2, (4, 4, 4), (4, 4), blocks=0, hidden=8).build().eval()
    assert latent_map.survey(bare)[1] is None


def test_drawings_lie_where_the_encoder_puts_them_and_the_path_joins_them(flat):
    found = places(flat, {"a": {"strokes": ONE}, "b": {"strokes": DASH}, "path": "straight"})
    assert found["way"][0] == found["a"]["mu"]
    assert found["way"][-1] == found["b"]["mu"]
    np.testing.assert_allclose(found["way"][32], np.mean([found["a"]["mu"], found["b"]["mu"]], axis=0), atol=1e-3)
    assert min(found["a"]["sd"]) > 0


def test_one_drawing_alone_has_a_place_and_no_path(flat):
    found = places(flat, {"a": None, "b": {"strokes": DASH}})
    assert found["a"] is None
    assert found["way"] is None
    assert len(found["b"]["mu"]) == 2


@pytest.mark.parametrize("request_", [{"a": {"strokes": []}}, {"a": {"frame": "?"}}, {"a": 3}])
def test_a_sheet_that_cannot_be_read_has_no_place(flat, request_):
    assert not places(flat, request_)["ok"]
