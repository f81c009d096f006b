"""Which model draws, and a link to all that lies on the Draw tab."""

import gradio as gr

from ui.widgets.assets import joined


class DrawBar(gr.HTML):
    """Chooses the VAE for both sheets, and writes and reads the links that hold the tab's state.

    words : both languages' texts, as ui.text.words gives them
    models : names of the VAEs that are there, the preferred one first

    Sets the channels "draw-model" and "draw-beside" (a second VAE or null). A link is made of what "drawing-a",
    "drawing-b" and "morph-state" {alpha, path} hold, and opened by "put-a", "put-b" and "morph-put".
    """

    def __init__(self, words, models, **kwargs):
        super().__init__(
            html_template=joined("draw_bar.html"),
            css_template=joined("draw_bar.css"),
            js_on_load=joined("lab_picture.js", "draw_choice.js", "draw_link.js", "draw_bar.js"),
            apply_default_css=False,
            words=words,
            models=models,
            **kwargs,
        )
