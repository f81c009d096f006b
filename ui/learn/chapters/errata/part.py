"""Lay out the errata of all three articles, in one place."""

from collections.abc import Callable
from functools import cache
from typing import Any

from ui.kit.answers import Answer, answers, nothing
from ui.learn.chapters.errata.found import errata
from ui.learn.figures.errata.widget import Errata


@answers(nothing)
@cache
def ask_errata(_request: None) -> Answer:
    """Return {chapter: [{key, printed, mended, values}]}."""
    return {chapter: [entry._asdict() for entry in entries] for chapter, entries in errata().items()}


def figures() -> dict[str, Callable[[], Any]]:
    """Return {name: a function that lays out the figure}."""
    return {"errata": lambda: Errata([ask_errata])}
