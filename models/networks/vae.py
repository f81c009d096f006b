"""Variational autoencoders (Kingma & Welling 2013, arXiv:1312.6114)."""

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models import latent
from models.digits import PIXELS, SIDE, Floats, as_batch, as_z
from models.latent import Labels
from models.networks.class_mixture import ClassMixture
from models.networks.layers import Network

Posterior = tuple[Tensor, Tensor]  # mu and logvar of q(z | x), each (B, Z)


class VAE(Network):
    """What every VAE of the project offers; a network defines `posteriors` and `logits`.

    `encode`, `decode`, `sample` and what goes with them check their arguments. `forward`, `posterior`, `posteriors` and
    `logits` are the same networks for training: tensors in, tensors out, unchecked, since a GPU would wait for each
    check and a NaN has to reach the loss.

    latent_dim : length Z of z
    classes : mixtures of Gaussians fitted to the mu of each digit
    """

    block = 32  # points that `sample` decodes at once
    latent_dim: int
    classes: ClassMixture

    def forward(self, x: Tensor, epsilon: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Reconstruct digits, unchecked.

        Parameters
        ----------
        x : (B, 1, 28, 28) tensor in 0…1
        epsilon : (B, Z) tensor ~ N(0, I), optional
            Decodes z = mu + σ·ε (Kingma & Welling 2013, section 2.4); without it, mu.

        Returns
        -------
        logits : (B, 1, 28, 28) tensor
            Of the reconstruction's pixels.
        mu, logvar : (B, Z) tensors
            The posterior q(z | x).
        """
        mu, logvar = self.posterior(x)
        z = mu if epsilon is None else mu + torch.exp(0.5 * logvar) * epsilon
        return self.logits(z), mu, logvar

    def posterior(self, x: Tensor) -> Posterior:
        """Return mu and logvar of q(z | x), each (B, Z), unchecked; x (B, 1, 28, 28) in 0…1."""
        return self.posteriors(x)[-1]

    def posteriors(self, x: Tensor) -> list[Posterior]:
        """Return the encoder's posterior and then one for each refinement step, unchecked; the last is `posterior`'s.

        x : (B, 1, 28, 28) tensor in 0…1. A VAE without refinement steps has one posterior.
        """
        raise NotImplementedError

    def logits(self, z: Tensor) -> Tensor:
        """Return the logits of the pixels that z (B, Z) decodes to, (B, 1, 28, 28), unchecked."""
        raise NotImplementedError

    def encode(self, x: Floats) -> Posterior:
        """Encode digits x (n, 1, 28, 28) in 0…1 as mu and logvar of q(z | x), each (n, latent_dim).

        Raises ValueError when x has another shape, holds no floats or is not finite.
        """
        return self.posterior(as_batch(x, self.dtype))

    def decode(self, z: Floats) -> Tensor:
        """Decode z (n, latent_dim) to x_hat (n, 1, 28, 28), the mean of p(x | z), in 0…1.

        Raises ValueError when z has another width, holds no floats or is not finite.
        """
        return torch.sigmoid(self.logits(as_z(z, self.latent_dim, self.dtype)))

    def sample(self, n: int, label: Labels | None = None, seed: int | None = None, temperature: float = 1.0) -> Tensor:
        """Draw n new digits, (n, 1, 28, 28) in 0…1. Same seed, same bytes.

        Parameters
        ----------
        n : int
            How many, 1 to 100,000.
        label : int or n ints, optional
            The requested digits, 0…9, drawn from the mixtures fitted to each class; None decodes the prior N(0, I).
        seed : int, optional
            0 … 2**63 − 1; None draws a fresh one.
        temperature : float
            Spread of z, above 0 and at most 10; 1 is the prior's (or the mixture's) own.

        Raises
        ------
        ValueError
            For anything else, and for a label when no mixture has been fitted.
        """
        return self.from_points(self.points(n, label, seed, temperature))

    def points(self, n: int, label: Labels | None = None, seed: int | None = None, temperature: float = 1.0) -> Tensor:
        """Draw the points of latent space that `sample` decodes, z (n, latent_dim). Arguments and errors as there."""
        if label is None:
            return latent.prior(n, self.latent_dim, seed, temperature).to(self.device)
        self._need_classes()
        requested = latent.checked_label(label, n).to(self.device)
        normals = latent.prior(n, self.latent_dim + 1, seed).to(self.device)
        return self.classes.draw(requested, normals, latent.checked_temperature(temperature))

    def from_points(self, z: Floats) -> Tensor:
        """Decode z (n, latent_dim) as `sample` does: a point gives the same bytes whatever is decoded beside it."""
        return latent.in_blocks(self.decode, as_z(z, self.latent_dim, self.dtype).to(self.device), size=self.block)

    def class_proba(self, z: Floats) -> Tensor:
        """Return p(class | z) by Bayes' rule from the mixtures: z (n, latent_dim) → (n, 10), each row sums to 1.

        Raises ValueError for another shape, or when no mixture has been fitted.
        """
        self._need_classes()
        return self.classes.log_prob(as_z(z, self.latent_dim, self.dtype)).softmax(1)

    def _need_classes(self) -> None:
        if not self.classes.components:
            raise ValueError("no class mixtures are fitted to this VAE, so it knows no digits by name; leave label out")


@dataclass(frozen=True)
class VAEConfig:
    """What the article's VAE is built from; stored beside its weights.

    latent_dim : length of z.
    hidden : width of the one hidden layer on either side.
    components : Gaussians for each digit in the mixture fitted to mu; 0 before it is fitted.
    """

    family: ClassVar[str] = "vae"

    latent_dim: int = 20
    hidden: int = 400
    components: int = 0

    def build(self) -> "MLPVAE":
        """Build the network, its weights drawn anew."""
        return MLPVAE(self)


class MLPVAE(VAE):
    """The VAE of the article: 784 → 400 → (mu, logvar) of 20 each; z → 400 → 784.

    One ReLU trunk is shared by both heads of the encoder. What the article's code calls
    "sigma" is the logarithm of the variance, here `logvar`.
    """

    block = 64

    def __init__(self, config: VAEConfig) -> None:
        super().__init__()
        self.config = config
        self.latent_dim = config.latent_dim
        self.trunk = nn.Linear(PIXELS, config.hidden)
        self.mu = nn.Linear(config.hidden, config.latent_dim)
        self.logvar = nn.Linear(config.hidden, config.latent_dim)
        self.expand = nn.Linear(config.latent_dim, config.hidden)
        self.pixels = nn.Linear(config.hidden, PIXELS)
        self.classes = ClassMixture(config.latent_dim, config.components)

    def posteriors(self, x: Tensor) -> list[Posterior]:
        """Return the one posterior of x (B, 1, 28, 28): a list of mu and logvar, each (B, Z)."""
        h = F.relu(self.trunk(x.flatten(1)))
        return [(self.mu(h), self.logvar(h))]

    def logits(self, z: Tensor) -> Tensor:
        """Return the logits of the pixels that z (B, Z) decodes to, (B, 1, 28, 28)."""
        return self.pixels(F.relu(self.expand(z))).view(-1, 1, SIDE, SIDE)


def reparameterise(mu: Tensor, logvar: Tensor, rng: torch.Generator | None = None) -> Tensor:
    """Draw z = mu + σ·ε with ε ~ N(0, I) and σ = e^{logvar / 2}, so that gradients reach mu and logvar.

    Kingma & Welling 2013, section 2.4. mu, logvar : (B, Z); rng : CPU torch.Generator. Returns (B, Z).
    """
    epsilon = torch.randn(mu.shape, generator=rng, dtype=mu.dtype).to(mu.device)
    return mu + torch.exp(0.5 * logvar) * epsilon
