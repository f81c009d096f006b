"""The Filter tab's widget: a picture, three sliders, the response, and the wavelet itself."""

import gradio as gr

from ui.widgets.assets import joined


class FilterLab(gr.HTML):
    """Asks `filter_picture`, `show_picture` and `show_thumbs` (see `ui.filter`) and paints what comes.

    words : both languages' texts, as ui.text.words gives them
    controls : {"sigma": {"low", "high", "step", "first"}, "theta": …, "scale": …}
    names : the project's own pictures; the first is shown at first
    """

    def __init__(self, words, server_functions, controls, names, **kwargs):
        super().__init__(
            html_template=joined("filter_lab.html"),
            css_template=joined("slider.css", "fields.css", "filter_lab.css"),
            js_on_load=joined("fields.js", "filter_lab.js"),
            apply_default_css=False,
            server_functions=server_functions,
            words=words,
            controls=controls,
            names=list(names),
            **kwargs,
        )
