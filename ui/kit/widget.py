"""What every widget is made of: files of HTML, CSS and JavaScript in this folder, each in its own right."""

import inspect
import json
from functools import cache
from pathlib import Path

import gradio as gr

from ui.i18n.catalogue import LANGUAGES, Words, download, in_each_language
from ui.server.hashed_file import parcel

UI = Path(__file__).resolve().parents[1]


def joined(*files):
    """The text of files in this folder, one after the other."""
    return "".join((UI / file).read_text(encoding="utf-8") for file in files)


@cache
def _arguments(kind):
    """Names of a widget's constructor arguments; looking them up each time took half of what serving the page takes."""
    return frozenset(inspect.signature(kind.__init__).parameters)


class Widget(gr.HTML):
    """A part of the page with a script of its own; a subclass names its files, and what its script reads of `props`.

    template : file of HTML; styles, scripts : files that are joined, in order
    fold : where its template is a <details> that lies folded at first: its id and the prefix of its texts; see `defer`

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    functions : what the script can ask the server
    """

    template = ""
    styles = ()
    scripts = ()
    fold = ""

    def __init__(self, words, functions=(), **kwargs):
        super().__init__(
            html_template=joined(self.template),
            css_template=joined(*self.styles),
            js_on_load=joined(*self.scripts),
            apply_default_css=False,
            server_functions=list(functions) or None,
            words=words,
            **kwargs,
        )

    @classmethod
    def bundle(cls):
        """(name, JSON) of markup, styles and script as one file; the name changes with what is in it."""
        parts = {"html": joined(cls.template), "css": joined(*cls.styles), "js": joined(*cls.scripts)}
        return parcel(cls.__name__, parts)

    def pack(self):
        """Send what the script reads as one string: Gradio wraps every list and dict it is given, which takes time.

        `gradio` are then the props that Gradio watches: a script that gives it a value sets `gradio.value`.
        """
        self.props = {"packed": json.dumps(self.props, ensure_ascii=False)}
        self.js_on_load = f"const gradio = props;\nprops = JSON.parse(gradio.packed);\n{self.js_on_load}"

    def defer(self):
        """Leave markup, styles, script and texts out of the page: they are fetched when the widget is first shown.

        What lies folded is fetched when it is opened; until then it is its title alone.
        """
        name, _ = self.bundle()
        self.html_template, self.css_template = "", ""
        begin = "unfold"
        if self.fold:
            titles = in_each_language(lambda texts, _lang: texts[f"{self.fold}.title"], tag="span")
            self.html_template = f'<details class="fold blank" id="{self.fold}"><summary>{titles}</summary></details>'
            self.css_template = joined("kit/controls/fold.css")
            begin = "unfoldOnceOpened"
        if isinstance(self.props["words"], Words):
            files = {lang: download(lang)[0] for lang in LANGUAGES}
            self.props["words"] = {"prefixes": self.props["words"].prefixes, "files": files}
        self.js_on_load = f'Inkspace.{begin}("{name}", {{ element, trigger, props, gradio, server, upload, watch }});'
        self.pack()

    def __getattr__(self, name):
        """gr.HTML takes every name that the script has in quotes for an event, also those of constructor arguments.

        It would then copy the event, and with it the whole page, for everyone who asks for the page's configuration.
        """
        if name in _arguments(type(self)):
            raise AttributeError(f"{name} is an argument of {type(self).__name__} and no event")
        return super().__getattr__(name)
