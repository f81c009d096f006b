"""A slider for each unit of z, and draws from the posterior of a drawing."""

from ui.widgets.assets import Widget


class Units(Widget):
    """Asks `unit_frames` and `cloud` (see `ui.units`) while it is unfolded.

    words : both languages' texts, as ui.text.words gives them
    functions : [unit_frames, cloud]
    kl : {name of a VAE: mean KL of each unit over test data, nats, or None}
    reach : how far a slider goes to either side; stops : frames of a unit's strip

    Listens to the channels "point-a" and "point-b".
    """

    template = "units.html"
    fold = "units"
    styles = ("fields.css", "slider.css", "choice.css", "fold.css", "plane.css", "units.css")
    scripts = ("fields.js", "reading.js", "work.js", "plane.js", "frames.js", "cloud.js", "units.js")

    def __init__(self, words, functions, kl, reach, stops, **kwargs):
        super().__init__(
            words,
            functions,
            kl=kl,
            reach=reach,
            stops=stops,
            **kwargs,
        )
