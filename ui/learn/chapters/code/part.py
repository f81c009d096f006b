"""Lay out "Write it yourself" of each chapter: code tied to formulas and figures, and what the printed code needs."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ui.kit.answers import Answer, answers, nothing
from ui.learn.chapters.code.listing import lines
from ui.learn.chapters.code.notebook import notebook
from ui.learn.chapters.code.ties import MENDED, NOTES, PSEUDO
from ui.learn.figures.code.widget import Code


def answer(chapter: str) -> Answer:
    """Return a chapter's code line by line with its ties, and its notebook."""
    return {
        "lines": [list(line) for line in lines(chapter)],
        "notes": [note._asdict() for note in NOTES[chapter]],
        "mended": [mended._asdict() for mended in MENDED[chapter]],
        "pseudo": [step._asdict() for step in PSEUDO[chapter]],
        "notebook": notebook(chapter),
    }


def figures() -> dict[str, Callable[[], Any]]:
    """Return {name: a function that lays out the figure}."""
    return {f"code_{chapter}": partial(_of, chapter) for chapter in NOTES}


def _of(chapter: str) -> Code:
    @answers(nothing)
    def ask_code(_request: None) -> Answer:
        return answer(chapter)

    return Code([ask_code], of=chapter)
