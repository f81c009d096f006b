"""Declare the toolbar of the Draw tab."""

from collections.abc import Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class DrawBar(Widget):
    """Lay out the choice of the VAE for both pads, and links that hold the tab's state.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    models : names of the VAEs that are there, the preferred one first

    Sets the channels "draw-model", "draw-beside", "draw-polish" and "draw-closer". A link is made of the values of
    "drawing-a", "drawing-b" and "morph-state"; opening one sets "put-a", "put-b", "morph-put" and, where something is
    amiss, "draw-notice".
    """

    template = "draw/toolbar/toolbar.html"
    styles = ("kit/controls/button.css", "draw/toolbar/toolbar.css")
    script = "draw/toolbar/toolbar.js"

    def __init__(self, words: Texts, models: Sequence[str], **kwargs: Any) -> None:
        super().__init__(
            words,
            models=models,
            **kwargs,
        )
