"""The frame every model here looks through: 28×28 grey pixels, ink 1 on paper 0, as in MNIST."""

import torch

SIDE = 28
PIXELS = SIDE * SIDE


def as_batch(x):
    """Check that x is a batch of digits and return it.

    Parameters
    ----------
    x : (n, 1, 28, 28) float tensor, ink 1 on paper 0

    Raises
    ------
    ValueError
        When it has another shape.
    """
    x = torch.as_tensor(x)
    if x.ndim != 4 or x.shape[1:] != (1, SIDE, SIDE):
        raise ValueError(f"images must have shape (n, 1, {SIDE}, {SIDE}), got {tuple(x.shape)}")
    return x
