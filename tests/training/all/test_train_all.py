"""Train every model with one command: a whole trial, and what a second command skips or refuses."""

import pytest

from models import registry
from tests.support.train_all_runs import runs_of
from tests.support.training_runs import start


@pytest.fixture(scope="module")
def trial(mnist, tmp_path_factory):
    """A whole trial over two quick models, and what it printed."""
    out = tmp_path_factory.mktemp("runs")
    command = ["-m", "training.all", "--only", "reader", "vae_mlp", "--epochs", "1", "--limit", "200"]
    ended = start(*command, "--device", "cpu", "--no-publish", "--data", str(mnist), "--out", str(out))
    return out, ended


def test_a_trial_trains_what_is_asked_for(trial):
    out, ended = trial
    assert ended.returncode == 0, ended.stdout + ended.stderr
    for name in ("reader", "vae_mlp"):
        assert registry.load(name, root=out)
        assert "1/1: 100%" in (out / name / "train.log").read_text()


def test_the_table_is_printed_and_kept(trial):
    out, ended = trial
    kept = (out / "table.md").read_text()
    assert kept in ended.stdout
    assert [row.split("|")[1].strip() for row in kept.splitlines()[2:]] == ["reader", "vae_mlp"]


@pytest.mark.parametrize(
    ("more", "finished"),
    [
        ((), ["reader", "vae_mlp"]),
        (("--seed", 1), []),
        (("--limit", 201), []),
        (("--epochs", 2), []),
    ],
)
def test_what_was_trained_alike_is_finished(more, finished, trial, mnist):
    out, _ = trial
    assert runs_of(mnist, out, "--epochs", 1, "--limit", 200, *more).finished() == finished


def test_an_export_that_was_damaged_is_not_finished(trial, mnist, tmp_path):
    (tmp_path / "reader").mkdir()
    for path in ("config.json", "model.safetensors"):
        (tmp_path / "reader" / path).write_bytes((trial[0] / "reader" / path).read_bytes()[:-1] + b" ")
    assert runs_of(mnist, tmp_path, "--epochs", 1, "--limit", 200).finished() == []


def test_a_lock_or_whatever_else_a_training_refuses_is_shown_at_the_end(trial, mnist):
    out, _ = trial
    command = ["-m", "training.all", "--only", "vae_mlp", "--epochs", "1", "--limit", "200", "--seed", "1"]
    ended = start(*command, "--device", "cpu", "--no-publish", "--data", str(mnist), "--out", str(out))
    assert ended.returncode == 1
    assert "failed: " + f"{out}/vae_mlp/last.pt was trained with --seed 0, not 1" in ended.stdout
