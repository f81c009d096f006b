"""Answer the game "Human or forger?": deal forgeries for ten rounds and judge drawings, and keep nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch

from models import latent, mnist, sketch
from models.networks.gan import GAN
from models.networks.reader import Reader
from models.sketch import distance_field
from ui.kit.answers import Answer
from ui.kit.image_codec import packed_ink
from ui.kit.model_inputs import batch, model_name
from ui.kit.validation import Fields, whole

DIGITS = 10  # one round for each
TRIES = 1_000  # digits that a GAN without labels may draw until each has come up
AT_ONCE = 100
DRAWN, MNIST = "drawn", "mnist"  # whose hand plays against the forger


@dataclass(frozen=True)
class DealRequest:
    """A game to be dealt."""

    model: str
    seed: int
    hand: str  # DRAWN or MNIST

    @classmethod
    def parse(cls, fields: Fields, gans: Mapping[str, GAN], folder: Path | None) -> Self:
        """Read {model, seed, hand}; MNIST's hand needs the folder with its digits. Raises ValueError for others."""
        model = model_name(gans, fields.get("model"))
        seed = whole("seed", fields.get("seed"), 0, latent.SEED_LIMIT - 1)
        hand = fields.get("hand")
        if hand not in (DRAWN, MNIST) or (hand == MNIST and folder is None):
            raise ValueError(f"hand must be {DRAWN}{f' or {MNIST}' if folder else ''}, got {hand!r:.40}")
        return cls(model, seed, hand)


@dataclass(frozen=True)
class JudgeRequest:
    """A drawing to be judged."""

    model: str
    digit: int  # 0…9, what the drawing is to be
    frame: np.ndarray  # (28, 28) float32 in 0…1: the drawing as MNIST would have framed it

    @classmethod
    def parse(cls, fields: Fields, gans: Mapping[str, GAN]) -> Self:
        """Read {model, digit, strokes, pen}. Raises ValueError for anything else."""
        model = model_name(gans, fields.get("model"))
        digit = whole("digit", fields.get("digit"), 0, 9)
        pen: Any = fields.get("pen")  # checked with the strokes
        return cls(model, digit, sketch.frame(fields.get("strokes"), pen))


@torch.inference_mode()
def forgeries(
    gan: GAN, reader: Reader, order: Sequence[int], seed: int
) -> tuple[list[int], torch.Tensor, list[int], int]:
    """Draw a forgery for each round.

    Parameters
    ----------
    gan, reader : modules from models.load
    order : list of the ten digits, as the rounds ask for them
    seed : int
        Same seed, same forgeries.

    Returns
    -------
    digits : list of ten ints
        `order`, or where the GAN was trained without labels and could not draw one of them, another that it could.
    x : (10, 1, 28, 28) float32 tensor in 0…1
    absent : list of ints, the digits that it could not draw
    tried : how many digits it drew until then; 0 where it was given labels
    """
    if gan.num_classes:
        return list(order), gan.sample(len(order), label=list(order), seed=seed), [], 0
    found: dict[int, list[torch.Tensor]] = {digit: [] for digit in order}
    tried = 0
    for z in latent.prior(TRIES, gan.latent_dim, seed).split(AT_ONCE):
        x = latent.in_blocks(gan.generate, z, size=gan.block)
        for one, digit in zip(x, reader.predict_proba(x).argmax(1).tolist(), strict=True):
            found[digit].append(one)
        tried += len(z)
        if all(found.values()):
            break
    absent = [digit for digit in order if not found[digit]]
    picked = [(digit, found[digit].pop(0)) for digit in order if found[digit]]
    while len(picked) < len(order):  # what is missing comes from the digits that it draws most
        digit = max(order, key=lambda each: (len(found[each]), -order.index(each)))
        picked.append((digit, found[digit].pop(0)))
    return [digit for digit, _ in picked], torch.stack([one for _, one in picked]), absent, tried


@torch.inference_mode()
def scores(gan: GAN, x: torch.Tensor, digits: list[int]) -> list[float]:
    """Score x (n, 1, 28, 28) with D, as those digits where it is conditional: n floats, 0 forged … 1 real."""
    return gan.score(x, digits if gan.num_classes else None).tolist()


def pen_of(forgery: np.ndarray) -> float:
    """Measure the pen that a digit (28, 28) in 0…1 was drawn with, px, within the widths that `sketch.frame` takes.

    A drawing framed with the pen of the forgery beside it is not given away by its line.
    """
    grey = (forgery * 255).round().astype(np.uint8)
    if not grey.any():
        return distance_field.PEN
    return round(float(np.clip(sketch.pen_width(grey), *sketch.PENS)), 2)


def deal(request: DealRequest, gans: Mapping[str, GAN], reader: Reader, folder: Path | None) -> Answer:
    """Return the ten rounds of a game.

    folder : where MNIST's test digits are, or None

    rounds, ten of {digit, forgery (base64 of 784 grey bytes), forgery_score, pen}, with MNIST's hand also human and
    human_score; absent, the digits that the model could not draw, out of how many that it tried
    """
    gan, rng = gans[request.model], np.random.default_rng(request.seed)
    digits, x, absent, tried = forgeries(gan, reader, rng.permutation(DIGITS).tolist(), request.seed)
    x = x.mul(255).round().div(255)  # as the page shows them, so that D and the players judge the same
    rounds: list[dict[str, Any]] = [
        {"digit": digit, "forgery": packed_ink(one.numpy()), "forgery_score": score, "pen": pen_of(one[0].numpy())}
        for digit, one, score in zip(digits, x, scores(gan, x, digits), strict=True)
    ]
    if request.hand == MNIST and folder is not None:
        human = torch.from_numpy(_from_mnist(folder, digits, rng))
        for one, frame, score in zip(rounds, human, scores(gan, human, digits), strict=True):
            one |= {"human": packed_ink(frame.numpy()), "human_score": score}
    return {"rounds": rounds, "absent": sorted(absent), "tried": tried}


def _from_mnist(folder: Path, digits: Sequence[int], rng: np.random.Generator) -> np.ndarray:
    """Pick a test digit of MNIST for each of `digits`, none twice: (n, 1, 28, 28) float32 in 0…1."""
    x, y = mnist.read(folder)
    rows: list[int] = []
    for digit in digits:
        rows.append(int(rng.choice(np.setdiff1d(np.flatnonzero(y == digit), rows))))
    return x[rows, None].astype(np.float32) / 255


def judge(request: JudgeRequest, gans: Mapping[str, GAN], reader: Reader) -> Answer:
    """Return a drawing's frame (base64 of 784 grey bytes), its score, and reads_as, the digit that the reader sees.

    The score is D's, as the digit it was to be where D is conditional.
    """
    x = batch((request.frame * 255).round() / 255)  # as the page shows it
    with torch.inference_mode():
        reads_as = int(reader.predict_proba(x).argmax())
    score = scores(gans[request.model], x, [request.digit])[0]
    return {"frame": packed_ink(request.frame), "score": score, "reads_as": reads_as}
