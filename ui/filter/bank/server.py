"""The Filter tab's bank: the picture through 4 scales × 8 directions of the wavelet, and the directions together.

The browser gets the magnitudes of all 32 as one small sheet, so that its polar plot follows the pointer without asking,
and four maps of one scale in full size.
"""

import math

import numpy as np
from PIL import Image

from models import gabor
from models.gabor import orientation
from ui.filter.bank.widget import GaborBank
from ui.filter.request import WAVELENGTH, find_picture, one_of, read_wavelet
from ui.filter.response_image import loudest, magnitude_grey
from ui.i18n.catalogue import words
from ui.kit.image_codec import jpeg_url, png_url
from ui.kit.validation import Refused, refusal

SCALES = (1.0, 2.0, 4.0, 8.0)  # the article's a^j for a = 2
DIRECTIONS = 8
THETAS = np.arange(DIRECTIONS) * math.pi / DIRECTIONS  # half a turn: the other half gives the same magnitudes
TILE = 160  # px of a picture's longer side on the sheet


def answer(shelf, request):
    """What the page gets for a picture and a wavelet, asked for as in `ui.filter.request`, and a row of the bank.

    Parameters
    ----------
    shelf : SpectrumShelf
    request : dict
        As `ui.filter.tab.answer` takes it; its theta and scale are not used. row : int, which of SCALES the maps are
        of;
        sheet : bool, whether all responses are wanted too.

    Returns
    -------
    dict
        {ok: True, picture, maps: {strongest, mean, energy: {picture, peak}, theta: {picture}}, sheet: {picture, peak}},
        or {ok: False} with `errors` or `need`, as `ui.filter.tab.answer` has them. The sheet holds a row for each
        scale and a column for each direction; theta is a PNG of the strongest direction's number.
    """
    request = request if isinstance(request, dict) else {}
    wavelet, refused = read_wavelet(request)
    try:
        row = one_of(request.get("row"), tuple(range(len(SCALES))))
    except Refused as error:
        refused.append(error)
    if refused:
        return refusal(request, "filter", refused)
    key, spectrum, other = find_picture(shelf, request)
    if other:
        return other
    shared = {**{name: wavelet[name] for name in ("sigma", "wavelength", "gamma", "dc_free", "norm")}, "thetas": THETAS}
    out, rows = {"ok": True, "picture": key}, []
    with_sheet = request.get("sheet") is True
    for at in range(len(SCALES)) if with_sheet else [row]:
        responses = gabor.bank(spectrum, scales=[SCALES[at]], **shared)[0]  # (T, H, W); one scale at a time is 17 MB
        if at == row:
            out["maps"] = maps(responses, _gain(shared, SCALES[at]))
        if with_sheet:
            rows.append([reduced(magnitude) for magnitude in np.abs(responses)])
    if with_sheet:
        out["sheet"] = _painted(np.block(rows), _gain(shared, max(SCALES)))
    return out


def maps(responses, gain=1.0):
    """The directions of one scale together, as pictures: responses (T, H, W), of angles THETAS, of norm gain."""
    theta, strongest = orientation.orientation_map(responses, THETAS)
    energy = orientation.energy(responses)
    loudest_energy = loudest(np.sqrt(energy), gain) ** 2
    return {
        "strongest": _painted(strongest, gain),
        "mean": _painted(orientation.mean(responses), gain),
        "energy": {"picture": jpeg_url(magnitude_grey(energy, loudest_energy)), "peak": loudest_energy},
        "theta": {"picture": png_url(np.rint(theta * DIRECTIONS / math.pi).astype(np.uint8))},
    }


def reduced(magnitude):
    """A magnitude (H, W) for the sheet, its longer side at most TILE px: each pixel the mean of what it stands for."""
    height, width = magnitude.shape
    shrink = min(1, TILE / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    return np.asarray(Image.fromarray(magnitude.astype(np.float32)).resize(size, Image.Resampling.BOX))


def _painted(magnitude, gain):
    peak = loudest(magnitude, gain)
    return {"picture": jpeg_url(magnitude_grey(magnitude, peak)), "peak": peak}


def _gain(shared, scale):
    return scale if shared["norm"] == "l2" else 1.0


def build(shelf):
    """Lay out the bank below the lab, whose pictures' spectra are on the shelf."""

    def show_bank(request):
        return answer(shelf, request)

    GaborBank(words("bank"), show_bank, scales=SCALES, directions=DIRECTIONS, wavelength=WAVELENGTH)
