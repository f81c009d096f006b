"""The Draw tab: two drawings, what the VAE makes of each, and the way from one to the other."""

import json
from pathlib import Path
from typing import Literal

import gradio as gr
import numpy as np
import torch

from models import latent, sketch
from ui.asked import whole
from ui.endpoint import publish, refused
from ui.pixels import packed_ink
from ui.text import t, words
from ui.widgets.morph import Morph
from ui.widgets.pad import Pad

VAE = "vae_mlp"
NEEDS = (VAE, "reader")
FRAMES = 65  # of the strip: neighbours differ so little that the slider seems continuous
FRAMES_LIMITS = (2, 100)
EXAMPLES = json.loads((Path(__file__).parent / "widgets" / "examples.json").read_text())
FIRST = {"a": 3, "b": 8}  # the digits that the example buttons of the two pads begin with

# Short drawings, as a pad sends them: the examples of the endpoints.
SEVEN = [[[0.28, 0.22], [0.7, 0.2], [0.46, 0.84]]]
FOUR = [[[0.36, 0.17], [0.29, 0.5], [0.72, 0.5]], [[0.62, 0.22], [0.57, 0.85]]]


def frame(strokes):
    """Strokes [[[x, y], …], …] in 0…1 → the (1, 1, 28, 28) float32 tensor that a model sees; ValueError if unfit."""
    return torch.from_numpy(np.ascontiguousarray(sketch.frame(strokes), np.float32))[None, None]


@torch.inference_mode()
def reconstruct(strokes, vae, reader):
    """What the models make of a drawing.

    Parameters
    ----------
    strokes : [[[x, y], …], …] in 0…1, y down
    vae, reader : modules from models.load

    Returns
    -------
    dict of float32 ndarrays
        x and x_hat (28, 28) in 0…1, ink 1: the drawing as framed, its reconstruction;
        mu, logvar (Z,): q(z | x); proba, proba_hat (10,): what x and x_hat read as.

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


@torch.inference_mode()
def interpolate(strokes_a, strokes_b, vae, reader, n=FRAMES, path="spherical"):
    """The way from one drawing to the other through latent space.

    Parameters
    ----------
    strokes_a, strokes_b : [[[x, y], …], …] in 0…1, y down
    vae, reader : modules from models.load
    n : int, 2…100; path : "spherical" or "straight"

    Returns
    -------
    dict of float32 ndarrays
        frames (n, 28, 28) in 0…1, the first and last being the reconstructions of the two drawings;
        mu_a, mu_b (Z,); proba (n, 10): what each frame reads as.

    Raises
    ------
    ValueError
        When a drawing is unfit (the message says which), n is out of range or the path unknown.
    """
    n = whole("n", n, *FRAMES_LIMITS)
    x = torch.cat([_named(frame, "strokes_a", strokes_a), _named(frame, "strokes_b", strokes_b)])
    mu_a, mu_b = vae.encode(x)[0]
    frames = vae.decode(latent.path(mu_a, mu_b, n, path))
    proba = reader.predict_proba(frames)
    return {"frames": frames[:, 0].numpy(), "mu_a": mu_a.numpy(), "mu_b": mu_b.numpy(), "proba": proba.numpy()}


def _named(function, name, value):
    try:
        return function(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def rounded(numbers):
    """ndarray → nested lists of four decimals: honest for probabilities, and short."""
    return np.round(numbers.astype(np.float64), 4).tolist()


def live_reconstruction(vae, reader, request):
    """What a pad gets for {lang, strokes}: seen and recon (base64 of 784 grey bytes) and what both read as."""
    request = request if isinstance(request, dict) else {}
    try:
        found = reconstruct(request.get("strokes"), vae, reader)
    except ValueError as error:
        return {"ok": False, "error": t(request.get("lang"), "draw.refused", reason=error)}
    return {
        "ok": True,
        "seen": packed_ink(found["x"]),
        "recon": packed_ink(found["x_hat"]),
        "proba": rounded(found["proba"]),
        "proba_hat": rounded(found["proba_hat"]),
    }


def live_strip(vae, reader, request):
    """What the morph gets for {lang, a, b}: n frames as one strip (base64 of n·784 grey bytes), what each reads as."""
    request = request if isinstance(request, dict) else {}
    try:
        found = interpolate(request.get("a"), request.get("b"), vae, reader)
    except ValueError as error:
        return {"ok": False, "error": t(request.get("lang"), "draw.refused", reason=error)}
    return {"ok": True, "n": FRAMES, "frames": packed_ink(found["frames"]), "proba": rounded(found["proba"])}


def build(models):
    """Lay out the tab inside the current gr.Tab and add its two endpoints."""
    vae, reader = models[VAE], models["reader"]

    def live_reconstruct(request):
        return live_reconstruction(vae, reader, request)

    def strip(request):
        return live_strip(vae, reader, request)

    texts = words("draw")
    with gr.Row(elem_id="draw-room"):
        for name, first in FIRST.items():
            Pad(name, texts, live_reconstruct, examples=EXAMPLES, first=first, elem_id=f"drawing-{name}")
        Morph(texts, strip, first=FIRST, elem_id="between")
    for endpoint in endpoints(vae, reader):
        publish(endpoint)


def endpoints(vae, reader):
    """The tab's functions for other programs."""

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
            found = reconstruct(strokes, vae, reader)
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
            "model": VAE,
        }

    def interpolate_(
        strokes_a: list[list[list[float]]] = SEVEN,
        strokes_b: list[list[list[float]]] = FOUR,
        n: int = 9,
        path: Literal["spherical", "straight"] = "spherical",
    ) -> dict:
        """Go from one drawing to another through the latent space of a VAE.

        Parameters:
            strokes_a: where to begin, [[[x, y], ...], ...], each number from 0 to 1, y downwards
            strokes_b: where to end, likewise
            n: how many frames, both ends included, 2 to 100
            path: spherical (turns the direction evenly, the norm goes straight) or straight
        Returns:
            frames (n x 28 x 28, 0 paper to 1 ink), reads_as (n digits), mu_a and mu_b (the two ends in latent space),
            path_kind, model
        """
        try:
            found = interpolate(strokes_a, strokes_b, vae, reader, n, path)
        except ValueError as error:
            raise refused(error) from None
        return {
            "frames": found["frames"].tolist(),
            "reads_as": found["proba"].argmax(1).tolist(),
            "mu_a": found["mu_a"].tolist(),
            "mu_b": found["mu_b"].tolist(),
            "path_kind": path,  # a key "path" would make gradio_client fetch a file of that name
            "model": VAE,
        }

    reconstruct_.__name__, interpolate_.__name__ = "reconstruct", "interpolate"
    return reconstruct_, interpolate_
