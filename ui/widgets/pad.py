"""A sheet to draw a digit on, and under it, live, what the models make of the drawing."""

from pathlib import Path

import gradio as gr

HERE = Path(__file__).parent


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
            html_template=(HERE / "pad.html").read_text(encoding="utf-8"),
            css_template=(HERE / "pad.css").read_text(encoding="utf-8"),
            js_on_load="".join(
                (HERE / file).read_text(encoding="utf-8") for file in ("ink.js", "reading.js", "pad.js")
            ),
            apply_default_css=False,
            server_functions=[live_reconstruct],
            words=words,
            pad=name,
            examples=examples,
            first=first,
            **kwargs,
        )
