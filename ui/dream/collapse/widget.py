"""What 1,000 samples of a model read as, how alike they are, and what its card says of them."""

from ui.kit.widget import Widget


class Collapse(Widget):
    """Asks `survey` (see `ui.dream.collapse.server.survey`) when it is first unfolded, and once for each model and
    seed.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    survey : what the script asks for samples
    about : [{name, family, labelled, figures}] of the models that are there, as `ui.dream.collapse.server.build`
    makes it
    wanted : names of all models that could be there; samples : how many are drawn
    """

    template = "dream/collapse/collapse.html"
    styles = (
        "kit/controls/form_fields.css",
        "kit/controls/choice.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "dream/digit_histogram.css",
        "dream/collapse/collapse.css",
    )
    script = "dream/collapse/collapse.js"

    def __init__(self, words, survey, about, wanted, samples, **kwargs):
        super().__init__(
            words,
            [survey] if about else [],
            about=about,
            wanted=list(wanted),
            samples=samples,
            **kwargs,
        )
