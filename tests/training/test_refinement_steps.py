"""A VAE's refinement of its posterior: when the step learns, from what, and how many steps ship."""

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
def refining_run(mnist, tmp_path, monkeypatch):
    """The weights of a vae_conv after each of six epochs, the last for its refinement step, and their average's."""
    kept = []
    monkeypatch.setattr(checkpoint, "save", lambda _path, state: kept.append(copy.deepcopy(state["parts"])))
    run("vae_conv", mnist, tmp_path, "--epochs", 6)
    averages = [{key.removeprefix("module."): value for key, value in parts["ema"].items()} for parts in kept]
    return [parts["vae"] for parts in kept], averages


def refinement(state):
    return torch.cat([value.flatten() for key, value in state.items() if key.startswith("refiner.")])


def test_the_refinement_step_learns_nothing_before_its_turn(refining_run):
    each, _ = refining_run
    assert [torch.equal(refinement(state), refinement(each[0])) for state in each] == [True] * 5 + [False]


def test_while_the_refinement_step_learns_the_averaged_vae_does_not_change(refining_run):
    each, averages = refining_run
    rest = [key for key in each[5] if not key.startswith("refiner.")]
    assert all(torch.equal(each[5][key], averages[4][key]) for key in rest)
    assert all(torch.equal(averages[5][key], averages[4][key]) for key in rest)


def test_in_the_end_all_parts_learn_together_from_the_average_and_meet_hands(mnist, tmp_path, monkeypatch):
    kept, rows_seen = [], []
    monkeypatch.setattr(checkpoint, "save", lambda _path, state: kept.append(copy.deepcopy(state["parts"])))
    step = vae_step.VAEStep.__call__

    def noted(self, rows, numbers, variant):
        rows_seen.append(rows)
        assert self.vae.refinement_steps == (1 if len(kept) == 3 else self.vae.refinement_steps)
        return step(self, rows, numbers, variant)

    monkeypatch.setattr(vae_step.VAEStep, "__call__", noted)
    short = replace(vae.RECIPES["vae_conv"], refinement_share=0.25)
    short = replace(short, tuning_share=0.25, tuning_rate=1e-5, hands_share=0.2)
    monkeypatch.setitem(vae.RECIPES, "vae_conv", short)
    run("vae_conv", mnist, tmp_path, "--epochs", 4)
    before, after = kept[2]["vae"], kept[3]["vae"]
    assert not any(torch.equal(before[key], value) for key, value in after.items() if key.endswith("weight"))
    assert torch.cat(rows_seen[:-2]).max() < 200
    assert [int((rows >= 200).sum()) for rows in rows_seen[-2:]] == [26, 14]  # of 128 and 72


class Judge(nn.Module):
    """A reader that never doubts, and takes down what it is shown."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def logits(self, x):
        self.shown.append(len(x))
        return 10 * x.mean((1, 2, 3))[:, None].expand(-1, 10)


@pytest.fixture
def refinement_alone(tmp_path, monkeypatch):
    """`train(epochs, **changes)` lets the refinement step alone learn; returns the VAE and what a reader saw."""

    def train(epochs, **changes):
        judge = Judge()
        monkeypatch.setattr(vae_step, "shipped_reader", lambda device: judge)
        recipe = replace(vae.RECIPES["vae_conv"], refinement_share=1.0, ema_decay=0.0, batch=10, **changes)
        network = recipe.model.build()
        run = Run(tmp_path, "vae_conv", 0, 10, {"vae": network, "optimizer": vae.optimiser(network, recipe)})
        x, y = bundled()
        return vae.train(recipe, x[:10], y[:10], run, settings(epochs)), judge.shown

    return train


def test_the_reader_is_asked_in_the_share_of_epochs_that_is_for_it(refinement_alone):
    _, shown = refinement_alone(4, reader_share=0.5)
    assert shown == [10, 10]


def test_a_vae_ships_with_its_own_number_of_refinement_steps_though_it_learned_with_more(refinement_alone):
    learned, _ = refinement_alone(1, refinement_steps=3)
    assert learned.refinement_steps == learned.config.refinement_steps == 1


def test_one_digit_that_a_refinement_step_misses_by_far_does_not_end_the_training():
    """e^100 is infinite in float32, and a gradient of infinite length is clipped to NaN."""
    network = vae.RECIPES["vae_conv"].model.build()
    with torch.no_grad():
        network.refiner.change.bias[network.latent_dim :] = 100.0
    parts = vae_step.NegativeELBO(network)(torch.rand(4, 1, 28, 28), torch.randn(4, network.latent_dim))
    parts["negative_elbo"].backward()
    assert torch.isfinite(parts["negative_elbo"])
    assert all(torch.isfinite(p.grad).all() for p in network.parameters() if p.grad is not None)
