"""How much samples differ from each other."""

import torch
from torch import Tensor

COUNT = 1_000  # samples to compare; fixed, since among more of them the nearest lies nearer


def nearest_others(x: Tensor) -> tuple[Tensor, Tensor]:
    """Find for each picture the most similar of the others.

    x : (n, …) float in 0…1 or uint8, two pictures or more
    Returns the L2 distance over the pixels, ink 1, (n,) float64, and the other picture's index (n,). A generator that
    has collapsed draws the same again and again, and its distances are small. ValueError for less than two pictures.
    """
    if len(x) < 2:
        raise ValueError(f"the nearest other one takes two pictures or more, got {len(x)}")
    flat = x.flatten(1).double() / (255 if x.dtype == torch.uint8 else 1)
    distances = torch.cdist(flat, flat)  # in float32 the squares of copies would not cancel
    found = distances.fill_diagonal_(torch.inf).min(1)
    return found.values, found.indices


def mean_distance(x: Tensor) -> float:
    """Return the mean of `nearest_others` over the first 1,000 of x (n, …): a float."""
    return nearest_others(x[:COUNT])[0].mean().item()
