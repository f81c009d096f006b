"""Declare the paths between digits of the grid."""

from collections.abc import Callable, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Steer(Widget):
    """Lay out paths between digits of the grid: a morph, other digits in the same hand, a closed walk, a square.

    Asks `live_way` of ui.dream.steer.server once for the frames of a path while it is unfolded, then scrubs, plays and
    follows the pointer without the server.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    way : what its script asks
    told : names of the models that are given a conditioning label apart from z

    Takes its digits from the channels "dream-grid" and "steer-take".
    """

    template = "dream/steer/steer.html"
    styles = (
        "kit/controls/slider.css",
        "kit/controls/choice.css",
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "kit/pictures/probability_bands.css",
        "dream/steer/steer.css",
    )
    script = "dream/steer/steer.js"

    def __init__(self, words: Texts, way: Callable, told: Sequence[str], **kwargs: Any) -> None:
        super().__init__(
            words,
            [way],
            told=told,
            **kwargs,
        )
