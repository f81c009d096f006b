"""The slider between the two drawings, the frame it stands on, and the strip of all frames."""

import gradio as gr

from ui.widgets.assets import joined


class Morph(gr.HTML):
    """Fetches the frames between both drawings with one call of `strip` (see `ui.draw.live_strip`), then scrubs alone.

    words : both languages' texts, as ui.text.words gives them
    first : {"a": digit, "b": digit}, the examples that its button puts on the two pads

    Listens to the channels "drawing-a" and "drawing-b" that the pads publish on.
    """

    def __init__(self, words, strip, first, **kwargs):
        super().__init__(
            html_template=joined("morph.html"),
            css_template=joined("slider.css", "morph.css"),
            js_on_load=joined("reading.js", "morph.js"),
            apply_default_css=False,
            server_functions=[strip],
            words=words,
            first=first,
            **kwargs,
        )
