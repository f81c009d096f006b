"""The Draw tab: two drawings, what the VAE makes of each, and the way from one to the other."""

import gradio as gr

from models import registry
from ui.draw.four_corners import server as four_corners
from ui.draw.latent_map import server as latent_map
from ui.draw.latent_sliders import server as latent_sliders
from ui.draw.morph import server as morph
from ui.draw.pad.server import Studio, reconstruct
from ui.draw.pad.widget import Pad
from ui.draw.toolbar.widget import DrawBar
from ui.i18n.catalogue import words
from ui.kit.answers import SEVEN, VAES, chosen, vaes
from ui.kit.endpoint import publish, refused
from ui.kit.examples import EXAMPLES

NEEDS = ("reader",)
NEEDS_ONE = VAES
FIRST = {"a": 3, "b": 8}  # the digits that the example buttons of the two pads begin with


def percentiles(name):
    """101 values, nats: −ELBO of MNIST's test digits under a VAE; None where none were measured."""
    return registry.measured(name).get("reference", {}).get("negative_elbo_percentiles")


def build(models):
    """Lay out the tab inside the current gr.Tab and add its two endpoints."""
    present, reader = vaes(models), models["reader"]
    studio = Studio(present, reader, {name: percentiles(name) for name in present})

    def live_reconstruct(request):
        return studio.live(request)

    def polish(request):
        return studio.polish(request)

    def sample_digit(request):
        return studio.sample(request)

    def frame_picture(request):
        return studio.picture(request)

    texts = words("draw")
    named = [name for name, vae in present.items() if vae.classes.components]
    functions = [live_reconstruct, polish, sample_digit, frame_picture]
    with gr.Row(elem_id="draw-room"):
        for name, first in FIRST.items():
            Pad(name, texts, functions, EXAMPLES, first, list(present), named, elem_id=f"drawing-{name}")
        morph.build(models, first=FIRST)
    DrawBar(texts, list(present), elem_id="draw-bar")
    for part in (four_corners, latent_sliders, latent_map):
        part.build(models)
    publish(endpoint(present, reader))


def endpoint(vaes, reader):
    """The reconstruction for other programs, by the best VAE that is there."""
    # No argument for the model: Gradio refuses a plain POST that leaves a later argument out.
    model = chosen(vaes)

    def reconstruct_(strokes: list[list[list[float]]] = SEVEN) -> dict:
        """See a drawing as a VAE trained on MNIST sees it: framed to 28 x 28, squeezed into 20 numbers, drawn again.

        Parameters:
            strokes: what a pen drew, [[[x, y], ...], ...], each number from 0 to 1, y downwards
        Returns:
            seen (28 x 28, 0 paper to 1 ink: the drawing as MNIST would have framed it), x_hat (28 x 28, its
            reconstruction), mu and logvar (mean and log-variance of q(z | x)), reads_as and proba (digit and the
            probabilities of 0 to 9, for what was seen), x_hat_reads_as and x_hat_proba (for the reconstruction), model
        """
        try:
            found = reconstruct(strokes, vaes[model], reader)
        except ValueError as error:
            raise refused(error) from None
        return {
            "seen": found["x"].tolist(),
            "x_hat": found["x_hat"].tolist(),
            "mu": found["mu"].tolist(),
            "logvar": found["logvar"].tolist(),
            "reads_as": int(found["proba"].argmax()),
            "proba": found["proba"].tolist(),
            "x_hat_reads_as": int(found["proba_hat"].argmax()),
            "x_hat_proba": found["proba_hat"].tolist(),
            "model": model,
        }

    reconstruct_.__name__ = "reconstruct"
    return reconstruct_
