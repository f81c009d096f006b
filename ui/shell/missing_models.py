"""Show, in place of a tab, which of the models that it needs are absent."""

from collections.abc import Mapping, Sequence

import gradio as gr

from ui.i18n.catalogue import in_each_language


def show(names: Sequence[str]) -> None:
    """Lay out a sheet that names the absent models and says how to get them.

    names : such as ["vae_mlp", "reader"]
    """
    listed = ", ".join(f"<code>{name}</code>" for name in names)

    def render(texts: Mapping[str, str], _lang: str) -> str:
        what = texts["missing.what"].format(names=listed)
        return f"<h2>{texts['missing.title']}</h2><p>{what}</p><p>{texts['missing.how']}</p>"

    gr.HTML(in_each_language(render), elem_classes="missing", js_on_load=None, apply_default_css=False)
