"""Declare the map of the latent plane."""

from collections.abc import Callable, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Atlas(Widget):
    """Lay out the decoded plane of the VAE with two units, the regions of the digits and the places of both drawings.

    Asks `whole_map` of ui.draw.latent_map.server when it is first unfolded, then follows the pointer without the
    server; asks `places` where new drawings lie.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    functions : [atlas, find_places], or none where the VAE is absent
    side, fine : frames and points of the regions along a side; reach : of the plane to either side of 0

    Listens to the channels "drawing-a", "drawing-b", "morph-state" and "draw-again".
    """

    template = "draw/latent_map/latent_map.html"
    fold = "atlas"
    styles = (
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "draw/latent_map/latent_map.css",
    )
    script = "draw/latent_map/latent_map.js"

    def __init__(
        self, words: Texts, functions: Sequence[Callable], side: int, fine: int, reach: float, **kwargs: Any
    ) -> None:
        super().__init__(
            words,
            functions,
            here=bool(functions),
            side=side,
            fine=fine,
            reach=reach,
            **kwargs,
        )
