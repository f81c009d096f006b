"""The slider between the two drawings, the frame it stands on, and the strip of all frames."""

from ui.widgets.assets import Widget


class Morph(Widget):
    """Fetches the frames between both drawings with one call of `strip` (see `ui.morph.live_strip`), then scrubs and
    plays alone; `take` (see `ui.morph.take_away`) makes a file of them.

    words : both languages' texts, as ui.text.words gives them
    first : {"a": digit, "b": digit}, the examples that its button puts on the two pads

    Listens to what the pads announce on the channels "drawing-a", "point-a" and so on; publishes {alpha, path} on
    "morph-state" and goes where "morph-put" says with the same.
    """

    template = "morph.html"
    styles = ("slider.css", "choice.css", "bands.css", "morph.css")
    scripts = (
        "reading.js",
        "colours.js",
        "digits.js",
        "plot.js",
        "work.js",
        "frames.js",
        "film.js",
        "band.js",
        "player.js",
        "saved.js",
        "morph.js",
    )

    def __init__(self, words, strip, take, first, **kwargs):
        super().__init__(
            words,
            [strip, take],
            first=first,
            **kwargs,
        )
