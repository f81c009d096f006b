"""Lay out the latent map."""

from collections.abc import Callable
from functools import cache

from models.networks.vae import VAE
from ui.draw.latent_map.server import FINE, REACH, SIDE, PlacesRequest, places, whole_map
from ui.draw.latent_map.widget import Atlas
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers, nothing
from ui.kit.tab import Models

MAP = "vae_map"


def functions(vae: VAE) -> list[Callable]:
    """Return what the page calls: atlas, which is drawn once, and find_places."""

    @answers(nothing)
    @cache
    def atlas(_request: None) -> Answer:
        return whole_map(vae)

    @answers(PlacesRequest.parse)
    def find_places(request: PlacesRequest) -> Answer:
        return places(request, vae)

    return [atlas, find_places]


def build(models: Models) -> None:
    """Lay out the part below the units; nothing but a sentence where the VAE with two units is absent."""
    called = functions(models[MAP]) if MAP in models else []
    Atlas(words("draw", "atlas"), called, side=SIDE, fine=FINE, reach=REACH, elem_id="atlas-room")
