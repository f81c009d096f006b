"""The wavelet from close by: its surfaces, its sections, and what it does to each frequency."""

import gradio as gr

from ui.widgets.assets import joined


class GaborKernel(gr.HTML):
    """Paints what `FilterLab` publishes on the page's channel "gabor-kernel"; while it is unfolded, "gabor-detail" is
    true, so that the details come too.

    words : both languages' texts, as ui.text.words gives them
    """

    def __init__(self, words, **kwargs):
        super().__init__(
            html_template=joined("gabor_kernel.html"),
            css_template=joined("fields.css", "fold.css", "gabor_kernel.css"),
            js_on_load=joined("colours.js", "surface.js", "plot.js", "gabor_kernel.js"),
            apply_default_css=False,
            words=words,
            **kwargs,
        )
