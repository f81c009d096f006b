"""Figures about models: arrays or a model and digits in, numbers out."""

import math

import torch

from models.vae import reparameterise
from training import data, losses

BATCH = 500


def batches(x, size=BATCH):
    """x (N, 1, 28, 28) uint8 → float batches in 0…1, in order."""
    for rows in x.split(size):
        yield data.as_float(rows)


@torch.inference_mode()
def read(reader, x):
    """Probabilities of the digits for x (N, 1, 28, 28), uint8 or float in 0…1: (N, 10)."""
    x = data.as_float(x) if x.dtype == torch.uint8 else x
    return torch.cat([reader.predict_proba(part) for part in x.split(BATCH)])


def accuracy(proba, y):
    """Share of rows of proba (N, 10) whose largest entry is y (N,): 0…1."""
    return (proba.argmax(1) == y).float().mean().item()


def calibration_error(proba, y, bins=15):
    """Expected calibration error (Guo et al. 2017, arXiv:1706.04599, eq. 3): 0…1, 0 is honest.

    Mean over confidence bins of |accuracy − confidence|, weighted by the bin's size.
    """
    confidence, said = proba.max(1)
    right = (said == y).float()
    which = (confidence * bins).ceil().clamp(1, bins)
    gaps = [
        (right[which == b].mean() - confidence[which == b].mean()).abs() * (which == b).float().mean()
        for b in range(1, bins + 1)
        if (which == b).any()
    ]
    return torch.stack(gaps).sum().item()


@torch.inference_mode()
def elbo(vae, x, seed=0):
    """Mean −ELBO, BCE and KL of x (N, 1, 28, 28) uint8 in nats, one draw of z a digit, and the MSE at mu.

    Returns a dict of floats: negative_elbo, bce, kl, mse.
    """
    rng = torch.Generator().manual_seed(seed)
    sums = torch.zeros(3, dtype=torch.float64)
    for real in batches(x):
        mu, logvar = vae.encode(real)
        bce = losses.bce_sum(vae.logits(reparameterise(mu, logvar, rng)), real)
        sums += torch.stack(
            [
                bce.double().sum(),
                losses.kl_to_prior(mu, logvar).double().sum(),
                (vae.decode(mu) - real).square().mean((1, 2, 3)).double().sum(),
            ]
        )
    bce, kl, mse = (sums / len(x)).tolist()
    return {"negative_elbo": bce + kl, "bce": bce, "kl": kl, "mse": mse}


@torch.inference_mode()
def reconstruct(vae, x):
    """x (N, 1, 28, 28) uint8 → what the decoder makes of mu, (N, 1, 28, 28) in 0…1."""
    return torch.cat([vae.decode(vae.encode(real)[0]) for real in batches(x)])


def class_shares(proba):
    """Share of the rows of proba (N, 10) that read as each digit: list of ten floats that sum to 1."""
    return (torch.bincount(proba.argmax(1), minlength=10).double() / len(proba)).tolist()


def uniform_kl(shares):
    """KL(shares ‖ uniform over the ten digits) in nats: 0 when even, ln 10 = 2.30 when one digit is left."""
    return sum(p * math.log(p * len(shares)) for p in shares if p > 0)


def classes_holding(shares, mass=0.9):
    """The fewest digits that together hold at least `mass` of the samples: 9 when even, 1 at full collapse."""
    total = 0.0
    for count, share in enumerate(sorted(shares, reverse=True), 1):
        total += share
        if total >= mass - 1e-12:
            return count
    raise ValueError(f"shares sum to {total:.3f}, less than {mass}")
