"""Answer the bank: the picture through 4 scales × 8 directions of the wavelet, and the directions together.

The browser gets the magnitudes of all 32 as one small sheet, so that its polar plot follows the pointer without asking,
and four maps of one scale in full size.
"""

import math
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from PIL import Image

from models import gabor
from models.gabor import orientation
from ui.filter.picture_sources import find_spectrum, holder
from ui.filter.request import PictureRequest, Wavelet, setting, wavelet_readers
from ui.filter.response_image import loudest, magnitude_grey
from ui.filter.spectrum_cache import SpectrumCache
from ui.kit.answers import Answer
from ui.kit.image_codec import jpeg_url, png_url
from ui.kit.validation import Fields, read_each

SCALES = (1.0, 2.0, 4.0, 8.0)  # the article's a^j for a = 2
DIRECTIONS = 8
THETAS = np.arange(DIRECTIONS) * math.pi / DIRECTIONS  # half a turn: the other half gives the same magnitudes
TILE = 160  # px of a picture's longer side on the sheet


@dataclass(frozen=True)
class BankRequest:
    """A picture to be filtered with every wavelet of the bank."""

    picture: PictureRequest
    wavelet: Wavelet  # whose theta, scale and psi the bank does not use
    row: int  # of SCALES, which the maps are of
    sheet: bool  # whether all responses are wanted too

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {row, sheet, …}, the rest as `ui.filter.request` does. Raises Refused or RefusedFields."""
        rows = tuple(range(len(SCALES)))
        values = read_each({**wavelet_readers(fields), "row": lambda: setting(fields.get("row"), rows)})
        picture = PictureRequest.parse(fields)
        return cls(picture, Wavelet.of(values), values["row"], fields.get("sheet") is True)


def responses(request: BankRequest, cache: SpectrumCache) -> Answer:
    """Return picture (its key), the maps of one scale and, where wanted, the sheet of all responses.

    maps : {strongest, mean, energy: {picture, peak}, theta: {picture}}, theta a PNG of the strongest direction's number
    sheet : {picture, peak}, a row for each scale and a column for each direction

    Raises Needed where the picture is not known here.
    """
    key, spectrum = find_spectrum(request.picture, cache)
    shared = {name: getattr(request.wavelet, name) for name in ("sigma", "wavelength", "gamma", "dc_free", "norm")}
    out: Answer = {"picture": key, **holder(request.picture, cache)}
    rows = []
    for at in range(len(SCALES)) if request.sheet else [request.row]:
        # (T, H, W); one scale at a time is 17 MB
        found = gabor.bank(spectrum, scales=[SCALES[at]], thetas=THETAS, **shared)[0]
        if at == request.row:
            out["maps"] = maps(found, _gain(request.wavelet, SCALES[at]))
        if request.sheet:
            rows.append([reduced(magnitude) for magnitude in np.abs(found)])
    if request.sheet:
        out["sheet"] = _painted(np.block(rows), _gain(request.wavelet, max(SCALES)))
    return out


def maps(responses: np.ndarray, gain: float = 1.0) -> dict[str, Answer]:
    """Paint the directions of one scale together: responses (T, H, W), of angles THETAS, of norm gain."""
    theta, strongest = orientation.orientation_map(responses, THETAS)
    energy = orientation.energy(responses)
    loudest_energy = loudest(np.sqrt(energy), gain) ** 2
    return {
        "strongest": _painted(strongest, gain),
        "mean": _painted(orientation.mean(responses), gain),
        "energy": {"picture": jpeg_url(magnitude_grey(energy, loudest_energy)), "peak": loudest_energy},
        "theta": {"picture": png_url(np.rint(theta * DIRECTIONS / math.pi).astype(np.uint8))},
    }


def reduced(magnitude: np.ndarray) -> np.ndarray:
    """Reduce a magnitude (H, W) to TILE px at most on its longer side: each pixel is the mean of those it replaces."""
    height, width = magnitude.shape
    shrink = min(1, TILE / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    return np.asarray(Image.fromarray(magnitude.astype(np.float32)).resize(size, Image.Resampling.BOX))


def _painted(magnitude: np.ndarray, gain: float) -> Answer:
    peak = loudest(magnitude, gain)
    return {"picture": jpeg_url(magnitude_grey(magnitude, peak)), "peak": peak}


def _gain(wavelet: Wavelet, scale: float) -> float:
    return replace(wavelet, scale=scale).gain
