"""Declare the figures of the chapter on VAEs."""

from ui.learn.figures.figure import Figure


class Compress(Figure):
    """Show a digit as twenty numbers, of which a slider keeps those with most KL.

    Asks `compress` of ui.learn.chapters.vae.server.
    """

    chapter = "vae"
    figure = "compress"
    own_styles = ("learn/figures/vae/compress.css",)


class Planes(Figure):
    """Show the latent planes of PCA, autoencoder and VAE, to drag in.

    Asks `survey` and `decode` of ui.learn.chapters.vae.server.

    names : of the models; side : frames along a plane's side; crowd : how many digits are placed
    told : {model: figures of metrics.json}
    """

    chapter = "vae"
    figure = "planes"
    own_styles = ("learn/figures/vae/planes.css",)


class Beta(Figure):
    """Show the VAE of one number under beta.

    Asks `beta` of ui.learn.chapters.vae.server. spread : standard deviation of its decoder
    """

    chapter = "vae"
    figure = "beta"


class Cloud(Figure):
    """Play the reparameterisation trick.

    Asks `cloud` of ui.learn.chapters.vae.server. shown : how many draws are decoded
    """

    chapter = "vae"
    figure = "cloud"
    own_styles = ("learn/figures/vae/cloud.css",)


class Flip(Figure):
    """Show the frames between two examples.

    Asks `flip` of ui.learn.chapters.vae.server. examples : {digit: strokes}, which its button puts on the Draw tab
    """

    chapter = "vae"
    figure = "flip"
    own_styles = ("learn/figures/vae/flip.css",)
