"""Declare the part of each chapter that shows its code."""

from collections.abc import Callable, Sequence

from ui.i18n.catalogue import words
from ui.kit.widget import Widget
from ui.learn.figures.figure import Figure


class Code(Figure):
    """Show a chapter's code, tied to formulas and figures. Asks `answer` of ui.learn.chapters.code.part.

    of : the chapter
    """

    figure = "code"
    own_styles = ("kit/controls/fold.css", "learn/figures/code/code.css")

    def __init__(self, functions: Sequence[Callable], of: str) -> None:
        texts = words("learn.figure", "learn.code")
        Widget.__init__(self, texts, functions, absent=[], of=of, elem_id=f"learn-code_{of}")
