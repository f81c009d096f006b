"""Lay out the sliders over the units of z, and the cloud of draws from a posterior."""

from collections.abc import Callable, Mapping

from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.draw.latent_sliders.server import (
    REACH,
    STOPS,
    CloudRequest,
    UnitsRequest,
    kl_by_unit,
    live_cloud,
    live_units,
)
from ui.draw.latent_sliders.widget import Units
from ui.draw.vaes import vaes
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers
from ui.kit.tab import Models


def functions(vaes: Mapping[str, VAE], reader: Reader) -> list[Callable]:
    """Return what the page calls: unit_frames and cloud."""

    @answers(UnitsRequest.parse, vaes, heavy=lambda fields: fields.get("strips") is True)
    def unit_frames(request: UnitsRequest) -> Answer:
        return live_units(request, vaes, reader)

    @answers(CloudRequest.parse, vaes)
    def cloud(request: CloudRequest) -> Answer:
        return live_cloud(request, vaes, reader)

    return [unit_frames, cloud]


def build(models: Models) -> None:
    """Lay out the part below the square."""
    present = vaes(models)
    kl = {name: kl_by_unit(name) for name in present}
    called = functions(present, models["reader"])
    Units(words("draw", "units"), called, kl, reach=REACH, stops=STOPS, elem_id="units-room")
