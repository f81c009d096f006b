"""The Learn tab's chapters: one text for repository and page, alike in both languages, a figure at each mark."""

import json
import re

import gradio as gr
import pytest

from tests.support.paths import UI
from ui.i18n.catalogue import LANGUAGES
from ui.learn import tab as learn
from ui.learn.figures.figure import Figure

PAGES = (learn.OPENING, *learn.PAGES)


def shape(lang, name):
    """Headings by depth, list items, figures, formulas on lines of their own, and addresses, in order."""
    text = learn.page(lang, name)
    return (
        re.findall(r"^(#+|-) ", text, re.M),
        learn.FIGURE.findall(text),
        re.findall(r"^\$\$", text, re.M),
        re.findall(r"^</?(?:details|summary)>", text, re.M),
        re.findall(r"https?://\S+?(?=[)\s])", text),
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_chapter_has_the_same_shape_in_every_language(name):
    assert len({str(shape(lang, name)) for lang in LANGUAGES}) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_chapters_formulas_are_opened_and_closed(lang, name):
    assert learn.page(lang, name).count("$") % 2 == 0


@pytest.mark.parametrize("name", learn.CHAPTERS)
def test_a_chapter_takes_about_five_minutes_without_what_is_folded(name):
    unread = r"<details>.*?</details>|<!--.*?-->|\$\$.*?\$\$|\$.*?\$|\(https?:\S+\)"
    words = re.sub(unread, "", learn.page("en", name), flags=re.S).split("### Where this comes")[0]
    assert 600 < len(words.split()) < 1300  # at 200 to 240 words a minute


@pytest.mark.parametrize("name", learn.CHAPTERS)
def test_a_chapter_ends_with_dated_references_that_can_be_followed(name):
    *_, references = learn.page("en", name).split("### ")
    entries = [line for line in references.splitlines() if line.startswith("- ")]
    assert len(entries) >= 5
    for entry in entries:
        assert re.search(r"\b(19|20)\d\d\b", entry), entry
        assert re.search(r"\]\(https?://", entry), entry


def test_every_figure_stands_in_one_chapter_and_every_mark_has_its_figure():
    marks = [mark for name in learn.PAGES for mark in learn.FIGURE.findall(learn.page("en", name))]
    assert sorted(marks) == sorted(learn.figures({}))


def test_every_figure_has_its_files():
    for kind in Figure.__subclasses__():
        for file in (kind.template, *kind.styles, kind.script):
            assert (UI / file).is_file(), file


def test_a_text_is_cut_at_its_figures():
    assert learn.parts("a\n\n<!-- figure: one -->\n\nb\n") == ["a", "one", "b"]
    assert learn.parts("a <!-- figure: one --> b") == ["a <!-- figure: one --> b"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_of_paragraphs_has_one_for_each_place_on_the_page(lang):
    with gr.Blocks() as page:
        learn.build({})
    places = [block for block in page.blocks.values() if isinstance(block, gr.Markdown)]
    _, body = learn.download(lang)
    paragraphs = json.loads(body)
    assert len(paragraphs) == len(places)
    assert paragraphs[0] == learn.page(lang).strip()


def test_without_models_each_figure_says_which_it_needs_and_those_that_need_none_stay_whole():
    figures = learn.figures({})
    absent = {name: make().props["absent"] for name, make in figures.items() if not name.startswith("errata")}
    assert absent == {
        "compress": ["vae_conv", "reader"],
        "planes": ["pca_map", "ae_map", "vae_map", "gan_conv", "reader"],
        "cloud": ["vae_map"],
        "flip": ["vae_conv", "reader"],
        "draws": ["vae_mlp"],
        "graphs": ["vae_mlp"],
        "networks": ["vae_mlp", "vae_conv", "reader"],
        "grey": ["vae_mlp"],
        "round": ["gan_mlp_k1"],
        "race": ["gan_mlp", "gan_mlp_k1", "reader"],
        "cure": ["gan_mlp", "gan_mlp_k1", "gan_conv"],
        **{
            name: []
            for name in (
                "beta",
                "bound",
                "fit",
                "optimum",
                "mean",
                "pull",
                "steps",
                "duel",
                "wave",
                "leak",
                "turn",
                "cell",
            )
        },
        **{f"code_{name}": [] for name in learn.CHAPTERS},
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", learn.CHAPTERS)
def test_what_is_folded_is_opened_by_its_summary_and_holds_no_figure(lang, name):
    text = learn.page(lang, name)
    folds = re.findall(r"<details>\n<summary>[^\n]+</summary>\n\n(.*?)\n\n</details>\n", text, re.S)
    assert len(folds) == text.count("<details>") == text.count("</details>")
    assert not any(learn.FIGURE.search(fold) for fold in folds)  # the text is cut at its figures
