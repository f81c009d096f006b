"""Declare the pads of the Draw tab."""

from collections.abc import Callable, Sequence
from typing import Any

from models.sketch.examples import Examples
from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Pad(Widget):
    """Lay out a pad: a sheet to draw a digit on and, under it, live, its reconstruction and the reader's prediction.

    Asks `live_reconstruct` of ui.draw.pad.server while the pen moves, and `polish` once it rests; `sample_digit` and
    `frame_picture` bring other pictures onto the sheet.

    name : "a" or "b"; its elements are #pad-a, #seen-a, #recon-a
    words : both languages' texts, as ui.i18n.catalogue.words returns them
    server_functions : [live_reconstruct, polish, sample_digit, frame_picture]
    examples : {digit: strokes} of the project's drawings; first : the digit that the example button begins with
    models : names of the VAEs that are there, the preferred one first; sampling : those that can sample a given digit

    Sets the channels "drawing-<name>" with each change, "point-<name>" with each answer, "draw-used", "draw-again" and,
    to copy its drawing, the other pad's "put-…". Listens to "put-<name>", "example-<name>", "draw-again" and the
    choices of the toolbar; pad A also shows the sentences of "draw-notice".
    """

    template = "draw/pad/pad.html"
    styles = ("kit/controls/button.css", "draw/pad/pad.css", "draw/pad/views.css", "draw/pad/closer_look.css")
    script = "draw/pad/pad.js"

    def __init__(
        self,
        name: str,
        words: Texts,
        server_functions: Sequence[Callable],
        examples: Examples,
        first: int,
        models: Sequence[str],
        sampling: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            server_functions,
            pad=name,
            examples=examples,
            first=first,
            models=models,
            sampling=sampling,
            **kwargs,
        )
