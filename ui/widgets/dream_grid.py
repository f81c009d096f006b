"""The Dream tab's widget: number, seed and digit, the grid of what they give, and a count of what it reads as."""

from pathlib import Path

import gradio as gr

HERE = Path(__file__).parent


class DreamGrid(gr.HTML):
    """Asks `sample_digits` (see `ui.dream.answer`) and shows what comes.

    words : both languages' texts, as ui.text.words gives them
    first : {"n": int, "seed": str}, what is asked for when the tab is first seen
    labelled : whether the GAN can be asked for a certain digit
    """

    def __init__(self, words, sample_digits, first, labelled, **kwargs):
        super().__init__(
            html_template=(HERE / "dream_grid.html").read_text(encoding="utf-8"),
            css_template=_joined("fields.css", "dream_grid.css"),
            js_on_load=_joined("fields.js", "dream_grid.js"),
            apply_default_css=False,
            server_functions=[sample_digits],
            words=words,
            first=first,
            labelled=labelled,
            **kwargs,
        )


def _joined(*files):
    return "".join((HERE / file).read_text(encoding="utf-8") for file in files)
