"""How much samples differ from each other."""

import torch

COUNT = 1_000  # samples that are compared: the more there are, the nearer the nearest


def nearest_others(x):
    """For each picture the most similar of the others.

    x : (n, …) float in 0…1 or uint8, two pictures or more
    Returns their L2 distance over the pixels, ink 1, (n,) float64, and which it is (n,). A generator that has collapsed
    draws the same again and again, and its distances are small. ValueError for less than two pictures.
    """
    if len(x) < 2:
        raise ValueError(f"the nearest other one takes two pictures or more, got {len(x)}")
    flat = x.flatten(1).double() / (255 if x.dtype == torch.uint8 else 1)
    distances = torch.cdist(flat, flat)  # in float32 the squares of copies would not cancel
    found = distances.fill_diagonal_(torch.inf).min(1)
    return found.values, found.indices


def mean_distance(x):
    """Mean of `nearest_others` over the first 1,000 of x (n, …): a float."""
    return nearest_others(x[:COUNT])[0].mean().item()
