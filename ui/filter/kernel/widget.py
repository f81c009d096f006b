"""The wavelet from close by: its surfaces, its sections, and what it does to each frequency."""

from ui.kit.widget import Widget


class GaborKernel(Widget):
    """Paints what `FilterLab` publishes on the page's channel "gabor-kernel"; while it is unfolded, "gabor-detail" is
    true, so that the details come too.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    """

    template = "filter/kernel/kernel.html"
    styles = ("kit/controls/form_fields.css", "kit/controls/fold.css", "filter/kernel/kernel.css")
    script = "filter/kernel/kernel.js"

    def __init__(self, words, **kwargs):
        super().__init__(
            words,
            **kwargs,
        )
