"""Buttons of the Filter tab that copy the wavelet as code and save the response and the kernel as files."""

import gradio as gr

from ui.widgets.assets import joined


class GaborExport(gr.HTML):
    """Asks `take_away` (see `ui.filter_export`) about what `FilterLab` published on the page's channel "gabor".

    words : both languages' texts, as ui.text.words gives them
    """

    def __init__(self, words, take_away, **kwargs):
        super().__init__(
            html_template=joined("gabor_export.html"),
            css_template=joined("fields.css", "fold.css", "gabor_export.css"),
            js_on_load=joined("saved.js", "gabor_export.js"),
            apply_default_css=False,
            server_functions=[take_away],
            words=words,
            **kwargs,
        )
