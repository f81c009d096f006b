"""A figure of the Learn tab: one widget each, fetched when it is scrolled to."""

from ui.text import words
from ui.widgets.assets import Widget


class Figure(Widget):
    """What all figures share; a subclass says which it is and on which parts of other widgets it builds.

    figure : such as "planes": its files are learn_planes.html and .js, its texts have the keys learn.planes.…
    parts : styles and scripts of other widgets, and styles of its own

    functions : what its script asks the server, once it is scrolled to
    absent : names of models that it needs and that are not loaded; it then says so instead of asking
    """

    figure = ""
    parts = ()

    def __init_subclass__(cls):
        cls.template = f"learn_{cls.figure}.html"
        styles = (part for part in cls.parts if part.endswith(".css"))
        scripts = (part for part in cls.parts if part.endswith(".js"))
        cls.styles = ("slider.css", "choice.css", "button.css", "plane.css", "learn_figure.css", *styles)
        cls.scripts = ("plot.js", "plane.js", *scripts, "learn_figure.js", f"learn_{cls.figure}.js")

    def __init__(self, functions=(), absent=(), **kwargs):
        # The Draw tab's words say what a digit reads as.
        texts = words("draw", "learn.figure", f"learn.{self.figure}")
        super().__init__(texts, functions, absent=list(absent), elem_id=f"learn-{self.figure}", **kwargs)


class Compress(Figure):
    """A digit as twenty numbers, of which a slider keeps the most telling: `ui.learn_vae.compress`."""

    figure = "compress"
    parts = ("reading.js", "learn_compress.css")


class Planes(Figure):
    """PCA, autoencoder and VAE as planes to drag in: `ui.learn_vae.survey` and `decode`.

    names : of the models; side : frames along a plane's side; crowd : how many digits are placed
    told : {model: figures of metrics.json}
    """

    figure = "planes"
    parts = ("reading.js", "colours.js", "digits.js", "learn_planes.css")


class Beta(Figure):
    """The VAE of one number under beta: `ui.learn_vae.beta`. spread : standard deviation of its decoder."""

    figure = "beta"


class Cloud(Figure):
    """The reparameterisation trick, played: `ui.learn_vae.cloud`. shown : how many draws are decoded."""

    figure = "cloud"
    parts = ("player.js", "learn_cloud.css")


class Flip(Figure):
    """The frames between two examples: `ui.learn_vae.flip`. examples : {digit: strokes}, for the Draw tab."""

    figure = "flip"
    parts = ("reading.js", "frames.js", "film.js", "player.js", "learn_flip.css")


class Pull(Figure):
    """Both forms of the generator's loss and their slopes; asks nothing."""

    figure = "pull"
    parts = ("learn_sides.css",)


class Round(Figure):
    """One round of the game in real numbers: `ui.learn_gan.play`."""

    figure = "round"
    parts = ("learn_round.css",)


class Race(Figure):
    """What the samples of two GANs read as, epoch by epoch and now: `ui.learn_gan.count`.

    history : {model: {epochs, shares, samples}}; steps : {model: discriminator steps}
    counted : samples drawn when asked
    """

    figure = "race"
    parts = ("player.js", "learn_sides.css", "learn_race.css")


class Cure(Figure):
    """Samples and figures of three GANs side by side: `ui.learn_gan.cured`. about : {model: recipe and figures}."""

    figure = "cure"
    parts = ("learn_cure.css",)


class Wave(Figure):
    """Envelope, wave and their product in section: `ui.learn_gabor.section`."""

    figure = "wave"
    parts = ("learn_sides.css",)


class Leak(Figure):
    """What the cosine part lets through of a flat wall: `ui.learn_gabor.section`."""

    figure = "leak"


class Turn(Figure):
    """Scale and rotation as one matrix: `ui.learn_gabor.turned`."""

    figure = "turn"
    parts = ("colours.js", "learn_sides.css", "learn_turn.css")


class Cell(Figure):
    """Two textures of one mean, told apart: `ui.learn_gabor.answer_of_cells`."""

    figure = "cell"
    parts = ("colours.js", "learn_sides.css")
