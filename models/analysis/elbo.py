"""The two parts of −ELBO, and −ELBO of single digits."""

from typing import Any

import torch
from torch import Tensor

from models import latent
from models.networks.vae import VAE

DRAWS = 8  # from q(z | x) for one digit; its −ELBO then varies by about a nat with the seed


class _BCE(torch.autograd.Function):
    """Binary cross-entropy of each pixel, −x log p − (1 − x) log(1 − p), p = sigmoid(logit); its derivative is p − x.

    PyTorch's binary_cross_entropy_with_logits uses log1p, which takes twelve times as long on a CPU as log and would be
    a seventh of a training step. log sigmoid(|logit|) is off by 6e-8 at the most.
    """

    @staticmethod
    def forward(ctx: Any, logits: Tensor, x: Tensor) -> Tensor:
        """Return the cross-entropy of each pixel."""
        ctx.save_for_backward(logits, x)
        return logits.clamp(min=0) - logits * x - torch.log(torch.sigmoid(logits.abs()))

    @staticmethod
    def backward(ctx: Any, slope: Tensor) -> tuple[Tensor, None]:
        """Return the gradient in the logits; x gets none."""
        logits, x = ctx.saved_tensors
        return slope * (torch.sigmoid(logits) - x), None


def bce_sum(logits: Tensor, x: Tensor) -> Tensor:
    """Return −log p(x | z) of Bernoulli pixels, summed over pixels: (B,) nats.

    Grey pixels are taken as probabilities, as in the article (and Kingma & Welling 2013,
    appendix C.1), so the least value is the entropy of x and not 0.

    logits, x : (B, …) of one shape, x in 0…1. No gradient reaches x.
    """
    return _BCE.apply(logits, x).flatten(1).sum(1)


def kl_by_unit(mu: Tensor, logvar: Tensor) -> Tensor:
    """Return KL(N(mu, e^logvar) ‖ N(0, 1)) = ½ (mu² + e^logvar − 1 − logvar) of each unit: (B, Z) nats.

    Kingma & Welling 2013, arXiv:1312.6114, appendix B. mu, logvar : (B, Z).
    """
    return 0.5 * (mu.square() + logvar.exp() - 1 - logvar)


def kl_to_prior(mu: Tensor, logvar: Tensor) -> Tensor:
    """Return KL(N(mu, e^logvar) ‖ N(0, I)), the sum of `kl_by_unit`: (B,) nats. mu, logvar : (B, Z)."""
    return kl_by_unit(mu, logvar).sum(1)


def negative_elbo(vae: VAE, x: Tensor, mu: Tensor, logvar: Tensor, draws: int = DRAWS, seed: int | None = 0) -> Tensor:
    """Estimate −ELBO of each digit, −E_q[log p(x | z)] + KL (Kingma & Welling 2013, eq. 7): (B,) nats.

    Parameters
    ----------
    vae : VAE
    x : (B, 1, 28, 28) tensor in 0…1
    mu, logvar : (B, Z) tensors, q(z | x)
    draws : int
        Points of q(z | x) over which −log p(x | z) is averaged.
    seed : int, optional
        The same seed gives the same answer, whatever is asked beside it; None draws a fresh one.
    """
    z = torch.cat([latent.posterior(mu[at : at + 1], logvar[at : at + 1], draws, seed) for at in range(len(mu))])
    misfit = bce_sum(vae.logits(z), x.repeat_interleave(draws, 0)).view(len(mu), draws).mean(1)  # (B,)
    return misfit + kl_to_prior(mu, logvar)
