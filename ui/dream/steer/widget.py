"""Steering between digits of the grid: a morph, other digits in the same hand, a walk that comes back, a square."""

from ui.kit.widget import Widget


class Steer(Widget):
    """Fetches the frames of a way with one call of `way` (see `ui.dream.steer.server.live_way`) while it is unfolded,
    then scrubs, plays and follows the pointer alone.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    told : names of the models that are told which digit to draw, apart from z

    Takes its digits from the channel "dream-grid", and from "steer-take" {tile, slot: "from", "to" or "walk"}.
    """

    template = "dream/steer/steer.html"
    styles = (
        "kit/controls/slider.css",
        "kit/controls/choice.css",
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "kit/pictures/probability_bands.css",
        "dream/steer/steer.css",
    )
    script = "dream/steer/steer.js"

    def __init__(self, words, way, told, **kwargs):
        super().__init__(
            words,
            [way],
            told=told,
            **kwargs,
        )
