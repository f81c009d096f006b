"""Names in weights and checkpoints that were written earlier, and what they are called now.

Files that were shipped keep their bytes and so their names. Whoever reads one translates it here; what is written
bears the names of today.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")

FIELDS = {"looks": "refinement_steps"}  # of a network's config
TENSORS = {"look.": "refiner."}  # how the names of tensors begin


def current_fields(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return a network's config, as a dict, with the fields' names of today."""
    return {FIELDS.get(name, name): value for name, value in config.items()}


def current_tensors(tensors: Mapping[str, Value], prefix: str = "") -> dict[str, Value]:
    """Return named tensors, as a dict, with the names of today.

    prefix : what each name of the network begins with where it is part of a larger one, such as "module."
    """
    return {_current(name, prefix): value for name, value in tensors.items()}


def _current(name: str, prefix: str) -> str:
    for former, current in TENSORS.items():
        if name.startswith(prefix + former):
            return prefix + current + name.removeprefix(prefix + former)
    return name
    return name
