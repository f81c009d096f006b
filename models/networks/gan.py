"""Generative adversarial networks (Goodfellow et al. 2014, arXiv:1406.2661)."""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import nn

from models import latent
from models.digits import PIXELS, SIDE, as_batch, as_z


class GAN(nn.Module):
    """What every GAN of the project offers; a network adds `draw`, `logits`, latent_dim, num_classes, config."""

    block = 32  # points that `sample` draws at once

    def generate(self, z, label=None):
        """Digits from noise: z (n, latent_dim) → x (n, 1, 28, 28) in 0…1, ink 1.

        label : None, an int or n ints in 0…9, for a GAN that knows classes; None takes 0, 1, …, 9, 0, … in turn.
        Or floats (n, 10), each row the shares of the digits, which sum to 1: what lies between them.

        Raises ValueError when z has another width, holds no floats or is not finite, or for a label that is none.
        """
        return self.draw(*self._checked_points(z, label))

    def sample(self, n, label=None, seed=None, temperature=1.0):
        """n digits from z ~ N(0, temperature² · I): x (n, 1, 28, 28) in 0…1. Same seed, same bytes.

        label : as for `generate`, but None draws a digit for each from all classes alike, by the same seed.
        """
        return self.from_points(*self.points(n, label, seed, temperature))

    def points(self, n, label=None, seed=None, temperature=1.0):
        """What `sample` draws from: z (n, latent_dim), and which digit each is to be, n ints; None without classes."""
        label = self._checked_label(label, n)
        if label is None and self.num_classes:
            normals = latent.prior(n, self.latent_dim + 1, seed)
            label = (latent.quantile(normals[:, -1]) * self.num_classes).long().clamp(max=self.num_classes - 1)
            z = latent.checked_temperature(temperature) * normals[:, :-1]
        else:
            z = latent.prior(n, self.latent_dim, seed, temperature)
        return z, label

    def from_points(self, z, label=None):
        """`generate`, but a point gives the same bytes whatever is drawn beside it: those that `sample` has for it."""
        return latent.in_blocks(self.draw, *self._checked_points(z, label), self.block)

    def score(self, x, label=None):
        """What D makes of x (n, 1, 28, 28) in 0…1: (n,), from 0 (forged) to 1 (real).

        label : as for `generate`, for a GAN that knows classes: is this a real 7? None asks for the digit that D
        finds most convincing.
        """
        return torch.sigmoid(self.checked_logits(x, label))

    def checked_logits(self, x, label=None):
        """The logits (n,) whose sigmoid is `score`, different even where that rounds to 0 or 1. Arguments as there."""
        x = as_batch(x, next(self.parameters()).dtype)
        label = self._checked_label(label, len(x))
        return self.logits(x, None if label is None else label.to(x.device))

    def judge(self, real, fake, label):
        """Logits of real and of forged digits, (B,) each, for a D that looks at each batch apart."""
        return self.logits(real, label), self.logits(fake, label)

    def _checked_points(self, z, label):
        """z and label on the model's device as `draw` takes them; as `generate` checks them."""
        z = as_z(z, self.latent_dim, next(self.parameters()).dtype)
        if isinstance(label, torch.Tensor) and label.is_floating_point():
            label = self._checked_shares(label, len(z)).to(z.dtype)
        else:
            label = self._checked_label(label, len(z))
        if label is None and self.num_classes:
            label = torch.arange(len(z)) % self.num_classes
        device = next(self.parameters()).device
        return z.to(device), None if label is None else label.to(device)

    def _checked_shares(self, shares, n):
        self._need_classes()
        if shares.shape != (n, self.num_classes):
            raise ValueError(
                f"shares of the digits must have shape ({n}, {self.num_classes}), got {tuple(shares.shape)}"
            )
        if not (torch.isfinite(shares).all() and (shares >= 0).all() and ((shares.sum(1) - 1).abs() < 1e-4).all()):
            raise ValueError("shares of the digits must be 0 or more and sum to 1 for each")
        return shares

    def _checked_label(self, label, n):
        if label is None:
            return None
        self._need_classes()
        return latent.checked_label(label, n)

    def _need_classes(self):
        if not self.num_classes:
            raise ValueError("this GAN was trained without labels and cannot draw a chosen digit; leave label out")


@dataclass(frozen=True)
class GANConfig:
    """What the article's GAN is built from; stored beside its weights.

    latent_dim : length of the noise vector z.
    num_classes : 0 for an unconditional GAN.
    generator_widths, discriminator_widths : hidden layers, in order.
    slope : of LeakyReLU below zero.
    """

    family: ClassVar[str] = "gan"

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


class MLPGAN(GAN):
    """The GAN of the article: two stacks of fully connected layers.

    The article's discriminator ends in a sigmoid. Here the network gives the logit,
    and `score` and the training loss apply the sigmoid, so that both can be had.
    """

    block = 64

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.num_classes = config.num_classes
        self.generator = mlp_generator(config)
        self.discriminator = mlp_discriminator(config)

    def draw(self, z, label=None):
        """`generate` without its checks; label is always None here."""
        return self.as_pictures(self.generator(z))

    @staticmethod
    def as_pictures(pixels):
        """The generator's pixels in −1…1 (B, 784) → digits (B, 1, 28, 28) in 0…1."""
        return (pixels.view(-1, 1, SIDE, SIDE) + 1) / 2

    def logits(self, x, label):
        """x (B, 1, 28, 28) in 0…1 → (B,); the sigmoid of it is D's belief that they are real."""
        return self.discriminator(2 * x.flatten(1) - 1)[:, 0]

    def judge(self, real, fake, label):
        # One pass for both halves: D has no BatchNorm, so they do not see each other.
        return self.logits(torch.cat([real, fake]), label).chunk(2)
