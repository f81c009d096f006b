"""The Dream tab's widget: number, seed and digit, the grid of what they give, and a count of what it reads as."""

import gradio as gr

from ui.widgets.assets import joined


class DreamGrid(gr.HTML):
    """Asks `sample_digits` (see `ui.dream.answer`) and shows what comes.

    words : both languages' texts, as ui.text.words gives them
    first : {"n": int, "seed": str}, what is asked for when the tab is first seen
    labelled : whether the GAN can be asked for a certain digit
    """

    def __init__(self, words, sample_digits, first, labelled, **kwargs):
        super().__init__(
            html_template=joined("dream_grid.html"),
            css_template=joined("slider.css", "fields.css", "dream_grid.css"),
            js_on_load=joined("fields.js", "dream_grid.js"),
            apply_default_css=False,
            server_functions=[sample_digits],
            words=words,
            first=first,
            labelled=labelled,
            **kwargs,
        )
