"""Declare the figures of the chapter on VAEs."""

from ui.learn.figures.figure import Figure


class Compress(Figure):
    """Show a digit as twenty numbers, of which a slider keeps those with most KL.

    Asks `compress` of ui.learn.chapters.vae.server.
    """

    figure = "compress"
    own_styles = ("learn/figures/vae/compress.css",)


class Planes(Figure):
    """Show the latent planes of PCA, autoencoder and VAE, to drag in.

    Asks `survey` and `decode` of ui.learn.chapters.vae.server.

    names : of the models; side : frames along a plane's side; crowd : how many digits are placed
    told : {model: figures of metrics.json}
    """

    figure = "planes"
    own_styles = ("learn/figures/vae/planes.css",)


class Beta(Figure):
    """Show the VAE of one number under beta.

    Asks `beta` of ui.learn.chapters.vae.server. spread : standard deviation of its decoder
    """

    figure = "beta"


class Cloud(Figure):
    """Play the reparameterisation trick.

    Asks `cloud` of ui.learn.chapters.vae.server.

    cloud : how many draws there are, over all of which the mean is taken; shown : how many of them are shown decoded
    """

    figure = "cloud"
    own_styles = ("learn/figures/vae/cloud.css",)


class Flip(Figure):
    """Show the frames between two examples.

    Asks `flip` of ui.learn.chapters.vae.server. examples : {digit: strokes}, which its button puts on the Draw tab
    """

    figure = "flip"
    own_styles = ("learn/figures/vae/flip.css",)


class Draws(Figure):
    """Estimate P(X) of a drawing as a mean over draws from the prior.

    Asks `draws` of ui.learn.chapters.vae.likelihood.

    most : how often it asks in a row; close : within how many nats of the reconstruction a draw resembles the drawing
    """

    figure = "draws"
    own_styles = ("learn/figures/vae/draws.css",)


class Bound(Figure):
    """Unfold both ways to the ELBO, with the numbers of the VAE of one number. spread : of its decoder"""

    figure = "bound"
    own_styles = ("learn/figures/two_panels.css", "learn/figures/vae/bound.css")


class Fit(Figure):
    """Fit a Gaussian to a lumpy density by hand, under the KL divergence in both directions."""

    figure = "fit"
    own_styles = ("learn/figures/vae/fit.css",)


class Graphs(Figure):
    """Show numbers and gradients in both graphs of the reparameterisation.

    Asks `noise` of ui.learn.chapters.vae.likelihood.
    """

    figure = "graphs"
    own_styles = ("learn/figures/two_panels.css", "learn/figures/vae/graphs.css")


class Networks(Figure):
    """Reconstruct one drawing by a fully connected and by a convolutional VAE.

    Asks `networks` of ui.learn.chapters.vae.likelihood. names : of the models
    """

    figure = "networks"
    own_styles = ("learn/figures/vae/networks.css",)


class Grey(Figure):
    """Show what a grey pixel costs under a Bernoulli likelihood.

    Asks `grey` of ui.learn.chapters.vae.likelihood.
    """

    figure = "grey"
    own_styles = ("learn/figures/vae/grey.css",)
