"""Declare the Filter tab's export."""

from collections.abc import Callable
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class GaborExport(Widget):
    """Lay out buttons that copy the wavelet as code and save the response and the kernel as files.

    Asks `take_away` of ui.filter.export.server about the value of the channel "gabor".

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    take_away : what its script asks
    """

    template = "filter/export/export.html"
    styles = ("kit/controls/form_fields.css", "kit/controls/fold.css", "filter/export/export.css")
    script = "filter/export/export.js"

    def __init__(self, words: Texts, take_away: Callable, **kwargs: Any) -> None:
        super().__init__(
            words,
            [take_away],
            **kwargs,
        )
