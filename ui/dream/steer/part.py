"""Lay out the steering below the grid."""

from collections.abc import Callable, Mapping

from models.networks.gan import GAN
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.dream.samplers import SAMPLERS, among, is_conditional
from ui.dream.steer.server import WayRequest, live_way
from ui.dream.steer.widget import Steer
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers
from ui.kit.tab import Models


def functions(samplers: Mapping[str, GAN | VAE], reader: Reader) -> list[Callable]:
    """Return what the page calls: way."""

    @answers(WayRequest.parse, samplers)
    def way(request: WayRequest) -> Answer:
        return live_way(request, samplers, reader)

    return [way]


def build(models: Models) -> None:
    """Lay out the part below the grid."""
    samplers = among(models, SAMPLERS)
    conditional = [name for name, model in samplers.items() if is_conditional(model)]
    (way,) = functions(samplers, models["reader"])
    Steer(words("draw", "dream", "steer"), way, conditional, elem_id="steer-room")
