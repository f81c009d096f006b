"""A bank of wavelets over the lab's picture: a sheet of all responses, maps of one scale, energy over direction."""

from ui.kit.widget import Widget


class GaborBank(Widget):
    """Asks `show_bank` (see `ui.filter.bank.server.answer`) for what the lab publishes on the page's channel "gabor",
    while it is unfolded and the lab rests; a tile that is chosen is offered to the lab on "gabor-take".

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    scales : of the sheet's rows, px; directions : how many columns share half a turn; wavelength : px at scale 1
    """

    template = "filter/bank/bank.html"
    styles = ("kit/controls/form_fields.css", "kit/controls/fold.css", "filter/bank/bank.css")
    script = "filter/bank/bank.js"

    def __init__(self, words, show_bank, scales, directions, wavelength, **kwargs):
        super().__init__(
            words,
            [show_bank],
            scales=list(scales),
            directions=directions,
            wavelength=wavelength,
            **kwargs,
        )
