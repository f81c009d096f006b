"""Declare the chapters' paragraphs."""

from collections.abc import Mapping
from typing import Any

from ui.kit.widget import Widget


class Chapters(Widget):
    """Bring the chapters' paragraphs when the Learn tab is opened; `ui.learn.tab.build` puts them in their places.

    files : {language: name of the file with its paragraphs}
    """

    template = "learn/chapters/chapters.html"
    styles = ("learn/chapters/chapters.css",)
    script = "learn/chapters/chapters.js"

    def __init__(self, files: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__({}, files=files, **kwargs)
