"""Lay out the Learn tab: three chapters and their errata, from docs/en and docs/ja, with live figures in the text.

A line `<!-- figure: planes -->` in a chapter is where the page shows a figure; in the repository it shows nothing.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr

from models import registry
from ui.i18n.catalogue import DEFAULT, LANGUAGES, translations
from ui.kit.known_figures import known_figures
from ui.kit.tab import Models
from ui.learn.chapters.code import part as code
from ui.learn.chapters.errata import part as errata
from ui.learn.chapters.gabor import part as gabor
from ui.learn.chapters.gan import part as gan
from ui.learn.chapters.vae import part as vae
from ui.learn.chapters.widget import Chapters
from ui.server.hashed_file import hashed_json

NEEDS: tuple[str, ...] = ()
NEEDS_ONE_OF: tuple[str, ...] = ()

DOCS = Path(__file__).resolve().parents[2] / "docs"
OPENING = "learn"
CHAPTERS = ("vae", "gan", "gabor")
PAGES = (*CHAPTERS, "errata")  # each a tab
FIGURE = re.compile(r"^<!-- figure: (\w+) -->$", re.MULTILINE)
# KaTeX comes with Gradio and is fetched from this server.
MATHS: list[dict[str, str | bool]] = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": "$", "right": "$", "display": False},
]


def page(lang: str, chapter: str = OPENING) -> str:
    """Return the Markdown of docs/<lang>/<chapter>.md."""
    return (DOCS / lang / f"{chapter}.md").read_text(encoding="utf-8")


def parts(text: str) -> list[str]:
    """Cut a chapter at its figures: paragraphs, name, paragraphs, name, … paragraphs."""
    return [part.strip() for part in FIGURE.split(text)]


def figures(models: Models) -> dict[str, Callable[[], Any]]:
    """Return {name of a figure: a function that lays it out} of all chapters."""
    metrics, real = ({name: known_figures(name, part) for name in registry.KNOWN} for part in ("figures", "real"))
    return {
        **vae.figures(models, metrics),
        **gan.figures(models, metrics, real),
        **gabor.figures(),
        **code.figures(),
        **errata.figures(),
    }


@cache
def download(lang: str) -> tuple[str, bytes]:
    """Return (name, JSON) of all paragraphs of the tab, in the order in which `build` lays them out, as one file."""
    paragraphs = [text for name in (OPENING, *PAGES) for text in parts(page(lang, name))[::2]]
    return hashed_json(f"chapters.{lang}", paragraphs)


def build(models: Models) -> None:
    """Lay out the tab inside the current gr.Tab: the opening, and a tab for each chapter.

    The paragraphs are fetched when the tab is opened, in the page's language alone.
    """
    label, live = translations(), figures(models)
    chapters = Chapters({lang: download(lang)[0] for lang in LANGUAGES}, elem_id="learn-chapters")
    paragraphs = [_paragraph()]
    with gr.Tabs(elem_id="chapters"):
        for chapter in PAGES:
            with gr.Tab(label(f"tab.{chapter}"), id=f"learn-{chapter}", elem_id=f"chapter-{chapter}"):
                for at, part in enumerate(parts(page(DEFAULT, chapter))):
                    if at % 2:
                        live[part]()
                    else:
                        paragraphs.append(_paragraph())
    chapters.input(None, chapters, paragraphs, js="(texts) => texts", api_visibility="private", show_progress="hidden")


def _paragraph() -> gr.Markdown:
    return gr.Markdown(elem_classes="learn", latex_delimiters=MATHS)
