"""Checkpoints that a power cut cannot spoil and from which a run goes on as if nothing had happened."""

import os
from pathlib import Path

import torch


def save(path, state):
    """Write `state` (tensors, numbers, strings, lists, dicts) to `path`: whole or not at all."""
    path = Path(path)
    partial = path.with_name(path.name + ".tmp")
    with open(partial, "wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)


def load(path):
    """Read what `save` wrote. Nothing but plain data is unpickled (weights_only)."""
    return torch.load(path, map_location="cpu", weights_only=True)
