"""What every widget is made of: files of HTML, CSS and JavaScript in this folder, each in its own right."""

import inspect
from pathlib import Path

import gradio as gr

HERE = Path(__file__).parent


def joined(*files):
    """The text of files in this folder, one after the other."""
    return "".join((HERE / file).read_text(encoding="utf-8") for file in files)


class Widget(gr.HTML):
    """A part of the page with a script of its own; a subclass names its files, and what its script reads of `props`.

    template : file of HTML; styles, scripts : files that are joined, in order

    words : both languages' texts, as ui.text.words gives them
    functions : what the script can ask the server
    """

    template = ""
    styles = ()
    scripts = ()

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

    def __getattr__(self, name):
        """gr.HTML takes every name that the script has in quotes for an event, also those of constructor arguments.

        It would then copy the event, and with it the whole page, for everyone who asks for the page's configuration.
        """
        if name in inspect.signature(type(self).__init__).parameters:
            raise AttributeError(f"{name} is an argument of {type(self).__name__} and no event")
        return super().__getattr__(name)
