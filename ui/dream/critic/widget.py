"""Declare the sheet whose drawing the discriminators score."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.sketch.examples import Examples
from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Critic(Widget):
    """Lay out a sheet to draw on and, beside it, live, the score that each GAN's discriminator gives the drawing.

    Asks `criticise` of ui.dream.critic.server while it is unfolded; `forge` draws a forgery to lay on the sheet.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    functions : [ask_critics, ask_forger]
    examples : {digit: strokes} of the project's drawings; first : the digit that lies on the sheet at first
    models : names of the GANs that are there; wanted : of all that could be; labelled : of the conditional ones
    percentiles : {model: what `percentiles` of ui.dream.critic.server returns}

    Takes drawings from the channels "drawing-a" and "drawing-b", and a tile of the grid from "dream-tile".
    """

    template = "dream/critic/critic.html"
    styles = (
        "kit/controls/button.css",
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "kit/drawing/sheet_tools.css",
        "dream/critic/critic.css",
    )
    script = "dream/critic/critic.js"

    def __init__(
        self,
        words: Texts,
        functions: Sequence[Callable],
        examples: Examples,
        first: int,
        models: Sequence[str],
        wanted: Sequence[str],
        labelled: Sequence[str],
        percentiles: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            functions,
            examples=examples,
            first=first,
            models=models,
            wanted=wanted,
            labelled=labelled,
            percentiles=percentiles,
            **kwargs,
        )
