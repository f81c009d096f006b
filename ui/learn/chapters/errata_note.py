"""Lay out the errata of an article, in every language: what it writes, the evidence, and the mended line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import gradio as gr

from ui.i18n.catalogue import in_each_language
from ui.kit.widget import text_of


@dataclass(frozen=True)
class Erratum:
    """What an article writes, and what mends it.

    key : of its sentence, learn.<name of the list>.<key>
    article, mended : formula or code, as plain text
    evidence : {placeholder of the sentence: number as text}
    """

    key: str
    article: str
    mended: str
    evidence: dict[str, str] = field(default_factory=dict)


def build(name: str, found: Sequence[Erratum]) -> None:
    """Lay out a list of errata. name : prefix of its texts, learn.<name>.…"""

    def render(texts: Mapping[str, str], _lang: str) -> str:
        def item(one: Erratum) -> str:
            sentence = texts[f"learn.{name}.{one.key}"].format(**one.evidence)
            article, mended = (texts[f"learn.{name}.{title}"] for title in ("article", "mended"))
            return (
                f"<li><p>{sentence}</p><dl><dt>{article}</dt><dd><code>{escape(one.article)}</code></dd>"
                f"<dt>{mended}</dt><dd><code>{escape(one.mended)}</code></dd></dl></li>"
            )

        return f"<p>{texts[f'learn.{name}.intro']}</p><ol>{''.join(map(item, found))}</ol>"

    gr.HTML(
        in_each_language(render),
        elem_id=f"learn-{name}".replace("_", "-"),
        css_template=text_of("learn/figures/errata.css"),
        js_on_load=None,
        apply_default_css=False,
    )
