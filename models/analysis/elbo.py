"""The two parts of −ELBO, and the bound of single digits."""

import torch

from models import latent

DRAWS = 8  # from q(z | x), for a digit's own bound: it then varies by about a nat with the seed


class _BCE(torch.autograd.Function):
    """−x log p − (1 − x) log(1 − p) of each pixel, p = sigmoid(logit), with its derivative p − x in the logit.

    As PyTorch's binary_cross_entropy_with_logits, whose log1p takes twelve times as long on a CPU as a log; there
    it is a seventh of a training step. log sigmoid(|logit|) is off by 6e-8 at the most.
    """

    @staticmethod
    def forward(ctx, logits, x):
        ctx.save_for_backward(logits, x)
        return logits.clamp(min=0) - logits * x - torch.log(torch.sigmoid(logits.abs()))

    @staticmethod
    def backward(ctx, slope):
        logits, x = ctx.saved_tensors
        return slope * (torch.sigmoid(logits) - x), None


def bce_sum(logits, x):
    """−log p(x | z) of Bernoulli pixels, summed over pixels: (B,) nats.

    Grey pixels are taken as probabilities, as in the article (and Kingma & Welling 2013,
    appendix C.1), so the least value is the entropy of x and not 0.

    logits, x : (B, …) of one shape, x in 0…1 and not to be learned.
    """
    return _BCE.apply(logits, x).flatten(1).sum(1)


def kl_by_unit(mu, logvar):
    """KL(N(mu, e^logvar) ‖ N(0, 1)) = ½ (mu² + e^logvar − 1 − logvar) of each unit: (B, Z) nats.

    Kingma & Welling 2013, arXiv:1312.6114, appendix B. mu, logvar : (B, Z).
    """
    return 0.5 * (mu.square() + logvar.exp() - 1 - logvar)


def kl_to_prior(mu, logvar):
    """KL(N(mu, e^logvar) ‖ N(0, I)), the sum of `kl_by_unit`: (B,) nats. mu, logvar : (B, Z)."""
    return kl_by_unit(mu, logvar).sum(1)


def negative_elbo(vae, x, mu, logvar, draws=DRAWS, seed=0):
    """−ELBO of one digit, −E_q[log p(x | z)] + KL (Kingma & Welling 2013, eq. 7), in nats, as a float.

    Parameters
    ----------
    vae : a VAE of the project
    x : (1, 1, 28, 28) tensor in 0…1
    mu, logvar : (1, Z) tensors, q(z | x)
    draws : int
        Points of q(z | x) that the misfit is averaged over.
    seed : int
        The same seed gives the same answer.
    """
    z = latent.posterior(mu, logvar, draws, seed)
    misfit = bce_sum(vae.logits(z), x.expand(draws, -1, -1, -1)).mean()
    return float(misfit + kl_to_prior(mu, logvar)[0])
