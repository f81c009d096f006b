"""Declare what a tab of the page is."""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

Models = Mapping[str, Any]  # loaded modules by name; the name tells what kind of module each is


@runtime_checkable
class Tab(Protocol):
    """Describe a tab of the page: a module, or any object, that has these names.

    NEEDS : names of the models without which the tab cannot be shown, all of them
    NEEDS_ONE_OF : names of models of which one at least must be there; () where the tab needs none
    """

    NEEDS: tuple[str, ...]
    NEEDS_ONE_OF: tuple[str, ...]

    def build(self, models: Models) -> None:
        """Lay out the tab inside the current gr.Tab, over loaded models, and add its endpoints."""
