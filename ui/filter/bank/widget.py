"""Declare the bank of wavelets."""

from collections.abc import Callable, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class GaborBank(Widget):
    """Lay out a bank of wavelets over the lab's picture: all responses, maps of one scale, energy over direction.

    Asks `responses` of ui.filter.bank.server while it is unfolded and the lab rests.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    show_bank : what its script asks
    scales : of the rows, px; directions : how many columns share half a turn; wavelength : px at scale 1

    Listens to the channel "gabor", and offers a chosen tile to the lab on "gabor-take".
    """

    template = "filter/bank/bank.html"
    styles = ("kit/controls/form_fields.css", "kit/controls/fold.css", "filter/bank/bank.css")
    script = "filter/bank/bank.js"

    def __init__(
        self,
        words: Texts,
        show_bank: Callable,
        scales: Sequence[float],
        directions: int,
        wavelength: float,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            [show_bank],
            scales=list(scales),
            directions=directions,
            wavelength=wavelength,
            **kwargs,
        )
