"""A VAE's looks at what it has encoded: when they learn, from whom, and how many ship."""

import copy
from dataclasses import replace

import pytest
import torch
from torch import nn

from tests.support.training_runs import bundled, run, settings
from training import vae, vae_step
from training.loop import checkpoint
from training.loop.run import Run

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def looking_run(mnist, tmp_path, monkeypatch):
    """The weights of a vae_conv after each of six epochs, of which the last is for its looks, and their average's."""
    kept = []
    monkeypatch.setattr(checkpoint, "save", lambda _path, state: kept.append(copy.deepcopy(state["parts"])))
    run("vae_conv", mnist, tmp_path, "--epochs", 6)
    averages = [{key.removeprefix("module."): value for key, value in parts["ema"].items()} for parts in kept]
    return [parts["vae"] for parts in kept], averages


def looks(state):
    return torch.cat([value.flatten() for key, value in state.items() if key.startswith("refiner.")])


def test_looks_learn_nothing_before_their_turn(looking_run):
    each, _ = looking_run
    assert [torch.equal(looks(state), looks(each[0])) for state in each] == [True] * 5 + [False]


def test_while_the_looks_learn_the_averaged_vae_stands_still(looking_run):
    each, averages = looking_run
    rest = [key for key in each[5] if not key.startswith("refiner.")]
    assert all(torch.equal(each[5][key], averages[4][key]) for key in rest)
    assert all(torch.equal(averages[5][key], averages[4][key]) for key in rest)


class Judge(nn.Module):
    """A reader that never doubts, and takes down what it is shown."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def logits(self, x):
        self.shown.append(len(x))
        return 10 * x.mean((1, 2, 3))[:, None].expand(-1, 10)


@pytest.fixture
def looks_alone(tmp_path, monkeypatch):
    """`looks_alone(epochs, **changes)` trains vae_conv's looks on ten digits; returns it and what a reader saw."""

    def train(epochs, **changes):
        judge = Judge()
        monkeypatch.setattr(vae_step, "shipped_reader", lambda device: judge)
        recipe = replace(vae.RECIPES["vae_conv"], looking=1.0, ema=0.0, batch=10, **changes)
        network = recipe.model.build()
        run = Run(tmp_path, "vae_conv", 0, 10, {"vae": network, "optimizer": vae.optimiser(network, recipe)})
        x, y = bundled()
        return vae.train(recipe, x[:10], y[:10], run, settings(epochs)), judge.shown

    return train


def test_the_reader_is_asked_in_the_share_of_epochs_that_is_for_it(looks_alone):
    _, shown = looks_alone(4, reading=0.5)
    assert shown == [10, 10]


def test_a_vae_ships_with_its_own_number_of_looks_though_it_learned_with_more(looks_alone):
    learned, _ = looks_alone(1, looks=3)
    assert learned.refinement_steps == learned.config.refinement_steps == 1


def test_one_digit_that_a_look_misses_by_far_does_not_end_the_training():
    """e^100 is infinite in float32, and a gradient of infinite length is clipped to NaN."""
    network = vae.RECIPES["vae_conv"].model.build()
    with torch.no_grad():
        network.refiner.change.bias[network.latent_dim :] = 100.0
    parts = vae_step.NegativeELBO(network)(torch.rand(4, 1, 28, 28), torch.randn(4, network.latent_dim))
    parts["negative_elbo"].backward()
    assert torch.isfinite(parts["negative_elbo"])
    assert all(torch.isfinite(p.grad).all() for p in network.parameters() if p.grad is not None)
