"""Lay out the note on the article's errata, in every language."""

from collections.abc import Mapping, Sequence

import gradio as gr

from ui.filter.errata.figures import figures
from ui.i18n.catalogue import in_each_language
from ui.kit.widget import text_of


def build(elem_id: str = "gabor-errata", opened: bool = False, styles: Sequence[str] = ()) -> None:
    """Lay out the note, folded unless `opened`. styles : more files for it"""
    found = figures()

    def render(texts: Mapping[str, str], _lang: str) -> str:
        items = "".join(f"<li>{texts[f'errata.{key}'].format(**values)}</li>" for key, values in found.items())
        return (
            f'<details class="fold"{" open" if opened else ""}><summary>{texts["errata.title"]}</summary>'
            f"<p>{texts['errata.intro']}</p><ul>{items}</ul></details>"
        )

    gr.HTML(
        in_each_language(render),
        elem_id=elem_id,
        css_template="".join(map(text_of, ("kit/controls/fold.css", "filter/errata/note.css", *styles))),
        js_on_load=None,
        apply_default_css=False,
    )
