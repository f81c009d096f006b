"""Lay out the wavelet from close by; what it shows comes with the lab's answers."""

from ui.filter.kernel.widget import GaborKernel
from ui.i18n.catalogue import words


def build() -> None:
    """Lay out the part below the lab."""
    GaborKernel(words("filter"))
