"""Every word a user reads stands in both languages."""

import re
from pathlib import Path
from string import Formatter

import pytest

from ui import text

UI = Path(text.__file__).parent
EN, JA = (text.catalogue()[lang] for lang in ("en", "ja"))
JOINERS = (".space", ".comma")  # what stands between the parts of a sentence: in Japanese it may be nothing
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def placeholders(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys():
    assert EN.keys() == JA.keys()


def test_both_files_list_their_keys_in_the_same_order():
    assert list(EN) == list(JA)


@pytest.mark.parametrize("lang", text.LANGUAGES)
def test_no_text_is_empty_or_padded(lang):
    texts = {key: value for key, value in text.catalogue()[lang].items() if not key.endswith(JOINERS)}
    assert not {key: value for key, value in texts.items() if not value or value != value.strip()}


@pytest.mark.parametrize("key", EN)
def test_placeholders_agree(key):
    assert placeholders(EN[key]) == placeholders(JA[key])


def test_english_holds_no_japanese_but_the_name_of_the_language():
    assert [key for key, value in EN.items() if JAPANESE.search(value)] == ["page.other_language"]


def test_a_key_is_asked_for_without_its_prefix():
    assert text.words("draw")["en"]["clear"] == "Clear"
    assert text.words("draw")["ja"]["clear"] == JA["draw.clear"]


def test_words_of_one_tab_hold_nothing_of_another():
    assert len(text.words("draw")["en"]) == sum(key.startswith("draw.") for key in EN)


def test_values_are_filled_in():
    assert text.t("en", "draw.draw_other", letter="B") == "Now draw something on sheet B."


@pytest.mark.parametrize("lang", ["fr", "", None, 7, "en-GB"])
def test_english_stands_in_for_an_unknown_language(lang):
    assert text.t(lang, "draw.clear") == EN["draw.clear"]


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        text.t("ja", "no.such.key")


def asked_for():
    """(file, key) of every text that a widget's markup or script names."""
    patterns = [r'data-(?:text|label)="(\w+)"', r'\bsay\(\s*"(\w+)"\s*[,)]']
    for path in sorted((UI / "widgets").iterdir()):
        if path.suffix in {".html", ".js"}:
            for pattern in patterns:
                for key in re.findall(pattern, path.read_text(encoding="utf-8")):
                    yield path.name, key


def test_every_text_that_a_widget_names_exists():
    known = {key.split(".", 1)[1] for key in EN}
    assert not [(file, key) for file, key in asked_for() if key not in known]


def test_both_learn_pages_have_the_same_shape():
    def shape(lang):
        page = (UI.parent / "docs" / lang / "learn.md").read_text(encoding="utf-8")
        return re.findall(r"^(#+|-) ", page, re.M), re.findall(r"https?://\S+?(?=[)\s])", page)

    assert shape("en") == shape("ja")
