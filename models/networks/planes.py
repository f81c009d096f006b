"""Two other ways to lay digits out in a plane, to set beside a VAE's: a plain autoencoder and principal components.

Neither knows a distribution over the plane: there is nothing to sample from, only to encode and to decode.
"""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn

from models.digits import PIXELS, SIDE, Floats, as_batch, as_z
from models.networks.conv_vae import ConvVAEConfig, conv_decoder, conv_encoder
from models.networks.layers import Network


class Plane(Network):
    """What both offer; a model defines `code` and `picture`, which are `encode` and `decode` without their checks.

    latent_dim : length Z of z
    """

    latent_dim: int

    def forward(self, x: Tensor) -> Tensor:
        """Reconstruct digits, unchecked: x (B, 1, 28, 28) in 0…1 → x_hat, likewise."""
        return self.picture(self.code(x))

    def code(self, x: Tensor) -> Tensor:
        """Return the places z (B, Z) of digits x (B, 1, 28, 28) in 0…1, unchecked."""
        raise NotImplementedError

    def picture(self, z: Tensor) -> Tensor:
        """Return the pictures (B, 1, 28, 28) in 0…1 of places z (B, Z), unchecked."""
        raise NotImplementedError

    def encode(self, x: Floats) -> Tensor:
        """Encode digits x (n, 1, 28, 28) in 0…1 as their places z (n, latent_dim).

        Raises ValueError when x has another shape, holds no floats or is not finite.
        """
        return self.code(as_batch(x, self.dtype))

    def decode(self, z: Floats) -> Tensor:
        """Decode places z (n, latent_dim) to pictures (n, 1, 28, 28) in 0…1.

        Raises ValueError when z has another width, holds no floats or is not finite.
        """
        return self.picture(as_z(z, self.latent_dim, self.dtype))


@dataclass(frozen=True)
class AutoencoderConfig(ConvVAEConfig):
    """What the plain autoencoder is built from: the convolutional VAE's fields, without mixtures."""

    family: ClassVar[str] = "plane"

    latent_dim: int = 2

    def build(self) -> "Autoencoder":  # type: ignore[override]  # the fields are shared, the network is not
        """Build the network, its weights drawn anew."""
        return Autoencoder(self)


class Autoencoder(Plane):
    """The convolutional VAE's network without all that makes it one: no variance, no noise, no prior.

    Hinton & Salakhutdinov 2006, Science 313 (504).
    """

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.encoder = conv_encoder(config, config.latent_dim)
        self.decoder = conv_decoder(config)

    def code(self, x: Tensor) -> Tensor:
        """Return the places z (B, Z) of digits x (B, 1, 28, 28) in 0…1, unchecked."""
        return self.encoder(x).to(x.dtype)

    def logits(self, z: Tensor) -> Tensor:
        """Return the logits of the pixels that z (B, Z) decodes to, (B, 1, 28, 28), unchecked."""
        return self.decoder(z).to(z.dtype)

    def picture(self, z: Tensor) -> Tensor:
        """Return the pictures (B, 1, 28, 28) in 0…1 of places z (B, Z), unchecked."""
        return torch.sigmoid(self.logits(z))


@dataclass(frozen=True)
class PCAConfig:
    """What the plane of principal components is built from; stored beside its weights.

    latent_dim : number of principal components.
    """

    family: ClassVar[str] = "plane"

    latent_dim: int = 2

    def build(self) -> "PCA":
        """Build the plane as it is before it is fitted: through blank paper, along the first pixels."""
        return PCA(self)


class PCA(Plane):
    """The plane through the mean digit along which digits vary most: z = W (x − mean), x_hat = mean + Wᵀ z.

    Pearson 1901, "On lines and planes of closest fit". The rows of W are orthonormal; ink is cut off at 0 and 1.
    """

    def __init__(self, config: PCAConfig) -> None:
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.mean = nn.Parameter(torch.zeros(PIXELS))
        self.axes = nn.Parameter(torch.eye(config.latent_dim, PIXELS))  # W

    def code(self, x: Tensor) -> Tensor:
        """Return the places z (B, Z) of digits x (B, 1, 28, 28) in 0…1, unchecked."""
        return (x.flatten(1) - self.mean) @ self.axes.T

    def picture(self, z: Tensor) -> Tensor:
        """Return the pictures (B, 1, 28, 28) in 0…1 of places z (B, Z), unchecked."""
        return (self.mean + z @ self.axes).clamp(0, 1).view(-1, 1, SIDE, SIDE)
