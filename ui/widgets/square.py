"""A square between four drawings, and the sum A − B + C."""

import gradio as gr

from ui.widgets.assets import joined

SCRIPTS = ("fields.js", "reading.js", "ink.js", "work.js", "tiles.js", "plane.js", "square.js")


class Square(gr.HTML):
    """Fetches the frames of the square with one call of `square` (see `ui.square.live_square`) while it is unfolded,
    then follows the pointer alone.

    words : both languages' texts, as ui.text.words gives them
    examples : {digit: strokes} of our own drawings; first : {"c": digit, "d": digit}, what lies on its sheets at first

    Listens to the channels "point-a" and "point-b".
    """

    def __init__(self, words, square, examples, first, **kwargs):
        super().__init__(
            html_template=joined("square.html"),
            css_template=joined("fields.css", "fold.css", "plane.css", "square.css"),
            js_on_load=joined(*SCRIPTS),
            apply_default_css=False,
            server_functions=[square],
            words=words,
            examples=examples,
            first=first,
            **kwargs,
        )
