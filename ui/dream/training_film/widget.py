"""A slider over training time: the frame of each moment, curves with a moving line, what samples read as."""

from ui.kit.widget import Widget


class TrainingFilm(Widget):
    """Asks `course` (see `ui.dream.training_film.server.record`) when it is first unfolded, and once for each model;
    scrubbing and playing ask nothing.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    about : [{name, curves: {plot: [columns of the history]}}] of the models that are there
    wanted : names of all models that could be there; articles : digits whose common share is told
    side : of a frame, px
    """

    template = "dream/training_film/training_film.html"
    styles = (
        "kit/controls/form_fields.css",
        "kit/controls/slider.css",
        "kit/controls/choice.css",
        "kit/controls/fold.css",
        "kit/controls/draggable_plane.css",
        "dream/digit_histogram.css",
        "dream/training_film/training_film.css",
    )
    script = "dream/training_film/training_film.js"

    def __init__(self, words, course, about, wanted, articles, side, **kwargs):
        super().__init__(
            words,
            [course] if about else [],
            about=about,
            wanted=list(wanted),
            articles=list(articles),
            side=side,
            **kwargs,
        )
