"""Read what a model is given: its name, a drawing, a point of latent space."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import torch

from models import sketch
from ui.kit.validation import real

FARTHEST = 100  # of a coordinate of z: digits lie within 5, and float32 has no trouble yet
Result = TypeVar("Result")


def model_name(known: Iterable[str], name: Any = None) -> str:
    """Return a name that is one of those known; None stands for the first. Raises ValueError for any other."""
    known = list(known)
    if name is None:
        return known[0]
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"model must be one of {', '.join(known)}, got {name!r:.60}")
    return name


def frame(strokes: Any) -> torch.Tensor:
    """Frame strokes [[[x, y], …], …] in 0…1, y down, as the (1, 1, 28, 28) float32 tensor that a model takes.

    Raises ValueError when they are malformed or hold no ink.
    """
    return batch(sketch.frame(strokes))


def batch(x: np.ndarray) -> torch.Tensor:
    """Make a frame (28, 28) the (1, 1, 28, 28) float32 tensor that a model takes."""
    return torch.from_numpy(np.ascontiguousarray(x, np.float32))[None, None]


def point(name: str, values: Any, latent_dim: int) -> torch.Tensor:
    """Read a point of latent space: a list of latent_dim finite numbers, at most 100 in size, as (latent_dim,) float32.

    Raises ValueError, which calls it by its name, for anything else.
    """
    if not isinstance(values, list) or len(values) != latent_dim:
        raise ValueError(f"{name} must be a list of {latent_dim} numbers")
    return torch.tensor([real(name, value, -FARTHEST, FARTHEST) for value in values])


def named(name: str, function: Callable[[Any], Result], value: Any) -> Result:
    """Call `function(value)` and prefix the message of any ValueError with `name`."""
    try:
        return function(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
