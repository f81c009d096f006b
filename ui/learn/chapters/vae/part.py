"""Lay out the live figures of the chapter on variational autoencoders."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import torch

from models.analysis.toy_vae import SPREAD
from models.sketch.examples import EXAMPLES
from ui.kit.answers import Answer, answers, nothing
from ui.kit.tab import Models
from ui.learn.chapters import errata_note
from ui.learn.chapters.vae import likelihood, server
from ui.learn.chapters.vae.errata import errata
from ui.learn.chapters.vae.likelihood import CLOSE, MOST, DrawsRequest, NoiseRequest, ShiftRequest, drawing
from ui.learn.chapters.vae.server import CLOUD, EACH, SHOWN, SIDE, BetaRequest, FlipRequest, PlaceRequest
from ui.learn.figures.vae.widget import Beta, Bound, Cloud, Compress, Draws, Fit, Flip, Graphs, Grey, Networks, Planes

PLANES = ("pca_map", "ae_map", "vae_map")
NETWORKS = ("vae_mlp", "vae_conv")  # compared on one drawing
CROWD = "gan_conv"  # draws the digits whose places are shown


@answers(BetaRequest.parse)
def ask_beta(request: BetaRequest) -> Answer:
    """Fit the VAE of one number."""
    return server.beta(request)


def example_functions(models: Models) -> list[Callable]:
    """Return what the figures over the project's drawings call: ask_compress, ask_cloud and ask_flip."""
    vae: Any = models.get("vae_conv") or models.get("vae_mlp")

    @answers(server.example)
    def ask_compress(x: torch.Tensor) -> Answer:
        return server.compress(x, vae, models["reader"])

    @answers(server.example)
    def ask_cloud(x: torch.Tensor) -> Answer:
        return server.cloud(x, models["vae_map"])

    @answers(FlipRequest.parse)
    def ask_flip(request: FlipRequest) -> Answer:
        return server.flip(request, vae, models["reader"])

    return [ask_compress, ask_cloud, ask_flip]


def likelihood_functions(models: Models) -> list[Callable]:
    """Return what the figures of p(x | z) call: ask_draws, ask_noise, ask_networks and ask_grey."""
    networks = {name: models[name] for name in NETWORKS if name in models}

    @answers(DrawsRequest.parse)
    def ask_draws(request: DrawsRequest) -> Answer:
        return likelihood.draws(request, networks["vae_mlp"])

    @answers(NoiseRequest.parse)
    def ask_noise(request: NoiseRequest) -> Answer:
        return likelihood.noise(request, networks["vae_mlp"])

    @answers(ShiftRequest.parse)
    def ask_networks(request: ShiftRequest) -> Answer:
        return likelihood.networks(request, networks, models["reader"])

    @answers(drawing)
    def ask_grey(x: torch.Tensor) -> Answer:
        return likelihood.grey(x, networks["vae_mlp"])

    return [ask_draws, ask_noise, ask_networks, ask_grey]


def plane_functions(models: Models) -> list[Callable]:
    """Return what the figure of the planes calls: ask_planes, which is drawn once, and ask_decode."""
    planes = {name: models[name] for name in PLANES if name in models}

    @answers(nothing)
    @cache
    def ask_planes(_request: None) -> Answer:
        return server.survey(planes, models[CROWD], models["reader"])

    @answers(PlaceRequest.parse, planes)
    def ask_decode(request: PlaceRequest) -> Answer:
        return server.decode(request, planes, models["reader"])

    return [ask_planes, ask_decode]


def figures(models: Models, metrics: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    """Return {name: a function that lays out the figure}. metrics : {model: figures of its metrics.json}"""
    ask_compress, ask_cloud, ask_flip = example_functions(models)
    ask_draws, ask_noise, ask_networks, ask_grey = likelihood_functions(models)

    def lacks(*names: str) -> list[str]:
        return [name for name in names if name not in models]

    no_vae = [] if "vae_conv" in models or "vae_mlp" in models else ["vae_conv"]
    told = {name: metrics.get(name, {}) for name in PLANES}
    return {
        "compress": lambda: Compress([ask_compress], [*no_vae, *lacks("reader")]),
        "planes": lambda: Planes(
            plane_functions(models),
            lacks(*PLANES, CROWD, "reader"),
            names=PLANES,
            side=SIDE,
            crowd=10 * EACH,
            told=told,
        ),
        "beta": lambda: Beta([ask_beta], spread=SPREAD),
        "cloud": lambda: Cloud([ask_cloud], lacks("vae_map"), shown=SHOWN, cloud=CLOUD),
        "draws": lambda: Draws([ask_draws], lacks("vae_mlp"), most=MOST, close=CLOSE),
        "bound": lambda: Bound(spread=SPREAD),
        "fit": Fit,
        "graphs": lambda: Graphs([ask_noise], lacks("vae_mlp")),
        "networks": lambda: Networks([ask_networks], lacks(*NETWORKS, "reader"), names=NETWORKS),
        "grey": lambda: Grey([ask_grey], lacks("vae_mlp")),
        "errata_vae": lambda: errata_note.build("errata_vae", errata()),
        "flip": lambda: Flip([ask_flip], [*no_vae, *lacks("reader")], examples=EXAMPLES),
    }
