"""Lay out the square between four drawings."""

from collections.abc import Callable, Mapping

from models.networks.reader import Reader
from models.networks.vae import VAE
from models.sketch.examples import EXAMPLES
from ui.draw.four_corners.server import SquareRequest, live_square
from ui.draw.four_corners.widget import Square
from ui.draw.vaes import vaes
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers
from ui.kit.tab import Models

FIRST = {"c": 0, "d": 7}  # the digits that lie on its own two sheets at first


def functions(vaes: Mapping[str, VAE], reader: Reader) -> list[Callable]:
    """Return what the page calls: square."""

    @answers(SquareRequest.parse, vaes)
    def square(request: SquareRequest) -> Answer:
        return live_square(request, vaes, reader)

    return [square]


def build(models: Models) -> None:
    """Lay out the part below the morph."""
    (square,) = functions(vaes(models), models["reader"])
    Square(words("draw", "square"), square, EXAMPLES, FIRST, elem_id="square-room")
