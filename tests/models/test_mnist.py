"""MNIST's test digits from their own files, wherever they lie."""

import gzip
import shutil
import struct

import numpy as np
import pytest
from torchvision.datasets import MNIST

from models import mnist as files

IMAGES, LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"


@pytest.fixture
def raw(mnist, tmp_path):
    """A folder of its own with the two test files, to be packed, moved or damaged."""
    folder = tmp_path / "MNIST" / "raw"
    folder.mkdir(parents=True)
    for name in (IMAGES, LABELS):
        shutil.copy(mnist / "MNIST" / "raw" / name, folder)
    return folder


def pack(folder):
    for name in (IMAGES, LABELS):
        path = folder / name
        (folder / f"{name}.gz").write_bytes(gzip.compress(path.read_bytes(), 1))
        path.unlink()


def test_the_digits_are_those_that_torchvision_reads(mnist):
    x, y = files.read(files.find(mnist))
    expected = MNIST(root=mnist, train=False, download=False)
    np.testing.assert_array_equal(x, expected.data.numpy())
    np.testing.assert_array_equal(y, expected.targets.numpy())


def test_packed_files_hold_the_same_digits(raw):
    plain = files.read(raw)
    pack(raw)
    for found, expected in zip(files.read(files.find(raw)), plain, strict=True):
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("up", [0, 1, 2])
def test_they_are_found_in_the_root_in_its_mnist_folder_and_in_raw(raw, up):
    start = [raw, *raw.parents][up]
    assert files.find(start).samefile(raw)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("old", "new"), [("-idx", ".idx"), ("-idx", "-idx")])
def test_they_are_found_under_any_of_their_usual_names_and_lying_directly_in_the_folder(
    raw, tmp_path, packed, old, new
):
    expected = files.read(raw)
    if packed:
        pack(raw)
    for path in list(raw.iterdir()):
        path.rename(tmp_path / path.name.replace(old, new))
    folder = files.find(tmp_path)
    assert folder.samefile(tmp_path)
    for found, wanted in zip(files.read(folder), expected, strict=True):
        np.testing.assert_array_equal(found, wanted)


def test_training_digits_are_another_split(mnist):
    x, y = files.read(files.find(mnist, "train"), "train")
    expected = MNIST(root=mnist, train=True, download=False)
    np.testing.assert_array_equal(x, expected.data.numpy())
    np.testing.assert_array_equal(y, expected.targets.numpy())


def test_without_both_files_nothing_is_found(raw):
    (raw / LABELS).unlink()
    assert files.find(raw) is None


@pytest.mark.parametrize("root", [None, "", "/nowhere/at/all"])
def test_where_there_is_no_folder_nothing_is_found(root):
    assert files.find(root) is None


@pytest.mark.parametrize(
    ("name", "harm", "said"),
    [
        (IMAGES, lambda data: data[:-100], "t10k-images-idx3-ubyte is damaged: 78"),
        (IMAGES, lambda data: b"", "does not begin as an idx file of 3 dimensions"),
        (IMAGES, lambda data: b"<html>404</html>" * 9, "does not begin as an idx file of 3 dimensions"),
        (LABELS, lambda data: data[:4] + struct.pack(">I", 5) + data[8:13], "do not belong together"),
        (LABELS, lambda data: data[:8] + b"\x0b" + data[9:], "do not belong together"),
    ],
    ids=["cut short", "empty", "no images", "fewer labels", "no digit"],
)
def test_a_damaged_file_is_named_in_one_sentence(raw, name, harm, said):
    data = (raw / name).read_bytes()
    (raw / name).write_bytes(harm(data))
    with pytest.raises(ValueError, match=said) as refusal:
        files.read(raw)
    assert str(raw) not in str(refusal.value)


def test_a_packed_file_that_is_cut_short_is_named(raw):
    pack(raw)
    path = raw / f"{IMAGES}.gz"
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(ValueError, match=r"t10k-images-idx3-ubyte\.gz cannot be read"):
        files.read(raw)


def test_files_that_went_away_are_a_sentence(raw):
    (raw / IMAGES).unlink()
    with pytest.raises(ValueError, match="t10k-images-idx3-ubyte is gone"):
        files.read(raw)
