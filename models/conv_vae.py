"""A convolutional VAE that works at 7×7 and 14×14 and reaches 28×28 by shuffling pixels, which keeps it quick."""

from dataclasses import dataclass
from typing import ClassVar

from torch import nn

from models.class_mixture import ClassMixture
from models.layers import ToMap
from models.vae import VAE


@dataclass(frozen=True)
class ConvVAEConfig:
    """What a convolutional VAE is built from; stored beside its weights.

    latent_dim : length of z.
    encoder_channels : of the encoder at 14×14, 7×7 and 4×4.
    decoder_channels : of the decoder at 7×7 and 14×14.
    blocks : residual blocks at 7×7, on either side.
    hidden : width of the fully connected layer between pictures and z, on either side.
    components : Gaussians for each digit in the mixture fitted to mu; 0 before it is fitted.
    """

    family: ClassVar[str] = "vae"

    latent_dim: int = 20
    encoder_channels: tuple[int, int, int] = (24, 48, 96)
    decoder_channels: tuple[int, int] = (48, 24)
    blocks: int = 2
    hidden: int = 256
    components: int = 0

    def build(self):
        return ConvVAE(self)


class Residual(nn.Module):
    """x + conv(SiLU(conv(SiLU(x)))), 3×3 at constant width."""

    def __init__(self, channels):
        super().__init__()
        self.change = nn.Sequential(
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
        )

    def forward(self, x):
        return x + self.change(x)


def conv_encoder(config, outputs):
    """x (B, 1, 28, 28) → (B, outputs): for a VAE mu and logvar side by side."""
    fine, middle, coarse = config.encoder_channels
    return nn.Sequential(
        nn.Conv2d(1, fine, 3, stride=2, padding=1),  # (B, fine, 14, 14)
        nn.SiLU(),
        nn.Conv2d(fine, middle, 3, stride=2, padding=1),  # (B, middle, 7, 7)
        *(Residual(middle) for _ in range(config.blocks)),
        nn.SiLU(),
        nn.Conv2d(middle, coarse, 3, stride=2, padding=1),  # (B, coarse, 4, 4)
        nn.SiLU(),
        nn.Flatten(),
        nn.Linear(coarse * 4 * 4, config.hidden),
        nn.SiLU(),
        nn.Linear(config.hidden, outputs),
    )


def conv_decoder(config):
    """z (B, latent_dim) → logits (B, 1, 28, 28). PixelShuffle: Shi et al. 2016, arXiv:1609.05158."""
    coarse, fine = config.decoder_channels
    return nn.Sequential(
        nn.Linear(config.latent_dim, config.hidden),
        nn.SiLU(),
        nn.Linear(config.hidden, coarse * 7 * 7),
        ToMap(coarse, 7),
        *(Residual(coarse) for _ in range(config.blocks)),
        nn.SiLU(),
        nn.Conv2d(coarse, 4 * fine, 3, padding=1),
        nn.PixelShuffle(2),  # (B, fine, 14, 14)
        Residual(fine),
        nn.SiLU(),
        nn.Conv2d(fine, 4, 3, padding=1),
        nn.PixelShuffle(2),  # (B, 1, 28, 28)
    )


class ConvVAE(VAE):
    """Strided convolutions to mu and logvar; residual blocks and PixelShuffle back to pixels."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.encoder = conv_encoder(config, 2 * config.latent_dim)
        self.decoder = conv_decoder(config)
        self.classes = ClassMixture(config.latent_dim, config.components)

    def _posterior(self, x):
        # Under autocast the layers give bfloat16; e^logvar and the loss want float32.
        mu, logvar = self.encoder(x).to(x.dtype).chunk(2, dim=1)
        return mu, logvar

    def _logits(self, z):
        return self.decoder(z).to(z.dtype)
