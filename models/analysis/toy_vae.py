"""A variational autoencoder small enough for pencil and paper: one number in, one latent number, all in closed form.

The prior is z ~ N(0, 1), the decoder p(x | z) = N(x; z, spread²). The best posterior q(z | x) = N(mu, sigma²), which an
encoder would have to learn, follows from the loss by setting its derivatives to zero.
"""

import math
from typing import NamedTuple

import torch

from models.analysis.elbo import kl_by_unit

SPREAD = 0.5  # standard deviation of x around z


class Fit(NamedTuple):
    """The best q(z | x) and what it costs: mu, sigma; misfit and kl in nats, without the constant of p(x | z)."""

    mu: float
    sigma: float
    misfit: float
    kl: float


def best_posterior(x: float, beta: float, spread: float = SPREAD) -> Fit:
    """Return the q(z | x) that minimises E_q[(x − z)²] / (2 spread²) + beta · KL(q ‖ N(0, 1)).

    Parameters
    ----------
    x : float
        The number to be encoded.
    beta : float
        Weight of the KL term, above 0; at 1 the result is the true posterior p(z | x).
    spread : float
        Standard deviation of the decoder, above 0.

    Returns
    -------
    Fit

    Raises
    ------
    ValueError
        When beta or spread is not above 0.

    References
    ----------
    Higgins et al. 2017, "beta-VAE"; the closed form is that of a Gaussian times a Gaussian.
    """
    if not (beta > 0 and spread > 0):
        raise ValueError(f"beta and spread must be above 0, got {beta} and {spread}")
    weight = 1 / (beta * spread**2)
    sigma = math.sqrt(1 / (1 + weight))
    mu = sigma**2 * weight * x
    misfit = ((x - mu) ** 2 + sigma**2) / (2 * spread**2)
    kl = kl_by_unit(*torch.tensor([mu, 2 * math.log(sigma)], dtype=torch.float64)).item()
    return Fit(mu, sigma, misfit, kl)
