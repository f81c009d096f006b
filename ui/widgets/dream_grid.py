"""The Dream tab's widget: number, seed and digit, the grid of what they give, and a count of what it reads as."""

from ui.widgets.assets import Widget


class DreamGrid(Widget):
    """Asks `sample_digits` (see `ui.dream.answer`) and shows what comes.

    words : both languages' texts, as ui.text.words gives them
    first : {"n": int, "seed": str}, what is asked for when the tab is first seen
    labelled : whether the GAN can be asked for a certain digit
    """

    template = "dream_grid.html"
    styles = ("slider.css", "fields.css", "dream_grid.css")
    scripts = ("fields.js", "dream_grid.js")

    def __init__(self, words, sample_digits, first, labelled, **kwargs):
        super().__init__(
            words,
            [sample_digits],
            first=first,
            labelled=labelled,
            **kwargs,
        )
