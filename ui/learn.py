"""The Learn tab: what each tab shows and where it comes from, from docs/en and docs/ja."""

from pathlib import Path

import gradio as gr

from ui.text import LANGUAGES

DOCS = Path(__file__).resolve().parent.parent / "docs"


def page(lang):
    """The Markdown of docs/<lang>/learn.md."""
    return (DOCS / lang / "learn.md").read_text(encoding="utf-8")


def build(_models):
    """Lay out the tab inside the current gr.Tab: every language, of which theme.css shows the page's own."""
    for lang in LANGUAGES:
        gr.Markdown(page(lang), elem_classes=["learn", f"only-{lang}"])
