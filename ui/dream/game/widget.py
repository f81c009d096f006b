"""Declare the game of human or forger."""

from collections.abc import Callable, Sequence
from typing import Any

from models.sketch.examples import Examples
from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Game(Widget):
    """Lay out a game of ten rounds, human or forger, which the browser's memory alone keeps.

    Asks `deal` of ui.dream.game.server once for the forgeries, and has `judge` frame and score each drawing.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    functions : [deal_rounds, judge_drawing]
    examples : {digit: strokes} of the project's drawings, for players who cannot draw
    models : names of the GANs that are there; wanted : of all that could be
    mnist : whether MNIST's test digits can take the place of drawing

    Begins with the GAN of the channel "dream-model".
    """

    template = "dream/game/game.html"
    styles = (
        "kit/controls/choice.css",
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "kit/drawing/sheet_tools.css",
        "dream/game/game.css",
    )
    script = "dream/game/game.js"

    def __init__(
        self,
        words: Texts,
        functions: Sequence[Callable],
        examples: Examples,
        models: Sequence[str],
        wanted: Sequence[str],
        mnist: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            functions,
            examples=examples,
            models=models,
            wanted=wanted,
            mnist=mnist,
            **kwargs,
        )
