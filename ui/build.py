"""The page as a whole: masthead, four tabs, and what the server is launched with."""

from pathlib import Path

import gradio as gr
from starlette.middleware import Middleware

from ui import draw, dream, filter, learn, missing
from ui.limits import BodyLimit
from ui.page import EarlyScript
from ui.text import in_each_language, translations
from ui.theme import CSS, theme

TABS = {"draw": draw, "dream": dream, "filter": filter, "learn": learn}
HERE = Path(__file__).parent


def build(models):
    """The page over loaded models.

    Parameters
    ----------
    models : dict of str to torch.nn.Module
        Everything that was found in weights/, by name. A tab whose model is absent says so.

    Returns
    -------
    gr.Blocks, to be launched with `launch_options()`
    """
    label = translations()
    with gr.Blocks(title="Inkspace", analytics_enabled=False, fill_width=True) as demo:
        gr.HTML(in_each_language(_masthead), elem_id="masthead", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            for name, tab in TABS.items():
                with gr.Tab(label(f"tab.{name}"), id=name, elem_id=f"tab-{name}"):
                    absent = [need for need in getattr(tab, "NEEDS", ()) if need not in models]
                    one_of = getattr(tab, "NEEDS_ONE", ())
                    if one_of and models.keys().isdisjoint(one_of):
                        absent = [*one_of, *absent]
                    if absent:
                        missing.show(absent)
                    else:
                        tab.build(models)
        gr.HTML(in_each_language(_colophon), elem_id="colophon", js_on_load=None, apply_default_css=False)
    return demo


def launch_options():
    """Keyword arguments for `demo.launch`: our look, our languages, our limits, nothing from another host."""
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
        # Plain HTTP calls open a session each, whose last answer Gradio keeps: of 100 sessions, not of 10,000.
        "state_session_capacity": 100,
        "strict_cors": True,
        "app_kwargs": {"middleware": [Middleware(BodyLimit), Middleware(EarlyScript)]},
    }


def _masthead(texts, lang):
    other = "ja" if lang == "en" else "en"
    return (
        f"<header><h1>{texts['page.title']}</h1><p>{texts['page.tagline']}</p>"
        f'<nav><a href="?lang={other}" hreflang="{other}" lang="{other}"'
        f' title="{texts["page.other_language_hint"]}">{texts["page.other_language"]}</a></nav></header>'
    )


def _colophon(texts, _lang):
    return f"<p>{texts['page.made_of']}</p>"
