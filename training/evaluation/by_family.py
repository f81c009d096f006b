"""Measure a model with the function for its family: a model and real digits in, a dict of figures by name out.

`training.reports.metric_names.FIGURES` says what each name means.
"""

import torch

from models import latent
from models.analysis.diversity import mean_distance
from models.analysis.refine import refine
from training.evaluation import metrics, neighbours, speed
from training.evaluation.fid import frechet
from training.evaluation.reference import likeness, midpoint_pairs, novelty

HALFWAY = torch.tensor([0.5])


def vae(model, real):
    """Measure a VAE: −ELBO, reconstructions, drawings, latent space, paths, samples, cost."""
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


def vae_reference(model, real):
    """Compute the distributions that the page compares a single drawing with: dict of lists.

    negative_elbo_percentiles : 101 values, nats, of −ELBO of the real digits, from the least to the largest
    kl_by_unit : KL of each unit of z to the prior, nats, mean over the real digits (Z values)
    """
    bounds, units = metrics.elbo_by_digit(model, real.x, real.seed)
    return {"negative_elbo_percentiles": _percentiles(bounds), "kl_by_unit": units.tolist()}


def gan_reference(model, real):
    """Compute the distributions that the page compares D's score of a single drawing with: dict of lists.

    score_real_percentiles, score_fake_percentiles : 101 values in 0…1, from the least to the largest, of D's scores of
        the real digits and of as many forgeries, each asked as the digit it is where D knows digits
    best_score_real_percentiles, best_score_fake_percentiles : likewise, each asked as the digit that D finds most
        convincing; only where D knows digits
    """
    label = real.y if model.num_classes else None
    with torch.inference_mode():
        drawn = {"real": real.x, "fake": _samples(model, real, label)}
        found = {f"score_{kind}_percentiles": _percentiles(_scores(model, x, label)) for kind, x in drawn.items()}
        if model.num_classes:
            found |= {f"best_score_{kind}_percentiles": _percentiles(_scores(model, x)) for kind, x in drawn.items()}
    return found


def _percentiles(values):
    """Return 101 percentiles of values (N,): the least, what each further hundredth stays under, the largest."""
    return torch.quantile(values, torch.linspace(0, 1, 101, dtype=values.dtype, device=values.device)).tolist()


def _scores(model, x, label=None):
    """Return D's scores of x (N, 1, 28, 28), uint8 or float in 0…1, by batches: (N,)."""
    return torch.cat([model.score(part, rows) for part, rows in _with_labels(x, model, label)]).to(x.device)


def _samples(model, real, label=None):
    """Draw as many samples as there are real digits, on the device of those: (N, 1, 28, 28) in 0…1."""
    return model.sample(len(real.y), label=label, seed=real.seed).to(real.x.device)


def gan(model, real):
    """Measure a GAN: samples, with the test set's own label counts where it is conditional; D; cost."""
    label = real.y if model.num_classes else None
    with torch.inference_mode():
        x = _samples(model, real, label)
        says_real, says_fake = _scores(model, real.x, label), _scores(model, x, label)
        unlabelled = _samples(model, real) if model.num_classes else x
        z = latent.prior(speed.DIGITS, model.latent_dim, real.seed)
        digits = torch.arange(speed.DIGITS) % model.num_classes if model.num_classes else None
    timed = speed.on_cpu(model)
    seen = metrics.look(real.reader, x)
    return {
        **likeness(real, seen, label),
        **_classes(seen if unlabelled is x else metrics.look(real.reader, unlabelled)),
        **novelty(real, x),
        "nearest_other": mean_distance(unlabelled),
        "score_real": says_real.mean().item(),
        "score_fake": says_fake.mean().item(),
        "multiply_adds": speed.multiply_adds(timed.generate, z[:1]),
        **speed.sampling(lambda: timed.sample(speed.DIGITS, seed=real.seed), lambda: timed.draw(z, digits)),
    }


def plane(model, real):
    """Measure a plain autoencoder or principal components: reconstructions, codes, points halfway, cost.

    There is no prior to sample from and no bound, and a path along a sphere around 0 would mean nothing.
    """
    z = metrics.encode(model, real.x)
    x_hat = metrics.decode(model, z)
    a, b = (z[rows] for rows in midpoint_pairs(real))
    halfway = metrics.look(real.reader, metrics.decode(model, (a + b) / 2))
    some, timed = z[: speed.DIGITS].cpu(), speed.on_cpu(model)
    (ms,) = speed.fastest(lambda: timed.decode(some))
    return {
        "mse": (x_hat - real.x.float() / 255).square().mean().item(),
        "reconstruction_keeps_digit": metrics.accuracy(metrics.read(real.reader, x_hat), real.y),
        "knn_accuracy": _neighbours_say(model, real, z),
        "midpoint_fid_straight": frechet(real.look.features, halfway.features),
        "multiply_adds": speed.multiply_adds(timed.decode, some[:1]),
        "encoder_multiply_adds": speed.multiply_adds(timed.encode, torch.zeros(1, 1, 28, 28)),
        "ms_per_digit": ms / len(some),
    }


