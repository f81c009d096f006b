"""Declare the grid of the Dream tab."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class DreamGrid(Widget):
    """Lay out the grid: its settings, the digits that a model draws, what they read as, and one of them enlarged.

    Asks `pictures`, then `about`, and `file` for files, all of ui.dream.grid.server.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    functions : [sample_digits, read_digits, take_digits]
    first : {"n": int, "seed": str, "temperature": float}, the settings at first
    able : {name of a model: whether a certain digit can be requested of it}, the preferred one first

    Sets the channels "dream-model", "dream-grid", "dream-tile" and "steer-take"; sends digits to "put-a", "put-b" and
    "filter-picture".
    """

    template = "dream/grid/grid.html"
    styles = (
        "kit/controls/slider.css",
        "kit/controls/choice.css",
        "kit/controls/form_fields.css",
        "dream/grid/grid.css",
        "dream/grid/tools.css",
        "dream/grid/bars.css",
    )
    script = "dream/grid/grid.js"

    def __init__(
        self,
        words: Texts,
        functions: Sequence[Callable],
        first: Mapping[str, Any],
        able: Mapping[str, bool],
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            functions,
            first=first,
            able=able,
            **kwargs,
        )
