"""Human or forger? A game of ten rounds, kept in the browser's memory alone."""

from ui.widgets.assets import Widget


class Game(Widget):
    """Gets its forgeries with one call of `deal_rounds` (see `ui.game.deal`) and has each drawing framed and scored by
    `judge_drawing` (see `ui.game.judge`).

    words : both languages' texts, as ui.text.words gives them
    functions : deal_rounds, judge_drawing
    examples : {digit: strokes} of our own drawings, for who cannot draw
    models : names of the GANs that are there; wanted : of all that may be
    mnist : whether MNIST's test digits can take the place of drawing

    Begins with the GAN that the channel "dream-model" names.
    """

    template = "game.html"
    styles = ("choice.css", "fields.css", "fold.css", "plane.css", "desk.css", "game.css")
    scripts = ("plane.js", "ink.js", "eraser.js", "desk.js", "game_rules.js", "game_end.js", "game.js")

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
