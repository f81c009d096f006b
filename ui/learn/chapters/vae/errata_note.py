"""Lay out the errata of the article on VAEs, in every language."""

from collections.abc import Mapping
from html import escape

import gradio as gr

from ui.i18n.catalogue import in_each_language
from ui.kit.widget import text_of
from ui.learn.chapters.vae.errata import Erratum, errata


def build() -> None:
    """Lay out the list: what the article writes, the evidence, and the mended line."""
    found = errata()

    def render(texts: Mapping[str, str], _lang: str) -> str:
        def item(one: Erratum) -> str:
            sentence = texts[f"learn.errata_vae.{one.key}"].format(**one.evidence)
            article, mended = (texts[f"learn.errata_vae.{name}"] for name in ("article", "mended"))
            return (
                f"<li><p>{sentence}</p><dl><dt>{article}</dt><dd><code>{escape(one.article)}</code></dd>"
                f"<dt>{mended}</dt><dd><code>{escape(one.mended)}</code></dd></dl></li>"
            )

        return f'<div class="errata"><p>{texts["learn.errata_vae.intro"]}</p><ol>{"".join(map(item, found))}</ol></div>'

    gr.HTML(
        in_each_language(render),
        elem_id="learn-errata-vae",
        css_template=text_of("learn/figures/vae/errata.css"),
        js_on_load=None,
        apply_default_css=False,
    )
