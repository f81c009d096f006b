"""Declare the list of errata."""

from collections.abc import Callable, Sequence

from ui.i18n.catalogue import words
from ui.kit.widget import Widget
from ui.learn.figures.figure import Figure


class Errata(Figure):
    """List where the articles need mending. Asks `errata` of ui.learn.chapters.errata.found."""

    figure = "errata"
    own_styles = ("learn/figures/errata/errata.css",)

    def __init__(self, functions: Sequence[Callable]) -> None:
        texts = words("learn.figure", "errata", "learn.errata")
        Widget.__init__(self, texts, functions, absent=[], elem_id="learn-errata")
