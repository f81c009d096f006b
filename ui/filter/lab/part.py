"""Lay out the lab: a picture, the wavelet's parameters, the response."""

from collections.abc import Callable

from models.gabor import sample_pictures
from ui.filter.lab import server
from ui.filter.lab.server import FilterRequest
from ui.filter.lab.widget import FilterLab
from ui.filter.picture_sources import samples
from ui.filter.request import CONTROLS, WAVELENGTH
from ui.filter.spectrum_cache import SpectrumCache
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers, nothing


def functions(cache: SpectrumCache) -> list[Callable]:
    """Return what the page calls: filter_picture, show_picture and show_thumbs."""

    @answers(FilterRequest.parse, fields="filter", outdated_by=["filter_picture"])
    def filter_picture(request: FilterRequest) -> Answer:
        return server.filter_picture(request, cache)

    @answers(server.picture_name)
    def show_picture(name: str | None) -> Answer | None:
        return server.show_picture(name)

    @answers(nothing)
    def show_thumbs(_request: None) -> Answer:
        return server.show_thumbs()

    return [filter_picture, show_picture, show_thumbs]


def build(cache: SpectrumCache) -> None:
    """Lay out the part at the top of the tab."""
    FilterLab(
        words("filter"),
        functions(cache),
        controls=CONTROLS,
        wavelength=WAVELENGTH,
        names=sample_pictures.NAMES,
        samples=samples(),
    )
