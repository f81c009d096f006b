"""Contrast, computed from the theme's own colours with WCAG's formula."""

import re

import pytest

from ui.kit.theme import theme

# https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
TEXT, PART = 4.5, 3.0
PAGES = ("body_background_fill", "background_fill_primary", "background_fill_secondary", "input_background_fill")
WORDS = (
    "body_text_color",
    "body_text_color_subdued",
    "block_info_text_color",
    "link_text_color",
    "link_text_color_hover",
    "link_text_color_visited",
    "error_text_color",
    "input_placeholder_color",
)
BUTTONS = ("button_primary", "button_secondary")
PARTS = ("input_border_color", "input_border_color_focus", "button_secondary_border_color", "slider_color")


def luminance(colour):
    """Relative luminance of "#rrggbb"."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.fixture(params=["light", "dark"])
def colour(request):
    """colour(name) is what a variable of the theme comes to, "#rrggbb"."""
    ours = theme()

    def of(name):
        if request.param == "dark" and not name.endswith("_dark") and hasattr(ours, f"{name}_dark"):
            name = f"{name}_dark"
        value = getattr(ours, name) or getattr(ours, name.removesuffix("_dark"))
        if reference := re.fullmatch(r"\*(\w+)", value):
            return of(reference[1])
        assert re.fullmatch(r"#[0-9a-f]{6}", value), (name, value)
        return value

    return of


def test_the_formula_gives_what_wcag_says():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("words", WORDS)
def test_words_stand_out_from_every_ground(colour, words, page):
    assert contrast(colour(words), colour(page)) >= TEXT


@pytest.mark.parametrize("state", ["", "_hover"])
@pytest.mark.parametrize("button", BUTTONS)
def test_words_stand_out_from_their_button(colour, button, state):
    words, ground = colour(f"{button}_text_color{state}"), colour(f"{button}_background_fill{state}")
    assert contrast(words, ground) >= TEXT


@pytest.mark.parametrize("page", PAGES[:2])
@pytest.mark.parametrize("part", PARTS)
def test_edges_and_rings_stand_out_from_the_page(colour, part, page):
    assert contrast(colour(part), colour(page)) >= PART


def test_bars_and_rings_use_an_accent_that_stands_out(colour):
    # theme.css gives --color-accent the slider's colour in the dark, which Gradio's themes cannot
    for page in PAGES[:2]:
        assert contrast(colour("slider_color"), colour(page)) >= PART
