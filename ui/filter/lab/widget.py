"""The Filter tab's first widget: a picture, the wavelet's parameters, the response, and the wavelet in small."""

from ui.kit.widget import Widget


class FilterLab(Widget):
    """Asks `filter_picture`, `show_picture` and `show_thumbs` (see `ui.filter.tab`) and paints what comes.

    words : both languages' texts, as ui.i18n.catalogue.words gives them
    controls : {"sigma": {"low", "high", "step", "first"}, "theta": …} for each of ui.filter.request.CONTROLS
    wavelength : px at scale 1
    names : the project's own pictures; the first is shown at first
    samples : names of scikit-image's pictures that `show_picture` knows as "skimage:name"

    Publishes what was asked for last and has been answered on the page's channel "gabor" ({picture, pixels where the
    picture is the visitor's own, sigma, theta, scale, wavelength, gamma, psi, dc_free, norm, part}, angles in degrees),
    and the wavelet that belongs to it on "gabor-kernel". Asks for its details while the channel "gabor-detail" is true.
    Takes {sigma?, theta_deg?, scale?} from the channel "gabor-take", and the drawing from the channel "drawing-a".
    """

    template = "filter/lab/lab.html"
    styles = (
        "kit/controls/slider.css",
        "kit/controls/form_fields.css",
        "filter/lab/fields.css",
        "filter/lab/lab.css",
    )
    script = "filter/lab/lab.js"

    def __init__(self, words, server_functions, controls, wavelength, names, samples, **kwargs):
        super().__init__(
            words,
            server_functions,
            controls=controls,
            wavelength=wavelength,
            names=list(names),
            samples={f"skimage:{name}": name for name in samples},
            **kwargs,
        )
