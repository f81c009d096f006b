"""Variational autoencoders (Kingma & Welling 2013, arXiv:1312.6114)."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from models import latent
from models.frames import PIXELS, SIDE, as_batch, as_z


@dataclass(frozen=True)
class VAEConfig:
    """What a VAE is built from; stored beside its weights.

    latent_dim : length of z.
    hidden : width of the one hidden layer on either side.
    """

    latent_dim: int = 20
    hidden: int = 400

    def build(self):
        return MLPVAE(self)


class MLPVAE(nn.Module):
    """The VAE of the article: 784 → 400 → (mu, logvar) of 20 each; z → 400 → 784.

    One ReLU trunk is shared by both heads of the encoder. What the article's code calls
    "sigma" is the logarithm of the variance, here `logvar`.
    """

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.trunk = nn.Linear(PIXELS, config.hidden)
        self.mu = nn.Linear(config.hidden, config.latent_dim)
        self.logvar = nn.Linear(config.hidden, config.latent_dim)
        self.expand = nn.Linear(config.latent_dim, config.hidden)
        self.pixels = nn.Linear(config.hidden, PIXELS)

    def encode(self, x):
        """Digits x (n, 1, 28, 28) in 0…1 → mu, logvar of q(z | x), each (n, latent_dim).

        Raises ValueError for another shape.
        """
        h = F.relu(self.trunk(as_batch(x).flatten(1)))
        return self.mu(h), self.logvar(h)

    def logits(self, z):
        """z (n, latent_dim) → logits of the pixels (n, 1, 28, 28).

        Raises ValueError when z has another width or holds no floats.
        """
        z = as_z(z, self.latent_dim, self.expand.weight.dtype)
        return self.pixels(F.relu(self.expand(z))).view(-1, 1, SIDE, SIDE)

    def decode(self, z):
        """z (n, latent_dim) → x_hat (n, 1, 28, 28), the mean of p(x | z), in 0…1."""
        return torch.sigmoid(self.logits(z))

    def sample(self, n, label=None, seed=None, temperature=1.0):
        """n digits decoded from z ~ N(0, temperature² · I): (n, 1, 28, 28). Same seed, same bytes.

        Raises ValueError for a label: nothing tells this model which z is which digit.
        """
        if label is not None:
            raise ValueError("this VAE was trained without labels and cannot draw a chosen digit; leave label out")
        z = latent.prior(n, self.latent_dim, seed, temperature)
        return latent.draw_in_float64(self, "decode", z.to(self.pixels.weight.device))


def reparameterise(mu, logvar, rng=None):
    """z = mu + σ·ε with ε ~ N(0, I) and σ = e^{logvar / 2}, so that gradients reach mu and logvar.

    Kingma & Welling 2013, section 2.4. mu, logvar : (B, Z); rng : CPU torch.Generator. Returns (B, Z).
    """
    epsilon = torch.randn(mu.shape, generator=rng, dtype=mu.dtype).to(mu.device)
    return mu + torch.exp(0.5 * logvar) * epsilon
