"""Two other ways to lay digits out in a plane, to set beside a VAE's: a plain autoencoder and principal components.

Neither knows a distribution over the plane: there is nothing to sample from, only to encode and to decode.
"""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import nn

from models.digits import PIXELS, SIDE, as_batch, as_z
from models.networks.conv_vae import ConvVAEConfig, conv_decoder, conv_encoder


class Plane(nn.Module):
    """What both offer; a model adds `_code`, `_picture`, latent_dim and config."""

    def encode(self, x):
        """Digits x (n, 1, 28, 28) in 0…1 → their places z (n, latent_dim). Raises ValueError for another shape."""
        return self._code(as_batch(x, self._dtype))

    def decode(self, z):
        """Places z (n, latent_dim) → pictures (n, 1, 28, 28) in 0…1.

        Raises ValueError when z has another width, holds no floats or is not finite.
        """
        return self._picture(as_z(z, self.latent_dim, self._dtype))

    @property
    def _dtype(self):
        return next(self.parameters()).dtype


@dataclass(frozen=True)
class AutoencoderConfig(ConvVAEConfig):
    """What the plain autoencoder is built from: the convolutional VAE's fields, without mixtures."""

    family: ClassVar[str] = "plane"

    latent_dim: int = 2

    def build(self):
        return Autoencoder(self)


class Autoencoder(Plane):
    """The convolutional VAE's network without all that makes it one: no variance, no noise, no prior.

    Hinton & Salakhutdinov 2006, Science 313 (504).
    """

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.encoder = conv_encoder(config, config.latent_dim)
        self.decoder = conv_decoder(config)

    def _code(self, x):
        return self.encoder(x).to(x.dtype)

    def _logits(self, z):
        return self.decoder(z).to(z.dtype)

    def _picture(self, z):
        return torch.sigmoid(self._logits(z))


@dataclass(frozen=True)
class PCAConfig:
    """latent_dim : number of principal components."""

    family: ClassVar[str] = "plane"

    latent_dim: int = 2

    def build(self):
        return PCA(self)


class PCA(Plane):
    """The plane through the mean digit along which digits vary most: z = W (x − mean), x_hat = mean + Wᵀ z.

    Pearson 1901, "On lines and planes of closest fit". The rows of W are orthonormal; ink is cut off at 0 and 1.
    """

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.mean = nn.Parameter(torch.zeros(PIXELS))
        self.axes = nn.Parameter(torch.eye(config.latent_dim, PIXELS))  # W

    def _code(self, x):
        return (x.flatten(1) - self.mean) @ self.axes.T

    def _picture(self, z):
        return (self.mean + z @ self.axes).clamp(0, 1).view(-1, 1, SIDE, SIDE)
