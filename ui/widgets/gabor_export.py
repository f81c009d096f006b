"""Buttons of the Filter tab that copy the wavelet as code and save the response and the kernel as files."""

from ui.widgets.assets import Widget


class GaborExport(Widget):
    """Asks `take_away` (see `ui.filter_export`) about what `FilterLab` published on the page's channel "gabor".

    words : both languages' texts, as ui.text.words gives them
    """

    template = "gabor_export.html"
    styles = ("fields.css", "fold.css", "gabor_export.css")
    scripts = ("saved.js", "gabor_export.js")

    def __init__(self, words, take_away, **kwargs):
        super().__init__(
            words,
            [take_away],
            **kwargs,
        )
