"""A convolutional GAN that is told which digit to draw (Mirza & Osindero 2014, arXiv:1411.1784)."""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import nn

from models.digits import as_batch
from models.networks.gan import GAN
from models.networks.layers import ToMap

CONV_STD = 0.05  # of the convolutions' weights before training


@dataclass(frozen=True)
class ConvGANConfig:
    """What a class-conditional convolutional GAN is built from; stored beside its weights.

    latent_dim : length of the noise vector z.
    num_classes : digits it can be asked for.
    label_dim : length of the vector that stands for a digit in the generator.
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

    def build(self):
        return ConvGAN(self)


class ConditionalBatchNorm(nn.Module):
    """BatchNorm whose gain and bias depend on the digit (de Vries et al. 2017, arXiv:1707.00683), then ReLU."""

    def __init__(self, channels, label_dim):
        super().__init__()
        self.norm = nn.BatchNorm2d(channels, affine=False)
        self.gain = nn.Linear(label_dim, channels)
        self.bias = nn.Linear(label_dim, channels)

    def forward(self, h, c):
        gain, bias = 1 + self.gain(c), self.bias(c)  # (B, channels)
        return torch.relu(self.norm(h) * gain[..., None, None] + bias[..., None, None])


class ConvGenerator(nn.Module):
    """z (B, latent_dim), label (B,) or shares of the digits (B, num_classes) → digits (B, 1, 28, 28) in 0…1."""

    def __init__(self, config):
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

    def forward(self, z, label):
        c = label @ self.label.weight if label.is_floating_point() else self.label(label)  # (B, label_dim)
        h = self.start(torch.cat([z, c], 1))
        for norm, layer in zip(self.norms, self.layers, strict=True):
            h = layer(norm(h, c))
        return torch.sigmoid(h)


class ConvDiscriminator(nn.Module):
    """x (B, 1, 28, 28) in 0…1, label (B,) → logit (B,): linear(h) + ⟨h, embedding of the digit⟩.

    The projection is that of Miyato & Koyama 2018 (arXiv:1802.05637). One channel says, place by place, how much the
    digits of the batch differ from others of the same label (after Karras et al. 2018, arXiv:1710.10196, section 3,
    which has one number for the whole batch: there ones may grow alike unseen); outside of training it holds what real
    batches had on average, so that a digit's score does not depend on its neighbours.
    """

    def __init__(self, config):
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

    def forward(self, x, label):
        h = self.early(2 * x - 1)  # (B, wide, 7, 7)
        spread = _spread(h, label, len(self.spread)) if self.training else self.spread
        h = self._late(h, spread[label])
        return self.linear(h)[:, 0] + (h * self.label(label)).sum(1)

    def every(self, x):
        """x (B, 1, 28, 28) → logits (B, num_classes), one for each digit that x may be meant as."""
        early = self.early(2 * x - 1)
        logits = []
        for spread, embedding in zip(self.spread, self.label.weight, strict=True):
            h = self._late(early, spread.expand(len(x), -1, -1))
            logits.append(self.linear(h)[:, 0] + h @ embedding)
        return torch.stack(logits, 1)

    def _late(self, h, spread):
        """h (B, wide, 7, 7), spread (B, 7, 7) → (B, hidden)."""
        return self.late(torch.cat([h, spread.to(h.dtype)[:, None]], 1))

    @torch.no_grad()
    def note_spread(self, real, label, momentum=0.01):
        """Follow how much the digits of real batches differ: running means for use outside of training."""
        spread = _spread(self.early(2 * real - 1), label, len(self.spread))
        new = torch.where(self.spread > 0, self.spread.lerp(spread, momentum), spread)
        self.spread.copy_(torch.where(spread > 0, new, self.spread))


def _spread(h, label, num_classes):
    """How much digits h (B, C, H, W) differ within their label, place by place: (num_classes, H, W) float32.

    Standard deviations, averaged over the channels; 0 for a label of which there are not two.
    """
    _, channels, height, width = h.shape
    h = h.float().flatten(1)
    # As F.one_hot, which looks at the labels first; a GPU would wait for that.
    mine = (label[:, None] == torch.arange(num_classes, device=label.device)).to(h.dtype)  # (B, num_classes)
    n = mine.sum(0)[:, None]
    mean = mine.T @ h / n.clamp(min=1)
    variance = mine.T @ (h - mine @ mean).square() / (n - 1).clamp(min=1)
    places = (variance + 1e-8).sqrt().view(num_classes, channels, height, width).mean(1)
    return places * (n > 1)[..., None]


def _small_weights(network):
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.normal_(module.weight, std=CONV_STD)


class ConvGAN(GAN):
    """Generator with conditional BatchNorm against a projection discriminator."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.num_classes = config.num_classes
        self.generator = ConvGenerator(config)
        self.discriminator = ConvDiscriminator(config)

    def draw(self, z, label):
        """`generate` without its checks: z (B, latent_dim), label (B,) or shares (B, num_classes)."""
        return self.generator(z, label)

    def logits(self, x, label):
        """x (B, 1, 28, 28) in 0…1, label (B,) → (B,); label None takes the digit that D finds most convincing."""
        return self.discriminator.every(x).amax(1) if label is None else self.discriminator(x, label)

    def most_convincing(self, x):
        """The digit that D finds most convincing for each of x (n, 1, 28, 28) in 0…1: (n,) int64."""
        return self.discriminator.every(as_batch(x, next(self.parameters()).dtype)).argmax(1)
