"""A step that is recorded and replayed trains as the same step that is called: the recording is faked on the CPU."""

import copy
from dataclasses import replace

import pytest
import torch
from torch import nn

from tests.support import fake_graph
from tests.support.training_runs import bundled, run
from training import gan, gan_step, reader, vae, vae_step
from training.loop.clock import Clock
from training.loop.replay import Compiled, Replay, restore, snapshot
from training.loop.run import Run
from training.loop.schedule import Average

pytestmark = pytest.mark.usefixtures("one_thread")

BATCHES = [64, 64, 24, 64, 24]  # an epoch's last batch is smaller


def digits():
    x, y = bundled()
    return x[:300], y[:300]


def parts_of(name):
    """The recipe of a model, and what a run of it trains."""
    torch.manual_seed(0)
    if name == "reader":
        recipe = reader.RECIPES[name]
        network = recipe.model.build().train()
        return recipe, {"reader": network, "optimizer": torch.optim.AdamW(network.parameters(), lr=1e-3, fused=True)}
    if name.startswith("gan"):
        recipe = gan.RECIPES[name]
        network = recipe.model.build().train()
        adam = dict(lr=recipe.learning_rate, betas=recipe.betas, fused=True)
        parts = {
            "gan": network,
            "g_optimizer": torch.optim.Adam(network.generator.parameters(), **adam),
            "d_optimizer": torch.optim.Adam(network.discriminator.parameters(), **adam),
        }
        return recipe, {**parts, "ema": Average(network.generator)} if recipe.ema_decay else parts
    recipe = replace(vae.RECIPES[name], elastic_prob=0.5, beta_warmup=0.5)
    network = recipe.model.build().train()
    parts = {"vae": network, "optimizer": vae.optimiser(network, recipe)}
    return recipe, {**parts, "ema": Average(network)} if recipe.ema_decay else parts


STEPS = {"vae": vae_step.VAEStep, "gan": gan_step.GANStep, "ae": vae_step.VAEStep, "reader": reader.ReaderStep}


def trained(name, tmp_path, recorded):
    """Train a model for five steps, each called or replayed; returns its tensors, the losses, and the stream's state.

    A VAE that refines its posterior trains for five more, in which its refinement step alone learns.
    Called as it is replayed: with tensors for the numbers that change from step to step, and one stream for everything.
    """
    recipe, parts = parts_of(name)
    x, y = digits()
    with Run(tmp_path, name, 0, len(x), parts) as run:
        run.draws_dropout = True
        run.rng = torch.default_generator.manual_seed(1)
        losses = []
        for steps in (0, recipe.refinement_steps) if getattr(recipe, "refinement_steps", 0) else (None,):
            if steps is not None:
                vae._let_learn(parts["vae"], steps > 0, steps)
            step = STEPS[name.split("_")[0]](recipe, run, x, y)
            replay = Replay(step, parts.values(), run.rng, record=fake_graph.record)
            for i, n in enumerate(BATCHES):
                rows = torch.randperm(len(x), generator=run.rng)[:n]
                numbers, variant = asked_of(step, i)
                if recorded:
                    taken = replay(rows, numbers, variant)
                else:
                    taken = step(rows, {key: torch.tensor(number) for key, number in numbers.items()}, variant)
                losses.append([float(loss.detach()) for loss in taken.values()])
    tensors = {f"{key}.{k}": v for key, part in parts.items() for k, v in _tensors(part).items()}
    return tensors, losses, run.rng.get_state()


def asked_of(step, i):
    """The numbers and the variant of a step that has every kind of both within five steps."""
    if isinstance(step, gan_step.GANStep):
        return step.numbers(i, len(BATCHES)), step.penalised(8 * (i % 2))
    if isinstance(step, reader.ReaderStep):
        return step.numbers(i, len(BATCHES)), None
    return step.numbers(i, i, len(BATCHES)), (i < 3, bool(step.recipe.reader_weight) and i > 1)


def _tensors(part):
    state = part.state_dict()
    if isinstance(part, nn.Module):
        return state
    return {f"{i}.{key}": value for i, values in state["state"].items() for key, value in values.items()}


