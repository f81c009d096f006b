"""Lay out the Filter tab: a Gabor wavelet over a picture, live while its sliders move."""

from ui.filter import api
from ui.filter.bank import part as bank
from ui.filter.errata import part as errata
from ui.filter.export import part as export
from ui.filter.kernel import part as kernel
from ui.filter.lab import part as lab
from ui.filter.spectrum_cache import SpectrumCache
from ui.kit.tab import Models

NEEDS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()


def build(_models: Models) -> None:
    """Lay out the tab inside the current gr.Tab and add its endpoint. It needs no model."""
    cache = SpectrumCache()
    lab.build(cache)
    kernel.build()
    bank.build(cache)
    export.build(cache)
    errata.build()
    api.build()
