"""A run that is stopped ends as if it had not been; a checkpoint of another run is refused."""

import json
import signal
from dataclasses import replace

import pytest
import torch

import models
from models import registry
from tests.support.training_runs import history, options, refusal, run, start, weights
from training import gan
from training.loop import checkpoint

pytestmark = pytest.mark.usefixtures("one_thread")

# The script in a process that gets signals in the middle of an epoch, after so many steps.
KILLED = """
import os, signal, sys
from training import {script}
from training.loop.epoch import Epoch
note, steps = Epoch.note, iter(range({steps} + 1))
def note_then_die(self, *args, **losses):
    note(self, *args, **losses)
    if next(steps, None) == {steps}:
        for number in {signals}:
            os.kill(os.getpid(), number)
Epoch.note = note_then_die
{script}.main(sys.argv[1:])
"""


# vae_conv: augmentation, EMA, cosine, gradient clipping, refinement; gan_conv: EMA, plateau, R1 at steps 0 and 8.
# Six epochs of two steps.
@pytest.mark.parametrize(("name", "steps"), [("vae_conv", 5), ("gan_conv", 5), ("gan_mlp_k1", 9), ("reader", 5)])
def test_a_run_killed_midway_ends_with_the_same_bytes(name, steps, mnist, tmp_path):
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    run(name, mnist, undisturbed, "--epochs", 6)
    script = KILLED.format(script=name.split("_")[0], steps=steps, signals=[9])  # as by kill -9
    assert start("-c", script, *options(name, mnist, killed, "--epochs", 6)).returncode == -signal.SIGKILL
    assert history(killed)["epoch"] == [1.0, 2.0]
    assert not (killed / "model.safetensors").exists()
    run(name, mnist, killed, "--epochs", 6, "--resume")
    for file in ("model.safetensors", "history.csv"):
        assert (killed / file).read_bytes() == (undisturbed / file).read_bytes()


def signalled(name, mnist, out, *signals):
    """A run of six epochs of two steps (of gan_mlp_k1 four) that gets signals in its third."""
    steps = 9 if name == "gan_mlp_k1" else 5
    script = KILLED.format(script=name.split("_")[0], steps=steps, signals=[int(number) for number in signals])
    return start("-c", script, *options(name, mnist, out, "--epochs", 6))


def test_sigterm_lets_the_epoch_end_and_the_run_goes_on_to_the_same_bytes(mnist, tmp_path):
    undisturbed, stopped = tmp_path / "undisturbed", tmp_path / "stopped"
    run("gan_conv", mnist, undisturbed, "--epochs", 6)
    ended = signalled("gan_conv", mnist, stopped, signal.SIGTERM)
    assert ended.returncode == 128 + signal.SIGTERM
    assert ended.stdout.splitlines()[-1] == "stopped by SIGTERM after epoch 3 of 6; --resume goes on from there"
    assert history(stopped)["epoch"] == [1, 2, 3]
    assert not (stopped / "model.safetensors").exists()  # its learning rate has not fallen yet
    run("gan_conv", mnist, stopped, "--epochs", 6, "--resume")
    assert (stopped / "model.safetensors").read_bytes() == (undisturbed / "model.safetensors").read_bytes()


def test_where_the_learning_rate_is_constant_sigterm_exports_what_there_is(mnist, tmp_path):
    assert signalled("gan_mlp_k1", mnist, tmp_path, signal.SIGTERM).returncode == 0
    assert json.loads((tmp_path / "config.json").read_text())["training"]["epochs"] == 3


def test_ctrl_c_lets_the_epoch_end_and_says_how_to_go_on(mnist, tmp_path):
    ended = signalled("gan_mlp_k1", mnist, tmp_path, signal.SIGINT)
    assert "stopped by Ctrl-C after epoch 3 of 6; --resume goes on from there" in ended.stdout.splitlines()
    assert history(tmp_path)["epoch"] == [1, 2, 3]
    assert "Traceback" not in ended.stderr


def test_a_second_ctrl_c_ends_a_run_at_once_with_a_sentence(mnist, tmp_path):
    ended = signalled("gan_mlp_k1", mnist, tmp_path, signal.SIGINT, signal.SIGINT)
    assert ended.returncode == 128 + signal.SIGINT
    assert ended.stderr.splitlines()[-1] == f"stopped at once; {tmp_path / 'last.pt'} still holds epoch 2"
    assert history(tmp_path)["epoch"] == [1, 2]


def test_a_second_sigterm_ends_a_run_at_once(mnist, tmp_path):
    assert signalled("gan_mlp_k1", mnist, tmp_path, signal.SIGTERM, signal.SIGTERM).returncode == -signal.SIGTERM
    assert history(tmp_path)["epoch"] == [1, 2]


def test_a_run_gives_sigterm_back_to_whoever_had_it(mnist, tmp_path):
    before = signal.getsignal(signal.SIGTERM)
    run("vae_mlp", mnist, tmp_path, "--epochs", 1)
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.fixture(scope="module")
def finished(mnist, tmp_path_factory):
    """The output of one epoch of the article's VAE."""
    out = tmp_path_factory.mktemp("vae_mlp")
    run("vae_mlp", mnist, out, "--epochs", 1)
    return out


def test_a_finished_run_can_be_taken_further(mnist, tmp_path):
    run("vae_mlp", mnist, tmp_path, "--epochs", 1)
    run("vae_mlp", mnist, tmp_path, "--epochs", 3, "--resume")
    assert history(tmp_path)["epoch"] == [1, 2, 3]


