"""Lay out the bar below the pads: which VAE draws, and a link to all that lies on the tab."""

from ui.draw.toolbar.widget import DrawBar
from ui.draw.vaes import vaes
from ui.i18n.catalogue import words
from ui.kit.tab import Models


def build(models: Models) -> None:
    """Lay out the bar."""
    DrawBar(words("draw"), list(vaes(models)), elem_id="draw-bar")
