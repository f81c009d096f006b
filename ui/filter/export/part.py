"""Lay out what can be taken along from the Filter tab."""

from collections.abc import Callable

from ui.filter.export import server
from ui.filter.export.server import TakeRequest
from ui.filter.export.widget import GaborExport
from ui.filter.spectrum_cache import SpectrumCache
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers


def functions(cache: SpectrumCache) -> list[Callable]:
    """Return what the page calls: take_away."""

    @answers(TakeRequest.parse, fields="filter")
    def take_away(request: TakeRequest) -> Answer:
        return server.take_away(request, cache)

    return [take_away]


def build(cache: SpectrumCache) -> None:
    """Lay out the part below the bank."""
    (take_away,) = functions(cache)
    GaborExport(words("filter"), take_away)
