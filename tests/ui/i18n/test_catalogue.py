"""Every word a user reads stands in both languages."""

import ast
import re
from html.parser import HTMLParser
from string import Formatter

import pytest

from tests.support.paths import UI
from ui.i18n import catalogue

EN, JA = (catalogue.catalogue()[lang] for lang in ("en", "ja"))
JOINERS = (".space", ".comma")  # what stands between the parts of a sentence: in Japanese it may be nothing
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def placeholders(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys():
    assert EN.keys() == JA.keys()


def test_both_files_list_their_keys_in_the_same_order():
    assert list(EN) == list(JA)


@pytest.mark.parametrize("lang", catalogue.LANGUAGES)
def test_no_text_is_empty_or_padded(lang):
    texts = {key: value for key, value in catalogue.catalogue()[lang].items() if not key.endswith(JOINERS)}
    assert not {key: value for key, value in texts.items() if not value or value != value.strip()}


@pytest.mark.parametrize("key", EN)
def test_placeholders_agree(key):
    assert placeholders(EN[key]) == placeholders(JA[key])


def test_english_holds_no_japanese_but_the_name_of_the_language():
    assert [key for key, value in EN.items() if JAPANESE.search(value)] == ["page.other_language"]


def test_a_key_is_asked_for_without_its_prefix():
    assert catalogue.words("draw")["en"]["clear"] == "Clear"
    assert catalogue.words("draw")["ja"]["clear"] == JA["draw.clear"]


def test_words_of_one_tab_hold_nothing_of_another():
    assert len(catalogue.words("draw")["en"]) == sum(key.startswith("draw.") for key in EN)


def test_values_are_filled_in():
    assert catalogue.t("en", "draw.draw_other", letter="B") == "Now draw something on sheet B."


@pytest.mark.parametrize("lang", ["fr", "", None, 7, "en-GB"])
def test_english_stands_in_for_an_unknown_language(lang):
    assert catalogue.t(lang, "draw.clear") == EN["draw.clear"]


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        catalogue.t("ja", "no.such.key")


def asked_for():
    """(file, key) of every text that a widget's markup or script names."""
    patterns = [r'data-(?:text|label)="(\w+)"', r'\bsay\(\s*"(\w+)"\s*[,)]']
    for path in sorted(path for path in UI.rglob("*.*") if path.suffix in {".html", ".js"}):
        for pattern in patterns:
            for key in re.findall(pattern, path.read_text(encoding="utf-8")):
                yield path.name, key


def test_every_text_that_a_widget_names_exists():
    known = {part for key in EN for part in (key.split(".", 1)[1], key.rsplit(".", 1)[1])}
    assert not [(file, key) for file, key in asked_for() if key not in known]


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


# What is no language: names, symbols, formulas, units, file formats, keys.
SIGN = re.compile(
    r"^(?:[^A-Za-z]*|[A-Za-z]|[A-D] − [A-D] \+ [A-D]|1/s · R\(θ\) =|[ab]ʲ?"
    r"|GIF|WebP|PNG|JSON|CSV|ZIP|px|Inkspace|OpenCV|scikit-image)$"
)
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "aria-description")


class Words(HTMLParser):
    """Text and spoken attributes of markup."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ATTRIBUTES and value]

    def handle_data(self, data):
        self.found.append(data.strip())


def hard_coded_in_markup(text):
    words = Words()
    words.feed(text)
    return [one for one in words.found if not SIGN.match(one) and "{" not in one]


def test_the_search_finds_words_in_markup():
    assert hard_coded_in_markup('<p>Draw here</p><button title="Undo">×</button><b data-text="key"></b>') == [
        "Draw here",
        "Undo",
    ]


@pytest.mark.parametrize("path", sorted(UI.rglob("*.html")), ids=lambda path: path.name)
def test_no_markup_holds_words_of_its_own(path):
    assert hard_coded_in_markup(path.read_text(encoding="utf-8")) == []


def hard_coded_in_script(text):
    """Literals that a script puts where they are read: textContent, title, placeholder, aria-label, alt."""
    spoken = r"""(?:textContent|innerText|\.title|placeholder|\.alt|ariaLabel)\s*[=:]\s*(["'`])((?:(?!\1).)*)\1"""
    named = r"""setAttribute\(\s*["'](?:aria-label|title|placeholder|alt)["'],\s*(["'`])((?:(?!\1).)*)\1"""
    found = [match[1] for pattern in (spoken, named) for match in re.findall(pattern, text)]
    return [one for one in found if not SIGN.match(re.sub(r"\$\{[^}]*\}", "", one))]


def test_the_search_finds_words_in_scripts():
    script = """a.textContent = "Ready"; b.textContent = ""; d.title = say("x");
        c.setAttribute("aria-label", `Digit ${n}`);"""
    assert hard_coded_in_script(script) == ["Ready", "Digit ${n}"]


@pytest.mark.parametrize("path", sorted(UI.rglob("*.js")), ids=lambda path: path.name)
def test_no_script_holds_words_of_its_own(path):
    assert hard_coded_in_script(path.read_text(encoding="utf-8")) == []


def hard_coded_in_python(module):
    """Literals with words that Gradio's components are labelled with."""
    labels = ("label", "info", "placeholder", "value", "description")
    return [
        keyword.value.value
        for call in ast.walk(module)
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("gr.")
        for keyword in call.keywords
        if keyword.arg in labels and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
    ] + [
        call.args[0].value
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func)
        in {"gr.Tab", "gr.Markdown", "gr.Button", "gr.HTML", "gr.Error", "gr.Info", "gr.Warning"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]


def test_the_search_finds_words_in_python():
    module = ast.parse("gr.Slider(0, 1, label='Strength')\ngr.Tab('Draw')\ngr.Tab(label('tab.draw'))")
    assert hard_coded_in_python(module) == ["Strength", "Draw"]


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.name)
def test_no_component_is_labelled_in_one_language(path):
    assert hard_coded_in_python(tree(path)) == []
