"""Load MNIST as tensors in memory: one uint8 array, indexed by batch. The only torchvision import."""

import hashlib
import shutil
from pathlib import Path

import numpy as np
import torch
from torchvision.datasets import MNIST

from models import mnist

# The last rows of the 60,000, kept out of training for choosing settings; test data is for `evaluate` alone.
HELD_OUT = 5_000
SPLITS = {
    "train": slice(None),
    "fit": slice(None, -HELD_OUT),
    "validation": slice(-HELD_OUT, None),
    "test": slice(None),
}


def load(split, root="data", limit=None):
    """Load MNIST's digits and labels.

    Parameters
    ----------
    split : "train" (all 60,000), "validation" (the last 5,000 of those), "fit" (the other 55,000) or "test" (10,000)
    root : folder that holds MNIST, as `models.mnist.find` looks for it; downloaded into it when absent.
    limit : int, optional
        The first `limit` rows only, for quick trials.

    Returns
    -------
    x : (N, 1, 28, 28) uint8 tensor, ink 255 on paper 0
    y : (N,) int64 tensor

    Raises
    ------
    ValueError
        For an unknown split or a limit below 1.
    OSError
        When MNIST is damaged, or neither there nor to be had; says how to get it.
    """
    if split not in SPLITS:
        raise ValueError(f"split must be one of {', '.join(SPLITS)}, got {split!r}")
    if limit is not None and limit < 1:
        raise ValueError(f"limit must be at least 1, got {limit}")
    x, y = _mnist(root, train=split != "test")
    x, y = x[SPLITS[split]][:limit, None], y[SPLITS[split]][:limit]
    return x.contiguous(), y.contiguous()


def _mnist(root, train):
    """Load all training or all test digits: (N, 28, 28) uint8, (N,) int64; fetched only when they are not there."""
    n, split = (60_000, "train") if train else (10_000, "test")
    fetch = f"python -c \"from torchvision.datasets import MNIST; MNIST('{root}', download=True)\""
    folder = mnist.find(root, split)
    if folder is None:
        _download(root, fetch)
        folder = Path(root, "MNIST", "raw")
    try:
        x, y = mnist.read(folder, split)
        if len(x) != n:
            raise ValueError(f"{n:,} digits expected, got {len(x):,}")
    except ValueError as error:
        raise OSError(
            f"MNIST in {root} is damaged ({error}); remove {_taken(root, folder)} and fetch it anew: {fetch}"
        ) from None
    return torch.from_numpy(x.copy()), torch.from_numpy(y.astype(np.int64))


def _taken(root, folder):
    """Name what is to be removed: root/MNIST where the files lie there, or the folder itself."""
    made = Path(root, "MNIST")
    return made if folder.is_relative_to(made) else f"its files from {folder}"


def _download(root, fetch):
    """Have torchvision fetch MNIST into root/MNIST/raw; where that fails, no folder is left that was not there.

    Raises OSError that says how to get it.
    """
    folders = [path for path in (Path(root, "MNIST", "raw"), Path(root, "MNIST"), Path(root)) if not path.exists()]
    try:
        MNIST(root=root, download=True)
    except (OSError, RuntimeError, ValueError) as error:
        for path in folders:
            shutil.rmtree(path, ignore_errors=True)
        reason = (str(error).strip() or "a file is cut short").splitlines()[0].rstrip(":")
        raise OSError(
            f"no MNIST in {root}, and the download failed ({reason}); name its folder with --data, or try {fetch}"
        ) from None


def as_float(x):
    """Convert uint8 0…255 to float32 0…1, same shape."""
    return x.to(torch.float32) / 255


def batch(x, rows):
    """Gather some rows of x (N, 1, 28, 28) uint8 as float32 0…1, on the device of x."""
    return as_float(x.index_select(0, rows.to(x.device)))  # ten times as quick as x[rows]


def digest(x):
    """Return the first 16 hex digits of the sha256 of the pixels, which says what data a model saw."""
    return hashlib.sha256(x.numpy().tobytes()).hexdigest()[:16]
