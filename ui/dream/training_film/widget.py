"""Declare the film of a training."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class TrainingFilm(Widget):
    """Lay out a slider over training time: the frame of each moment, the curves, and which digits the samples read as.

    Asks `live_record` of ui.dream.training_film.server when it is first unfolded, and once for each model; scrubbing
    and playing need no server.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    course : what its script asks
    about : [{name, curves: {plot: [columns of the history]}}] of the models that are there
    wanted : names of all models that could be there; articles : digits whose common share is shown
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

    def __init__(
        self,
        words: Texts,
        course: Callable,
        about: Sequence[Mapping[str, Any]],
        wanted: Sequence[str],
        articles: Sequence[int],
        side: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            [course] if about else [],
            about=about,
            wanted=list(wanted),
            articles=list(articles),
            side=side,
            **kwargs,
        )
