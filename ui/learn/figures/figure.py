"""Declare what a figure of the Learn tab is: a widget that asks the server once it is scrolled to."""

from collections.abc import Callable, Sequence
from typing import Any

from ui.i18n.catalogue import words
from ui.kit.widget import Widget

STYLES = (
    "kit/controls/slider.css",
    "kit/controls/choice.css",
    "kit/controls/button.css",
    "kit/controls/draggable_plane.css",
    "learn/figures/figure.css",
)


class Figure(Widget):
    """Lay out a figure of a chapter; a subclass names it and the styles that it adds.

    figure : such as "planes": its files are planes.html and .js beside the module that declares it, its texts have the
        keys learn.planes.…
    own_styles : beyond those that all figures have
    functions : what its script asks of the server
    absent : names of models that it needs and that are not loaded; it then names them instead of asking
    """

    figure: str = ""
    own_styles: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        if not cls.figure:  # what the figures of a chapter share
            return
        folder = cls.__module__.split(".")[-2]
        cls.template, cls.script = (f"learn/figures/{folder}/{cls.figure}.{kind}" for kind in ("html", "js"))
        cls.styles = (*STYLES, *cls.own_styles)

    def __init__(self, functions: Sequence[Callable] = (), absent: Sequence[str] = (), **kwargs: Any) -> None:
        # The Draw tab has the sentences that tell what a digit reads as.
        texts = words("draw", "learn.figure", f"learn.{self.figure}")
        super().__init__(texts, functions, absent=list(absent), elem_id=f"learn-{self.figure}", **kwargs)
