"""Buttons of the Filter tab that copy the wavelet as code and save the response and the kernel as files."""

from ui.kit.widget import Widget


class GaborExport(Widget):
    """Asks `take_away` (see `ui.filter.export.server`) about what `FilterLab` published on the page's channel "gabor".

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    """

    template = "filter/export/export.html"
    styles = ("kit/controls/form_fields.css", "kit/controls/fold.css", "filter/export/export.css")
    script = "filter/export/export.js"

    def __init__(self, words, take_away, **kwargs):
        super().__init__(
            words,
            [take_away],
            **kwargs,
        )
