"""Compute figures about models: arrays or a model and digits in, numbers out.

A network runs on the device that its weights lie on; what it makes of digits lies where the digits lie. Figures are
worked out there, in float64, which CUDA has and MPS has not: for a network on MPS the digits stay on the CPU.
"""

import math
from contextlib import contextmanager
from typing import NamedTuple

import torch

from models.networks.vae import reparameterise
from training import losses
from training.datasets import mnist

BATCH = 500
ACTIVE = 0.01  # variance of mu over digits from which on a unit of z counts as used


def device_of(network):
    """Return the device that a network's weights lie on."""
    return next(network.parameters()).device


@contextmanager
def full_precision():
    """Let a GPU multiply float32 with all its bits (no TF32) within the block, in the same order each time."""
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("highest")
    try:
        with torch.backends.cudnn.flags(enabled=True, deterministic=True, allow_tf32=False):
            yield
    finally:
        torch.set_float32_matmul_precision(before)


def batches(x, network, size=BATCH):
    """Yield float batches in 0…1 of x (N, 1, 28, 28), uint8 or float in 0…1, on the network's device."""
    device = device_of(network)
    for rows in x.split(size):
        rows = rows.to(device)
        yield mnist.as_float(rows) if rows.dtype == torch.uint8 else rows


class Look(NamedTuple):
    """Hold the reader's features (n, F) float64 of digits and its probabilities proba (n, 10)."""

    features: torch.Tensor
    proba: torch.Tensor


@torch.inference_mode()
def look(reader, x):
    """Return features and probabilities of x (N, 1, 28, 28), uint8 or float in 0…1, in one pass of the reader."""
    features = torch.cat([reader.features(part) for part in batches(x, reader)])
    return Look(features.to(x.device).double(), reader.digits(features).softmax(1).to(x.device))


@torch.inference_mode()
def read(reader, x):
    """Return the reader's probabilities for x (N, 1, 28, 28), uint8 or float in 0…1: (N, 10)."""
    return torch.cat([reader.predict_proba(part) for part in batches(x, reader)]).to(x.device)


def accuracy(proba, y):
    """Share of rows of proba (N, 10) whose largest entry is y (N,): 0…1."""
    return (proba.argmax(1) == y).double().mean().item()


def calibration_error(proba, y, bins=15):
    """Compute the expected calibration error (Guo et al. 2017, arXiv:1706.04599, eq. 3): 0…1, 0 is calibrated.

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


class Bound(NamedTuple):
    """Hold the parts of −ELBO of N digits, one draw of z each, and the error of the reconstruction from mu.

    bce (N,) and kl (N, Z), nats; mse (N,); float64 on the CPU
    """

    bce: torch.Tensor
    kl: torch.Tensor
    mse: torch.Tensor


@torch.inference_mode()
def bound(vae, x, seed=0):
    """Return the Bound of each digit of x (N, 1, 28, 28) uint8; noise is drawn on the CPU, whatever the device.

    Not finite, but no error, for weights that overflow: a training that measures them says so itself.
    """
    rng = torch.Generator().manual_seed(seed)
    parts = []
    for real in batches(x, vae):
        mu, logvar = vae.encode(real)
        bce = losses.bce_sum(vae.logits(reparameterise(mu, logvar, rng)), real)
        mse = (torch.sigmoid(vae.logits(mu)) - real).square().mean((1, 2, 3))
        parts.append([part.cpu().double() for part in (bce, losses.kl_by_unit(mu, logvar), mse)])
    return Bound(*(torch.cat(column) for column in zip(*parts, strict=True)))


def elbo(vae, x, seed=0):
    """Return the means of `bound`: a dict of floats, negative_elbo, bce, kl (nats) and mse."""
    found = bound(vae, x, seed)
    bce, kl = found.bce.mean().item(), found.kl.sum(1).mean().item()
    return {"negative_elbo": bce + kl, "bce": bce, "kl": kl, "mse": found.mse.mean().item()}


def elbo_by_digit(vae, x, seed=0):
    """Return −ELBO of each digit of x (N, 1, 28, 28) and the mean KL of each unit, from `bound`: (N,), (Z,) nats."""
    found = bound(vae, x, seed)
    return found.bce + found.kl.sum(1), found.kl.mean(0)


@torch.inference_mode()
def misfit(autoencoder, x):
    """Compute a plain autoencoder's reconstruction errors on x (N, 1, 28, 28) uint8: dict of bce (nats) and mse."""
    parts = []
    for real in batches(x, autoencoder):
        logits = autoencoder.logits(autoencoder.encode(real))
        mse = (torch.sigmoid(logits) - real).square().mean((1, 2, 3))
        parts.append([part.cpu().double() for part in (losses.bce_sum(logits, real), mse)])
    bce, mse = (torch.cat(column).mean().item() for column in zip(*parts, strict=True))
    return {"bce": bce, "mse": mse}


@torch.inference_mode()
def encode(vae, x):
    """Encode x (N, 1, 28, 28), uint8 or float in 0…1: mu of a VAE, z of a plane, (N, latent_dim)."""
    places = (vae.encode(real) for real in batches(x, vae))
    return torch.cat([place[0] if isinstance(place, tuple) else place for place in places]).to(x.device)


@torch.inference_mode()
def classify(vae, z):
    """Classify z (N, latent_dim) by the class mixtures, the most probable digit each: (N,), by batches."""
    device = device_of(vae)
    return torch.cat([vae.class_proba(part.to(device)).argmax(1) for part in z.split(BATCH)]).to(z.device)


@torch.inference_mode()
def decode(vae, z):
    """Decode z (N, latent_dim) to (N, 1, 28, 28) in 0…1, by batches."""
    device = device_of(vae)
    return torch.cat([vae.decode(part.to(device)) for part in z.split(BATCH)]).to(z.device)


def reconstruct(vae, x):
    """Reconstruct x (N, 1, 28, 28), uint8 or float in 0…1, from mu: (N, 1, 28, 28) in 0…1."""
    return decode(vae, encode(vae, x))


def active_units(mu):
    """Count the coordinates of mu (N, Z) whose variance is over 0.01 (Burda et al. 2016, arXiv:1509.00519)."""
    return int((mu.double().var(0) > ACTIVE).sum())


def class_shares(proba):
    """Share of the rows of proba (N, 10) that read as each digit: list of ten floats that sum to 1."""
    return (torch.bincount(proba.argmax(1), minlength=10).double() / len(proba)).tolist()


def histogram_kl(shares, reference):
    """Compute KL(shares ‖ reference) in nats of two lists of shares: 0 when equal, ∞ where the reference has 0."""
    pairs = [(p, q) for p, q in zip(shares, reference, strict=True) if p > 0]
    return sum(p * math.log(p / q) if q > 0 else math.inf for p, q in pairs)


def classes_holding(shares, mass=0.9):
    """Count the fewest digits that together hold at least `mass` of the samples: 9 when even, 1 at full collapse."""
    total = 0.0
    for count, share in enumerate(sorted(shares, reverse=True), 1):
        total += share
        if total >= mass - 1e-12:
            return count
    raise ValueError(f"shares sum to {total:.3f}, less than {mass}")
