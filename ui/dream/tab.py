"""Lay out the Dream tab: digits out of noise, and what one can find out about the models that make and judge them."""

from ui.dream import api
from ui.dream.collapse import part as collapse
from ui.dream.critic import part as critic
from ui.dream.game import part as game
from ui.dream.grid import part as grid
from ui.dream.grid.sampler import Sampler
from ui.dream.samplers import SAMPLERS
from ui.dream.steer import part as steer
from ui.dream.training_film import part as training_film
from ui.kit.tab import Models

NEEDS: tuple[str, ...] = ("reader",)
NEEDS_ONE_OF: tuple[str, ...] = SAMPLERS


def build(models: Models) -> None:
    """Lay out the tab inside the current gr.Tab and add its endpoints."""
    sampler = Sampler(models)
    grid.build(sampler)
    for part in (steer, collapse, training_film, critic, game):
        part.build(models)
    api.build(models, sampler)
