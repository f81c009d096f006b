"""Declare the square between four drawings."""

from collections.abc import Callable, Mapping
from typing import Any

from models.sketch.examples import Examples
from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Square(Widget):
    """Lay out a square between four drawings, and the sum A − B + C.

    Asks `live_square` of ui.draw.four_corners.server once for all frames while it is unfolded, then follows the pointer
    without the server.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    square : what its script asks
    examples : {digit: strokes} of the project's drawings; first : {"c": digit, "d": digit}, the examples shown at first

    Listens to the channels "point-a", "point-b" and "draw-again".
    """

    template = "draw/four_corners/four_corners.html"
    fold = "square"
    styles = (
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "draw/four_corners/four_corners.css",
    )
    script = "draw/four_corners/four_corners.js"

    def __init__(
        self, words: Texts, square: Callable, examples: Examples, first: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(
            words,
            [square],
            examples=examples,
            first=first,
            **kwargs,
        )
