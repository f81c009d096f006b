"""What goes into the models: 28×28 grey frames, ink 1 on paper 0, as in MNIST; and points z in latent space."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

SIDE = 28
PIXELS = SIDE * SIDE
ROUNDING = 1e-3  # that pixels may lie beyond 0…1, as interpolation leaves them

Floats: TypeAlias = Tensor | npt.NDArray[np.floating[Any]]  # what checked methods take


def as_batch(x: Floats, dtype: torch.dtype = torch.float32, shape: tuple[int, ...] = (1, SIDE, SIDE)) -> Tensor:
    """Check that x is a batch of digits.

    Parameters
    ----------
    x : (n, *shape) float tensor or ndarray, ink 1 on paper 0
    dtype : torch.dtype
        That of the network which takes the batch.
    shape : of one picture: channels, height, width

    Returns
    -------
    (n, *shape) tensor of that dtype

    Raises
    ------
    ValueError
        When it has another shape, holds no floats, is not finite or lies beyond 0…1, as pixels of 0…255 or −1…1 do.
    """
    images = _as_floats("images", x, shape, dtype)
    if images.numel():
        low, high = (float(end) for end in images.detach().aminmax())
        if low < -ROUNDING or high > 1 + ROUNDING:
            raise ValueError(
                f"images must be from 0 (paper) to 1 (ink), got values from {low:g} to {high:g}; scale them"
            )
    return images


def as_z(z: Floats, latent_dim: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Check that z is a float tensor or ndarray (n, latent_dim); returns a tensor, raises ValueError as `as_batch`."""
    return _as_floats("z", z, (latent_dim,), dtype)


def _as_floats(name: str, value: Floats, shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    wanted = "(" + ", ".join(["n", *map(str, shape)]) + ")"
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        value = torch.from_numpy(np.ascontiguousarray(value))
    if not isinstance(value, Tensor) or not value.is_floating_point():
        came = value.dtype if isinstance(value, np.ndarray | Tensor) else type(value).__name__
        raise ValueError(f"{name} must be floats of shape {wanted}, got {came}")
    if value.ndim != 1 + len(shape) or value.shape[1:] != shape:
        raise ValueError(f"{name} must have shape {wanted}, got {tuple(value.shape)}")
    if not torch.isfinite(value).all():
        raise ValueError(f"{name} must be finite, got NaN or infinity in it")
    return value.to(dtype)
