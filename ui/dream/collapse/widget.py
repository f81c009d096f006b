"""Declare the survey of a model's samples."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class Collapse(Widget):
    """Lay out a survey of 1,000 samples: which digits they read as, how diverse they are, and the model card's figures.

    Asks `live_survey` of ui.dream.collapse.server when it is first unfolded, and once for each model and seed.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    survey : what its script asks
    about : [{name, family, labelled, figures}] of the models that are there, as ui.dream.collapse.part.build makes it
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

    def __init__(
        self,
        words: Texts,
        survey: Callable,
        about: Sequence[Mapping[str, Any]],
        wanted: Sequence[str],
        samples: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            [survey] if about else [],
            about=about,
            wanted=list(wanted),
            samples=samples,
            **kwargs,
        )
