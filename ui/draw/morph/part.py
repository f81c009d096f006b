"""Lay out the morph: the slider between both pads and the frame that it stands on."""

from collections.abc import Callable, Mapping, Sequence

from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.draw.morph.server import FileRequest, WayRequest, live_strip, take_away
from ui.draw.morph.widget import Morph
from ui.draw.vaes import vaes
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers
from ui.kit.tab import Models


def functions(vaes: Mapping[str, VAE], reader: Reader) -> list[Callable]:
    """Return what the page calls: strip and take."""

    @answers(WayRequest.parse, vaes)
    def strip(request: WayRequest) -> Answer:
        return live_strip(request, vaes, reader)

    @answers(FileRequest.parse, vaes, heavy=True)
    def take(request: FileRequest) -> Answer:
        return take_away(request, vaes, reader)

    return [strip, take]


def build(models: Models, pairs: Sequence[Mapping[str, int]]) -> None:
    """Lay out the morph between the pads. pairs : {"a": digit, "b": digit} of the try-outs, in their order."""
    strip, take = functions(vaes(models), models["reader"])
    Morph(words("draw"), strip, take, pairs=pairs, elem_id="between")
