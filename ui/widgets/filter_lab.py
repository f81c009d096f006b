"""The Filter tab's widget: a picture, three sliders, the response, and the wavelet itself."""

from pathlib import Path

import gradio as gr

HERE = Path(__file__).parent


class FilterLab(gr.HTML):
    """Asks `filter_picture`, `show_picture` and `show_thumbs` (see `ui.filter`) and paints what comes.

    words : both languages' texts, as ui.text.words gives them
    controls : {"sigma": {"low", "high", "step", "first"}, "theta": …, "scale": …}
    names : the project's own pictures; the first is shown at first
    """

    def __init__(self, words, server_functions, controls, names, **kwargs):
        super().__init__(
            html_template=(HERE / "filter_lab.html").read_text(encoding="utf-8"),
            css_template=_joined("fields.css", "filter_lab.css"),
            js_on_load=_joined("fields.js", "filter_lab.js"),
            apply_default_css=False,
            server_functions=server_functions,
            words=words,
            controls=controls,
            names=list(names),
            **kwargs,
        )


def _joined(*files):
    return "".join((HERE / file).read_text(encoding="utf-8") for file in files)
