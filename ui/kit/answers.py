"""What the parts of the Draw tab share: a drawing as the models see it, which VAE is meant, numbers for the page."""

import numpy as np
import torch

from models import sketch
from ui.i18n.catalogue import t
from ui.kit.validation import real

VAES = ("vae_conv", "vae_mlp")  # the tab's own, the preferred one first
FARTHEST = 100  # of a coordinate of z: digits lie within 5, and float32 has no trouble yet

# Short drawings, as a pad sends them: the examples of the endpoints.
SEVEN = [[[0.28, 0.22], [0.7, 0.2], [0.46, 0.84]]]
FOUR = [[[0.36, 0.17], [0.29, 0.5], [0.72, 0.5]], [[0.62, 0.22], [0.57, 0.85]]]


def frame(strokes):
    """Strokes [[[x, y], …], …] in 0…1 → the (1, 1, 28, 28) float32 tensor that a model sees; ValueError if unfit."""
    return torch.from_numpy(np.ascontiguousarray(sketch.frame(strokes), np.float32))[None, None]


def point(name, values, latent_dim):
    """A point of latent space as the page sends it.

    values : list of latent_dim finite numbers of at most 100 in size. Returns a (latent_dim,) float32 tensor.
    Raises ValueError, which calls it by its name, for anything else.
    """
    if not isinstance(values, list) or len(values) != latent_dim:
        raise ValueError(f"{name} must be a list of {latent_dim} numbers")
    return torch.tensor([real(name, value, -FARTHEST, FARTHEST) for value in values])


def named(function, name, value):
    """function(value); what a ValueError says is preceded by the name."""
    try:
        return function(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def rounded(numbers):
    """ndarray → nested lists of four decimals: honest for probabilities, and short."""
    return np.round(numbers.astype(np.float64), 4).tolist()


def vaes(models):
    """The tab's VAEs that are loaded, by name, the preferred one first."""
    return {name: models[name] for name in VAES if name in models}


def chosen(vaes, name=None):
    """Name of the VAE that is asked for; None is the preferred one. ValueError for one that is not there."""
    if name is None:
        return next(iter(vaes))
    if not isinstance(name, str) or name not in vaes:
        raise ValueError(f"model must be one of {', '.join(vaes)}, got {name!r:.60}")
    return name


def answered(function, *arguments):
    """What a server function answers: {ok: True} with what function(*arguments) returns, or why it was refused.

    The last argument is the request, {lang, …}; for one that is no dict, function gets {}. A ValueError becomes a
    sentence.
    """
    *others, request = arguments
    request = request if isinstance(request, dict) else {}
    try:
        return {"ok": True, **function(*others, request)}
    except ValueError as error:
        return {"ok": False, "error": t(request.get("lang"), "draw.unusable", reason=error)}
