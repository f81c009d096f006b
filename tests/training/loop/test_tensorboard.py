"""--tensorboard: what a run writes for TensorBoard, how it goes on after --resume, and what is said without it."""

import importlib.util
import sys
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from tests.support.training_runs import history, refusal, run
from training.loop.run import Run

pytestmark = pytest.mark.usefixtures("one_thread")


class Writer:
    """Takes down what it is told, in place of torch's SummaryWriter."""

    def __init__(self, folder, purge_step):
        self.opened = (folder, purge_step)
        self.scalars, self.images, self.closed = {}, {}, False
        Writer.latest = self

    def add_scalar(self, name, value, step):
        self.scalars.setdefault(name, []).append((step, value))

    def add_image(self, name, picture, step, dataformats):
        self.images.setdefault(name, []).append((step, picture, dataformats))

    def close(self):
        self.closed = True


@pytest.fixture
def fake(monkeypatch):
    """TensorBoard as if it were installed; returns the class of its writer, whose `latest` is the last one made."""
    module = ModuleType("torch.utils.tensorboard")
    module.SummaryWriter = Writer
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", module)
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name == "tensorboard" or found(name))
    return Writer


def test_every_epoch_notes_its_figures_the_learning_rate_and_the_samples(fake, mnist, tmp_path):
    run("gan_mlp_k1", mnist, tmp_path / "out", "--epochs", 2, "--tensorboard", tmp_path / "board")
    noted = fake.latest
    assert noted.opened == (tmp_path / "board" / "out", 1)
    assert noted.closed
    written = history(tmp_path / "out")
    for name in ("d_loss", "g_loss", "d_real", "d_fake"):
        assert [step for step, _ in noted.scalars[name]] == [1, 2]
        assert [value for _, value in noted.scalars[name]] == pytest.approx(written[name], rel=1e-5)
    assert noted.scalars["learning_rate/g_optimizer"] == noted.scalars["learning_rate/d_optimizer"]
    assert noted.scalars["learning_rate/g_optimizer"] == [(1, 2e-4), (2, 2e-4)]
    for step, picture, layout in noted.images["samples"]:
        assert layout == "HW"
        with Image.open(tmp_path / "out" / "samples" / f"step_{4 * step:07d}.png") as kept:  # four steps an epoch
            assert np.array_equal(picture, np.asarray(kept))


def test_a_run_that_goes_on_takes_back_what_came_after_its_checkpoint(fake, mnist, tmp_path):
    run("vae_mlp", mnist, tmp_path, "--epochs", 2)
    run("vae_mlp", mnist, tmp_path, "--epochs", 3, "--resume", "--tensorboard", tmp_path / "board")
    assert fake.latest.opened[1] == 3
    assert [step for step, _ in fake.latest.scalars["kl"]] == [3]


def test_tensorboard_reads_what_was_written(mnist, tmp_path):
    pytest.importorskip("tensorboard", reason="TensorBoard is not installed")
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    board = tmp_path / "board"
    for more in (["--epochs", 3], ["--epochs", 2], ["--epochs", 3, "--resume"]):  # the second one starts anew
        run("vae_mlp", mnist, tmp_path / "out", *more, "--tensorboard", board)
    read = EventAccumulator(str(board / "out"))
    read.Reload()
    written = history(tmp_path / "out")
    for name in ("negative_elbo", "bce", "kl"):
        assert [event.step for event in read.Scalars(name)] == [1, 2, 3]
        assert [event.value for event in read.Scalars(name)] == pytest.approx(written[name], rel=1e-5)
    assert [event.value for event in read.Scalars("learning_rate/optimizer")] == pytest.approx([1e-3] * 3)
    assert [(event.step, event.width, event.height) for event in read.Images("samples")] == [
        (epoch, 140, 140) for epoch in (1, 2, 3)
    ]


def test_without_tensorboard_the_option_is_refused_before_anything_is_trained(mnist, tmp_path, capsys, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "tensorboard" else found(name))
    said = refusal(capsys, "vae_mlp", mnist, tmp_path / "out", "--tensorboard", tmp_path / "board")
    assert said.endswith("--tensorboard needs tensorboard and found none; pip install tensorboard, or leave it out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "board").write_text("")
    with pytest.raises(
        SystemExit, match=f"^{tmp_path / 'board' / 'out'} cannot be written to: .*another --tensorboard"
    ):
        Run(tmp_path / "out", "vae_mlp", 0, 10, {}, tensorboard=tmp_path / "board")


def test_without_the_option_nothing_of_tensorboard_is_imported(fake, mnist, tmp_path):
    fake.latest = None
    run("vae_mlp", mnist, tmp_path, "--epochs", 1)
    assert fake.latest is None
