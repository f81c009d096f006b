"""Look up every word a user reads, in every language of the page.

en.json and ja.json map flat keys ("draw.clear") to texts. `{name}` in a text is filled in by `t` here, and in the
browser by the function that `speaker` of ui/kit/runtime/language.js makes.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from ui.server.hashed_file import hashed_json

LANGUAGES = ("en", "ja")
DEFAULT = "en"
FOLDER = Path(__file__).parent

Texts = Mapping[str, Mapping[str, str]]  # {language: {key: text}}


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return {language: {key: text}} of all languages."""
    return {lang: json.loads((FOLDER / f"{lang}.json").read_text(encoding="utf-8")) for lang in LANGUAGES}


class Words(dict[str, dict[str, str]]):
    """Hold {language: {key: text}} of some prefixes, and the prefixes, by which a page can fetch the texts itself."""

    def __init__(self, texts: Mapping[str, dict[str, str]], prefixes: tuple[str, ...]) -> None:
        super().__init__(texts)
        self.prefixes = prefixes


def words(*prefixes: str) -> Words:
    """Return the texts whose keys begin with one of `prefixes` and a dot, in all languages, keys without the prefix.

    Where two prefixes have a key, the later one's text counts.

    >>> words("draw")["en"]["clear"]
    'Clear'
    """

    def of(texts: Mapping[str, str], start: str) -> dict[str, str]:
        return {key.removeprefix(start): text for key, text in texts.items() if key.startswith(start)}

    texts = {
        lang: {key: text for prefix in prefixes for key, text in of(texts, prefix + ".").items()}
        for lang, texts in catalogue().items()
    }
    return Words(texts, prefixes)


@cache
def download(lang: str) -> tuple[str, bytes]:
    """Return (name, JSON) of all texts of a language as one file; the name changes with its content."""
    texts = {**catalogue()[DEFAULT], **catalogue()[lang]}
    return hashed_json(f"texts.{lang}", texts)


def t(lang: Any, key: str, **values: Any) -> str:
    """Return the text of `key` in `lang`, its `{placeholders}` filled from `values`.

    English stands in for an unknown language or a text that is not translated yet.

    Raises
    ------
    KeyError
        When no language has the key.
    """
    texts = catalogue()
    chosen = texts[lang if lang in LANGUAGES else DEFAULT]
    return chosen.get(key, texts[DEFAULT][key]).format(**values)


@cache
def translations() -> Any:
    """Return the tabs' names as gr.I18n: `translations()("tab.draw")` is what Gradio's own components take as a label.

    All other texts reach the page with the widgets that show them.
    """
    import gradio as gr

    def names(texts: Mapping[str, str]) -> dict[str, str]:
        return {key: text for key, text in texts.items() if key.startswith("tab.")}

    return gr.I18n(**{lang: names(texts) for lang, texts in catalogue().items()})


def in_each_language(render: Callable[[Mapping[str, str], str], str], tag: str = "div") -> str:
    """Build HTML that says the same in every language, each in a `tag`; theme.css shows the page's language alone.

    render : function of ({key: text}, escaped for HTML, and the language), which returns HTML
    """
    return "".join(
        f'<{tag} class="only-{lang}" lang="{lang}">{render({k: escape(v) for k, v in texts.items()}, lang)}</{tag}>'
        for lang, texts in catalogue().items()
    )
