"""A square between four drawings, and the sum A − B + C."""

from ui.widgets.assets import Widget


class Square(Widget):
    """Fetches the frames of the square with one call of `square` (see `ui.square.live_square`) while it is unfolded,
    then follows the pointer alone.

    words : both languages' texts, as ui.text.words gives them
    examples : {digit: strokes} of our own drawings; first : {"c": digit, "d": digit}, what lies on its sheets at first

    Listens to the channels "point-a" and "point-b".
    """

    template = "square.html"
    fold = "square"
    styles = ("fields.css", "fold.css", "plane.css", "square.css")
    scripts = ("fields.js", "reading.js", "ink.js", "work.js", "frames.js", "tiles.js", "plane.js", "square.js")

    def __init__(self, words, square, examples, first, **kwargs):
        super().__init__(
            words,
            [square],
            examples=examples,
            first=first,
            **kwargs,
        )
