"""Lay out the Draw tab: two drawings, their reconstructions by a VAE, and the way from one to the other."""

import gradio as gr

from ui.draw import api
from ui.draw.four_corners import part as four_corners
from ui.draw.latent_map import part as latent_map
from ui.draw.latent_sliders import part as latent_sliders
from ui.draw.morph import part as morph
from ui.draw.pad import part as pad
from ui.draw.toolbar import part as toolbar
from ui.draw.vaes import VAES
from ui.kit.tab import Models

NEEDS: tuple[str, ...] = ("reader",)
NEEDS_ONE_OF: tuple[str, ...] = VAES
FIRST = {"a": 3, "b": 8}  # the digits that the example buttons of the two pads begin with
# Their ways lead through other digits, each read with over 99 %: an 8 for half of the way; 8 and 9; 8 and 0.
PAIRS = ({"a": 2, "b": 9}, {"a": 6, "b": 7}, {"a": 3, "b": 4})


def build(models: Models) -> None:
    """Lay out the tab inside the current gr.Tab and add its two endpoints."""
    with gr.Row(elem_id="draw-room"):
        pad.build(models, first=FIRST)
        morph.build(models, pairs=PAIRS)
    for part in (toolbar, four_corners, latent_sliders, latent_map):
        part.build(models)
    api.build(models)
