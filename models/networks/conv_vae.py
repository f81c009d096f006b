"""A convolutional VAE that works at 7×7 and 14×14 and reaches 28×28 by shuffling pixels, which keeps it quick."""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import nn
from torch.nn import functional as F

from models.networks.class_mixture import ClassMixture
from models.networks.layers import ToMap
from models.networks.vae import VAE


@dataclass(frozen=True)
class ConvVAEConfig:
    """What a convolutional VAE is built from; stored beside its weights.

    latent_dim : length of z.
    encoder_channels : of the encoder at 14×14, 7×7 and 4×4.
    decoder_channels : of the decoder at 7×7 and 14×14.
    blocks : residual blocks at 7×7, on either side.
    hidden : width of the fully connected layer between pictures and z, on either side.
    components : Gaussians for each digit in the mixture fitted to mu; 0 before it is fitted.
    looks : how often the encoder looks at what its mu decodes to and corrects mu and logvar.
    """

    family: ClassVar[str] = "vae"

    latent_dim: int = 20
    encoder_channels: tuple[int, int, int] = (24, 48, 96)
    decoder_channels: tuple[int, int] = (48, 24)
    blocks: int = 2
    hidden: int = 256
    components: int = 0
    looks: int = 0

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


def conv_features(config, pictures=1):
    """x (B, pictures, 28, 28) → (B, coarse·4·4)."""
    fine, middle, coarse = config.encoder_channels
    return nn.Sequential(
        nn.Conv2d(pictures, fine, 3, stride=2, padding=1),  # (B, fine, 14, 14)
        nn.SiLU(),
        nn.Conv2d(fine, middle, 3, stride=2, padding=1),  # (B, middle, 7, 7)
        *(Residual(middle) for _ in range(config.blocks)),
        nn.SiLU(),
        nn.Conv2d(middle, coarse, 3, stride=2, padding=1),  # (B, coarse, 4, 4)
        nn.SiLU(),
        nn.Flatten(),
    )


def conv_encoder(config, outputs):
    """x (B, 1, 28, 28) → (B, outputs): for a VAE mu and logvar side by side."""
    return nn.Sequential(
        *conv_features(config),
        nn.Linear(config.encoder_channels[-1] * 4 * 4, config.hidden),
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


class Look(nn.Module):
    """x, x_hat (B, 1, 28, 28), q (B, 2·latent_dim) → what to add to q, mu and logvar side by side.

    Iterative amortized inference (Marino et al. 2018, arXiv:1807.09356), with the reconstruction in place of gradients.
    """

    def __init__(self, config):
        super().__init__()
        self.features = conv_features(config, pictures=2)
        self.hidden = nn.Linear(config.encoder_channels[-1] * 4 * 4 + 2 * config.latent_dim, config.hidden)
        self.change = nn.Linear(config.hidden, 2 * config.latent_dim)
        for weights in self.change.parameters():  # it begins by changing nothing
            nn.init.zeros_(weights)

    def forward(self, x, x_hat, q):
        h = self.features(torch.cat([x, x_hat], 1))
        return self.change(F.silu(self.hidden(torch.cat([h, q.to(h.dtype)], 1))))


class ConvVAE(VAE):
    """Strided convolutions to mu and logvar; residual blocks and PixelShuffle back to pixels.

    With `looks`, what was encoded is decoded, looked at beside the digit, and corrected, so many times.
    """

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.looks = config.looks
        self.encoder = conv_encoder(config, 2 * config.latent_dim)
        self.decoder = conv_decoder(config)
        self.classes = ClassMixture(config.latent_dim, config.components)
        if config.looks:
            self.look = Look(config)

    def _posterior(self, x):
        return self._posteriors(x)[-1]

    def _posteriors(self, x):
        # Under autocast the layers give bfloat16; e^logvar and the loss want float32.
        course = [self.encoder(x).to(x.dtype)]  # q as (B, 2·latent_dim)
        for _ in range(self.looks):
            x_hat = torch.sigmoid(self._logits(course[-1][:, : self.latent_dim]))
            course.append(course[-1] + self.look(x, x_hat, course[-1]).to(x.dtype))
        return [tuple(q.chunk(2, dim=1)) for q in course]

    def _logits(self, z):
        return self.decoder(z).to(z.dtype)
