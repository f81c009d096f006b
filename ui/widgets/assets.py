"""The files that a widget is made of, each of them HTML, CSS or JavaScript in its own right."""

from pathlib import Path

HERE = Path(__file__).parent


def joined(*files):
    """The text of files in this folder, one after the other."""
    return "".join((HERE / file).read_text(encoding="utf-8") for file in files)
