"""Read what every part of the Filter tab asks for: a wavelet, a picture, a part of the response."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypedDict

import numpy as np

from ui.filter.response_image import PARTS
from ui.kit.image_codec import unpacked_grey
from ui.kit.validation import Fields, Refused, one_of, real

WAVELENGTH = 2 * math.pi  # px at scale 1, as in the article
NORMS = ("l1", "l2")
ALL = "all"


class Control(TypedDict):
    """What a slider offers: its range, its step, and where it stands at first."""

    low: float
    high: float
    step: float
    first: float


# What the page's sliders offer; theta and psi in degrees there. base and index are another way to set the scale.
CONTROLS: dict[str, Control] = {
    "sigma": {"low": 0.5, "high": 4, "step": 0.05, "first": 2},
    "theta": {"low": 0, "high": 360, "step": 1, "first": 30},
    "scale": {"low": 0.5, "high": 8, "step": 0.05, "first": 2},
    "base": {"low": 1.1, "high": 3, "step": 0.05, "first": 2},
    "index": {"low": -10, "high": 24, "step": 1, "first": 1},
    "gamma": {"low": 0.25, "high": 4, "step": 0.05, "first": 1},
    "psi": {"low": -180, "high": 180, "step": 1, "first": 0},
}
NEEDED = ("sigma", "theta", "scale")  # the others stand at their first value where a request leaves them out


@dataclass(frozen=True)
class Wavelet:
    """A wavelet, its fields named as the arguments of `models.gabor`."""

    sigma: float  # width of the envelope, without a unit
    theta: float  # rad, the direction in which the wave runs
    scale: float  # px for each unit of the article's coordinates
    wavelength: float  # px at scale 1
    gamma: float  # aspect of the envelope
    psi: float  # rad, phase of the wave
    dc_free: bool
    norm: str  # one of NORMS

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Return the wavelet of values as `wavelet_readers` reads them, theta and psi in degrees."""
        return cls(
            sigma=values["sigma"],
            theta=math.radians(values["theta"]),
            scale=values["scale"],
            wavelength=WAVELENGTH,
            gamma=values["gamma"],
            psi=math.radians(values["psi"]),
            dc_free=values["dc_free"],
            norm=values["norm"],
        )

    @property
    def gain(self) -> float:
        """By how much a response is larger than with norm "l1"."""
        return self.scale if self.norm == "l2" else 1.0


@dataclass(frozen=True)
class PictureRequest:
    """A picture to be filtered: by name, or by the key that an earlier answer gave, or as its pixels."""

    key: str | None
    pixels: np.ndarray | None  # (H, W) uint8, sent where the server did not know the key

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {picture, pixels}. Raises Refused for pixels that are none."""
        key, packet = fields.get("picture"), fields.get("pixels")
        try:
            pixels = None if packet is None else unpacked_grey(packet)
        except ValueError:
            raise Refused("picture", "", "a name or grey pixels") from None
        return cls(key if isinstance(key, str) else None, pixels)


def wavelet_readers(fields: Fields) -> dict[str, Callable[[], Any]]:
    """Return how to read each part of a wavelet, for `ui.kit.validation.read_each`; `Wavelet.of` takes the values.

    fields : sigma, theta (degrees), scale; and, where they are not the article's: gamma, psi (degrees), dc_free, norm.
    base and index are checked when they came, so that the page can say what is wrong with them.
    """
    dc_free, norm = fields.get("dc_free", True), fields.get("norm", "l1")
    return {
        **{name: _number_reader(fields, name) for name in CONTROLS},
        "dc_free": lambda: setting(dc_free, (True, False)),
        "norm": lambda: setting(norm, NORMS),
    }


def part_reader(fields: Fields) -> Callable[[], Any]:
    """Return how to read which part of the response is wanted, one of PARTS or "all"."""
    return lambda: setting(fields.get("part", "real"), (*PARTS, ALL))


def setting(value: Any, known: tuple) -> Any:
    """Read a setting that the page has a button for. Raises Refused for anything else."""
    return one_of("setting", value, known)


def _number_reader(fields: Fields, name: str) -> Callable[[], float]:
    control = CONTROLS[name]
    value = fields.get(name) if name in NEEDED else fields.get(name, control["first"])
    return lambda: real(name, value, control["low"], control["high"])
