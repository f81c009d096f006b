"""Declare the morph between the two drawings."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Morph(Widget):
    """Lay out the slider between the two drawings, the frame at its position, and the strip of all frames.

    Asks `live_strip` of ui.draw.morph.server once for the frames between both drawings, then scrubs and plays without
    the server; `take_away` makes a file of them.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    strip, take : what its script asks
    pairs : {"a": digit, "b": digit} each, the examples that its button puts on the two pads, one pair after the other

    Listens to the channels "drawing-a", "drawing-b", "point-a", "point-b", "draw-again" and "morph-put"; sets
    "morph-state", "example-a" and "example-b".
    """

    template = "draw/morph/morph.html"
    styles = (
        "kit/controls/slider.css",
        "kit/controls/choice.css",
        "kit/pictures/probability_bands.css",
        "draw/morph/track.css",
        "draw/morph/morph.css",
    )
    script = "draw/morph/morph.js"

    def __init__(
        self, words: Texts, strip: Callable, take: Callable, pairs: Sequence[Mapping[str, int]], **kwargs: Any
    ) -> None:
        super().__init__(
            words,
            [strip, take],
            pairs=pairs,
            **kwargs,
        )
