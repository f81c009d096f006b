"""The slider between the two drawings, the frame it stands on, and the strip of all frames."""

from ui.kit.widget import Widget


class Morph(Widget):
    """Fetches the frames between both drawings with one call of `strip` (see `ui.draw.morph.server.live_strip`), then
    scrubs and plays alone; `take` (see `ui.draw.morph.server.take_away`) makes a file of them.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    first : {"a": digit, "b": digit}, the examples that its button puts on the two pads

    Listens to what the pads announce on the channels "drawing-a", "point-a" and so on; publishes {alpha, path} on
    "morph-state" and goes where "morph-put" says with the same.
    """

    template = "draw/morph/morph.html"
    styles = (
        "kit/controls/slider.css",
        "kit/controls/choice.css",
        "kit/pictures/probability_bands.css",
        "draw/morph/morph.css",
    )
    script = "draw/morph/morph.js"

    def __init__(self, words, strip, take, first, **kwargs):
        super().__init__(
            words,
            [strip, take],
            first=first,
            **kwargs,
        )
