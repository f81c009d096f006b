"""What goes into the models: 28×28 grey frames, ink 1 on paper 0, as in MNIST; and points z in latent space."""

import numpy as np
import torch

SIDE = 28
PIXELS = SIDE * SIDE


def as_batch(x, dtype=torch.float32):
    """Check that x is a batch of digits.

    Parameters
    ----------
    x : (n, 1, 28, 28) float tensor or ndarray, ink 1 on paper 0
    dtype : of the model that is to see it

    Returns
    -------
    (n, 1, 28, 28) tensor of that dtype

    Raises
    ------
    ValueError
        When it has another shape or holds no floats.
    """
    return _as_floats("images", x, (1, SIDE, SIDE), dtype)


def as_z(z, latent_dim, dtype=torch.float32):
    """Check that z (n, latent_dim) is a float tensor or ndarray; returns a tensor, raises ValueError as `as_batch`."""
    return _as_floats("z", z, (latent_dim,), dtype)


def _as_floats(name, value, shape, dtype):
    wanted = "(" + ", ".join(["n", *map(str, shape)]) + ")"
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        value = torch.from_numpy(np.ascontiguousarray(value))
    if not isinstance(value, torch.Tensor) or not value.is_floating_point():
        came = value.dtype if isinstance(value, np.ndarray | torch.Tensor) else type(value).__name__
        raise ValueError(f"{name} must be floats of shape {wanted}, got {came}")
    if value.ndim != 1 + len(shape) or value.shape[1:] != shape:
        raise ValueError(f"{name} must have shape {wanted}, got {tuple(value.shape)}")
    if not torch.isfinite(value).all():
        raise ValueError(f"{name} must be finite, got NaN or infinity in it")
    return value.to(dtype)
