"""Human or forger? Ten rounds in the browser: the server deals forgeries and frames drawings, and keeps nothing."""

import os
from pathlib import Path

import numpy as np
import torch

from models import latent, mnist, sketch
from ui.dream.game.widget import Game
from ui.dream.samplers import GANS, among
from ui.i18n.catalogue import words
from ui.kit.answers import answered, chosen
from ui.kit.examples import EXAMPLES
from ui.kit.image_codec import packed_ink
from ui.kit.sheet_codec import unpacked_frame
from ui.kit.validation import whole

DIGITS = 10  # one round for each
TRIES = 1_000  # digits that a GAN without labels may draw until each has come up
AT_ONCE = 100
DATA = Path(__file__).resolve().parents[3] / "data"  # where `make train-…` puts MNIST
MNIST_FOLDER = "INKSPACE_MNIST"  # of the environment: another folder that holds it
DRAWN, MNIST = "drawn", "mnist"  # whose hand plays against the forger


@torch.inference_mode()
def forgeries(gan, reader, order, seed):
    """A forgery for each round.

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
    tried : how many digits it drew; 0 where it was told which to draw
    """
    if gan.num_classes:
        return list(order), gan.sample(len(order), label=list(order), seed=seed), [], 0
    found = {digit: [] for digit in order}
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
def scores(gan, x, digits):
    """D of x (n, 1, 28, 28), asked as those digits where it knows any: list of n floats, 0 forged … 1 real."""
    return gan.score(x, digits if gan.num_classes else None).tolist()


def pen_of(forgery):
    """The pen that a digit (28, 28) in 0…1 was drawn with, px, as wide as `sketch.frame` takes one.

    A drawing framed with the pen of the forgery beside it is not given away by its line.
    """
    grey = (forgery * 255).round().astype(np.uint8)
    return round(float(np.clip(sketch.pen_width(grey), *sketch.PENS)), 2) if grey.any() else 2.6


def deal(gans, reader, folder, request):
    """The ten rounds for {model, seed, hand: "drawn" or "mnist"}.

    folder : where MNIST's test digits are, or None

    Returns rounds, ten of {digit, forgery (base64 of 784 grey bytes), forgery_score, pen}, with MNIST's hand also
    human and human_score; absent, the digits that the model could not draw, out of how many that it tried.
    """
    gan = gans[chosen(gans, request.get("model"))]
    seed = whole("seed", request.get("seed"), 0, latent.SEED_LIMIT - 1)
    hand = request.get("hand")
    if hand not in (DRAWN, MNIST) or (hand == MNIST and folder is None):
        raise ValueError(f"hand must be {DRAWN}{f' or {MNIST}' if folder else ''}, got {hand!r:.40}")
    rng = np.random.default_rng(seed)
    digits, x, absent, tried = forgeries(gan, reader, rng.permutation(DIGITS).tolist(), seed)
    x = x.mul(255).round().div(255)  # as the page shows them, so that D and the players judge the same
    rounds = [
        {"digit": digit, "forgery": packed_ink(one.numpy()), "forgery_score": score, "pen": pen_of(one[0].numpy())}
        for digit, one, score in zip(digits, x, scores(gan, x, digits), strict=True)
    ]
    if hand == MNIST:
        human = torch.from_numpy(_from_mnist(folder, digits, rng))
        for one, frame, score in zip(rounds, human, scores(gan, human, digits), strict=True):
            one |= {"human": packed_ink(frame.numpy()), "human_score": score}
    return {"rounds": rounds, "absent": sorted(absent), "tried": tried}


def _from_mnist(folder, digits, rng):
    """A test digit of MNIST for each of `digits`, none twice: (n, 1, 28, 28) float32 in 0…1."""
    x, y = mnist.read(folder)
    rows = []
    for digit in digits:
        rows.append(int(rng.choice(np.setdiff1d(np.flatnonzero(y == digit), rows))))
    return x[rows, None].astype(np.float32) / 255


def judge(gans, reader, request):
    """What became of a drawing for {model, digit, strokes, pen}.

    Returns frame (base64 of 784 grey bytes: as MNIST would have framed it, drawn with that pen), score (D's, asked as
    that digit where it knows any) and reads_as.
    """
    gan = gans[chosen(gans, request.get("model"))]
    digit = whole("digit", request.get("digit"), 0, 9)
    text = packed_ink(sketch.frame(request.get("strokes"), request.get("pen")))
    x = torch.from_numpy(unpacked_frame(text).astype(np.float32) / 255)[None, None]
    with torch.inference_mode():
        reads_as = int(reader.predict_proba(x).argmax())
    return {"frame": text, "score": scores(gan, x, [digit])[0], "reads_as": reads_as}


def build(models):
    """Lay out the part inside the current gr.Tab; a sentence where no GAN is there."""
    present, reader = among(models, GANS), models["reader"]
    folder = mnist.find(os.environ.get(MNIST_FOLDER) or DATA)

    def deal_rounds(request):
        return answered(deal, present, reader, folder, request)

    def judge_drawing(request):
        return answered(judge, present, reader, request)

    texts = words("dream", "draw", "critic", "game")
    functions = [deal_rounds, judge_drawing]
    Game(texts, functions, EXAMPLES, list(present), GANS, mnist=folder is not None, elem_id="game-room")
