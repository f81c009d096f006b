"""What every widget is made of: files of markup, style and script, each in its own right, in the folder of its part."""

import inspect
import json
from functools import cache
from pathlib import Path

import gradio as gr

from ui.i18n.catalogue import LANGUAGES, Words, catalogue, download

UI = Path(__file__).resolve().parents[1]
# All that Gradio runs of ours; ui/shell/early_mount.js fetches the widget's file and calls its script's `mount`.
MOUNT = "Inkspace.mount({ element, trigger, props, server, upload, watch });"


class Widget(gr.HTML):
    """Lay out a part of the page with a script of its own.

    A subclass names its files by their paths in ui/: template, markup that is one element; styles, in order; script, a
    module that exports `mount({ element, props, server, … })`. fold : where the markup is a <details> that lies folded
    at first, its id and the prefix of its texts: until it is opened it is its title alone.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    functions : what the script can ask the server
    kwargs : what the script reads of `props`
    """

    template = ""
    styles = ()
    script = ""
    fold = ""

    def __init__(self, words, functions=(), **kwargs):
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
    def part(cls):
        """Describe the part to ui/shell/parts.js: markup, names of styles and, of what lies folded, its title."""
        about = {"html": text_of(cls.template), "css": cls.styles}
        return about | ({"fold": cls.title()} if cls.fold else {})

    @classmethod
    def title(cls):
        """Describe what is seen of a part that lies folded: its id, and its title in each language."""
        return {"id": cls.fold, "title": {lang: texts[f"{cls.fold}.title"] for lang, texts in catalogue().items()}}

    def pack(self, file, rest, late):
        """Say in which file the part is, and send what its script reads as one string.

        Gradio wraps every list and dict that it is given, which takes time. rest : the file that brings the part itself
        where the first one has its title alone, or "". late : whether the texts are fetched by the page instead, in its
        own language alone.
        """
        if late and isinstance(self.props["words"], Words):
            files = {lang: download(lang)[0] for lang in LANGUAGES}
            self.props["words"] = {"prefixes": self.props["words"].prefixes, "files": files}
        packed = json.dumps(self.props, ensure_ascii=False)
        self.props = {"file": file, "rest": rest, "part": type(self).__name__, "packed": packed}

    def __getattr__(self, name):
        """Refuse to be an event: gr.HTML takes every name that the script has in quotes for one, also arguments'.

        It would then copy the event, and with it the whole page, for everyone who asks for the page's configuration.
        """
        if name in _arguments(type(self)):
            raise AttributeError(f"{name} is an argument of {type(self).__name__} and no event")
        return super().__getattr__(name)


@cache
def text_of(file):
    """Read a file of ui/, by its path there."""
    return (UI / file).read_text(encoding="utf-8")


@cache
def _arguments(kind):
    # Looking them up each time took half of what serving the page takes.
    return frozenset(inspect.signature(kind.__init__).parameters)
