"""A sheet to draw on, and beside it, live, what the discriminator of each GAN makes of the drawing."""

from ui.kit.widget import Widget


class Critic(Widget):
    """Sends what lies on its sheet to `ask_critics` (see `ui.dream.critic.server.criticise`) while it is unfolded;
    `ask_forger` (see `ui.dream.critic.server.forge`) draws a forgery to lay on the sheet.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    functions : ask_critics, ask_forger
    examples : {digit: strokes} of our own drawings; first : the digit that lies on the sheet at first
    models : names of the GANs that are there; wanted : of all that may be; labelled : of those that know digits
    percentiles : {model: what `ui.dream.critic.server.percentiles` gives}

    Takes drawings from the channels "drawing-a" and "drawing-b", and a tile of the grid from "dream-tile".
    """

    template = "dream/critic/critic.html"
    styles = (
        "kit/controls/button.css",
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "kit/drawing/sheet_tools.css",
        "dream/critic/critic.css",
    )
    script = "dream/critic/critic.js"

    def __init__(self, words, functions, examples, first, models, wanted, labelled, percentiles, **kwargs):
        super().__init__(
            words,
            functions,
            examples=examples,
            first=first,
            models=models,
            wanted=wanted,
            labelled=labelled,
            percentiles=percentiles,
            **kwargs,
        )
