"""What 1,000 samples of a model read as, how alike they are, and what its card says of them."""

from ui.widgets.assets import Widget


class Collapse(Widget):
    """Asks `survey` (see `ui.collapse.survey`) when it is first unfolded, and once for each model and seed.

    words : both languages' texts, as ui.text.words gives them
    survey : what the script asks for samples
    about : [{name, family, labelled, figures}] of the models that are there, as `ui.collapse.build` makes it
    wanted : names of all models that could be there; samples : how many are drawn
    """

    template = "collapse.html"
    styles = ("fields.css", "choice.css", "fold.css", "plane.css", "histogram.css", "collapse.css")
    scripts = ("fields.js", "plane.js", "frames.js", "tiles.js", "histogram.js", "runs.js", "collapse.js")

    def __init__(self, words, survey, about, wanted, samples, **kwargs):
        super().__init__(
            words,
            [survey] if about else [],
            about=about,
            wanted=list(wanted),
            samples=samples,
            **kwargs,
        )
