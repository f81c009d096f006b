"""Look up every word a user reads, in every language the page speaks.

en.json and ja.json map flat keys ("draw.clear") to text. `{name}` in a text is
filled in by `t` here and by `Inkspace.say` in the browser.
"""

import json
from functools import cache
from html import escape
from pathlib import Path

from ui.server.hashed_file import hashed_json

LANGUAGES = ("en", "ja")
DEFAULT = "en"
FOLDER = Path(__file__).parent


@cache
def catalogue():
    """Return {language: {key: text}} of all languages."""
    return {lang: json.loads((FOLDER / f"{lang}.json").read_text(encoding="utf-8")) for lang in LANGUAGES}


class Words(dict):
    """{language: {key: text}} of some prefixes, which it remembers: a page can then fetch the texts by itself."""

    def __init__(self, texts, prefixes):
        super().__init__(texts)
        self.prefixes = prefixes


def words(*prefixes):
    """Return the texts whose keys begin with one of `prefixes` and a dot, in all languages, keys without the prefix.

    Where two prefixes have a key, the later one's text counts.

    >>> words("draw")["en"]["clear"]
    'Clear'
    """

    def of(texts, start):
        return {key.removeprefix(start): text for key, text in texts.items() if key.startswith(start)}

    texts = {
        lang: {key: text for prefix in prefixes for key, text in of(texts, prefix + ".").items()}
        for lang, texts in catalogue().items()
    }
    return Words(texts, prefixes)


@cache
def download(lang):
    """Return (name, JSON) of all texts of a language as one file; the name changes with what is in it."""
    texts = {**catalogue()[DEFAULT], **catalogue()[lang]}
    return hashed_json(f"texts.{lang}", texts)


def t(lang, key, **values):
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
def translations():
    """Return the tabs' names as gr.I18n: `translations()("tab.draw")` is what Gradio's own components take as a label.

    All other texts reach the page with the widgets that show them.
    """
    import gradio as gr

    def names(texts):
        return {key: text for key, text in texts.items() if key.startswith("tab.")}

    return gr.I18n(**{lang: names(texts) for lang, texts in catalogue().items()})


def in_each_language(render, tag="div"):
    """Build HTML that says the same in every language, each in a `tag`; theme.css shows the page's own alone.

    `render(texts, lang)` gets {key: text}, escaped for HTML, and returns HTML.
    """
    return "".join(
        f'<{tag} class="only-{lang}" lang="{lang}">{render({k: escape(v) for k, v in texts.items()}, lang)}</{tag}>'
        for lang, texts in catalogue().items()
    )
