"""Human or forger? A game of ten rounds, kept in the browser's memory alone."""

from ui.kit.widget import Widget


class Game(Widget):
    """Gets its forgeries with one call of `deal_rounds` (see `ui.dream.game.server.deal`) and has each drawing framed
    and scored by `judge_drawing` (see `ui.dream.game.server.judge`).

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    functions : deal_rounds, judge_drawing
    examples : {digit: strokes} of our own drawings, for who cannot draw
    models : names of the GANs that are there; wanted : of all that may be
    mnist : whether MNIST's test digits can take the place of drawing

    Begins with the GAN that the channel "dream-model" names.
    """

    template = "dream/game/game.html"
    styles = (
        "kit/controls/choice.css",
        "kit/controls/form_fields.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "kit/drawing/sheet_tools.css",
        "dream/game/game.css",
    )
    script = "dream/game/game.js"

    def __init__(self, words, functions, examples, models, wanted, mnist, **kwargs):
        super().__init__(
            words,
            functions,
            examples=examples,
            models=models,
            wanted=wanted,
            mnist=mnist,
            **kwargs,
        )
