"""Lay out the critic."""

from collections.abc import Callable, Mapping

from models.networks.gan import GAN
from models.networks.reader import Reader
from models.sketch.examples import EXAMPLES
from ui.dream.critic.server import CriticRequest, ForgeryRequest, criticise, forge, percentiles
from ui.dream.critic.widget import Critic
from ui.dream.samplers import GANS, among
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers
from ui.kit.tab import Models

FIRST = 3  # the digit that lies on the sheet at first


def functions(gans: Mapping[str, GAN], reader: Reader) -> list[Callable]:
    """Return what the page calls: ask_critics and ask_forger."""

    @answers(CriticRequest.parse)
    def ask_critics(request: CriticRequest) -> Answer:
        return criticise(request, gans, reader)

    @answers(ForgeryRequest.parse, gans)
    def ask_forger(request: ForgeryRequest) -> Answer:
        return forge(request, gans)

    return [ask_critics, ask_forger]


def build(models: Models) -> None:
    """Lay out the part inside the current gr.Tab; a sentence where no GAN is there."""
    present = among(models, GANS)
    Critic(
        words("dream", "draw", "critic"),
        functions(present, models["reader"]),
        EXAMPLES,
        FIRST,
        list(present),
        GANS,
        [name for name, gan in present.items() if gan.num_classes],
        {name: percentiles(name) for name in present},
        elem_id="critic-room",
    )
