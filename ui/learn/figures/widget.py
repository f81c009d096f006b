"""Declare the figures of the Learn tab: a widget each, which asks the server once it is scrolled to."""

from collections.abc import Callable, Sequence
from typing import Any

from ui.i18n.catalogue import words
from ui.kit.widget import Widget

STYLES = (
    "kit/controls/slider.css",
    "kit/controls/choice.css",
    "kit/controls/button.css",
    "kit/controls/draggable_plane.css",
    "learn/figures/figure.css",
)


class Figure(Widget):
    """Lay out a figure of a chapter; a subclass names it and the styles that it adds.

    figure : such as "planes": its files are planes.html and .js, its texts have the keys learn.planes.…
    own_styles : beyond those that all figures have
    functions : what its script asks of the server
    absent : names of models that it needs and that are not loaded; it then names them instead of asking
    """

    figure: str = ""
    own_styles: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        cls.template, cls.script = (f"learn/figures/{cls.figure}.{kind}" for kind in ("html", "js"))
        cls.styles = (*STYLES, *cls.own_styles)

    def __init__(self, functions: Sequence[Callable] = (), absent: Sequence[str] = (), **kwargs: Any) -> None:
        # The Draw tab has the sentences that tell what a digit reads as.
        texts = words("draw", "learn.figure", f"learn.{self.figure}")
        super().__init__(texts, functions, absent=list(absent), elem_id=f"learn-{self.figure}", **kwargs)


class Compress(Figure):
    """Show a digit as twenty numbers, of which a slider keeps those with most KL.

    Asks `compress` of ui.learn.chapters.vae.server.
    """

    figure = "compress"
    own_styles = ("learn/figures/compress.css",)


class Planes(Figure):
    """Show the latent planes of PCA, autoencoder and VAE, to drag in.

    Asks `survey` and `decode` of ui.learn.chapters.vae.server.

    names : of the models; side : frames along a plane's side; crowd : how many digits are placed
    told : {model: figures of metrics.json}
    """

    figure = "planes"
    own_styles = ("learn/figures/planes.css",)


class Beta(Figure):
    """Show the VAE of one number under beta.

    Asks `beta` of ui.learn.chapters.vae.server. spread : standard deviation of its decoder
    """

    figure = "beta"


class Cloud(Figure):
    """Play the reparameterisation trick.

    Asks `cloud` of ui.learn.chapters.vae.server. shown : how many draws are decoded
    """

    figure = "cloud"
    own_styles = ("learn/figures/cloud.css",)


class Flip(Figure):
    """Show the frames between two examples.

    Asks `flip` of ui.learn.chapters.vae.server. examples : {digit: strokes}, which its button puts on the Draw tab
    """

    figure = "flip"
    own_styles = ("learn/figures/flip.css",)


class Pull(Figure):
    """Plot both forms of the generator's loss and their slopes, without the server."""

    figure = "pull"
    own_styles = ("learn/figures/two_panels.css",)


class Round(Figure):
    """Play one round of the game in real numbers. Asks `play` of ui.learn.chapters.gan.server."""

    figure = "round"
    own_styles = ("learn/figures/round.css",)


class Race(Figure):
    """Plot which digits the samples of two GANs read as, epoch by epoch and now.

    Asks `count` of ui.learn.chapters.gan.server.

    history : {model: {epochs, shares, samples}}; steps : {model: discriminator steps}
    counted : samples drawn when asked
    """

    figure = "race"
    own_styles = ("learn/figures/two_panels.css", "learn/figures/race.css")


class Cure(Figure):
    """Show samples and figures of three GANs side by side.

    Asks `cured` of ui.learn.chapters.gan.server. about : {model: recipe and figures}
    """

    figure = "cure"
    own_styles = ("learn/figures/cure.css",)


class Wave(Figure):
    """Plot sections of envelope, wave and their product. Asks `section` of ui.learn.chapters.gabor.server."""

    figure = "wave"
    own_styles = ("learn/figures/two_panels.css",)


class Leak(Figure):
    """Show the cosine part's response to a flat wall. Asks `section` of ui.learn.chapters.gabor.server."""

    figure = "leak"


class Turn(Figure):
    """Show scale and rotation as one matrix. Asks `turned` of ui.learn.chapters.gabor.server."""

    figure = "turn"
    own_styles = ("learn/figures/two_panels.css", "learn/figures/turn.css")


class Cell(Figure):
    """Separate two textures of one mean. Asks `answer_of_cells` of ui.learn.chapters.gabor.server."""

    figure = "cell"
    own_styles = ("learn/figures/two_panels.css",)
