"""MNIST as tensors in memory: one uint8 array, indexed by batch. The only torchvision import."""

import hashlib

import torch
from torchvision.datasets import MNIST

# The last rows of the 60,000, kept out of training for choosing settings; test data is for `evaluate` alone.
HELD_OUT = 5_000


def load(split, root="data", limit=None):
    """MNIST digits and what they are.

    Parameters
    ----------
    split : "train" (all 60,000), "validation" (the last 5,000 of those), "fit" (the other 55,000) or "test" (10,000)
    root : folder that holds MNIST/raw, as torchvision stores it; downloaded into it when absent.
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
        When MNIST is neither there nor to be had.
    """
    rows = {
        "train": slice(None),
        "fit": slice(None, -HELD_OUT),
        "validation": slice(-HELD_OUT, None),
        "test": slice(None),
    }
    if split not in rows:
        raise ValueError(f"split must be one of {', '.join(rows)}, got {split!r}")
    if limit is not None and limit < 1:
        raise ValueError(f"limit must be at least 1, got {limit}")
    digits = _mnist(root, split != "test")
    x, y = digits.data[rows[split]][:limit, None], digits.targets[rows[split]][:limit]
    return x.contiguous(), y.contiguous()


def _mnist(root, train):
    """torchvision's MNIST, downloaded only when it is not there: the folder may be on a disk one cannot write to."""
    try:
        return MNIST(root=root, train=train, download=False)
    except (RuntimeError, OSError):  # not there, or not whole
        pass
    try:
        return MNIST(root=root, train=train, download=True)
    except (RuntimeError, OSError) as error:
        reason = str(error).strip().splitlines()[0].rstrip(":")
        raise OSError(f"no MNIST in {root}, and the download failed ({reason}); name its folder with --data") from None


def as_float(x):
    """uint8 0…255 → float32 0…1, same shape."""
    return x.to(torch.float32) / 255


def digest(x):
    """First 16 hex digits of the sha256 of the pixels: says which data a model saw."""
    return hashlib.sha256(x.numpy().tobytes()).hexdigest()[:16]
