"""What steering gets: ways that begin and end with the digits given, and a sentence for what cannot be used."""

import base64
import json

import numpy as np
import pytest
import torch

from models.networks.conv_gan import ConvGANConfig
from models.networks.gan import GANConfig
from models.networks.reader import ReaderConfig
from models.networks.vae import VAEConfig
from ui.dream.steer import part
from ui.dream.steer import server as steer

Z = 6


@pytest.fixture(scope="module")
def reader():
    torch.manual_seed(1)
    return ReaderConfig().build().eval()


@pytest.fixture(scope="module")
def samplers():
    torch.manual_seed(0)
    small = {
        "gan_conv": ConvGANConfig(latent_dim=Z, generator_channels=(8,) * 4, discriminator_channels=(4,) * 4),
        "gan_mlp": GANConfig(latent_dim=Z, generator_widths=(16, 32), discriminator_widths=(16,)),
        "vae_mlp": VAEConfig(latent_dim=Z, hidden=16),
    }
    return {name: config.build().eval().requires_grad_(False) for name, config in small.items()}


def tiles(model, n, seed=3):
    """Digits as the page holds them, and their pictures (n, 28, 28) uint8."""
    points = model.points(n, seed=seed)
    z, label = points if isinstance(points, tuple) else (points, None)
    labels = [None] * n if label is None else label.tolist()
    x = model.sample(n, seed=seed)[:, 0]
    told = [{"z": one.tolist(), "label": digit} for one, digit in zip(z, labels, strict=True)]
    return told, (x * 255).round().byte().numpy()


def way(samplers, reader, name, what, n, **changes):
    told, shown = tiles(samplers[name], n)
    request = {"lang": "en", "model": name, "what": what, "tiles": told, "seed": 1, **changes}
    return part.functions(samplers, reader)[0](request), shown


def frames(answer):
    return np.frombuffer(base64.b64decode(answer["frames"]), np.uint8).reshape(-1, 28, 28)


@pytest.mark.parametrize("name", ["gan_conv", "gan_mlp", "vae_mlp"])
def test_a_morph_begins_and_ends_with_the_very_digits(samplers, reader, name):
    answer, shown = way(samplers, reader, name, "morph", 2)
    found = frames(answer)
    assert answer["n"] == len(found) == steer.STEPS
    np.testing.assert_array_equal(found[[0, -1]], shown)


@pytest.mark.parametrize("name", ["gan_conv", "gan_mlp", "vae_mlp"])
def test_the_squares_corners_are_the_very_digits(samplers, reader, name):
    answer, shown = way(samplers, reader, name, "square", 4)
    side = steer.SIDE
    assert answer["n"] == side * side
    np.testing.assert_array_equal(frames(answer)[[0, side - 1, side * (side - 1), side * side - 1]], shown)


@pytest.mark.parametrize("name", ["gan_conv", "gan_mlp", "vae_mlp"])
def test_a_walk_begins_with_the_very_digit(samplers, reader, name):
    answer, shown = way(samplers, reader, name, "walk", 1)
    assert answer["n"] == steer.ROUND
    np.testing.assert_array_equal(frames(answer)[0], shown[0])


def test_another_seed_is_another_walk(samplers, reader):
    one, other = (frames(way(samplers, reader, "gan_mlp", "walk", 1, seed=seed)[0]) for seed in (1, 2))
    assert not np.array_equal(one[10], other[10])


def test_in_one_hand_each_digit_is_drawn_from_the_same_noise(samplers, reader):
    answer, _ = way(samplers, reader, "gan_conv", "classes", 3)
    told, _ = tiles(samplers["gan_conv"], 3)
    z = torch.tensor([tile["z"] for tile in told])
    for digit in (0, 7, 9):
        expected = samplers["gan_conv"].from_points(z, digit)[:, 0]
        np.testing.assert_array_equal(frames(answer)[digit::10], (expected * 255).round().byte().numpy())


def test_each_frame_comes_with_what_it_reads_as(samplers, reader):
    proba = np.array(way(samplers, reader, "vae_mlp", "morph", 2)[0]["proba"])
    assert proba.shape == (steer.STEPS, 10)
    np.testing.assert_allclose(proba.sum(1), 1, atol=1e-3)


@pytest.mark.parametrize("name", ["gan_mlp", "vae_mlp"])
def test_a_model_that_is_not_told_the_digit_keeps_no_hand(samplers, reader, name):
    answer, _ = way(samplers, reader, name, "classes", 2)
    assert "is not told which digit to draw" in answer["error"]


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "reader"},
        {"what": "dance"},
        {"what": ["morph"]},
        {"tiles": []},
        {"tiles": None},
        {"tiles": "two"},
        {"tiles": [{"z": [0.0] * Z, "label": 1}]},
        {"tiles": [{"z": [0.0] * Z, "label": 1}] * 3},
        {"tiles": [{"z": [0.0] * (Z - 1), "label": 1}] * 2},
        {"tiles": [{"z": [float("nan")] * Z, "label": 1}] * 2},
        {"tiles": [{"z": [1e9] * Z, "label": 1}] * 2},
        {"tiles": [{"z": [0.0] * Z, "label": 10}] * 2},
        {"tiles": [{"z": [0.0] * Z}] * 2},
        {"what": "classes", "tiles": [{"z": [0.0] * Z, "label": 1}] * 5},
        {"what": "walk", "tiles": [{"z": [0.0] * Z, "label": 1}]},
        {"what": "walk", "tiles": [{"z": [1.0] * Z, "label": 1}], "seed": -1},
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(samplers, reader, changes):
    told, _ = tiles(samplers["gan_conv"], 2)
    request = {"lang": "en", "model": "gan_conv", "what": "morph", "tiles": told, **changes}
    answer = part.functions(samplers, reader)[0](request)
    assert not answer["ok"]
    assert answer["error"].startswith("The server could not use this: ")


@pytest.mark.parametrize("request_", [None, [], "a way", 7])
def test_a_request_that_is_no_object_is_refused_too(samplers, reader, request_):
    assert not part.functions(samplers, reader)[0](request_)["ok"]


def test_answers_are_json(samplers, reader):
    assert json.loads(json.dumps(way(samplers, reader, "gan_conv", "square", 4)[0]))["ok"]
