"""The article's GAN for pictures of any channels and sizes."""

import json
from types import SimpleNamespace

import pytest
import torch

import models
from models import registry
from models.networks.gan import GANConfig
from training.gan import Recipe
from training.gan_step import GANStep
from training.loop.parallel import join
from ui.engine.export.layers import Weights
from ui.engine.export.programs import program

COLOUR = (3, 16, 16)


@pytest.fixture
def gan():
    torch.manual_seed(0)
    return GANConfig(img_shape=COLOUR).build()


def test_pictures_have_the_shape_that_the_config_says(gan):
    x = gan.sample(4, seed=1)
    assert x.shape == (4, *COLOUR)
    assert 0 <= x.min() <= x.max() <= 1
    assert gan.score(x).shape == (4,)


def test_pictures_of_another_shape_are_refused_with_the_shape_that_is_wanted(gan):
    with pytest.raises(ValueError, match=r"\(n, 3, 16, 16\)"):
        gan.score(torch.zeros(1, 1, 28, 28))


@pytest.mark.parametrize("shape", [(28, 28), (1, 28, 0), (1, 28.0, 28), (1, 28, -28), (True, 28, 28)])
def test_a_shape_that_is_none_is_refused(shape):
    with pytest.raises(ValueError, match="img_shape must be three whole numbers above 0"):
        GANConfig(img_shape=shape)


def test_a_training_step_moves_both_players(gan):
    optimizers = {
        f"{key}_optimizer": torch.optim.Adam(part.parameters(), lr=2e-4)
        for key, part in (("g", gan.generator), ("d", gan.discriminator))
    }
    run = SimpleNamespace(
        parts={"gan": gan, **optimizers}, team=join(torch.device("cpu")), rng=torch.Generator().manual_seed(0)
    )
    recipe = Recipe(gan.config, discriminator_steps=2)
    before = {key: value.clone() for key, value in gan.named_parameters()}
    x = torch.randint(0, 256, (8, *COLOUR), dtype=torch.uint8)
    step = GANStep(recipe, run, x, torch.zeros(8, dtype=torch.int64))
    told = step(torch.arange(8), step.numbers(0, 1), step.penalised(0))
    assert all(torch.isfinite(value) for value in told.values())
    assert all(not torch.equal(before[key], value) for key, value in gan.named_parameters())


def test_a_saved_gan_comes_back_in_its_shape(gan, tmp_path):
    registry.save(tmp_path / "gan_mlp", "gan_mlp", gan.eval())
    again = registry.load("gan_mlp", root=tmp_path)
    assert torch.equal(again.sample(2, seed=5), gan.sample(2, seed=5))


@pytest.mark.parametrize("name", ["gan_mlp", "gan_mlp_k1"])
def test_weights_from_before_there_was_a_shape_are_of_28_by_28_grey_pixels(name):
    if name not in models.available():
        pytest.skip(f"{name} not in weights/")
    stored = json.loads((registry.WEIGHTS / name / registry.CONFIG).read_text(encoding="utf-8"))
    assert "img_shape" not in stored["config"]
    assert models.load(name).img_shape == (1, 28, 28)


def test_the_engine_writes_a_program_of_the_same_width(gan):
    steps = program(gan.eval(), Weights())["parts"]
    widths = [step["size"] for part in ("generator", "early") for step in steps[part] if "size" in step]
    assert {3 * 16 * 16} <= set(widths)
    assert 784 not in widths
