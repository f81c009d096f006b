"""The Learn tab: three chapters from docs/en and docs/ja, each with live figures between its paragraphs.

A line `<!-- figure: planes -->` in a chapter is where the page shows a figure; in the repository it shows nothing.
"""

import re
from pathlib import Path

import gradio as gr

from models import WeightsError, registry
from ui import learn_gabor, learn_gan, learn_vae
from ui.text import LANGUAGES, translations

DOCS = Path(__file__).resolve().parent.parent / "docs"
OPENING = "learn"
CHAPTERS = ("vae", "gan", "gabor")
FIGURE = re.compile(r"^<!-- figure: (\w+) -->$", re.MULTILINE)
# KaTeX comes with Gradio and is fetched from this server.
MATHS = [{"left": "$$", "right": "$$", "display": True}, {"left": "$", "right": "$", "display": False}]


def page(lang, chapter=OPENING):
    """The Markdown of docs/<lang>/<chapter>.md."""
    return (DOCS / lang / f"{chapter}.md").read_text(encoding="utf-8")


def parts(text):
    """A chapter cut at its figures: paragraphs, name, paragraphs, name, … paragraphs."""
    return [part.strip() for part in FIGURE.split(text)]


def measured(names, part):
    """{model: that part of its metrics.json, "figures" or "real"}; a damaged or absent file counts as empty."""
    found = {}
    for name in names:
        try:
            found[name] = registry.measured(name).get(part, {})
        except WeightsError:
            found[name] = {}
    return found


def figures(models):
    """{name of a figure: a function that lays it out} of all chapters."""
    told, real = measured(registry.KNOWN, "figures"), measured(registry.KNOWN, "real")
    return {
        **learn_vae.figures(models, told),
        **learn_gan.figures(models, told, real),
        **learn_gabor.figures(),
    }


def build(models):
    """Lay out the tab inside the current gr.Tab: the opening, and a tab for each chapter."""
    label, live = translations(), figures(models)
    _paragraphs({lang: page(lang) for lang in LANGUAGES})
    with gr.Tabs(elem_id="chapters"):
        for chapter in CHAPTERS:
            with gr.Tab(label(f"tab.{chapter}"), id=f"learn-{chapter}", elem_id=f"chapter-{chapter}"):
                _chapter({lang: parts(page(lang, chapter)) for lang in LANGUAGES}, live)


def _chapter(cut, live):
    """cut : {lang: parts of a chapter}, which hold the same figures in every language."""
    for at, pieces in enumerate(zip(*cut.values(), strict=True)):
        if at % 2:
            live[pieces[0]]()
        else:
            _paragraphs(dict(zip(cut, pieces, strict=True)))


def _paragraphs(texts):
    """texts : {lang: Markdown}, of which theme.css shows the page's own."""
    for lang, text in texts.items():
        gr.Markdown(text, elem_classes=["learn", f"only-{lang}"], latex_delimiters=MATHS)
