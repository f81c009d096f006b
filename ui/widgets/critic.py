"""A sheet to draw on, and beside it, live, what the discriminator of each GAN makes of the drawing."""

from ui.widgets.assets import Widget


class Critic(Widget):
    """Sends what lies on its sheet to `ask_critics` (see `ui.critic.criticise`) while it is unfolded; `ask_forger` (see
    `ui.critic.forge`) draws a forgery to lay on the sheet.

    words : both languages' texts, as ui.text.words gives them
    functions : ask_critics, ask_forger
    examples : {digit: strokes} of our own drawings; first : the digit that lies on the sheet at first
    models : names of the GANs that are there; wanted : of all that may be; labelled : of those that know digits
    percentiles : {model: what `ui.critic.percentiles` gives}

    Takes drawings from the channels "drawing-a" and "drawing-b", and a tile of the grid from "dream-tile".
    """

    template = "critic.html"
    styles = ("button.css", "fields.css", "fold.css", "plane.css", "desk.css", "critic.css")
    scripts = (
        "reading.js",
        "fields.js",
        "plane.js",
        "plot.js",
        "ink.js",
        "eraser.js",
        "lab_picture.js",
        "sheet.js",
        "desk.js",
        "critic_card.js",
        "critic.js",
    )

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
