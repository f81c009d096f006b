"""A sheet to draw a digit on, and under it, live, what the models make of the drawing."""

import gradio as gr

from ui.widgets.assets import joined


class Pad(gr.HTML):
    """Sends its strokes to `live_reconstruct` (see `ui.draw.live_reconstruction`) while the pen moves.

    name : "a" or "b"; its elements are #pad-a, #seen-a, #recon-a
    words : both languages' texts, as ui.text.words gives them
    examples : {digit: strokes} of our own drawings; first : the digit that the example button begins with

    Publishes {strokes, resting} on the page's channel "drawing-<name>" with each change, draws the example that
    is asked for on the channel "example-<name>", and asks a lost server again on the channel "draw-again".
    """

    def __init__(self, name, words, live_reconstruct, examples, first, **kwargs):
        super().__init__(
            html_template=joined("pad.html"),
            css_template=joined("pad.css"),
            js_on_load=joined("ink.js", "reading.js", "pad.js"),
            apply_default_css=False,
            server_functions=[live_reconstruct],
            words=words,
            pad=name,
            examples=examples,
            first=first,
            **kwargs,
        )
