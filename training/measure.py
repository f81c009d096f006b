"""What a model scores: one function for each family, a model and real digits in, a dict of figures by name out.

`figures.FIGURES` says what each name means.
"""

import torch

from models import latent
from models.refine import refine
from training import metrics, neighbours, speed
from training.fid import frechet
from training.real import likeness, midpoint_pairs, novelty

HALFWAY = torch.tensor([0.5])


def vae(model, real):
    """Figures of a VAE: bound, reconstructions, drawings, latent space, paths, samples, cost."""
    mu = metrics.encode(model, real.x)
    kept = metrics.accuracy(metrics.read(real.reader, metrics.decode(model, mu)), real.y)
    return {
        **metrics.elbo(model, real.x, real.seed),
        "reconstruction_keeps_digit": kept,
        **_drawings(model, real),
        **_space(model, real, mu),
        **_midpoints(model, real, mu),
        **_prior(model, real),
        **(_by_digit(model, real) if model.classes.components else {}),
        **_vae_cost(model),
    }


def reference(model, real):
    """What the page sets a single drawing against: dict of lists.

    negative_elbo_percentiles : 101 values, nats, of −ELBO of the real digits, from the least to the largest
    kl_by_unit : KL of each unit of z to the prior, nats, mean over the real digits (Z values)
    """
    bounds, units = metrics.elbo_by_digit(model, real.x, real.seed)
    return {
        "negative_elbo_percentiles": torch.quantile(bounds, torch.linspace(0, 1, 101, dtype=bounds.dtype)).tolist(),
        "kl_by_unit": units.tolist(),
    }


def gan(model, real):
    """Figures of a GAN: samples, with the test set's own label counts where it knows digits; D; cost."""
    label = real.y if model.num_classes else None
    with torch.inference_mode():
        x = model.sample(len(real.y), label=label, seed=real.seed)
        says_real = torch.cat([model.score(part, rows) for part, rows in _with_labels(real.x, label)])
        says_fake = torch.cat([model.score(part, rows) for part, rows in _with_labels(x, label)])
        unlabelled = model.sample(len(real.y), seed=real.seed) if model.num_classes else x
        z = latent.prior(speed.DIGITS, model.latent_dim, real.seed)
        digits = torch.arange(speed.DIGITS) % model.num_classes if model.num_classes else None
    seen = metrics.look(real.reader, x)
    return {
        **likeness(real, seen, label),
        **_classes(seen if unlabelled is x else metrics.look(real.reader, unlabelled)),
        **novelty(real, x),
        "score_real": says_real.mean().item(),
        "score_fake": says_fake.mean().item(),
        "multiply_adds": speed.multiply_adds(model.generate, z[:1]),
        **speed.sampling(lambda: model.sample(speed.DIGITS, seed=real.seed), lambda: model.draw(z, digits)),
    }


def reader(model, real):
    """Figures of a reader: accuracy, calibration, drawings, cost."""
    proba = metrics.read(model, real.x)
    figures = {
        "accuracy": metrics.accuracy(proba, real.y),
        "calibration_error": metrics.calibration_error(proba, real.y),
        "canvas_read": metrics.accuracy(metrics.read(model, real.mangled), real.mangled_y),
    }
    if real.strokes is not None:
        figures["drawings_read"] = metrics.accuracy(metrics.read(model, real.strokes), real.strokes_y)
    x = real.mangled[: speed.DIGITS]
    (ms,) = speed.fastest(lambda: model.predict_proba(x))
    return {**figures, "multiply_adds": speed.multiply_adds(model, x[:1]), "ms_per_digit": ms / len(x)}


FAMILIES = {"vae": vae, "gan": gan, "reader": reader}


def _drawings(model, real):
    """Of the drawings that the reader reads right as framed, the share whose reconstruction it still reads so."""

    def kept(z, y):
        return metrics.accuracy(metrics.read(real.reader, metrics.decode(model, z)), y)

    x, y = _legible(real.reader, real.mangled, real.mangled_y)
    figures = {"canvas_kept": kept(metrics.encode(model, x), y)}
    if real.strokes is not None:
        x, y = _legible(real.reader, real.strokes, real.strokes_y)
        figures["drawings_kept"] = kept(metrics.encode(model, x), y)
        figures["drawings_kept_refined"] = kept(refine(model, x), y)
    return figures


def _legible(reader_, x, y):
    right = metrics.read(reader_, x).argmax(1) == y
    return x[right], y[right]


def _space(model, real, mu):
    """What mu (N, Z) tells: units used, and the digit, from its neighbours and from the class mixtures."""
    train_mu = metrics.encode(model, real.train_x)
    said = neighbours.vote(mu, train_mu, real.train_y)
    figures = {
        "active_units": metrics.active_units(mu),
        "knn_accuracy": (said == real.y).double().mean().item(),
    }
    if model.classes.components:
        figures["mixture_accuracy"] = (metrics.classify(model, mu) == real.y).double().mean().item()
    return figures


def _midpoints(model, real, mu):
    """FID of what lies halfway between two digits, along the sphere and straight."""
    a, b = (mu[rows] for rows in midpoint_pairs(real))
    halfway = {
        "midpoint_fid": torch.cat([latent.slerp(*ends, HALFWAY) for ends in zip(a, b, strict=True)]),
        "midpoint_fid_straight": (a + b) / 2,
    }
    return {
        key: frechet(real.look.features, metrics.look(real.reader, metrics.decode(model, z)).features)
        for key, z in halfway.items()
    }


def _prior(model, real):
    """Samples from N(0, I), which knows no digits."""
    seen = metrics.look(real.reader, model.sample(len(real.y), seed=real.seed))
    return {**{f"prior_{key}": value for key, value in likeness(real, seen).items()}, **_classes(seen)}


def _by_digit(model, real):
    """Samples of the class mixtures, with the test set's own label counts."""
    x = model.sample(len(real.y), label=real.y, seed=real.seed)
    return {**likeness(real, metrics.look(real.reader, x), real.y), **novelty(real, x)}


def _classes(seen):
    shares = metrics.class_shares(seen.proba)
    return {"class_shares": shares, "classes_holding_90": metrics.classes_holding(shares)}


def _vae_cost(model):
    z = latent.prior(speed.DIGITS, model.latent_dim, 0)
    return {
        "multiply_adds": speed.multiply_adds(model.decode, z[:1]),
        "encoder_multiply_adds": speed.multiply_adds(model.encode, torch.zeros(1, 1, 28, 28)),
        **speed.sampling(lambda: model.sample(speed.DIGITS, seed=0), lambda: model.decode(z)),
    }


def _with_labels(x, label):
    """Batches of x with their part of label (N,) or None."""
    at = 0
    for part in metrics.batches(x):
        yield part, None if label is None else label[at : at + len(part)]
        at += len(part)
