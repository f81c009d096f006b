"""A slider over training time: the frame of each moment, curves with a moving line, what samples read as."""

from ui.widgets.assets import Widget


class TrainingFilm(Widget):
    """Asks `course` (see `ui.training_film.record`) when it is first unfolded, and once for each model; scrubbing and
    playing ask nothing.

    words : both languages' texts, as ui.text.words gives them
    about : [{name, curves: {plot: [columns of the history]}}] of the models that are there
    wanted : names of all models that could be there; articles : digits whose common share is told
    side : of a frame, px
    """

    template = "training_film.html"
    styles = ("fields.css", "slider.css", "choice.css", "fold.css", "plane.css", "histogram.css", "training_film.css")
    scripts = (
        "fields.js",
        "reading.js",
        "colours.js",
        "digits.js",
        "plot.js",
        "plane.js",
        "band.js",
        "player.js",
        "histogram.js",
        "runs.js",
        "curves.js",
        "training_film.js",
    )

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
