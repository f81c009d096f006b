"""Checkpoints that a power cut cannot spoil and from which a run goes on as if nothing had happened."""

import io
import os
from pathlib import Path

import torch


def save(path, state):
    """Write `state` (tensors, numbers, strings, lists, dicts) to `path`: whole or not at all."""
    path = Path(path)
    partial = path.with_name(path.name + ".tmp")
    data = io.BytesIO()  # torch reports a full disk as an error of its own; a plain write reports it as it is
    torch.save(state, data)
    try:
        with open(partial, "wb") as file:
            file.write(data.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def load(path):
    """Read what `save` wrote. Nothing but plain data is unpickled (weights_only)."""
    return torch.load(path, map_location="cpu", weights_only=True)