@pytest.mark.parametrize("name", ["vae_mlp", "vae_conv", "ae_map", "gan_mlp", "gan_mlp_k1", "gan_conv", "reader"])
def test_replaying_a_step_trains_as_calling_it_does(name, tmp_path):
    called, losses, stream = trained(name, tmp_path / "called", recorded=False)
    replayed, losses_again, stream_again = trained(name, tmp_path / "replayed", recorded=True)
    assert torch.equal(stream, stream_again)
    assert losses == losses_again
    assert called.keys() == replayed.keys()
    assert [key for key, value in called.items() if not torch.equal(value, replayed[key])] == []


def test_recording_leaves_no_trace():
    """Warm-ups train for real; what they did is undone, and an optimiser's first state is Adam's: zeros."""
    network = nn.Linear(3, 2)
    before = copy.deepcopy(network.state_dict())
    optimizer = torch.optim.Adam(network.parameters(), fused=True)
    held = snapshot([network, optimizer])
    network(torch.ones(4, 3)).sum().backward()
    optimizer.step()
    restore([network, optimizer], held)
    assert all(torch.equal(value, before[key]) for key, value in network.state_dict().items())
    assert all((value == 0).all() for state in optimizer.state.values() for value in state.values())


def test_what_makes_a_gpu_wait_cannot_be_recorded():
    with pytest.raises(AssertionError, match="makes the GPU wait"):
        fake_graph.record(lambda: {"loss": torch.tensor(float(torch.rand(())))})


def test_a_replay_shows_that_a_step_reads_what_it_has_not_written():
    given = torch.ones(3)
    loss, replay = fake_graph.record(lambda: torch.empty(3).copy_(given).sum() + torch.empty(3).sum())
    written, again = fake_graph.record(lambda: torch.empty(3).copy_(given).sum())
    replay()
    again()
    assert loss.isnan() and written == 3


def test_batches_normalised_at_once_are_those_normalised_one_after_the_other():
    torch.manual_seed(0)
    norm = nn.BatchNorm1d(5)
    nn.init.normal_(norm.weight)
    nn.init.normal_(norm.bias)
    h = 3 + 2 * torch.randn(4, 7, 5)
    one_by_one = copy.deepcopy(norm)
    expected = torch.stack([one_by_one(batch) for batch in h])
    assert torch.allclose(gan_step.norm_by_group(norm, h.flatten(0, 1), 4).view(4, 7, 5), expected, atol=1e-5)
    assert torch.allclose(norm.running_mean, one_by_one.running_mean, atol=1e-6)
    assert torch.allclose(norm.running_var, one_by_one.running_var, atol=1e-5)
    assert norm.num_batches_tracked == one_by_one.num_batches_tracked


def test_all_forgeries_for_ds_steps_at_once_are_those_drawn_one_after_the_other():
    _, parts = parts_of("gan_mlp")
    network, z = parts["gan"], torch.randn(3, 8, 100)
    expected = torch.stack([copy.deepcopy(network).draw(batch) for batch in z])
    assert torch.allclose(gan_step.DrawGroups(network)(z), expected, atol=1e-5)


def test_an_odd_batch_goes_past_the_compiled_module(monkeypatch):
    seen = []
    monkeypatch.setattr(torch, "compile", lambda function, **how: lambda x: seen.append(len(x)) or function(x))
    module = Compiled(nn.Identity())
    for n in (4, 3, 4):
        assert len(module(torch.zeros(n, 2))) == n
    assert seen == [4, 4]


needs_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")


@needs_cuda
@pytest.mark.parametrize("name", ["vae_mlp", "vae_conv", "gan_mlp", "gan_conv", "reader"])
def test_on_a_gpu_a_run_that_was_stopped_ends_with_the_same_bytes(name, mnist, tmp_path, monkeypatch):
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    how = ("--epochs", 6, "--limit", 2000, "--device", "cuda")
    run(name, mnist, whole, *how)
    up = iter([False] * 3)
    with monkeypatch.context() as patch:
        patch.setattr(Clock, "is_up", lambda _clock: next(up, True))
        run(name, mnist, stopped, *how)
    run(name, mnist, stopped, *how, "--resume")
    for file in ("model.safetensors", "history.csv"):
        assert (whole / file).read_bytes() == (stopped / file).read_bytes()
