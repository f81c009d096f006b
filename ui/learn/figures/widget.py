"""A figure of the Learn tab: one widget each, fetched when it is scrolled to."""

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
    """What all figures share; a subclass says which it is and on which parts of other widgets it builds.

    figure : such as "planes": its files are planes.html and .js, its texts have the keys learn.planes.…
    own_styles : beyond those that all figures have

    functions : what its script asks the server, once it is scrolled to
    absent : names of models that it needs and that are not loaded; it then says so instead of asking
    """

    figure = ""
    own_styles = ()

    def __init_subclass__(cls):
        cls.template, cls.script = (f"learn/figures/{cls.figure}.{kind}" for kind in ("html", "js"))
        cls.styles = (*STYLES, *cls.own_styles)

    def __init__(self, functions=(), absent=(), **kwargs):
        # The Draw tab's words say what a digit reads as.
        texts = words("draw", "learn.figure", f"learn.{self.figure}")
        super().__init__(texts, functions, absent=list(absent), elem_id=f"learn-{self.figure}", **kwargs)


class Compress(Figure):
    """A digit as twenty numbers, of which a slider keeps the most telling: `ui.learn.chapters.vae.compress`."""

    figure = "compress"
    own_styles = ("learn/figures/compress.css",)


class Planes(Figure):
    """PCA, autoencoder and VAE as planes to drag in: `ui.learn.chapters.vae.survey` and `decode`.

    names : of the models; side : frames along a plane's side; crowd : how many digits are placed
    told : {model: figures of metrics.json}
    """

    figure = "planes"
    own_styles = ("learn/figures/planes.css",)


class Beta(Figure):
    """The VAE of one number under beta: `ui.learn.chapters.vae.beta`. spread : standard deviation of its decoder."""

    figure = "beta"


class Cloud(Figure):
    """The reparameterisation trick, played: `ui.learn.chapters.vae.cloud`. shown : how many draws are decoded."""

    figure = "cloud"
    own_styles = ("learn/figures/cloud.css",)


class Flip(Figure):
    """The frames between two examples: `ui.learn.chapters.vae.flip`. examples : {digit: strokes}, for the Draw tab."""

    figure = "flip"
    own_styles = ("learn/figures/flip.css",)


class Pull(Figure):
    """Both forms of the generator's loss and their slopes; asks nothing."""

    figure = "pull"
    own_styles = ("learn/figures/two_panels.css",)


class Round(Figure):
    """One round of the game in real numbers: `ui.learn.chapters.gan.play`."""

    figure = "round"
    own_styles = ("learn/figures/round.css",)


class Race(Figure):
    """What the samples of two GANs read as, epoch by epoch and now: `ui.learn.chapters.gan.count`.

    history : {model: {epochs, shares, samples}}; steps : {model: discriminator steps}
    counted : samples drawn when asked
    """

    figure = "race"
    own_styles = ("learn/figures/two_panels.css", "learn/figures/race.css")


class Cure(Figure):
    """Samples and figures of three GANs side by side: `ui.learn.chapters.gan.cured`. about : {model: recipe and
    figures}."""

    figure = "cure"
    own_styles = ("learn/figures/cure.css",)


class Wave(Figure):
    """Envelope, wave and their product in section: `ui.learn.chapters.gabor.section`."""

    figure = "wave"
    own_styles = ("learn/figures/two_panels.css",)


class Leak(Figure):
    """What the cosine part lets through of a flat wall: `ui.learn.chapters.gabor.section`."""

    figure = "leak"


class Turn(Figure):
    """Scale and rotation as one matrix: `ui.learn.chapters.gabor.turned`."""

    figure = "turn"
    own_styles = ("learn/figures/two_panels.css", "learn/figures/turn.css")


class Cell(Figure):
    """Two textures of one mean, told apart: `ui.learn.chapters.gabor.answer_of_cells`."""

    figure = "cell"
    own_styles = ("learn/figures/two_panels.css",)
