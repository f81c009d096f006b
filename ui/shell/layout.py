"""Lay out the whole page: masthead, four tabs and foot."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from ui.draw import tab as draw
from ui.dream import tab as dream
from ui.filter import tab as filter
from ui.i18n.catalogue import in_each_language, translations
from ui.kit.tab import Models, Tab
from ui.kit.theme import CSS, theme
from ui.kit.widget import Widget
from ui.learn import tab as learn
from ui.shell import missing_models
from ui.shell.tab_files import FOLDED, PAGE, file_of, files

TABS: dict[str, Tab] = {"draw": draw, "dream": dream, "filter": filter, "learn": learn}
HERE = Path(__file__).parent


def build(models: Models) -> gr.Blocks:
    """Lay out the page over loaded models.

    Parameters
    ----------
    models : dict of str to torch.nn.Module
        All that could be loaded from weights/, by name. A tab whose models are absent says so.

    Returns
    -------
    gr.Blocks, which `ui.shell.web_app` serves
    """
    label, at_first = translations(), 0
    with gr.Blocks(title="Inkspace", analytics_enabled=False, fill_width=True) as demo:
        gr.HTML(in_each_language(_masthead), elem_id="masthead", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            for place, (name, tab) in enumerate(TABS.items()):
                with gr.Tab(label(f"tab.{name}"), id=name, elem_id=f"tab-{name}") as room:
                    hint = in_each_language(partial(_hint, name))
                    gr.HTML(hint, elem_classes="first-hint", js_on_load=None, apply_default_css=False)
                    absent = [need for need in tab.NEEDS if need not in models]
                    if tab.NEEDS_ONE_OF and models.keys().isdisjoint(tab.NEEDS_ONE_OF):
                        absent = [*tab.NEEDS_ONE_OF, *absent]
                    if absent:
                        missing_models.show(absent)
                    else:
                        tab.build(models)
                parts = _parts(room)
                at_first = at_first or len(parts)
                for part in parts:
                    if isinstance(part, Widget):  # texts that are not seen at first are fetched later
                        _pack(part, late=bool(place or part.fold))
        foot = in_each_language(partial(_foot, at_first))
        gr.HTML(foot, elem_id="colophon", js_on_load=None, apply_default_css=False)
    return demo


def _pack(widget: Widget, late: bool) -> None:
    """Tell a widget which file brings it: its own, or the page's where that holds its title and it lies folded."""
    made, own = files(), file_of(type(widget))
    if own == FOLDED:
        widget.pack(made[PAGE][0], made[own][0], late)
    else:
        widget.pack(made[own][0], "", late)


def page_options() -> dict[str, Any]:
    """Return keyword arguments for `gr.mount_gradio_app`: theme, languages; nothing comes from another host."""
    return {
        "theme": theme(),
        "css_paths": CSS,
        "i18n": translations(),
        "favicon_path": HERE / "favicon.svg",
        "footer_links": ["api"],
        "show_error": True,
        "ssr_mode": False,
        "enable_monitoring": False,
        "run_history": False,
    }


def _parts(room: Any) -> list[gr.HTML]:
    """List all HTML components in a tab, however deep."""
    below = [part for child in room.children if hasattr(child, "children") for part in _parts(child)]
    return [part for part in room.children if isinstance(part, gr.HTML)] + below


def _hint(tab: str, texts: Mapping[str, str], _lang: str) -> str:
    """Write the tab's name, for those who hear the page, and a hint what to do here, for first-time visitors."""
    return (
        f'<h2 class="unseen">{texts[f"tab.{tab}"]}</h2>'
        f'<aside data-tab="{tab}" aria-label="{texts["hint.name"]}"><p>{texts[f"hint.{tab}"]}</p>'
        f'<button type="button" class="dismiss" aria-label="{texts["hint.dismiss"]}" title="{texts["hint.dismiss"]}">'
        '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18" /></svg></button></aside>'
    )


def _masthead(texts: Mapping[str, str], lang: str) -> str:
    other = "ja" if lang == "en" else "en"
    return (
        f"<header><h1>{texts['page.title']}</h1><p>{texts['page.tagline']}</p>"
        f'<nav><a href="?lang={other}" hreflang="{other}" lang="{other}"'
        f' title="{texts["page.other_language_hint"]}">{texts["page.other_language"]}</a></nav></header>'
    )


def _foot(at_first: int, texts: Mapping[str, str], _lang: str) -> str:
    """Write the page's foot. at_first : how many parts the first tab has; skeleton.js shows the page once they stand"""
    return f'<p data-parts="{at_first}">{texts["page.made_of"]}</p>'
