"""A slider for each unit of z, and draws from the posterior of a drawing."""

from ui.kit.widget import Widget


class Units(Widget):
    """Asks `unit_frames` and `cloud` (see `ui.draw.latent_sliders.server`) while it is unfolded.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    functions : [unit_frames, cloud]
    kl : {name of a VAE: mean KL of each unit over test data, nats, or None}
    reach : how far a slider goes to either side; stops : frames of a unit's strip

    Listens to the channels "point-a" and "point-b".
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

    def __init__(self, words, functions, kl, reach, stops, **kwargs):
        super().__init__(
            words,
            functions,
            kl=kl,
            reach=reach,
            stops=stops,
            **kwargs,
        )
