"""Read the files of docs/code, whose lines are tied to formulas and figures of the chapters.

A line that ends with `#: kl` is tied to the note "kl"; a line `# %% The loss / 損失` begins a cell of the notebook.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).resolve().parents[4] / "docs"
TIE = re.compile(r"  #: (\w+)$")
CELL = "# %% "


class Line(NamedTuple):
    """A line of code as it is shown, and the note that it is tied to, or ""."""

    text: str
    tie: str


def source(chapter: str) -> str:
    """Return the file of a chapter as it is executed: docs/code/<chapter>.py."""
    return (DOCS / "code" / f"{chapter}.py").read_text(encoding="utf-8")


@cache
def lines(chapter: str) -> tuple[Line, ...]:
    """Return a chapter's code without its marks."""
    return tuple(_line(text) for text in source(chapter).splitlines() if not text.startswith(CELL))


@cache
def cells(chapter: str) -> tuple[tuple[str, str], ...]:
    """Return (title in both languages, code without ties) of each cell; the file's docstring stands in none."""
    made = []
    for part in re.split(f"^{CELL}", source(chapter), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        made.append((title, "\n".join(_line(text).text for text in body.strip("\n").splitlines())))
    return tuple(made)


def _line(text: str) -> Line:
    found = TIE.search(text)
    return Line(text[: found.start()], found[1]) if found else Line(text, "")
