"""Compute the losses: one function for each formulation, its equation and paper above the lines."""

import torch
from torch.nn import functional as F

from models.analysis.elbo import bce_sum, kl_to_prior
from models.analysis.elbo import kl_by_unit as kl_by_unit


def negative_elbo(logits, x, mu, logvar, beta=1.0):
    """Compute −ELBO = −E_q[log p(x | z)] + beta·KL, one sample of z: (B,) nats.

    Kingma & Welling 2013, eq. 7; beta from Higgins et al. 2017 (1 is the true bound).
    """
    return bce_sum(logits, x) + beta * kl_to_prior(mu, logvar)


def _bce(p, target):
    """Compute −(t log p + (1 − t) log(1 − p)) on probabilities, as the article writes it (mean over the batch)."""
    # binary_cross_entropy stops the program at a NaN, which is to reach the caller: p − p is 0, or NaN there.
    return F.binary_cross_entropy(p.nan_to_num(0.5), torch.full_like(p, target)) + (p - p).mean()


def article_discriminator(real_logits, fake_logits):
    """Compute ½ (−log D(x) − log(1 − D(G(z)))): Goodfellow et al. 2014, algorithm 1, on the article's sigmoid.

    The sigmoid is applied here and not folded into the logarithm: where D is certain its
    gradient then vanishes just as it does in the article.
    """
    return (_bce(torch.sigmoid(real_logits), 1.0) + _bce(torch.sigmoid(fake_logits), 0.0)) / 2


def article_generator(fake_logits):
    """Compute −log D(G(z)), the non-saturating form (Goodfellow et al. 2014, section 3)."""
    return _bce(torch.sigmoid(fake_logits), 1.0)


def nonsaturating_discriminator(real_logits, fake_logits):
    """Compute −log D(x) − log(1 − D(G(z))), D = sigmoid(logit), stable where D is certain (Goodfellow et al. 2014)."""
    return F.softplus(-real_logits).mean() + F.softplus(fake_logits).mean()


def nonsaturating_generator(fake_logits):
    """Compute −log D(G(z)), D = sigmoid(logit): as `article_generator`, but with a gradient where D is certain."""
    return F.softplus(-fake_logits).mean()


def r1(real_logits, real):
    """Compute ½ ‖∇ₓ D(x)‖² on real digits, mean over the batch: keeps D from growing steep where the data are.

    Mescheder et al. 2018, arXiv:1801.04406, eq. 9 (without γ). real_logits (B,) computed from real (B, …), which
    requires grad. The result can be differentiated again.
    """
    (slope,) = torch.autograd.grad(real_logits.sum(), real, create_graph=True)
    return 0.5 * slope.square().flatten(1).sum(1).mean()