@pytest.mark.parametrize("name", ["reader", "vae_mlp"])
def test_a_run_goes_on_from_what_ships_after_its_epochs(name, mnist, tmp_path):
    shipped = registry.describe(name)["training"]
    run(name, mnist, tmp_path, "--from-shipped", "--epochs", shipped["epochs"] + 1)
    assert history(tmp_path)["epoch"] == list(range(1, shipped["epochs"] + 2))
    how = json.loads((tmp_path / "config.json").read_text())["training"]
    assert how["earlier"][-1]["epochs"] == shipped["epochs"]
    assert how["compute"]["epochs"] == 1
    before, after = models.load(name).state_dict(), weights(tmp_path)
    moved = {key: (after[key] - before[key]).norm() / before[key].norm() for key in after if key.endswith("weight")}
    assert all(0 < way < 0.5 for way in moved.values())


def test_a_checkpoint_comes_before_what_ships(mnist, tmp_path):
    run("vae_mlp", mnist, tmp_path, "--epochs", 1)
    run("vae_mlp", mnist, tmp_path, "--epochs", 2, "--resume", "--from-shipped")
    assert history(tmp_path)["epoch"] == [1, 2]


def test_a_run_that_cannot_read_what_ships_says_so(mnist, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(registry, "load", lambda name: registry.describe(name, tmp_path))
    said = refusal(capsys, "vae_mlp", mnist, tmp_path, "--from-shipped")
    assert said.startswith("vae_mlp cannot go on from what ships: ")


def test_epochs_that_other_code_trained_are_told_apart(mnist, tmp_path, monkeypatch):
    for epochs, commit in ((1, "a1b2c3"), (2, "d4e5f6")):
        monkeypatch.setattr("training.loop.run.commit", lambda commit=commit: commit)
        run("vae_mlp", mnist, tmp_path, "--epochs", epochs, "--resume")
    how = json.loads((tmp_path / "config.json").read_text())["training"]
    assert how["earlier"] == [{"epochs": 1, "commit": "a1b2c3"}]
    assert how["commit"] == "d4e5f6"


def test_resuming_where_nothing_was_saved_starts(mnist, tmp_path):
    run("vae_mlp", mnist, tmp_path, "--epochs", 1, "--resume")
    assert history(tmp_path)["epoch"] == [1]


def test_a_checkpoint_from_before_schedules_and_names_goes_on(mnist, tmp_path, monkeypatch):
    """Older ones lack the model's name; some hold the state of a schedule, which is now a function of the step."""
    monkeypatch.setitem(gan.RECIPES, "gan_mlp_k1", replace(gan.RECIPES["gan_mlp_k1"], grid_every=1000))
    new, old = tmp_path / "new", tmp_path / "old"
    for out in (new, old):
        run("gan_mlp_k1", mnist, out, "--epochs", 1)
    state = checkpoint.load(old / "last.pt")
    del state["name"], state["digits"]
    state["parts"]["g_schedule"] = {"last_epoch": 4, "base_lrs": [2e-4], "lr_lambdas": [None]}
    checkpoint.save(old / "last.pt", state)
    for out in (new, old):
        run("gan_mlp_k1", mnist, out, "--epochs", 2, "--resume")
    assert all(torch.equal(value, weights(new)[key]) for key, value in weights(old).items())


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("vae_mlp", ["--seed", "4"], "was trained with --seed 3, not 4; give that seed or another --out"),
        ("vae_mlp", ["--limit", "100"], "was trained on 200 digits, not 100; give the same --limit or another --out"),
        ("vae_conv", [], "is one of vae_mlp, not vae_conv; give --name vae_mlp or another --out"),
    ],
)
def test_the_checkpoint_of_another_run_is_refused(name, more, said, finished, mnist, capsys):
    assert said in refusal(capsys, name, mnist, finished, "--epochs", 2, "--resume", *more)


def test_a_checkpoint_of_another_config_is_refused(finished, mnist, tmp_path, capsys):
    state = checkpoint.load(finished / "last.pt")
    state["parts"]["vae"]["trunk.weight"] = torch.zeros(300, 784)
    checkpoint.save(tmp_path / "last.pt", state)
    said = refusal(capsys, "vae_mlp", mnist, tmp_path, "--resume")
    assert f"the vae in {tmp_path / 'last.pt'} is not built like that of vae_mlp" in said


@pytest.mark.parametrize(
    "harm", [lambda b: b"", lambda b: b"PK not a checkpoint", lambda b: b[:-5000], lambda b: b[:9000] + b[9100:]]
)
def test_a_damaged_checkpoint_is_refused(harm, finished, mnist, tmp_path, capsys):
    (tmp_path / "last.pt").write_bytes(harm((finished / "last.pt").read_bytes()))
    said = refusal(capsys, "vae_mlp", mnist, tmp_path, "--resume")
    assert f"{tmp_path / 'last.pt'} is damaged; start anew without --resume" in said


def test_a_file_that_is_no_checkpoint_is_refused(mnist, tmp_path, capsys):
    torch.save({"weights": torch.zeros(3)}, tmp_path / "last.pt")
    assert "is not a checkpoint of a training run" in refusal(capsys, "vae_mlp", mnist, tmp_path, "--resume")


def test_an_optimiser_works_as_this_device_wants_it_though_it_was_saved_on_another(finished, mnist, tmp_path):
    """A GPU's AdamW says capturable, which a CPU's must not, and the other way round."""
    state = checkpoint.load(finished / "last.pt")
    for group in state["parts"]["optimizer"]["param_groups"]:
        group |= {"capturable": True, "fused": None, "foreach": True}
    checkpoint.save(tmp_path / "last.pt", state)
    run("vae_mlp", mnist, tmp_path, "--epochs", 2, "--resume")
    (group,) = checkpoint.load(tmp_path / "last.pt")["parts"]["optimizer"]["param_groups"]
    assert (group["capturable"], group["fused"], group["foreach"]) == (False, True, None)