def reader(model, real):
    """Measure a reader: accuracy, calibration, drawings, cost."""
    proba = metrics.read(model, real.x)
    figures = {
        "accuracy": metrics.accuracy(proba, real.y),
        "calibration_error": metrics.calibration_error(proba, real.y),
        "canvas_read": metrics.accuracy(metrics.read(model, real.mangled), real.mangled_y),
    }
    if real.strokes is not None:
        figures["drawings_read"] = metrics.accuracy(metrics.read(model, real.strokes), real.strokes_y)
    x, timed = real.mangled[: speed.DIGITS].cpu(), speed.on_cpu(model)
    (ms,) = speed.fastest(lambda: timed.predict_proba(x))
    return {**figures, "multiply_adds": speed.multiply_adds(timed, x[:1]), "ms_per_digit": ms / len(x)}


FAMILIES = {"vae": vae, "gan": gan, "plane": plane, "reader": reader}
REFERENCES = {"vae": vae_reference, "gan": gan_reference}


def _drawings(model, real):
    """Measure how many drawings that the reader classifies correctly keep their digit when reconstructed."""

    def kept(z, y):
        return metrics.accuracy(metrics.read(real.reader, metrics.decode(model, z)), y)

    x, y = _legible(real.reader, real.mangled, real.mangled_y)
    figures = {"canvas_kept": kept(metrics.encode(model, x), y)}
    if real.strokes is not None:
        x, y = _legible(real.reader, real.strokes, real.strokes_y)
        figures["drawings_kept"] = kept(metrics.encode(model, x), y)
        figures["drawings_kept_refined"] = kept(refine(model, x.to(metrics.device_of(model))).to(x.device), y)
    return figures


def _legible(reader_, x, y):
    right = metrics.read(reader_, x).argmax(1) == y
    return x[right], y[right]


def _space(model, real, mu):
    """Measure the latent space from mu (N, Z): active units, and how well neighbours and class mixtures classify."""
    figures = {"active_units": metrics.active_units(mu), "knn_accuracy": _neighbours_say(model, real, mu)}
    if model.classes.components:
        figures["mixture_accuracy"] = (metrics.classify(model, mu) == real.y).double().mean().item()
    return figures


def _neighbours_say(model, real, places):
    """Share of the real digits at places (N, Z) whose nearest training digits there are of the same kind."""
    said = neighbours.vote(places, metrics.encode(model, real.train_x), real.train_y)
    return (said == real.y).double().mean().item()


def _midpoints(model, real, mu):
    """Compute the FID of what lies halfway between two digits, along the sphere and straight."""
    a, b = (mu[rows].cpu() for rows in midpoint_pairs(real))  # on the CPU: a loop over 10,000 arcs is slow on a GPU
    halfway = {
        "midpoint_fid": torch.cat([latent.slerp(*ends, HALFWAY) for ends in zip(a, b, strict=True)]),
        "midpoint_fid_straight": (a + b) / 2,
    }
    return {
        key: frechet(real.look.features, metrics.look(real.reader, metrics.decode(model, z.to(mu.device))).features)
        for key, z in halfway.items()
    }


def _prior(model, real):
    """Measure samples from N(0, I), which are not conditioned on a digit."""
    x = _samples(model, real)
    seen = metrics.look(real.reader, x)
    figures = {f"prior_{key}": value for key, value in likeness(real, seen).items()}
    return {**figures, **_classes(seen), "nearest_other": mean_distance(x)}


def _by_digit(model, real):
    """Measure samples of the class mixtures, with the test set's own label counts."""
    x = _samples(model, real, real.y)
    return {**likeness(real, metrics.look(real.reader, x), real.y), **novelty(real, x)}


def _classes(seen):
    shares = metrics.class_shares(seen.proba)
    return {"class_shares": shares, "classes_holding_90": metrics.classes_holding(shares)}


def _vae_cost(model):
    model = speed.on_cpu(model)
    z = latent.prior(speed.DIGITS, model.latent_dim, 0)
    return {
        "multiply_adds": speed.multiply_adds(model.decode, z[:1]),
        "encoder_multiply_adds": speed.multiply_adds(model.encode, torch.zeros(1, 1, 28, 28)),
        **speed.sampling(lambda: model.sample(speed.DIGITS, seed=0), lambda: model.decode(z)),
    }


def _with_labels(x, model, label):
    """Yield batches of x on the model's device with their part of label (N,) or None."""
    at = 0
    for part in metrics.batches(x, model):
        yield part, None if label is None else label[at : at + len(part)]
        at += len(part)
