"""A convolutional VAE that works at 7×7 and 14×14 and reaches 28×28 by shuffling pixels, which keeps it quick."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.former_names import current_tensors
from models.networks.class_mixture import ClassMixture
from models.networks.layers import ToMap
from models.networks.vae import VAE, Posterior


@dataclass(frozen=True)
class ConvVAEConfig:
    """What a convolutional VAE is built from; stored beside its weights.

    latent_dim : length of z.
    encoder_channels : of the encoder at 14×14, 7×7 and 4×4.
    decoder_channels : of the decoder at 7×7 and 14×14.
    blocks : residual blocks at 7×7, on either side.
    hidden : width of the fully connected layer between pictures and z, on either side.
    components : Gaussians for each digit in the mixture fitted to mu; 0 before it is fitted.
    refinement_steps : how often mu and logvar are corrected by comparing x with what mu decodes to.
    """

    family: ClassVar[str] = "vae"

    latent_dim: int = 20
    encoder_channels: tuple[int, int, int] = (24, 48, 96)
    decoder_channels: tuple[int, int] = (48, 24)
    blocks: int = 2
    hidden: int = 256
    components: int = 0
    refinement_steps: int = 0

    def build(self) -> "ConvVAE":
        """Build the network, its weights drawn anew."""
        return ConvVAE(self)


class Residual(nn.Module):
    """The layer x + conv(SiLU(conv(SiLU(x)))), 3×3 at constant width."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.change = nn.Sequential(
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Return x (B, channels, H, W) with the layers' change added."""
        return x + self.change(x)


def conv_features(config: ConvVAEConfig, pictures: int = 1) -> nn.Sequential:
    """Build the convolutions x (B, pictures, 28, 28) → (B, coarse·4·4)."""
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


def conv_encoder(config: ConvVAEConfig, outputs: int) -> nn.Sequential:
    """Build the encoder x (B, 1, 28, 28) → (B, outputs): for a VAE mu and logvar side by side."""
    return nn.Sequential(
        *conv_features(config),
        nn.Linear(config.encoder_channels[-1] * 4 * 4, config.hidden),
        nn.SiLU(),
        nn.Linear(config.hidden, outputs),
    )


def conv_decoder(config: ConvVAEConfig) -> nn.Sequential:
    """Build the decoder z (B, latent_dim) → logits (B, 1, 28, 28). PixelShuffle: Shi et al. 2016, arXiv:1609.05158."""
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


class Refiner(nn.Module):
    """The network of a refinement step: what to add to mu and logvar, given a digit and its reconstruction.

    Iterative amortized inference (Marino et al. 2018, arXiv:1807.09356), with the reconstruction in place of gradients.
    """

    def __init__(self, config: ConvVAEConfig) -> None:
        super().__init__()
        self.features = conv_features(config, pictures=2)
        self.hidden = nn.Linear(config.encoder_channels[-1] * 4 * 4 + 2 * config.latent_dim, config.hidden)
        self.change = nn.Linear(config.hidden, 2 * config.latent_dim)
        for weights in self.change.parameters():  # before training, a step changes nothing
            nn.init.zeros_(weights)

    def forward(self, x: Tensor, x_hat: Tensor, q: Tensor) -> Tensor:
        """Return what to add to q, mu and logvar side by side (B, 2·latent_dim); x, x_hat (B, 1, 28, 28)."""
        h = self.features(torch.cat([x, x_hat], 1))
        return self.change(F.silu(self.hidden(torch.cat([h, q.to(h.dtype)], 1))))


class ConvVAE(VAE):
    """Strided convolutions to mu and logvar; residual blocks and PixelShuffle back to pixels.

    Each refinement step decodes mu, compares the reconstruction with the digit, and corrects mu and logvar. All steps
    share one network, so `refinement_steps` may be set to another number than the config's where there is one at all.
    """

    def __init__(self, config: ConvVAEConfig) -> None:
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.refinement_steps = config.refinement_steps
        self.encoder = conv_encoder(config, 2 * config.latent_dim)
        self.decoder = conv_decoder(config)
        self.classes = ClassMixture(config.latent_dim, config.components)
        if config.refinement_steps:
            self.refiner = Refiner(config)
        self.register_load_state_dict_pre_hook(_rename_tensors)  # type: ignore[no-untyped-call]

    def posteriors(self, x: Tensor) -> list[Posterior]:
        """Return the encoder's posterior of x (B, 1, 28, 28), then one for each refinement step: mu, logvar (B, Z)."""
        # Under autocast the layers give bfloat16; e^logvar and the loss want float32.
        steps = [self.encoder(x).to(x.dtype)]  # mu and logvar side by side, (B, 2·latent_dim)
        for _ in range(self.refinement_steps):
            x_hat = torch.sigmoid(self.logits(steps[-1][:, : self.latent_dim]))
            steps.append(steps[-1] + self.refiner(x, x_hat, steps[-1]).to(x.dtype))
        return [(mu, logvar) for mu, logvar in (q.chunk(2, dim=1) for q in steps)]

    def logits(self, z: Tensor) -> Tensor:
        """Return the logits of the pixels that z (B, Z) decodes to, (B, 1, 28, 28)."""
        return self.decoder(z).to(z.dtype)


def _rename_tensors(_network: nn.Module, state: dict[str, Any], prefix: str, *_: object) -> None:
    """Rename the tensors of a checkpoint that was written under former names, in place."""
    current = current_tensors(state, prefix)
    state.clear()
    state.update(current)
