"""Compute figures from nearest neighbours: coverage and density of samples, copies of digits, classes around mu."""

import torch
from torch.nn import functional as F

# torch.cdist and not scikit-learn's NearestNeighbors, since the features lie on a GPU where there is one, and coverage
# needs the distances within each digit's own radius, which that has no query for.

K = 5  # neighbours that make a real digit's neighbourhood
TIE = 1e-9  # relative difference below which two distances count as equal
BLOCK = 1000  # rows whose distances are held at once


def radii(real, k=K):
    """Compute the distance from each of real (N, F) to its k-th nearest other one: (N,)."""
    return torch.cat([torch.cdist(rows, real).kthvalue(k + 1, 1).values for rows in real.split(BLOCK)])


def coverage_and_density(real, radius, fake, k=K):
    """Measure how much of the real digits' variety samples reach, and how densely they lie where real ones are.

    Parameters
    ----------
    real : (N, F) features; radius : (N,), what `radii` says of them
    fake : (M, F) features

    Returns
    -------
    coverage : share of the real digits within whose radius lies a sample, 0…1
    density : mean number of real digits within whose radius a sample lies, over k; near 1 for samples like real ones

    References
    ----------
    Naeem et al. 2020, arXiv:2002.09797, section 3.2.
    """
    radius = radius * (1 - TIE)  # so that a copy of the k-th neighbour counts as outside whatever the rounding
    covered = torch.zeros(len(real), dtype=torch.bool, device=real.device)
    hits = 0
    for rows in fake.split(BLOCK):
        inside = torch.cdist(rows, real) < radius  # (B, N)
        covered |= inside.any(0)
        hits += inside.sum().item()
    return covered.double().mean().item(), hits / (k * len(fake))


def nearest_distances(x, others):
    """Compute the L2 distance from each of x (n, …) to the nearest of others (N, …), both uint8: (n,), ink 1."""
    x, others = (digits.flatten(1).float() / 255 for digits in (x, others))
    nearest = torch.full((len(x),), torch.inf, device=x.device)
    for rows in others.split(10 * BLOCK):
        nearest = torch.minimum(nearest, torch.cdist(x, rows).amin(1))
    return nearest


def vote(mu, train_mu, train_y, k=15):
    """Classify mu (n, Z) by the k nearest of train_mu (N, Z), which show train_y (N,): (n,).

    Where two kinds are equally many it is the smaller digit, on every device.
    """
    said = []
    for rows in mu.split(BLOCK // 4):
        nearest = torch.cdist(rows, train_mu).topk(k, largest=False).indices  # (B, k)
        said.append(F.one_hot(train_y[nearest], 10).sum(1).argmax(1))
    return torch.cat(said)
