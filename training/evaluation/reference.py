"""Gather the real digits that models are measured against, and score them too, once for all models."""

from dataclasses import dataclass

import torch

from models.analysis.diversity import COUNT, mean_distance
from training.datasets import pen_drawings
from training.evaluation import metrics, neighbours
from training.evaluation.fid import class_frechet, frechet

DRAWS = 3  # sets of training digits whose mean scores are the floor
MANGLED = 2_000  # digits that are put on a canvas and framed again, 12 ms each
COPIES = 2_000  # samples whose nearest training digit is looked for


@dataclass(frozen=True)
class Real:
    """Hold digits that no model was trained on, and what the reader says of them.

    split : where x comes from, "test" or "validation"; seed : of everything drawn
    reader : the judge
    x (N, 1, 28, 28) uint8, y (N,) : the digits; look : what the reader makes of them; radius (N,) in its features
    train_x, train_y : digits that models were trained on
    mangled, mangled_y : some of x over a canvas; strokes, strokes_y : people's drawings, or None
    figures : what real digits score where models are scored, by the names that `measure` uses

    All tensors lie on one device that has float64; the reader may lie on another, and so may a model.
    """

    split: str
    seed: int
    reader: torch.nn.Module
    x: torch.Tensor
    y: torch.Tensor
    train_x: torch.Tensor
    train_y: torch.Tensor
    look: metrics.Look
    radius: torch.Tensor
    mangled: torch.Tensor
    mangled_y: torch.Tensor
    strokes: torch.Tensor | None
    strokes_y: torch.Tensor | None
    figures: dict

    @property
    def shares(self):
        """Share of each digit among y: list of ten floats."""
        return (torch.bincount(self.y, minlength=10).double() / len(self.y)).tolist()

    def rng(self):
        """Return a new random stream, the same for every model."""
        return torch.Generator().manual_seed(self.seed)


def gather(reader, test, train, seed=0, split="test", strokes=None):
    """Read the digits and score them.

    test, train : pairs of x (N, 1, 28, 28) uint8 and y (N,); strokes : such a pair with x float in 0…1, or None; all
        on one device that has float64
    """
    x, y = test
    seen = metrics.look(reader, x)
    some = _some(len(x), MANGLED, seed)
    real = Real(
        split=split,
        seed=seed,
        reader=reader,
        x=x,
        y=y,
        train_x=train[0],
        train_y=train[1],
        look=seen,
        radius=neighbours.radii(seen.features),
        mangled=pen_drawings.mangled(x[some], seed),
        mangled_y=y[some],
        strokes=strokes[0] if strokes else None,
        strokes_y=strokes[1] if strokes else None,
        figures={},
    )
    real.figures.update(_floor(real))
    return real


def likeness(real, seen, y=None):
    """Measure how like real digits a set is, by the reader's features and labels.

    seen : `metrics.look` of n digits; y : requested labels (n,), where digits were requested
    Returns fid, coverage, density, class_kl; with y also class_fid and label_accuracy.
    """
    coverage, density = neighbours.coverage_and_density(real.look.features, real.radius, seen.features)
    figures = {
        "fid": frechet(real.look.features, seen.features),
        "coverage": coverage,
        "density": density,
        "class_kl": metrics.histogram_kl(metrics.class_shares(seen.proba), real.shares),
    }
    if y is not None:
        figures["class_fid"] = class_frechet(real.look.features, real.y, seen.features, y)
        figures["label_accuracy"] = metrics.accuracy(seen.proba, y)
    return figures


def novelty(real, x):
    """Measure how far x (n, 1, 28, 28) lies from the nearest training digit: copies lie nearer than real digits.

    Returns the median of the L2 distances over the pixels, and what the nearest hundredth stays under.
    """
    some = x[_some(len(x), COPIES, real.seed)]
    some = some if some.dtype == torch.uint8 else (255 * some).round().to(torch.uint8)
    distances = neighbours.nearest_distances(some, real.train_x)
    return {"nearest": distances.median().item(), "nearest_percent": distances.quantile(0.01).item()}


def average_midpoints(real, pairs):
    """Average the pixels of pairs of digits: the pictures that a path's midpoint must be better than."""
    a, b = (real.x[rows].float() / 255 for rows in pairs)
    return (a + b) / 2


def midpoint_pairs(real):
    """Pair the rows of digits for the paths, (N,) twice; each digit begins one and ends another."""
    order = torch.randperm(len(real.x), generator=real.rng())
    return order, order.roll(1)


def _floor(real):
    draws = [likeness(real, metrics.look(real.reader, real.train_x[rows]), real.train_y[rows]) for rows in _alike(real)]
    figures = {key: sum(draw[key] for draw in draws) / len(draws) for key in draws[0]}
    kept = metrics.accuracy(real.look.proba, real.y)
    averaged = metrics.look(real.reader, average_midpoints(real, midpoint_pairs(real)))
    figures |= {
        "label_accuracy": kept,  # on digits that the reader was not trained on
        "reconstruction_keeps_digit": kept,
        "midpoint_fid_pixels": frechet(real.look.features, averaged.features),
        "class_shares": real.shares,
        "classes_holding_90": metrics.classes_holding(real.shares),
        "canvas_read": metrics.accuracy(metrics.read(real.reader, real.mangled), real.mangled_y),
        **novelty(real, real.x),
        "nearest_other": mean_distance(real.x[_some(len(real.x), COUNT, real.seed)]),
    }
    if real.strokes is not None:
        figures["drawings_read"] = metrics.accuracy(metrics.read(real.reader, real.strokes), real.strokes_y)
    return figures


def _alike(real):
    """Draw rows of training digits with the label counts of y: up to DRAWS sets without overlap."""
    rng = real.rng()
    wanted = torch.bincount(real.y, minlength=10).tolist()
    rows = [torch.nonzero(real.train_y == digit)[:, 0] for digit in range(10)]
    rows = [of[torch.randperm(len(of), generator=rng)] for of in rows]
    sets = min(DRAWS, *(len(of) // n for of, n in zip(rows, wanted, strict=True) if n))
    if sets < 1:
        raise ValueError(f"{len(real.train_y)} training digits are too few to compare with {len(real.y)}")
    return [torch.cat([of[i * n : (i + 1) * n] for of, n in zip(rows, wanted, strict=True)]) for i in range(sets)]


def _some(n, most, seed):
    """Draw up to `most` of n rows at random: digits may lie sorted, and a part must not be of one kind."""
    return torch.randperm(n, generator=torch.Generator().manual_seed(seed))[:most]
