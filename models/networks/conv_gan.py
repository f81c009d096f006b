"""A convolutional GAN with a conditioning label, the digit to draw (Mirza & Osindero 2014, arXiv:1411.1784)."""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn

from models.digits import Floats, as_batch
from models.networks.gan import GAN
from models.networks.layers import ToMap

CONV_STD = 0.05  # of the convolutions' weights before training


@dataclass(frozen=True)
class ConvGANConfig:
    """What a class-conditional convolutional GAN is built from; stored beside its weights.

    latent_dim : length of the noise vector z.
    num_classes : digits that may be requested.
    label_dim : length of a digit's embedding in the generator.
    generator_channels : at 7×7 (twice), 14×14 and 28×28.
    discriminator_channels : at 14×14, 7×7 (twice) and 4×4.
    hidden : width of the discriminator's last features.
    slope : of LeakyReLU below zero, in the discriminator.
    """

    family: ClassVar[str] = "gan"

    latent_dim: int = 64
    num_classes: int = 10
    label_dim: int = 32
    generator_channels: tuple[int, int, int, int] = (80, 64, 32, 16)
    discriminator_channels: tuple[int, int, int, int] = (32, 64, 96, 128)
    hidden: int = 256
    slope: float = 0.2

    def build(self) -> "ConvGAN":
        """Build the network, its weights drawn anew."""
        return ConvGAN(self)


