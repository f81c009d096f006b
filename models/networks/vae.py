"""Variational autoencoders (Kingma & Welling 2013, arXiv:1312.6114)."""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import nn
from torch.nn import functional as F

from models import latent
from models.digits import PIXELS, SIDE, as_batch, as_z
from models.networks.class_mixture import ClassMixture


class VAE(nn.Module):
    """What every VAE of the project offers; a network adds `_posterior`, `_logits`, latent_dim, config and classes."""

    block = 32  # points that `sample` decodes at once

    def encode(self, x):
        """Digits x (n, 1, 28, 28) in 0…1 → mu, logvar of q(z | x), each (n, latent_dim).

        Raises ValueError for another shape.
        """
        return self._posterior(as_batch(x, self._dtype))

    def logits(self, z):
        """z (n, latent_dim) → logits of the pixels (n, 1, 28, 28).

        Raises ValueError when z has another width, holds no floats or is not finite.
        """
        return self._logits(as_z(z, self.latent_dim, self._dtype))

    def decode(self, z):
        """z (n, latent_dim) → x_hat (n, 1, 28, 28), the mean of p(x | z), in 0…1."""
        return torch.sigmoid(self.logits(z))

    def sample(self, n, label=None, seed=None, temperature=1.0):
        """n new digits: (n, 1, 28, 28) in 0…1. Same seed, same bytes.

        Parameters
        ----------
        n : int
            How many, 1 to 100,000.
        label : None, int or n ints, optional
            Which digits, 0…9, drawn from the mixtures fitted to each class; None decodes the prior N(0, I).
        seed : int, optional
            0 … 2**63 − 1; None draws a fresh one.
        temperature : float
            Spread of z, above 0 and at most 10; 1 is the prior's (or the mixture's) own.

        Raises
        ------
        ValueError
            For anything else, and for a label when no mixture has been fitted.
        """
        return self.from_points(self.points(n, label, seed, temperature))

    def points(self, n, label=None, seed=None, temperature=1.0):
        """The points of latent space that `sample` decodes: z (n, latent_dim)."""
        if label is None:
            return latent.prior(n, self.latent_dim, seed, temperature).to(self._device)
        self._need_classes()
        label = latent.checked_label(label, n).to(self._device)
        normals = latent.prior(n, self.latent_dim + 1, seed).to(self._device)
        return self.classes.draw(label, normals, latent.checked_temperature(temperature))

    def from_points(self, z):
        """`decode`, but a point gives the same bytes whatever is decoded beside it: those that `sample` has for it."""
        return latent.in_blocks(self.decode, as_z(z, self.latent_dim, self._dtype).to(self._device), size=self.block)

    def class_proba(self, z):
        """p(class | z) by Bayes' rule from the mixtures: z (n, latent_dim) → (n, 10), each row sums to 1.

        Raises ValueError for another shape, or when no mixture has been fitted.
        """
        self._need_classes()
        return self.classes.log_prob(as_z(z, self.latent_dim, self._dtype)).softmax(1)

    def _posteriors(self, x):
        """mu, logvar (B, Z) each, as often as the encoder thinks again; the last pair is what `encode` gives."""
        return [self._posterior(x)]

    def _need_classes(self):
        if not self.classes.components:
            raise ValueError("no class mixtures are fitted to this VAE, so it knows no digits by name; leave label out")

    @property
    def _dtype(self):
        return next(self.parameters()).dtype

    @property
    def _device(self):
        return next(self.parameters()).device


@dataclass(frozen=True)
class VAEConfig:
    """What the article's VAE is built from; stored beside its weights.

    latent_dim : length of z.
    hidden : width of the one hidden layer on either side.
    components : Gaussians for each digit in the mixture fitted to mu; 0 before it is fitted.
    """

    family: ClassVar[str] = "vae"

    latent_dim: int = 20
    hidden: int = 400
    components: int = 0

    def build(self):
        return MLPVAE(self)


class MLPVAE(VAE):
    """The VAE of the article: 784 → 400 → (mu, logvar) of 20 each; z → 400 → 784.

    One ReLU trunk is shared by both heads of the encoder. What the article's code calls
    "sigma" is the logarithm of the variance, here `logvar`.
    """

    block = 64

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.trunk = nn.Linear(PIXELS, config.hidden)
        self.mu = nn.Linear(config.hidden, config.latent_dim)
        self.logvar = nn.Linear(config.hidden, config.latent_dim)
        self.expand = nn.Linear(config.latent_dim, config.hidden)
        self.pixels = nn.Linear(config.hidden, PIXELS)
        self.classes = ClassMixture(config.latent_dim, config.components)

    def _posterior(self, x):
        h = F.relu(self.trunk(x.flatten(1)))
        return self.mu(h), self.logvar(h)

    def _logits(self, z):
        return self.pixels(F.relu(self.expand(z))).view(-1, 1, SIDE, SIDE)


def reparameterise(mu, logvar, rng=None):
    """z = mu + σ·ε with ε ~ N(0, I) and σ = e^{logvar / 2}, so that gradients reach mu and logvar.

    Kingma & Welling 2013, section 2.4. mu, logvar : (B, Z); rng : CPU torch.Generator. Returns (B, Z).
    """
    epsilon = torch.randn(mu.shape, generator=rng, dtype=mu.dtype).to(mu.device)
    return mu + torch.exp(0.5 * logvar) * epsilon
