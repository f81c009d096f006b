"""Offer the Draw tab's functions to other programs: /reconstruct and /interpolate."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np
import torch

from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.draw.morph.server import interpolate as interpolate_drawings
from ui.draw.vaes import FOUR, SEVEN, vaes
from ui.kit.endpoint import publish, refusals
from ui.kit.model_inputs import frame, model_name
from ui.kit.tab import Models


def build(models: Models) -> None:
    """Add both endpoints; the best VAE that is there answers."""
    present, reader = vaes(models), models["reader"]
    publish(interpolation(present, reader))
    publish(reconstruction(present, reader))


@torch.inference_mode()
def reconstruct_drawing(strokes: Any, vae: VAE, reader: Reader) -> dict[str, np.ndarray]:
    """Reconstruct a drawing from the mean of its posterior, and read both.

    Parameters
    ----------
    strokes : [[[x, y], …], …] in 0…1, y down
    vae, reader : modules from models.load

    Returns
    -------
    dict of float32 ndarrays
        x and x_hat (28, 28) in 0…1, ink 1: the drawing as framed, its reconstruction;
        mu, logvar (Z,): q(z | x); proba, proba_hat (10,): the reader's probabilities of x and of x_hat.

    Raises
    ------
    ValueError
        When the strokes are malformed or hold no ink.
    """
    x = frame(strokes)
    mu, logvar = vae.encode(x)
    x_hat = vae.decode(mu)
    proba = reader.predict_proba(torch.cat([x, x_hat]))
    found = {"x": x[0, 0], "x_hat": x_hat[0, 0], "mu": mu[0], "logvar": logvar[0], "proba": proba[0]}
    return {key: value.numpy() for key, value in {**found, "proba_hat": proba[1]}.items()}


def reconstruction(vaes: Mapping[str, VAE], reader: Reader) -> Callable[..., dict]:
    """Return /reconstruct, by the preferred one of some VAEs."""
    # No argument for the model: Gradio refuses a plain POST that leaves a later argument out.
    model = model_name(vaes)

    def reconstruct(strokes: list[list[list[float]]] = SEVEN) -> dict:
        """See a drawing as a VAE trained on MNIST sees it: framed to 28 x 28, squeezed into 20 numbers, drawn again.

        Parameters:
            strokes: what a pen drew, [[[x, y], ...], ...], each number from 0 to 1, y downwards
        Returns:
            seen (28 x 28, 0 paper to 1 ink: the drawing as MNIST would have framed it), x_hat (28 x 28, its
            reconstruction), mu and logvar (mean and log-variance of q(z | x)), reads_as and proba (digit and the
            probabilities of 0 to 9, for what was seen), x_hat_reads_as and x_hat_proba (for the reconstruction), model
        """
        with refusals():
            found = reconstruct_drawing(strokes, vaes[model], reader)
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

    return reconstruct


def interpolation(vaes: Mapping[str, VAE], reader: Reader) -> Callable[..., dict]:
    """Return /interpolate, by the preferred one of some VAEs."""
    model = model_name(vaes)

    def interpolate(
        strokes_a: list[list[list[float]]] = SEVEN,
        strokes_b: list[list[list[float]]] = FOUR,
        n: int = 9,
        path: Literal["spherical", "straight", "pixels"] = "spherical",
    ) -> dict:
        """Go from one drawing to another through the latent space of a VAE.

        Parameters:
            strokes_a: where to begin, [[[x, y], ...], ...], each number from 0 to 1, y downwards
            strokes_b: where to end, likewise
            n: how many frames, both ends included, 2 to 100
            path: spherical (turns the direction evenly, the norm goes straight), straight, or pixels (the
                two reconstructions mixed)
        Returns:
            frames (n x 28 x 28, 0 paper to 1 ink), reads_as (n digits), mu_a and mu_b (the two ends in latent space),
            path_kind, model
        """
        with refusals():
            found = interpolate_drawings(strokes_a, strokes_b, vaes[model], reader, n, path)
        return {
            "frames": found["frames"].tolist(),
            "reads_as": found["proba"].argmax(1).tolist(),
            "mu_a": found["mu_a"].tolist(),
            "mu_b": found["mu_b"].tolist(),
            "path_kind": path,  # a key "path" would make gradio_client fetch a file of that name
            "model": model,
        }

    return interpolate
