"""A square between four drawings, and the sum A − B + C."""

from ui.kit.widget import Widget


class Square(Widget):
    """Fetches the frames of the square with one call of `square` (see `ui.draw.four_corners.server.live_square`)
    while it is unfolded, then follows the pointer alone.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    examples : {digit: strokes} of our own drawings; first : {"c": digit, "d": digit}, what lies on its sheets at first

    Listens to the channels "point-a" and "point-b".
    """

    template = "draw/four_corners/four_corners.html"
    fold = "square"
    styles = (
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "draw/four_corners/four_corners.css",
    )
    script = "draw/four_corners/four_corners.js"

    def __init__(self, words, square, examples, first, **kwargs):
        super().__init__(
            words,
            [square],
            examples=examples,
            first=first,
            **kwargs,
        )