class ConditionalBatchNorm(nn.Module):
    """BatchNorm whose gain and bias depend on the digit (de Vries et al. 2017, arXiv:1707.00683), then ReLU."""

    def __init__(self, channels: int, label_dim: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(channels, affine=False)
        self.gain = nn.Linear(label_dim, channels)
        self.bias = nn.Linear(label_dim, channels)

    def forward(self, h: Tensor, c: Tensor) -> Tensor:
        """Return h (B, channels, H, W) normalised and scaled; c (B, label_dim) are the digits' embeddings."""
        gain, bias = 1 + self.gain(c), self.bias(c)  # (B, channels)
        return torch.relu(self.norm(h) * gain[..., None, None] + bias[..., None, None])


class ConvGenerator(nn.Module):
    """The generator: convolutions from 7×7 to 28×28, each after a `ConditionalBatchNorm`."""

    def __init__(self, config: ConvGANConfig) -> None:
        super().__init__()
        seed, coarse, middle, fine = config.generator_channels
        self.label = nn.Embedding(config.num_classes, config.label_dim)
        self.start = nn.Sequential(nn.Linear(config.latent_dim + config.label_dim, seed * 7 * 7), ToMap(seed, 7))
        self.layers = nn.ModuleList(
            [
                nn.Conv2d(seed, coarse, 3, padding=1),
                nn.ConvTranspose2d(coarse, middle, 4, stride=2, padding=1),  # to 14×14
                nn.ConvTranspose2d(middle, fine, 4, stride=2, padding=1),  # to 28×28
                nn.Conv2d(fine, 1, 3, padding=1),
            ]
        )
        self.norms = nn.ModuleList(
            ConditionalBatchNorm(channels, config.label_dim) for channels in config.generator_channels
        )
        _small_weights(self)

    def forward(self, z: Tensor, label: Tensor) -> Tensor:
        """Draw digits (B, 1, 28, 28) in 0…1.

        z : (B, latent_dim); label : (B,) int64, or (B, num_classes) floats, the shares of the digits
        """
        c = label @ self.label.weight if label.is_floating_point() else self.label(label)  # (B, label_dim)
        h = self.start(torch.cat([z, c], 1))
        for norm, layer in zip(self.norms, self.layers, strict=True):
            h = layer(norm(h, c))
        return torch.sigmoid(h)


class ConvDiscriminator(nn.Module):
    """A projection discriminator: logit = linear(h) + ⟨h, embedding of the digit⟩ (Miyato & Koyama 2018).

    One more channel holds, for each place of the 7×7 map, the standard deviation among the digits of one label in the
    batch. Karras et al. 2018 (arXiv:1710.10196, section 3) have one such number for the whole batch, which would not
    show that the ones alone grow alike. Outside of training the channel holds the mean over real batches, so that a
    digit's score does not depend on its neighbours.

    References
    ----------
    T. Miyato, M. Koyama, "cGANs with projection discriminator", 2018, arXiv:1802.05637.
    """

    spread: Tensor

    def __init__(self, config: ConvGANConfig) -> None:
        super().__init__()
        fine, middle, wide, coarse = config.discriminator_channels
        act = nn.LeakyReLU(config.slope)
        self.early = nn.Sequential(
            nn.Conv2d(1, fine, 4, stride=2, padding=1),  # (B, fine, 14, 14)
            act,
            nn.Conv2d(fine, middle, 4, stride=2, padding=1),  # (B, middle, 7, 7)
            act,
            nn.Conv2d(middle, wide, 3, padding=1),
            act,
        )
        self.late = nn.Sequential(
            nn.Conv2d(wide + 1, coarse, 3, stride=2, padding=1),  # (B, coarse, 4, 4)
            act,
            nn.Flatten(),
            nn.Linear(coarse * 4 * 4, config.hidden),
            act,
        )
        self.linear = nn.Linear(config.hidden, 1)
        self.label = nn.Embedding(config.num_classes, config.hidden)
        self.register_buffer("spread", torch.zeros(config.num_classes, 7, 7))
        _small_weights(self)

    def forward(self, x: Tensor, label: Tensor) -> Tensor:
        """Return logits (B,); x (B, 1, 28, 28) in 0…1, label (B,) int64."""
        h = self.early(2 * x - 1)  # (B, wide, 7, 7)
        spread = _spread(h, label, len(self.spread)) if self.training else self.spread
        h = self._late(h, spread[label])
        return self.linear(h)[:, 0] + (h * self.label(label)).sum(1)

    def logits_by_digit(self, x: Tensor) -> Tensor:
        """Return the logits for each label that x (B, 1, 28, 28) could have: (B, num_classes)."""
        early = self.early(2 * x - 1)
        logits = []
        for spread, embedding in zip(self.spread, self.label.weight, strict=True):
            h = self._late(early, spread.expand(len(x), -1, -1))
            logits.append(self.linear(h)[:, 0] + h @ embedding)
        return torch.stack(logits, 1)

    def _late(self, h: Tensor, spread: Tensor) -> Tensor:
        """Return the last features (B, hidden) from those at 7×7, h (B, wide, 7, 7), and spread (B, 7, 7)."""
        return self.late(torch.cat([h, spread.to(h.dtype)[:, None]], 1))

    @torch.no_grad()
    def note_spread(self, real: Tensor, label: Tensor, momentum: float = 0.01) -> None:
        """Update the running means of how much real digits of one label differ, for use outside of training.

        real : (B, 1, 28, 28) in 0…1; label : (B,) int64; momentum : share of the new batch, but for a label's first
        """
        spread = _spread(self.early(2 * real - 1), label, len(self.spread))
        new = torch.where(self.spread > 0, self.spread.lerp(spread, momentum), spread)
        self.spread.copy_(torch.where(spread > 0, new, self.spread))


def _spread(h: Tensor, label: Tensor, num_classes: int) -> Tensor:
    """Return how much digits of one label differ at each place: h (B, C, H, W) → (num_classes, H, W) float32.

    Standard deviations, averaged over the channels; 0 for a label of which there are not two.
    """
    _, channels, height, width = h.shape
    h = h.float().flatten(1)
    # F.one_hot would do the same, but it first searches the labels for wrong ones, and a GPU would wait for that.
    mine = (label[:, None] == torch.arange(num_classes, device=label.device)).to(h.dtype)  # (B, num_classes)
    n = mine.sum(0)[:, None]
    mean = mine.T @ h / n.clamp(min=1)
    variance = mine.T @ (h - mine @ mean).square() / (n - 1).clamp(min=1)
    places = (variance + 1e-8).sqrt().view(num_classes, channels, height, width).mean(1)
    return places * (n > 1)[..., None]


def _small_weights(network: nn.Module) -> None:
    """Draw the weights of all convolutions from N(0, CONV_STD²)."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.normal_(module.weight, std=CONV_STD)


class ConvGAN(GAN):
    """Generator with conditional BatchNorm against a projection discriminator."""

    discriminator: ConvDiscriminator

    def __init__(self, config: ConvGANConfig) -> None:
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.num_classes = config.num_classes
        self.generator = ConvGenerator(config)
        self.discriminator = ConvDiscriminator(config)

    def draw(self, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Draw digits from noise, unchecked: z (B, Z), label (B,) or shares (B, num_classes) → (B, 1, 28, 28)."""
        return self.generator(z, label)

    def logits(self, x: Tensor, label: Tensor | None = None) -> Tensor:
        """Return D's logits, unchecked: x (B, 1, 28, 28) in 0…1, label (B,) → (B,).

        label None takes the digit that D finds most convincing.
        """
        return self.discriminator.logits_by_digit(x).amax(1) if label is None else self.discriminator(x, label)

    def most_convincing(self, x: Floats) -> Tensor:
        """Return the digit that D finds most convincing for each of x (n, 1, 28, 28) in 0…1: (n,) int64.

        Raises ValueError as `score`.
        """
        return self.discriminator.logits_by_digit(as_batch(x, self.dtype)).argmax(1)
