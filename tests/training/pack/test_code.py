"""Pack the code for a machine with a GPU: what arrives there trains."""

import io
import json
import os
import subprocess
import sys
import tarfile

import pytest

from models import registry
from tests.support.pack_files import MIB, fill, tree
from training.pack.__main__ import PROJECT, main
from training.pack.code import pack_code


def small_project(folder):
    """A project and an MNIST of few bytes."""
    fill(
        folder, {"models/a.py": b"a = 1\n", "training/b.py": b"", "weights/reader/config.json": b"{}", "README.md": b""}
    )
    names = ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")
    fill(folder, {f"data/MNIST/raw/{name}-ubyte": name.encode() for name in names})
    return folder


def test_the_same_files_give_the_same_archive(tmp_path):
    first, second = small_project(tmp_path / "a"), small_project(tmp_path / "b")
    for path in second.rglob("*"):
        os.utime(path, (1, 1))
    fill(second, {"models/__pycache__/a.pyc": b"cache", "models/.hidden": b"", "models/a.py.tmp": b"half"})
    archives = [pack_code(folder, folder / "data") for folder in (first, second)]
    assert archives[0] == archives[1]


def test_a_source_that_changes_gets_another_time(tmp_path):
    """Python takes a .pyc for current when its source has the same time and size."""
    times = []
    for source in (b"a = 1\n", b"a = 2\n"):
        fill(small_project(tmp_path), {"models/a.py": source})
        with tarfile.open(fileobj=io.BytesIO(pack_code(tmp_path, tmp_path / "data"))) as tar:
            times.append(tar.getmember("inkspace/models/a.py").mtime)
    assert times[0] != times[1]


def test_a_code_archive_that_is_too_large_names_its_largest_parts(tmp_path):
    fill(small_project(tmp_path), {"weights/gan_mlp/model.safetensors": os.urandom(3 * MIB)})
    with pytest.raises(ValueError, match=r"3\.0\d MiB, 2\.00 MiB are allowed; most of it: weights/gan_mlp 3\.0"):
        pack_code(tmp_path, tmp_path / "data", ["reader", "gan_mlp"], limit=2 * MIB)


@pytest.fixture(scope="module")
def arrived(mnist, tmp_path_factory):
    """The code archive as it is unpacked on the other machine, in a folder that was empty."""
    folder = tmp_path_factory.mktemp("machine")
    drawings = folder / "drawn.json"
    drawings.write_text("[]")
    main(["code", "--data", str(mnist), "--strokes", str(drawings), "--out", str(folder / "inkspace.tar.gz")])
    with tarfile.open(folder / "inkspace.tar.gz") as tar:
        tar.extractall(folder, filter="data")
    return folder / "inkspace"


def test_what_arrives_trains_without_git_and_names_the_commit(arrived):
    command = "training.vae --name vae_mlp --limit 200 --epochs 1 --device cpu --data data"
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "GIT_DIR")}
    ended = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=arrived,
        env={**clean, "OMP_NUM_THREADS": "1", "GIT_CEILING_DIRECTORIES": "/"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    how = json.loads((arrived / "runs" / "vae_mlp" / "config.json").read_text())["training"]
    head = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert how["commit"].rstrip("+") == (head.stdout.strip() or "unknown")


def test_what_arrives_holds_mnist_the_judge_and_the_drawings(arrived, mnist):
    assert tree(arrived / "data" / "MNIST") == tree(mnist / "MNIST")
    assert tree(arrived / "weights") == {
        f"reader/{path}": content for path, content in tree(registry.WEIGHTS / "reader").items()
    }
    assert (arrived / "data" / "strokes.json").read_text() == "[]"
