"""Steering between digits of the grid: a morph, other digits in the same hand, a walk that comes back, a square."""

from ui.widgets.assets import Widget


class Steer(Widget):
    """Fetches the frames of a way with one call of `way` (see `ui.steer.live_way`) while it is unfolded, then scrubs,
    plays and follows the pointer alone.

    words : both languages' texts, as ui.text.words gives them
    told : names of the models that are told which digit to draw, apart from z

    Takes its digits from the channel "dream-grid", and from "steer-take" {tile, slot: "from", "to" or "walk"}.
    """

    template = "steer.html"
    styles = ("slider.css", "choice.css", "fields.css", "fold.css", "plane.css", "bands.css", "steer.css")
    scripts = (
        "fields.js",
        "reading.js",
        "colours.js",
        "digits.js",
        "plot.js",
        "frames.js",
        "film.js",
        "tiles.js",
        "plane.js",
        "band.js",
        "player.js",
        "steer_slots.js",
        "steer.js",
    )

    def __init__(self, words, way, told, **kwargs):
        super().__init__(
            words,
            [way],
            told=told,
            **kwargs,
        )
