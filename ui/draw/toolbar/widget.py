"""Which model draws, and a link to all that lies on the Draw tab."""

from ui.kit.widget import Widget


class DrawBar(Widget):
    """Chooses the VAE for both sheets, and writes and reads the links that hold the tab's state.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    models : names of the VAEs that are there, the preferred one first

    Sets the channels "draw-model" and "draw-beside" (a second VAE or null). A link is made of what "drawing-a",
    "drawing-b" and "morph-state" {alpha, path} hold, and opened by "put-a", "put-b" and "morph-put".
    """

    template = "draw/toolbar/toolbar.html"
    styles = ("kit/controls/button.css", "draw/toolbar/toolbar.css")
    script = "draw/toolbar/toolbar.js"

    def __init__(self, words, models, **kwargs):
        super().__init__(
            words,
            models=models,
            **kwargs,
        )
