"""Lay out the two pads."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from models.networks.reader import Reader
from models.networks.vae import VAE
from models.sketch.examples import EXAMPLES
from ui.draw.pad import server
from ui.draw.pad.server import SampleRequest, SheetRequest
from ui.draw.pad.widget import Pad
from ui.draw.vaes import vaes
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers
from ui.kit.image_codec import unpacked_grey
from ui.kit.known_figures import known_figures
from ui.kit.tab import Models

of_drawing = partial(answers, refused="draw.refused", no_ink="draw.no_ink")  # whose refusals speak of a drawing


def percentiles(name: str) -> Sequence[float] | None:
    """Return 101 values, nats: −ELBO of MNIST's test digits under a VAE; None where none were measured."""
    return known_figures(name, "reference").get("negative_elbo_percentiles")


def functions(
    vaes: Mapping[str, VAE], reader: Reader, percentiles: Mapping[str, Sequence[float] | None]
) -> list[Callable]:
    """Return what the page calls: live_reconstruct, polish, sample_digit and frame_picture."""

    @of_drawing(SheetRequest.parse, vaes, alike=server.alike, outdated_by=["live_reconstruct"])
    def live_reconstruct(requests: Sequence[SheetRequest]) -> list[Answer]:
        return server.live_reconstruct(requests, vaes, reader, percentiles)

    @of_drawing(SheetRequest.parse, vaes, alike=server.alike, heavy=True, outdated_by=["polish", "live_reconstruct"])
    def polish(requests: Sequence[SheetRequest]) -> list[Answer]:
        return server.polish(requests, vaes, reader)

    @of_drawing(SampleRequest.parse, vaes)
    def sample_digit(request: SampleRequest) -> Answer:
        return server.sample_digit(request, vaes)

    @of_drawing(unpacked_grey)
    def frame_picture(grey: np.ndarray) -> Answer:
        return server.frame_picture(grey)

    return [live_reconstruct, polish, sample_digit, frame_picture]


def build(models: Models, first: Mapping[str, int]) -> None:
    """Lay out both pads, side by side. first : {"a": digit, "b": digit} that their example buttons begin with."""
    present, texts = vaes(models), words("draw")
    called = functions(present, models["reader"], {name: percentiles(name) for name in present})
    with_classes = [name for name, vae in present.items() if vae.classes.components]
    for name, digit in first.items():
        Pad(name, texts, called, EXAMPLES, digit, list(present), with_classes, elem_id=f"drawing-{name}")
