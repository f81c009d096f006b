"""Declare the lab of the Filter tab."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ui.i18n.catalogue import Texts
from ui.kit.widget import Widget


class FilterLab(Widget):
    """Lay out the lab: a picture, the wavelet's parameters, the response, and the wavelet in small.

    Asks `filter_picture`, `show_picture` and `show_thumbs` of ui.filter.lab.server.

    words : both languages' texts, as ui.i18n.catalogue.words returns them
    server_functions : [filter_picture, show_picture, show_thumbs]
    controls : {"sigma": {"low", "high", "step", "first"}, "theta": …} for each of ui.filter.request.CONTROLS
    wavelength : px at scale 1
    names : the project's own pictures; the first is shown at first
    samples : names of scikit-image's pictures that `show_picture` knows as "skimage:name"

    Sets the channels "gabor" and "gabor-kernel" with each answer. Listens to "gabor-detail", "gabor-take" and
    "filter-picture", and takes the drawing from "drawing-a".
    """

    template = "filter/lab/lab.html"
    styles = (
        "kit/controls/slider.css",
        "kit/controls/form_fields.css",
        "filter/lab/fields.css",
        "filter/lab/lab.css",
    )
    script = "filter/lab/lab.js"

    def __init__(
        self,
        words: Texts,
        server_functions: Sequence[Callable],
        controls: Mapping[str, Any],
        wavelength: float,
        names: Sequence[str],
        samples: Iterable[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(
            words,
            server_functions,
            controls=controls,
            wavelength=wavelength,
            names=list(names),
            samples={f"skimage:{name}": name for name in samples},
            **kwargs,
        )
