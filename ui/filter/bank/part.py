"""Lay out the bank below the lab."""

from collections.abc import Callable

from ui.filter.bank.server import DIRECTIONS, SCALES, BankRequest, responses
from ui.filter.bank.widget import GaborBank
from ui.filter.request import WAVELENGTH
from ui.filter.spectrum_cache import SpectrumCache
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers


def functions(cache: SpectrumCache) -> list[Callable]:
    """Return what the page calls: show_bank."""

    @answers(BankRequest.parse, fields="filter")
    def show_bank(request: BankRequest) -> Answer:
        return responses(request, cache)

    return [show_bank]


def build(cache: SpectrumCache) -> None:
    """Lay out the part; the spectra of the lab's pictures lie in the cache."""
    (show_bank,) = functions(cache)
    GaborBank(words("bank"), show_bank, scales=SCALES, directions=DIRECTIONS, wavelength=WAVELENGTH)
