"""Lay out the note on the article's errata, in every language."""

from collections.abc import Mapping

import gradio as gr

from ui.filter.errata.figures import figures
from ui.i18n.catalogue import in_each_language
from ui.kit.widget import text_of


def build() -> None:
    """Lay out the note, folded at first."""
    found = figures()

    def render(texts: Mapping[str, str], _lang: str) -> str:
        items = "".join(f"<li>{texts[f'errata.{key}'].format(**values)}</li>" for key, values in found.items())
        return (
            f'<details class="fold"><summary>{texts["errata.title"]}</summary>'
            f"<p>{texts['errata.intro']}</p><ul>{items}</ul></details>"
        )

    gr.HTML(
        in_each_language(render),
        elem_id="gabor-errata",
        css_template="".join(map(text_of, ("kit/controls/fold.css", "filter/errata/note.css"))),
        js_on_load=None,
        apply_default_css=False,
    )
