"""Generative adversarial networks (Goodfellow et al. 2014, arXiv:1406.2661)."""

import math
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn

from models import latent
from models.digits import SIDE, Floats, as_batch, as_z
from models.latent import Labels
from models.networks.layers import Network


class GAN(Network):
    """What every GAN of the project offers; a network defines `draw` and `logits`.

    `generate`, `sample`, `score` and what goes with them check their arguments. `forward`, `draw`, `logits` and `judge`
    are the same networks for training: tensors in, tensors out, unchecked, since a GPU would wait for each check and a
    NaN has to reach the loss.

    latent_dim : length Z of the noise vector z
    num_classes : digits that may be requested; 0 for an unconditional GAN
    img_shape : channels, height and width of a picture: 28×28 grey, unless the network was built for others
    """

    block = 32  # points that `sample` draws at once
    latent_dim: int
    num_classes: int
    img_shape: tuple[int, int, int] = (1, SIDE, SIDE)
    generator: nn.Module
    discriminator: nn.Module

    def forward(self, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Draw digits from noise, unchecked: `draw`."""
        return self.draw(z, label)

    def draw(self, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Draw digits from noise, unchecked: z (B, Z) → (B, 1, 28, 28) in 0…1.

        label : conditioning labels, (B,) int64 or (B, num_classes) shares of the digits; None for a GAN without classes
        """
        raise NotImplementedError

    def logits(self, x: Tensor, label: Tensor | None = None) -> Tensor:
        """Return D's logits, unchecked: x (B, 1, 28, 28) in 0…1 → (B,); their sigmoid is D's belief that x is real.

        label : conditioning labels (B,) int64, of which a GAN without classes has none; one with classes that is given
        none takes the digit that D finds most convincing.
        """
        raise NotImplementedError

    def judge(self, real: Tensor, fake: Tensor, label: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return D's logits of real and of forged digits, (B,) each, from one pass for either.

        real, fake : (B, 1, 28, 28) in 0…1; label : as for `logits`, the same for both
        """
        return self.logits(real, label), self.logits(fake, label)

    def generate(self, z: Floats, label: Labels | None = None) -> Tensor:
        """Generate digits from noise: z (n, latent_dim) → x (n, 1, 28, 28) in 0…1, ink 1.

        label : requested digits for a GAN that knows classes: an int or n ints in 0…9; None takes 0, 1, …, 9, 0, … in
        turn. Or floats (n, 10), each row the shares of the digits, which sum to 1: what lies between them.

        Raises ValueError when z has another width, holds no floats or is not finite, or for a label that is none.
        """
        return self.draw(*self._checked_points(z, label))

    def sample(self, n: int, label: Labels | None = None, seed: int | None = None, temperature: float = 1.0) -> Tensor:
        """Draw n digits from z ~ N(0, temperature² · I): x (n, 1, 28, 28) in 0…1. Same seed, same bytes.

        label : as for `generate`, but None draws a digit for each from all classes alike, by the same seed.
        """
        return self.from_points(*self.points(n, label, seed, temperature))

    def points(
        self, n: int, label: Labels | None = None, seed: int | None = None, temperature: float = 1.0
    ) -> tuple[Tensor, Tensor | None]:
        """Draw what `sample` generates from: z (n, latent_dim) and the requested digits.

        Those are (n,) int64, or None without classes. Arguments and errors as there.
        """
        requested = self._checked_label(label, n)
        if requested is None and self.num_classes:
            normals = latent.prior(n, self.latent_dim + 1, seed)
            requested = (latent.quantile(normals[:, -1]) * self.num_classes).long().clamp(max=self.num_classes - 1)
            z = latent.checked_temperature(temperature) * normals[:, :-1]
        else:
            z = latent.prior(n, self.latent_dim, seed, temperature)
        return z, requested

    def from_points(self, z: Floats, label: Labels | None = None) -> Tensor:
        """Generate digits as `sample` does: a point gives the same bytes whatever is drawn beside it.

        Arguments and errors as for `generate`.
        """
        return latent.in_blocks(self.draw, *self._checked_points(z, label), self.block)

    def score(self, x: Floats, label: Labels | None = None) -> Tensor:
        """Score digits with D: x (n, 1, 28, 28) in 0…1 → (n,), from 0 (forged) to 1 (real).

        label : as for `generate`, for a GAN that knows classes: is this a real 7? None takes the digit that D finds
        most convincing.
        """
        return torch.sigmoid(self.checked_logits(x, label))

    def checked_logits(self, x: Floats, label: Labels | None = None) -> Tensor:
        """Return the logits (n,) whose sigmoid is `score`, which differ even where that rounds to 0 or 1.

        Arguments as there.
        """
        x = as_batch(x, self.dtype, self.img_shape)
        requested = self._checked_label(label, len(x))
        return self.logits(x, None if requested is None else requested.to(x.device))

    def _checked_points(self, z: Floats, label: Labels | None) -> tuple[Tensor, Tensor | None]:
        """Return z and label as `draw` takes them, on the network's device; arguments and errors as for `generate`."""
        z = as_z(z, self.latent_dim, self.dtype)
        requested: Tensor | None
        if isinstance(label, Tensor) and label.is_floating_point():
            requested = self._checked_shares(label, len(z)).to(z.dtype)
        else:
            requested = self._checked_label(label, len(z))
        if requested is None and self.num_classes:
            requested = torch.arange(len(z)) % self.num_classes
        return z.to(self.device), None if requested is None else requested.to(self.device)

    def _checked_shares(self, shares: Tensor, n: int) -> Tensor:
        self._need_classes()
        if shares.shape != (n, self.num_classes):
            raise ValueError(
                f"shares of the digits must have shape ({n}, {self.num_classes}), got {tuple(shares.shape)}"
            )
        if not (torch.isfinite(shares).all() and (shares >= 0).all() and ((shares.sum(1) - 1).abs() < 1e-4).all()):
            raise ValueError("shares of the digits must be 0 or more and sum to 1 for each")
        return shares

    def _checked_label(self, label: Labels | None, n: int) -> Tensor | None:
        if label is None:
            return None
        self._need_classes()
        return latent.checked_label(label, n)

    def _need_classes(self) -> None:
        if not self.num_classes:
            raise ValueError("this GAN was trained without labels and cannot draw a chosen digit; leave label out")


@dataclass(frozen=True)
class GANConfig:
    """What the article's GAN is built from; stored beside its weights.

    latent_dim : length of the noise vector z.
    num_classes : 0 for an unconditional GAN.
    generator_widths, discriminator_widths : hidden layers, in order.
    slope : of LeakyReLU below zero.
    img_shape : channels, height and width of a picture.
    """

    family: ClassVar[str] = "gan"

    latent_dim: int = 100
    num_classes: int = 0
    generator_widths: tuple[int, ...] = (128, 256, 512, 1024)
    discriminator_widths: tuple[int, ...] = (512, 256)
    slope: float = 0.2
    img_shape: tuple[int, int, int] = (1, SIDE, SIDE)

    def __post_init__(self) -> None:
        if len(self.img_shape) != 3 or not all(type(size) is int and size > 0 for size in self.img_shape):
            raise ValueError(f"img_shape must be three whole numbers above 0, got {self.img_shape!r:.60}")

    @property
    def pixels(self) -> int:
        """Return how many numbers a picture has."""
        return math.prod(self.img_shape)

    def build(self) -> "MLPGAN":
        """Build the network, its weights drawn anew."""
        return MLPGAN(self)


def mlp_generator(config: GANConfig) -> nn.Sequential:
    """Build the generator z (B, latent_dim) → pixels in −1…1 (B, P), with BatchNorm in every block but the first."""
    layers: list[nn.Module] = []
    width = config.latent_dim
    for i, wider in enumerate(config.generator_widths):
        layers.append(nn.Linear(width, wider))
        if i > 0:
            layers.append(nn.BatchNorm1d(wider))
        layers.append(nn.LeakyReLU(config.slope, inplace=True))
        width = wider
    return nn.Sequential(*layers, nn.Linear(width, config.pixels), nn.Tanh())


def mlp_discriminator(config: GANConfig) -> nn.Sequential:
    """Build the discriminator: pixels in −1…1 (B, P) → logit (B, 1) of its belief that they are real."""
    layers: list[nn.Module] = []
    width = config.pixels
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

    def __init__(self, config: GANConfig) -> None:
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.num_classes = config.num_classes
        self.img_shape = config.img_shape
        self.generator = mlp_generator(config)
        self.discriminator = mlp_discriminator(config)

    def draw(self, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Draw pictures from noise, unchecked: z (B, Z) → (B, *img_shape) in 0…1; label is always None here."""
        return self.as_pictures(self.generator(z))

    def as_pictures(self, pixels: Tensor) -> Tensor:
        """Return the generator's pixels in −1…1 (B, P) as pictures (B, *img_shape) in 0…1."""
        return (pixels.view(-1, *self.img_shape) + 1) / 2

    def logits(self, x: Tensor, label: Tensor | None = None) -> Tensor:
        """Return D's logits, unchecked: x (B, *img_shape) in 0…1 → (B,); label is always None here."""
        return self.discriminator(2 * x.flatten(1) - 1)[:, 0]

    def judge(self, real: Tensor, fake: Tensor, label: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return D's logits of real and of forged digits, (B,) each, from one pass for both.

        That gives what two passes give: D has no BatchNorm, so digits of a batch do not see each other.
        """
        real_logits, fake_logits = self.logits(torch.cat([real, fake]), label).chunk(2)
        return real_logits, fake_logits
