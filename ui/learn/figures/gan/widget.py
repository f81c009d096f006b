"""Declare the figures of the chapter on GANs."""

from ui.learn.figures.figure import Figure


class Optimum(Figure):
    """Show D's best answer to two densities, one of which can be dragged, without the server."""

    figure = "optimum"
    own_styles = ("learn/figures/gan/optimum.css",)


class Mean(Figure):
    """Watch a mean over draws converge to its expectation, without the server."""

    figure = "mean"


class Steps(Figure):
    """Step through one round of two small networks, D's three steps and G's six, without the server."""

    figure = "steps"
    own_styles = ("learn/figures/gan/steps.css",)


class Pull(Figure):
    """Plot both forms of the generator's loss and their slopes, without the server."""

    figure = "pull"
    own_styles = ("learn/figures/two_panels.css",)


class Round(Figure):
    """Play one round of the game in real numbers. Asks `play` of ui.learn.chapters.gan.server."""

    figure = "round"
    own_styles = ("learn/figures/gan/round.css",)


class Race(Figure):
    """Plot which digits the samples of two GANs read as, epoch by epoch and now.

    Asks `count` of ui.learn.chapters.gan.server.

    history : {model: {epochs, shares, samples}}; steps : {model: discriminator steps}
    counted : samples drawn when asked
    """

    figure = "race"
    own_styles = ("learn/figures/two_panels.css", "learn/figures/gan/race.css")


class Duel(Figure):
    """Train a GAN of points in the plane in the browser, without the server."""

    figure = "duel"
    own_styles = ("learn/figures/gan/duel.css",)


class Cure(Figure):
    """Show samples and figures of three GANs side by side.

    Asks `cured` of ui.learn.chapters.gan.server. about : {model: recipe and figures}
    """

    figure = "cure"
    own_styles = ("learn/figures/gan/cure.css",)
