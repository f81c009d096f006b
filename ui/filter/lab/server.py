"""Answer the lab: the response of a picture to a wavelet while its sliders move, and the pictures it offers."""

from dataclasses import asdict, dataclass
from typing import Self

import numpy as np

from models import gabor
from models.gabor import sample_pictures
from ui.filter.kernel import server as kernel
from ui.filter.picture_sources import find_spectrum, grey_of, holder, thumb
from ui.filter.request import ALL, PictureRequest, Wavelet, part_reader, wavelet_readers
from ui.filter.response_image import PARTS, as_grey
from ui.filter.spectrum_cache import SpectrumCache
from ui.kit.answers import Answer
from ui.kit.image_codec import jpeg_url, png_url
from ui.kit.validation import Fields, read_each

# What the page needs to paint a part: phases fade where the magnitude does.
SHOWN = {**{part: (part,) for part in PARTS}, "phase": ("phase", "magnitude"), ALL: PARTS}


@dataclass(frozen=True)
class FilterRequest:
    """A picture to be filtered with a wavelet."""

    picture: PictureRequest
    wavelet: Wavelet
    part: str  # of the response, one of PARTS or ALL
    detail: bool  # whether the wavelet's sections and transfer function are wanted too

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {detail, …}, the rest as `ui.filter.request` does. Raises Refused or RefusedFields."""
        values = read_each({**wavelet_readers(fields), "part": part_reader(fields)})
        picture = PictureRequest.parse(fields)
        return cls(picture, Wavelet.of(values), values["part"], fields.get("detail") is True)


def filter_picture(request: FilterRequest, cache: SpectrumCache) -> Answer:
    """Return picture (its key), parts of the response, {name: {picture, peak}}, the wavelet's kernel and measures.

    Raises Needed where the picture is not known here.
    """
    wavelet = request.wavelet
    key, spectrum = find_spectrum(request.picture, cache)
    response = gabor.apply(spectrum, **asdict(wavelet))
    return {
        "picture": key,
        "parts": {part: _painted(response, part, wavelet.gain) for part in SHOWN[request.part]},
        "kernel": kernel.describe(wavelet) | (kernel.detail(wavelet) if request.detail else {}),
        "measures": kernel.measures(wavelet),
        **holder(request.picture, cache),
    }


def _painted(response: np.ndarray, part: str, gain: float) -> Answer:
    grey, peak = as_grey(response, part, gain)
    return {"picture": jpeg_url(grey), "peak": peak}


def picture_name(fields: Fields) -> str | None:
    """Read {picture: name}; None for anything that is no text."""
    name = fields.get("picture")
    return name if isinstance(name, str) else None


def show_picture(name: str | None) -> Answer | None:
    """Return one of the pictures that the tab offers, as PNG; None where this server has none of that name.

    To the last bit, since the page sends it back where the engine in the browser or another server asks for its pixels.
    """
    grey = None if name is None else grey_of(name)
    return None if grey is None else {"picture": png_url(grey)}


def show_thumbs() -> Answer:
    """Return all of the project's pictures, small, in their order."""
    return {"thumbs": [jpeg_url(thumb(name)) for name in sample_pictures.NAMES]}
