"""The wavelet from close by: its surfaces, its sections, and what it does to each frequency."""

from ui.widgets.assets import Widget


class GaborKernel(Widget):
    """Paints what `FilterLab` publishes on the page's channel "gabor-kernel"; while it is unfolded, "gabor-detail" is
    true, so that the details come too.

    words : both languages' texts, as ui.text.words gives them
    """

    template = "gabor_kernel.html"
    styles = ("fields.css", "fold.css", "gabor_kernel.css")
    scripts = ("colours.js", "surface.js", "plot.js", "gabor_kernel.js")

    def __init__(self, words, **kwargs):
        super().__init__(
            words,
            **kwargs,
        )
