"""Every network learns eight digits by heart within seconds: its loss, gradients and optimiser fit together."""

from dataclasses import replace

import pytest
import torch

from tests.support.training_runs import bundled, script_of, settings
from training import gan, reader, vae
from training.datasets import mnist
from training.loop.run import Run

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def eight():
    """x (8, 1, 28, 28) uint8 and y (8,): the digits 0 to 7."""
    x, y = bundled()
    rows = [int((y == digit).int().argmax()) for digit in range(8)]
    return x[rows], y[rows]


def recipe_of(name, **changes):
    return replace(script_of(name).RECIPES[name], batch=8, schedule="constant", **changes)


def reconstruction_error(model, x):
    with torch.no_grad():
        return (model.decode(model.encode(x)[0]) - x).square().mean().item()


@pytest.mark.parametrize(("name", "steps"), [("vae_mlp", 150), ("vae_conv", 200), ("vae_map", 150)])
def test_a_vae_redraws_eight_digits(name, steps, eight, tmp_path):
    torch.manual_seed(0)
    recipe = recipe_of(name, learning_rate=3e-3, ema_decay=0.0, beta=0.05, beta_warmup=0.0)
    network = recipe.model.build()
    run = Run(tmp_path, name, 0, 8, {"vae": network, "optimizer": vae.optimiser(network, recipe)})
    x, y = eight[0].repeat(25, 1, 1, 1), eight[1].repeat(25)  # 25 steps an epoch
    recipe = replace(recipe, affine_prob=0.0, thickness_prob=0.0, elastic_prob=0.0)
    learned = vae.train(recipe, x, y, run, settings(steps // 25))
    real = mnist.as_float(eight[0])
    blur = (real.mean(0) - real).square().mean().item()
    assert reconstruction_error(learned, real) < 0.25 * blur


@pytest.mark.parametrize(("name", "steps"), [("gan_mlp_k1", 400), ("gan_conv", 200)])
def test_a_gan_draws_eight_digits(name, steps, eight, tmp_path):
    torch.manual_seed(0)
    recipe = recipe_of(name, learning_rate=2e-3, betas=(0.5, 0.99), ema_decay=0.0, grid_every=10_000)
    network = recipe.model.build()
    parts = {"gan": network}
    for key, part in (("g_optimizer", network.generator), ("d_optimizer", network.discriminator)):
        parts[key] = torch.optim.Adam(part.parameters(), recipe.learning_rate, recipe.betas)
    x, y = (rows.repeat_interleave(8, 0).view(8, 8, *rows.shape[1:]).transpose(0, 1).flatten(0, 1) for rows in eight)
    drawn = gan.train(
        recipe, x.repeat(5, 1, 1, 1), y.repeat(5), Run(tmp_path, name, 0, 320, parts), settings(steps // 40)
    )
    real = mnist.as_float(eight[0])
    samples = drawn.sample(64, seed=0)
    nearest = (samples[:, None] - real[None]).square().mean((2, 3, 4)).amin(1).mean().item()
    blank = real.square().mean().item()
    assert nearest < 0.6 * blank


def test_the_reader_reads_eight_digits(eight, tmp_path):
    torch.manual_seed(0)
    recipe = recipe_of("reader", learning_rate=2e-3)
    network = recipe.model.build()
    optimizer = torch.optim.AdamW(network.parameters(), recipe.learning_rate)
    run = Run(tmp_path, "reader", 0, 8, {"reader": network, "optimizer": optimizer})
    x, y = eight
    reader.train(recipe, x.repeat(10, 1, 1, 1), y.repeat(10), run, settings(5), eight)
    assert run.history[-1]["validation_accuracy"] == 1.0
