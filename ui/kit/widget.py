"""Build a widget of files of markup, style and script, which lie in the folder of its part."""

import inspect
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr

from ui.i18n.catalogue import LANGUAGES, Texts, Words, catalogue, download

UI = Path(__file__).resolve().parents[1]
# The only script that Gradio runs for a widget; ui/shell/early_mount.js fetches the widget's file and calls `mount`
# of its script.
MOUNT = "Inkspace.mount({ element, trigger, props, server, upload, watch });"


class Widget(gr.HTML):
    """Lay out a part of the page with a script of its own.

    A subclass names its files by their paths in ui/: template, markup that is one element; styles, in order; script, a
    module that exports `mount({ element, props, server, … })`. Where the markup is a <details> that lies folded at
    first, fold is its id and the prefix of its texts; until it is opened, its title alone is there.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    functions : what the script can ask of the server
    kwargs : what the script finds in `props`
    """

    template: str = ""
    styles: tuple[str, ...] = ()
    script: str = ""
    fold: str = ""
    props: Any  # of gr.HTML: what the script reads

    def __init__(self, words: Texts, functions: Sequence[Callable] = (), **kwargs: Any) -> None:
        super().__init__(
            html_template="",
            css_template="",
            js_on_load=MOUNT,
            apply_default_css=False,
            server_functions=list(functions) or None,
            words=words,
            **kwargs,
        )

    @classmethod
    def part(cls) -> dict[str, Any]:
        """Describe the part to ui/shell/parts.js: markup, names of styles and, where it lies folded, its title."""
        about: dict[str, Any] = {"html": text_of(cls.template), "css": cls.styles}
        return about | ({"fold": cls.title()} if cls.fold else {})

    @classmethod
    def title(cls) -> dict[str, Any]:
        """Describe what a part shows while it lies folded: its id, and its title in each language."""
        return {"id": cls.fold, "title": {lang: texts[f"{cls.fold}.title"] for lang, texts in catalogue().items()}}

    def pack(self, file: str, rest: str, late: bool) -> None:
        """Name the file that holds the part, and pack what its script reads into one string.

        Gradio wraps every list and dict that it is given, which takes time; a string it leaves alone.

        rest : the file that brings the part itself where `file` has its title alone, or ""
        late : whether the page fetches the texts later, in its own language alone
        """
        if late and isinstance(self.props["words"], Words):
            files = {lang: download(lang)[0] for lang in LANGUAGES}
            self.props["words"] = {"prefixes": self.props["words"].prefixes, "files": files}
        packed = json.dumps(self.props, ensure_ascii=False)
        self.props = {"file": file, "rest": rest, "part": type(self).__name__, "packed": packed}

    def __getattr__(self, name: str) -> Any:
        """Refuse to make an event of an argument: gr.HTML takes every name that the script has in quotes for an event.

        It would then copy the event, and with it the whole page, for every visitor who asks for the configuration.
        """
        kind: Any = type(self)  # mypy holds a subclass of an untyped class for unhashable
        if name in _arguments(kind):
            raise AttributeError(f"{name} is an argument of {kind.__name__} and no event")
        return super().__getattr__(name)


@cache
def text_of(file: str) -> str:
    """Read a file of ui/, by its path there."""
    return (UI / file).read_text(encoding="utf-8")


@cache
def _arguments(kind: Any) -> frozenset[str]:
    """List the arguments of a widget's __init__; looking them up each time took half of the time to serve the page."""
    return frozenset(inspect.signature(kind.__init__).parameters)
