"""The chapters' paragraphs, which come when they are wanted."""

from ui.widgets.assets import Widget


class Chapters(Widget):
    """Brings the chapters' paragraphs when the Learn tab is opened: `ui.learn.build` puts them in their places.

    files : {language: name of the file with its paragraphs}
    """

    template = "chapters.html"
    styles = ("chapters.css",)
    scripts = ("chapters.js",)

    def __init__(self, files, **kwargs):
        super().__init__({}, files=files, **kwargs)
