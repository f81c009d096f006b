"""Declare the close view of the wavelet."""

from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class GaborKernel(Widget):
    """Lay out the wavelet from close by: its surfaces, its sections, and its transfer function.

    words : both languages' texts, as ui.i18n.catalogue.words returns them

    Listens to the channel "gabor-kernel"; "gabor-detail" is true while it is unfolded, so that the lab asks for the
    details too.
    """

    template = "filter/kernel/kernel.html"
    styles = ("kit/controls/form_fields.css", "kit/controls/fold.css", "filter/kernel/kernel.css")
    script = "filter/kernel/kernel.js"

    def __init__(self, words: Texts, **kwargs: Any) -> None:
        super().__init__(
            words,
            **kwargs,
        )
