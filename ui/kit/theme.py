"""Ink on paper: the colours, type and spacing that every tab and widget takes from the theme.

Widgets use Gradio's variables (--body-text-color, --background-fill-primary,
--border-color-primary, --color-accent …), which are set here for light and for dark, and
so follow both. theme.css adds what a theme cannot say.
"""

from pathlib import Path

import gradio as gr

CSS = Path(__file__).with_name("theme.css")
CONTRAST = Path(__file__).with_name("contrast.css")  # what contrast themes make of the variables

# One family that is on the machine; nothing is fetched. Japanese faces stand in for the glyphs the first ones lack.
SANS = (
    "ui-sans-serif",
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Hiragino Sans",
    "Yu Gothic UI",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "sans-serif",
)
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")

PAPER, SHEET, SHADE, RULE = "#f6f2e9", "#fffdf8", "#ece6d8", "#d8d0bf"
INK, FADED = "#1d1c1a", "#5f5a50"
SEAL, SEAL_DEEP, SEAL_PALE = "#b23a22", "#932c17", "#f6e3da"  # the red of a seal on a scroll

NIGHT, NIGHT_SHEET, NIGHT_SHADE, NIGHT_RULE = "#151517", "#1d1d20", "#28282c", "#3b3b40"
CHALK, CHALK_FADED = "#ece8df", "#aba698"
EMBER, EMBER_DEEP, EMBER_PALE = "#f08a6c", "#f5a48b", "#3a2620"

SEAL_HUE = gr.themes.Color(
    c50="#fbf1ec",
    c100=SEAL_PALE,
    c200="#eec6b6",
    c300="#e5a48d",
    c400=EMBER,
    c500="#cc5335",
    c600=SEAL,
    c700=SEAL_DEEP,
    c800="#732413",
    c900="#551c10",
    c950="#2f0f08",
    name="seal",
)
PAPER_HUE = gr.themes.Color(
    c50=SHEET,
    c100=PAPER,
    c200=SHADE,
    c300=RULE,
    c400=CHALK_FADED,
    c500="#857f73",
    c600=FADED,
    c700=NIGHT_RULE,
    c800=NIGHT_SHADE,
    c900=NIGHT_SHEET,
    c950=NIGHT,
    name="paper",
)


def theme() -> gr.themes.Base:
    """Return Gradio's theme in our colours, light and dark."""
    base = gr.themes.Base(
        primary_hue=SEAL_HUE,
        secondary_hue=SEAL_HUE,
        neutral_hue=PAPER_HUE,
        font=list(SANS),
        font_mono=list(MONO),
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_md,
        spacing_size=gr.themes.sizes.spacing_md,
    )
    return base.set(**_surfaces(), **_words(), **_controls())


def _surfaces() -> dict[str, str]:
    return {
        "body_background_fill": PAPER,
        "body_background_fill_dark": NIGHT,
        "background_fill_primary": SHEET,
        "background_fill_primary_dark": NIGHT_SHEET,
        "background_fill_secondary": SHADE,
        "background_fill_secondary_dark": NIGHT_SHADE,
        "border_color_primary": RULE,
        "border_color_primary_dark": NIGHT_RULE,
        "border_color_accent": SEAL,
        "border_color_accent_dark": EMBER,
        "block_background_fill": SHEET,
        "block_background_fill_dark": NIGHT_SHEET,
        "block_border_color": RULE,
        "block_border_color_dark": NIGHT_RULE,
        "block_border_width": "1px",
        "block_shadow": "none",
        "block_shadow_dark": "none",
        "panel_background_fill": SHEET,
        "panel_background_fill_dark": NIGHT_SHEET,
        "shadow_drop": "none",
        "shadow_drop_lg": "0 6px 24px rgb(40 30 15 / 14%)",
    }


def _words() -> dict[str, str]:
    return {
        "body_text_color": INK,
        "body_text_color_dark": CHALK,
        "body_text_color_subdued": FADED,
        "body_text_color_subdued_dark": CHALK_FADED,
        "block_label_text_color": FADED,
        "block_label_text_color_dark": CHALK_FADED,
        "block_title_text_color": INK,
        "block_title_text_color_dark": CHALK,
        "block_info_text_color": FADED,
        "block_info_text_color_dark": CHALK_FADED,
        "block_label_background_fill": SHEET,
        "block_label_background_fill_dark": NIGHT_SHEET,
        "block_title_text_weight": "600",
        "link_text_color": SEAL,
        "link_text_color_dark": EMBER,
        "link_text_color_hover": SEAL_DEEP,
        "link_text_color_hover_dark": EMBER_DEEP,
        "link_text_color_visited": SEAL,
        "link_text_color_visited_dark": EMBER,
        "link_text_color_active": SEAL_DEEP,
        "link_text_color_active_dark": EMBER_DEEP,
    }


def _controls() -> dict[str, str]:
    return {
        "color_accent": SEAL,
        "color_accent_soft": SEAL_PALE,
        "color_accent_soft_dark": EMBER_PALE,
        "slider_color": SEAL,
        "slider_color_dark": EMBER,
        "input_background_fill": SHEET,
        "input_background_fill_dark": NIGHT,
        "input_border_color": "#8f8878",  # 3:1 on the sheet, so that a field is seen as one
        "input_border_color_dark": "#77756f",
        "input_border_color_focus": SEAL,
        "input_border_color_focus_dark": EMBER,
        "input_placeholder_color": FADED,
        "input_placeholder_color_dark": CHALK_FADED,
        "button_primary_background_fill": INK,
        "button_primary_background_fill_dark": CHALK,
        "button_primary_background_fill_hover": SEAL,
        "button_primary_background_fill_hover_dark": EMBER,
        "button_primary_text_color": SHEET,
        "button_primary_text_color_dark": NIGHT,
        "button_primary_text_color_hover": SHEET,
        "button_primary_text_color_hover_dark": NIGHT,
        "button_primary_border_color": INK,
        "button_primary_border_color_dark": CHALK,
        "button_secondary_background_fill": SHEET,
        "button_secondary_background_fill_dark": NIGHT_SHADE,
        "button_secondary_background_fill_hover": SHADE,
        "button_secondary_background_fill_hover_dark": NIGHT_RULE,
        "button_secondary_text_color": INK,
        "button_secondary_text_color_dark": CHALK,
        "button_secondary_text_color_hover": INK,
        "button_secondary_text_color_hover_dark": CHALK,
        "button_secondary_border_color": "#8f8878",
        "button_secondary_border_color_dark": "#77756f",
        "button_border_width": "1px",
    }
