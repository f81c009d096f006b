"""A slider for each unit of z, and draws from the posterior of a drawing."""

import gradio as gr

from ui.widgets.assets import joined

SCRIPTS = ("fields.js", "reading.js", "work.js", "plane.js", "cloud.js", "units.js")


class Units(gr.HTML):
    """Asks `unit_frames` and `cloud` (see `ui.units`) while it is unfolded.

    words : both languages' texts, as ui.text.words gives them
    functions : [unit_frames, cloud]
    kl : {name of a VAE: mean KL of each unit over test data, nats, or None}
    reach : how far a slider goes to either side; stops : frames of a unit's strip

    Listens to the channels "point-a" and "point-b".
    """

    def __init__(self, words, functions, kl, reach, stops, **kwargs):
        super().__init__(
            html_template=joined("units.html"),
            css_template=joined("fields.css", "slider.css", "choice.css", "fold.css", "plane.css", "units.css"),
            js_on_load=joined(*SCRIPTS),
            apply_default_css=False,
            server_functions=functions,
            words=words,
            kl=kl,
            reach=reach,
            stops=stops,
            **kwargs,
        )
