"""What a tab shows in place of itself while the models it needs are not there."""

import gradio as gr

from ui.i18n.catalogue import in_each_language


def show(names):
    """A sheet that names the absent models and says how to get them.

    names : list of str, such as ["vae_mlp", "reader"]
    """
    listed = ", ".join(f"<code>{name}</code>" for name in names)

    def render(texts, _lang):
        what = texts["missing.what"].format(names=listed)
        return f"<h2>{texts['missing.title']}</h2><p>{what}</p><p>{texts['missing.how']}</p>"

    gr.HTML(in_each_language(render), elem_classes="missing", js_on_load=None, apply_default_css=False)
