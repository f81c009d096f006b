"""Answer the training film: digits of the same noise over time, losses, D's scores and what samples read as."""

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from models import WeightsError, registry, training_record
from ui.i18n.catalogue import t
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import png_url
from ui.kit.model_inputs import model_name
from ui.kit.validation import Fields

# The article's GAN first: it is the one that collapses.
MODELS = ("gan_mlp", "gan_mlp_k1", "gan_conv", "vae_mlp", "vae_conv")
ARTICLES = (7, 9, 1)  # the digits that the article saw take over
HALF = 0.5


@dataclass(frozen=True)
class FilmRequest:
    """A model whose training is to be shown."""

    model: str
    lang: str | None  # the page's language, for the sentence about a damaged record

    @classmethod
    def parse(cls, fields: Fields, names: Iterable[str]) -> Self:
        """Read {model, lang}, the model one of `names`. Raises ValueError for another."""
        lang = fields.get("lang")
        return cls(model_name(names, fields.get("model")), lang if isinstance(lang, str) else None)


def takeover(epochs: Sequence[float], shares: np.ndarray) -> dict[str, Any]:
    """Tell whether a digit takes over, and when.

    epochs : list of n floats; shares : (n, 10) ndarray, what samples read as after each

    Returns
    -------
    dict with
        digit, share : the one that most samples read as at the end, and how many do
        half_from : the epoch from which on it is more than half of them, to the end; None where it is not
        peaks : {7, 9, 1: its largest share of all epochs}, keys as text
    """
    digit = int(shares[-1].argmax())
    below = np.flatnonzero(shares[:, digit] <= HALF)
    first = below[-1] + 1 if len(below) else 0
    return {
        "digit": digit,
        "share": float(shares[-1, digit]),
        "half_from": epochs[first] if first < len(epochs) else None,
        "peaks": {str(each): float(shares[:, each].max()) for each in ARTICLES},
    }


def record(name: str, root: Path = registry.WEIGHTS) -> dict[str, Any]:
    """Return all that the page shows of a model's training.

    Returns
    -------
    dict with
        epochs : list of n floats, the moments: those of the film's frames, without a film those that were counted or,
            failing these, each epoch
        steps : list of n ints, and frames : data URL of a PNG, the n frames of 140 × 140 one below the other, ink
            white; both None without a film
        history : columns of history.csv, up to the last moment: past it a VAE's refinement steps are trained, on digits
            distorted on purpose, whose losses compare with none before
        row : list of n ints, the row of the epoch that each moment lies in
        shares : (n, 10) nested lists, what samples read as when they were last counted, rows None before that;
            counted : list of n epochs of that count or None; samples : list of n ints, how many there were, or None;
            takeover : as `takeover`; all None without classes.csv

    Raises WeightsError as `models.training_record` does.
    """
    history, classes, film = (
        training_record.history(name, root),
        training_record.classes(name, root),
        training_record.film(name, root),
    )
    if not history:
        raise WeightsError(f"{Path(root) / name / 'history.csv'} is missing")
    epochs = film.epochs if film else classes[0] if classes else history["epoch"]
    history = {column: values[: bisect_left(history["epoch"], epochs[-1]) + 1] for column, values in history.items()}
    last = len(history["epoch"]) - 1
    found = {
        "epochs": epochs,
        "steps": film.steps if film else None,
        "frames": png_url(film.frames.reshape(-1, training_record.SIDE)) if film else None,
        "history": history,
        "row": [min(last, bisect_left(history["epoch"], epoch)) for epoch in epochs],
        "shares": None,
        "counted": None,
        "samples": None,
        "takeover": None,
    }
    return {**found, **(_counted(epochs, *classes) if classes else {})}


def _counted(
    moments: Sequence[float], epochs: Sequence[float], shares: np.ndarray, samples: Sequence[int]
) -> dict[str, Any]:
    """Find the count that each moment shows: the last one that was made by then."""
    at = (np.searchsorted(epochs, moments, side="right") - 1).tolist()
    return {
        "shares": [None if row < 0 else rounded(shares[row]) for row in at],
        "counted": [None if row < 0 else epochs[row] for row in at],
        "samples": [None if row < 0 else samples[row] for row in at],
        "takeover": takeover(epochs, shares),
    }


def live_record(request: FilmRequest, read: Callable[[str], Answer]) -> Answer:
    """Return read(model). Raises ValueError, in the page's language, where the record is damaged."""
    try:
        return read(request.model)
    except WeightsError as error:
        print(error, file=sys.stderr)  # it names files, which is for whoever runs the server
        raise ValueError(t(request.lang, "film.damaged", name=request.model)) from None
