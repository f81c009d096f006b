"""Write checkpoints that a power cut cannot spoil and from which a run goes on as if nothing had happened."""

import io
import os
import pickle
from pathlib import Path

import torch

FIELDS = {"parts", "rng", "seed", "epoch", "history"}


def save(path, state):
    """Write `state` (tensors, numbers, strings, lists, dicts) to `path`: whole or not at all.

    Raises OSError when the disk takes no more; what was at `path` is then still there.
    """
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
    """Read what `save` wrote. Nothing but plain data is unpickled (weights_only).

    Raises ValueError when it is cut short, altered, or no checkpoint of a training run.
    """
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from None
    except (RuntimeError, EOFError, ValueError, KeyError, pickle.UnpicklingError):
        raise ValueError(f"{path} is damaged") from None
    if not isinstance(state, dict) or not state.keys() >= FIELDS:
        raise ValueError(f"{path} is not a checkpoint of a training run")
    return state
