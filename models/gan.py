"""Generative adversarial networks (Goodfellow et al. 2014, arXiv:1406.2661)."""

from dataclasses import dataclass

import torch
from torch import nn

from models import latent
from models.frames import PIXELS, SIDE, as_batch, as_z


@dataclass(frozen=True)
class GANConfig:
    """What a GAN is built from; stored beside its weights.

    latent_dim : length of the noise vector z.
    num_classes : 0 for an unconditional GAN.
    generator_widths, discriminator_widths : hidden layers, in order.
    slope : of LeakyReLU below zero.
    """

    latent_dim: int = 100
    num_classes: int = 0
    generator_widths: tuple[int, ...] = (128, 256, 512, 1024)
    discriminator_widths: tuple[int, ...] = (512, 256)
    slope: float = 0.2

    def build(self):
        return MLPGAN(self)


def mlp_generator(config):
    """z (B, latent_dim) → pixels in −1…1 (B, 784). BatchNorm in every block but the first."""
    layers, width = [], config.latent_dim
    for i, wider in enumerate(config.generator_widths):
        layers.append(nn.Linear(width, wider))
        if i > 0:
            layers.append(nn.BatchNorm1d(wider))
        layers.append(nn.LeakyReLU(config.slope, inplace=True))
        width = wider
    return nn.Sequential(*layers, nn.Linear(width, PIXELS), nn.Tanh())


def mlp_discriminator(config):
    """pixels in −1…1 (B, 784) → logit (B, 1); its sigmoid is D's belief that they are real."""
    layers, width = [], PIXELS
    for narrower in config.discriminator_widths:
        layers += [nn.Linear(width, narrower), nn.LeakyReLU(config.slope, inplace=True)]
        width = narrower
    return nn.Sequential(*layers, nn.Linear(width, 1))


class MLPGAN(nn.Module):
    """The GAN of the article: two stacks of fully connected layers.

    The article's discriminator ends in a sigmoid. Here the network gives the logit,
    and `score` and the training loss apply the sigmoid, so that both can be had.
    """

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.num_classes = config.num_classes
        self.generator = mlp_generator(config)
        self.discriminator = mlp_discriminator(config)

    def generate(self, z, label=None):
        """Digits from noise: z (n, latent_dim) → x (n, 1, 28, 28) in 0…1, ink 1.

        Raises ValueError when z has another width or holds no floats, or for a label: this GAN never saw any.
        """
        self._refuse_label(label)
        z = as_z(z, self.latent_dim, self.generator[0].weight.dtype)
        return (self.generator(z).view(-1, 1, SIDE, SIDE) + 1) / 2

    def sample(self, n, label=None, seed=None, temperature=1.0):
        """n digits from z ~ N(0, temperature² · I): x (n, 1, 28, 28) in 0…1. Same seed, same bytes."""
        self._refuse_label(label)
        z = latent.prior(n, self.latent_dim, seed, temperature)
        return latent.draw_in_float64(self, "generate", z.to(next(self.parameters()).device))

    def score(self, x, label=None):
        """What D makes of x (n, 1, 28, 28) in 0…1: (n,), from 0 (forged) to 1 (real)."""
        self._refuse_label(label)
        x = as_batch(x)
        return torch.sigmoid(self.discriminator(2 * x.flatten(1) - 1))[:, 0]

    def _refuse_label(self, label):
        if label is not None:
            raise ValueError("this GAN was trained without labels and cannot draw a chosen digit; leave label out")
