"""Lay out the game "Human or forger?"."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from models import mnist
from models.networks.gan import GAN
from models.networks.reader import Reader
from models.sketch.examples import EXAMPLES
from ui.dream.game.server import DealRequest, JudgeRequest, deal, judge
from ui.dream.game.widget import Game
from ui.dream.samplers import GANS, among
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers
from ui.kit.tab import Models

DATA = Path(__file__).resolve().parents[3] / "data"  # where `make train-…` puts MNIST
MNIST_FOLDER = "INKSPACE_MNIST"  # of the environment: another folder that holds it


def functions(gans: Mapping[str, GAN], reader: Reader, folder: Path | None) -> list[Callable]:
    """Return what the page calls: deal_rounds and judge_drawing. folder : with MNIST's test digits, or None"""

    @answers(DealRequest.parse, gans, folder)
    def deal_rounds(request: DealRequest) -> Answer:
        return deal(request, gans, reader, folder)

    @answers(JudgeRequest.parse, gans)
    def judge_drawing(request: JudgeRequest) -> Answer:
        return judge(request, gans, reader)

    return [deal_rounds, judge_drawing]


def build(models: Models) -> None:
    """Lay out the part inside the current gr.Tab; a sentence where no GAN is there."""
    present = among(models, GANS)
    folder = mnist.find(os.environ.get(MNIST_FOLDER) or DATA)
    texts = words("dream", "draw", "critic", "game")
    called = functions(present, models["reader"], folder)
    Game(texts, called, EXAMPLES, list(present), GANS, mnist=folder is not None, elem_id="game-room")
