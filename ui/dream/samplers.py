"""Tell what the parts of the Dream tab share: which models can be sampled and judge, and what they can be asked for."""

from collections.abc import Iterable
from typing import Any

import torch
from torch.nn import functional as F

from models.networks.gan import GAN
from models.networks.vae import VAE
from ui.i18n.catalogue import Texts, words
from ui.kit.tab import Models

GANS = ("gan_conv", "gan_mlp", "gan_mlp_k1")
SAMPLERS = (*GANS, "vae_conv", "vae_mlp")  # the preferred one first


def among(models: Models, names: Iterable[str]) -> dict[str, Any]:
    """Return those of `names` that are loaded, {name: model}, in their order."""
    return {name: models[name] for name in names if name in models}


def words_with_names(*prefixes: str) -> Texts:
    """Return `ui.i18n.catalogue.words` of these prefixes, and the models' names: "model_gan_mlp" and so on."""
    return {
        lang: {**{key: text for key, text in names.items() if key.startswith("model_")}, **words(*prefixes)[lang]}
        for lang, names in words("dream").items()
    }


def is_conditional(model: GAN | VAE) -> bool:
    """Tell whether a model is given a conditioning label apart from z. A VAE never is."""
    return isinstance(model, GAN) and model.num_classes > 0


def knows_digits(model: GAN | VAE) -> bool:
    """Tell whether a certain digit can be requested of a model: by a label, or from a VAE's mixtures of each class."""
    return bool(model.num_classes if isinstance(model, GAN) else model.classes.components)


def critic_of(models: Models, name: str) -> str | None:
    """Return the name of the GAN whose discriminator judges a model's digits: its own, or for a VAE the best.

    None where no GAN is loaded.
    """
    return name if name in GANS else next(iter(among(models, GANS)), None)


def points(
    model: GAN | VAE,
    n: int,
    label: int | list[int] | None = None,
    seed: int | None = None,
    temperature: float = 1.0,
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Draw the points from which `model.sample` with the same arguments makes its digits.

    Returns z (n, latent_dim) and the conditioning labels, (n,) ints; None where z alone decides the digit.
    """
    if isinstance(model, GAN):
        return model.points(n, label, seed, temperature)
    return model.points(n, label, seed, temperature), None


def drawn(model: GAN | VAE, z: torch.Tensor, label: torch.Tensor | None = None) -> torch.Tensor:
    """Generate digits at points z (n, latent_dim): x (n, 1, 28, 28) in 0…1, the bytes of `sample` where it drew z.

    label : (n,) ints, or (n, 10) shares of the digits, as `points` gives them or in between
    """
    return model.from_points(z, label) if isinstance(model, GAN) else model.from_points(z)


def one_hot(label: torch.Tensor) -> torch.Tensor:
    """Convert labels (n,), ints 0…9, to (n, 10) float32 shares of the digits, so that they can be mixed."""
    return F.one_hot(label, 10).to(torch.float32)
