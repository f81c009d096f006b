"""Declare the figures of the chapter on Gabor wavelets."""

from ui.learn.figures.figure import Figure


class Wave(Figure):
    """Plot sections of envelope, wave and their product. Asks `section` of ui.learn.chapters.gabor.server."""

    figure = "wave"
    own_styles = ("learn/figures/two_panels.css",)


class Leak(Figure):
    """Show the cosine part's response to a flat wall. Asks `section` of ui.learn.chapters.gabor.server."""

    figure = "leak"


class Turn(Figure):
    """Show scale and rotation as one matrix. Asks `turned` of ui.learn.chapters.gabor.server."""

    figure = "turn"
    own_styles = ("learn/figures/two_panels.css", "learn/figures/gabor/turn.css")


class Cell(Figure):
    """Separate two textures of one mean. Asks `answer_of_cells` of ui.learn.chapters.gabor.server."""

    figure = "cell"
    own_styles = ("learn/figures/two_panels.css",)
