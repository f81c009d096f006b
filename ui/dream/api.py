"""Offer the Dream tab's functions to other programs: /sample_digits and /discriminate."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch

from models import sketch
from models.networks.gan import GAN
from models.networks.reader import Reader
from ui.dream.grid.request import Wish, readers
from ui.dream.grid.sampler import Sampler
from ui.dream.samplers import GANS, among, knows_digits
from ui.kit.endpoint import publish, refusals
from ui.kit.model_inputs import batch
from ui.kit.tab import Models
from ui.kit.validation import read_each, whole

EXACT = 2**53  # beyond it JavaScript's numbers, and so many programs' JSON, skip whole numbers
# A 3 of one stroke, as a pad sends it: the example of /discriminate.
EXAMPLE_STROKES = [
    [
        [0.30, 0.24], [0.40, 0.16], [0.54, 0.14], [0.65, 0.20], [0.67, 0.31], [0.60, 0.41], [0.46, 0.47],
        [0.60, 0.50], [0.70, 0.60], [0.70, 0.73], [0.60, 0.83], [0.45, 0.86], [0.31, 0.80],
    ]
]  # fmt: skip
ARTICLES = "gan_mlp"  # whose discriminator /discriminate asks, where it is there


def build(models: Models, sampler: Sampler) -> None:
    """Add both endpoints; without a GAN there is no /discriminate."""
    publish(sampling(sampler))
    gans = among(models, GANS)
    if gans:
        publish(discrimination(gans, models["reader"]))


def sampling(sampler: Sampler) -> Callable[..., dict]:
    """Return /sample_digits."""
    best = next(iter(sampler.samplers))

    def sample_digits(
        n: int = 16,
        seed: int = 0,
        label: int | list[int] | None = None,
        temperature: float = 1.0,
        model: str = best,
    ) -> dict:
        """Draw digits with a model trained on MNIST; the same seed draws the same digits.

        Parameters:
            n: how many, 1 to 100
            seed: whole number from 0 to 2**63 - 1; may be sent as text, since JavaScript rounds beyond 2**53
            label: the digit asked for, 0 to 9, or n of them; null draws any. Not every model knows digits by name
            temperature: spread of the noise, above 0 and at most 10; 1 is that of the training
            model: gan_conv, gan_mlp, gan_mlp_k1, vae_conv or vae_mlp, where the server has it
        Returns:
            images (n x 28 x 28, 0 paper to 1 ink), reads_as (n digits), scores (n, a discriminator's belief that the
            digit is real, 0 to 1, asked as the digit that was meant where it knows digits, and as what it reads as
            where none was; null without a GAN), critic (the GAN it belongs to), labels (n digits that were
            meant, or null), seed (a number; beyond 2**53 as text), temperature, model
        """
        with refusals():
            wish = parse_wish(sampler.samplers, n, seed, label, temperature, model)
            found, judged = sampler.draw(wish), sampler.judge(wish)
        return {
            "images": found.x[:, 0].tolist(),
            "reads_as": judged.proba.argmax(1).tolist(),
            "scores": None if judged.scores is None else judged.scores.tolist(),
            "critic": judged.critic,
            "labels": None if found.label is None else found.label.tolist(),
            "seed": wish.seed if wish.seed <= EXACT else str(wish.seed),
            "temperature": wish.temperature,
            "model": model,
        }

    return sample_digits


def parse_wish(samplers: Mapping[str, Any], n: Any, seed: Any, label: Any, temperature: Any, model: Any) -> Wish:
    """Read the arguments of /sample_digits. Raises ValueError, which says what is wrong first."""
    fields = {"model": model, "n": n, "seed": seed, "temperature": temperature}
    values = read_each(readers(fields, samplers))
    if label is not None:
        if not knows_digits(samplers[model]):
            raise ValueError(f"{model} was trained without labels and cannot draw a chosen digit; leave label out")
        if isinstance(label, list):
            label = tuple(whole("label", one, 0, 9) for one in label)
            if len(label) != values["n"]:
                raise ValueError(f"label must be one digit or n of them, got {len(label)} for n = {values['n']}")
        else:
            label = whole("label", label, 0, 9)
    return Wish(model, values["n"], label, values["seed"], values["temperature"])


def judge(gan: GAN, reader: Reader, strokes: Any) -> tuple[np.ndarray, float, int]:
    """Score a drawing with a discriminator.

    strokes : [[[x, y], …], …] in 0…1, y down.
    Returns seen (28, 28) float32 in 0…1, its score 0…1, and the digit that the reader takes it for.
    Raises ValueError when the strokes are malformed or hold no ink.
    """
    seen = sketch.frame(strokes)
    x = batch(seen)
    with torch.inference_mode():
        return seen, float(gan.score(x)[0]), int(reader.predict_proba(x).argmax())


def discrimination(gans: Mapping[str, GAN], reader: Reader) -> Callable[..., dict]:
    """Return /discriminate, by the discriminator of the article's GAN, or of the best one there is."""
    model = ARTICLES if ARTICLES in gans else next(iter(gans))

    def discriminate(strokes: list[list[list[float]]] = EXAMPLE_STROKES) -> dict:
        """Ask the GAN's discriminator whether a drawing could be a handwritten digit of MNIST.

        Parameters:
            strokes: what a pen drew, [[[x, y], ...], ...], each number from 0 to 1, y downwards
        Returns:
            score (0 forged to 1 real), seen (28 x 28, the drawing as MNIST would have framed it), reads_as (a digit),
            model
        """
        with refusals():
            seen, score, reads_as = judge(gans[model], reader, strokes)
        return {"score": score, "seen": seen.tolist(), "reads_as": reads_as, "model": model}

    return discriminate
