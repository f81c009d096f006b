"""What the parts of the Dream tab share: which models can be sampled, which can judge, what they can be asked for."""

import torch
from torch.nn import functional as F

from models.networks.gan import GAN
from ui.i18n.catalogue import words

GANS = ("gan_conv", "gan_mlp", "gan_mlp_k1")
SAMPLERS = (*GANS, "vae_conv", "vae_mlp")  # the preferred one first


def among(models, names):
    """Those of `names` that are loaded: {name: model}, in their order."""
    return {name: models[name] for name in names if name in models}


def words_with_names(*prefixes):
    """`ui.i18n.catalogue.words` of these prefixes, and what the models are called: "model_gan_mlp" and so on."""
    return {
        lang: {**{key: text for key, text in names.items() if key.startswith("model_")}, **words(*prefixes)[lang]}
        for lang, names in words("dream").items()
    }


def knows_digits(model):
    """Whether a model can be asked for a certain digit."""
    return bool(model.num_classes if isinstance(model, GAN) else model.classes.components)


def critic_of(models, name):
    """Name of the GAN whose discriminator judges a model's digits: its own, or for a VAE the best; None without one."""
    return name if name in GANS else next(iter(among(models, GANS)), None)


def points(model, n, label=None, seed=None, temperature=1.0):
    """Where model.sample(n, label, seed, temperature) draws from.

    Returns z (n, latent_dim) and the digit that each is told to be, (n,) ints; None where z alone says it.
    """
    if isinstance(model, GAN):
        return model.points(n, label, seed, temperature)
    return model.points(n, label, seed, temperature), None


def drawn(model, z, label=None):
    """The digits at points z (n, latent_dim): x (n, 1, 28, 28) in 0…1, the bytes of `sample` where it drew them.

    label : (n,) ints, or (n, 10) shares of the digits, as `points` gives them or in between
    """
    return model.from_points(z, label) if isinstance(model, GAN) else model.from_points(z)


def shares(label):
    """(n,) ints 0…9 → (n, 10) float32, 1 for the digit, so that they can be mixed; None stays None."""
    return None if label is None else F.one_hot(label, 10).to(torch.float32)
