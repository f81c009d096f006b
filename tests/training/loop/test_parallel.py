"""Two processes under torchrun train as one does on the same batches."""

import pytest
import torch

from tests.support.training_runs import history, options, run, start, weights
from training.loop.parallel import Team
from training.loop.run import Run

pytestmark = pytest.mark.usefixtures("one_thread")
TORCHRUN = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "-m"]


def test_shares_of_a_batch_make_the_batch():
    rows = torch.arange(11)
    shares = [Team(rank, 3).share(rows) for rank in range(3)]
    assert torch.equal(torch.cat(shares).sort()[0], rows)
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_only_the_first_process_writes(tmp_path):
    follower = Run(tmp_path, "vae_mlp", 0, 8, {}, Team(rank=1))
    follower.keep("samples/picture.png", b"")
    follower.end_epoch(loss=1.0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "figure", "tolerance"),
    # BatchNorm and the discriminator's look at a whole batch see half of it in each process, so a GAN only comes close.
    [("vae_conv", "negative_elbo", 1e-4), ("gan_conv", "d_loss", 0.1)],
)
def test_two_processes_have_the_loss_curve_of_one(name, figure, tolerance, mnist, tmp_path):
    alone, two = tmp_path / "alone", tmp_path / "two"
    more = ("--epochs", 3, "--limit", 201)  # the last batch is shared unevenly
    run(name, mnist, alone, *more)
    ended = start(*TORCHRUN, f"training.{name.split('_')[0]}", *options(name, mnist, two, *more))
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("wrote") == 1
    assert history(two)[figure] == pytest.approx(history(alone)[figure], rel=tolerance)
    assert {path.name for path in two.iterdir()} == {path.name for path in alone.iterdir()}
    if name == "vae_conv":
        assert all(torch.allclose(value, weights(alone)[key], atol=1e-3) for key, value in weights(two).items())
