"""Declare the sliders of the latent units."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Units(Widget):
    """Lay out a slider for each unit of z, and samples from the posterior of a drawing.

    Asks `live_units` and `live_cloud` of ui.draw.latent_sliders.server while it is unfolded.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    functions : [unit_frames, cloud]
    kl : {name of a VAE: mean KL of each unit over test data, nats, or None}
    reach : how far a slider goes to either side of 0; stops : frames of a unit's strip

    Listens to the channels "point-a", "point-b" and "draw-again".
    """

    template = "draw/latent_sliders/latent_sliders.html"
    fold = "units"
    styles = (
        "kit/controls/form_fields.css",
        "kit/controls/slider.css",
        "kit/controls/choice.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "draw/latent_sliders/latent_sliders.css",
    )
    script = "draw/latent_sliders/latent_sliders.js"

    def __init__(
        self,
        words: Texts,
        functions: Sequence[Callable],
        kl: Mapping[str, Sequence[float] | None],
        reach: float,
        stops: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            functions,
            kl=kl,
            reach=reach,
            stops=stops,
            **kwargs,
        )
