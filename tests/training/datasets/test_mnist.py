"""MNIST in memory: which digits each split holds, and what is said when they cannot be had."""

import gzip
import re
import shlex

import numpy as np
import pytest
import torch
from torchvision.datasets import MNIST

from tests.support.paths import SHARED_MNIST
from tests.support.training_runs import refusal, write_idx
from training.datasets import mnist as dataset


def test_splits_of_the_sixty_thousand_do_not_overlap(mnist):
    fit, validation, train = (dataset.load(split, mnist)[0] for split in ("fit", "validation", "train"))
    assert (len(fit), len(validation)) == (55_000, 5_000)
    assert torch.equal(torch.cat([fit, validation]), train)


def test_digits_are_those_torchvision_reads(mnist):
    x, y = dataset.load("test", mnist)
    expected = MNIST(root=mnist, train=False, download=False)
    assert torch.equal(x[:, 0], expected.data)
    assert torch.equal(y, expected.targets)


@pytest.mark.skipif(not SHARED_MNIST.is_dir(), reason="needs MNIST in ../shared/mnist")
def test_mnist_itself_has_sixty_thousand_and_ten_thousand_digits():
    assert len(dataset.load("train", SHARED_MNIST)[0]) == 60_000
    assert len(dataset.load("test", SHARED_MNIST)[0]) == 10_000


def test_a_limit_takes_the_first_digits_and_their_labels(mnist):
    x, y = dataset.load("fit", mnist, limit=7)
    everything = dataset.load("fit", mnist)
    assert torch.equal(x, everything[0][:7])
    assert torch.equal(y, everything[1][:7])


def test_a_batch_is_the_chosen_rows_from_zero_to_one():
    x = torch.arange(3 * 784).remainder(256).to(torch.uint8).view(3, 1, 28, 28)
    batch = dataset.batch(x, torch.tensor([2, 0]))
    assert batch.dtype == torch.float32
    assert torch.equal((batch * 255).round().to(torch.uint8), torch.stack([x[2], x[0]]))
    assert (batch.min(), batch.max()) == (0, 1)


def test_the_digest_tells_other_pixels():
    x = torch.zeros(2, 1, 28, 28, dtype=torch.uint8)
    y = x.clone()
    y[1, 0, 27, 27] = 1
    assert dataset.digest(x) == dataset.digest(x.clone()) != dataset.digest(y)


def test_an_unknown_split_is_refused(mnist):
    with pytest.raises(ValueError, match="fit, validation, test, got 'dev'"):
        dataset.load("dev", mnist)


def test_a_limit_of_nothing_is_refused(mnist):
    with pytest.raises(ValueError, match="limit must be at least 1, got 0"):
        dataset.load("train", mnist, limit=0)


def fetches(said, root):
    """Whether the command that a refusal ends with is Python that downloads MNIST into root."""
    command = shlex.split(re.search(r"python -c .*", said)[0])
    compile(command[2], "command", "exec")
    return f"MNIST('{root}', download=True)" in command[2]


def test_mnist_that_cannot_be_had_is_a_sentence_each_time(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(MNIST, "mirrors", ["http://127.0.0.1:9/"])  # nobody listens there
    for _ in range(2):
        said = refusal(capsys, "vae_mlp", tmp_path / "nowhere", tmp_path / "out")
        assert said.startswith(f"no MNIST in {tmp_path / 'nowhere'}, and the download failed")
        assert fetches(said, tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_refused_download_leaves_a_users_folder_as_it_was(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(MNIST, "mirrors", ["http://127.0.0.1:9/"])
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "notes.txt").write_text("mine")
    refusal(capsys, "vae_mlp", tmp_path / "data", tmp_path / "out")
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["notes.txt"]


def test_training_finds_mnist_packed_and_lying_directly_in_the_folder(mnist, tmp_path):
    for path in (mnist / "MNIST" / "raw").iterdir():
        packed = gzip.compress(path.read_bytes(), 1)
        (tmp_path / f"{path.name.replace('-idx', '.idx')}.gz").write_bytes(packed)
    for found, expected in zip(dataset.load("train", tmp_path), dataset.load("train", mnist), strict=True):
        assert torch.equal(found, expected)


@pytest.mark.parametrize(
    ("file", "harm"),
    [
        ("train-images-idx3-ubyte", lambda path: path.write_bytes(path.read_bytes()[:-1000])),
        ("train-images-idx3-ubyte", lambda path: path.write_bytes(b"")),
        ("train-images-idx3-ubyte", lambda path: path.write_bytes(b"<html>404</html>" * 100)),
        ("train-labels-idx1-ubyte", lambda path: path.write_bytes(path.read_bytes()[:-1])),
        ("train-labels-idx1-ubyte", lambda path: write_idx(path, np.zeros(100))),
    ],
    ids=["images cut short", "images empty", "no images at all", "labels cut short", "labels of fewer digits"],
)
def test_damaged_mnist_is_named_with_the_way_to_mend_it(file, harm, mnist, tmp_path, capsys):
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for whole in (mnist / "MNIST" / "raw").iterdir():
        (raw / whole.name).symlink_to(whole)
    (raw / file).unlink()
    (raw / file).write_bytes((mnist / "MNIST" / "raw" / file).read_bytes())
    harm(raw / file)
    said = refusal(capsys, "vae_mlp", tmp_path, tmp_path / "out")
    assert said.startswith(f"MNIST in {tmp_path} is damaged")
    assert f"remove {tmp_path}/MNIST and fetch it anew" in said
    assert fetches(said, tmp_path)
