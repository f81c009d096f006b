"""The Filter tab: a Gabor wavelet over a picture, live while its sliders move."""

import math
from typing import Literal

import numpy as np

from models import gabor
from models.gabor import sample_pictures
from ui.filter.bank import server as bank
from ui.filter.errata import note as errata
from ui.filter.export import server as export
from ui.filter.export.widget import GaborExport
from ui.filter.kernel import server as filter_kernel
from ui.filter.kernel.widget import GaborKernel
from ui.filter.lab.widget import FilterLab
from ui.filter.picture_sources import own_picture, samples, show_picture, show_thumbs
from ui.filter.request import ALL, CONTROLS, WAVELENGTH, find_picture, gain_of, read_part, read_wavelet
from ui.filter.response_image import PARTS, as_grey
from ui.filter.spectrum_cache import SpectrumShelf
from ui.i18n.catalogue import words
from ui.kit import endpoint
from ui.kit.image_codec import jpeg_url, packed, png_url, read_picture
from ui.kit.validation import Refused, refusal

NEEDS = ()
SHORTEST = 60  # characters of base64 that can hold a picture; less is a name that nobody knows
# What the page needs to paint a part: phases fade where the magnitude does.
SHOWN = {**{part: (part,) for part in PARTS}, "phase": ("phase", "magnitude"), ALL: PARTS}


def answer(shelf, request):
    """What the page gets for a picture, a wavelet and a part: see `ui.filter.request` for how they are asked for.

    Parameters
    ----------
    shelf : SpectrumShelf
    request : dict
        lang, picture (and pixels where it was asked for them), the wavelet, part, detail (bool: the kernel's sections
        and transfer function too).

    Returns
    -------
    dict
        {ok: True, picture, parts: {name: {picture, peak}}, kernel, measures}, or {ok: False} with `errors`, a sentence
        for each field that is wrong, or `need`.
    """
    request = request if isinstance(request, dict) else {}
    wavelet, refused = read_wavelet(request)
    try:
        shown = SHOWN[read_part(request)]
    except Refused as error:
        refused.append(error)
    if refused:
        return refusal(request, "filter", refused)
    key, spectrum, other = find_picture(shelf, request)
    if other:
        return other
    response = gabor.apply(spectrum, **wavelet)
    kernel = filter_kernel.describe(wavelet)
    if request.get("detail") is True:
        kernel.update(filter_kernel.detail(wavelet))
    return {
        "ok": True,
        "picture": key,
        "parts": {part: _painted(response, part, wavelet) for part in shown},
        "kernel": kernel,
        "measures": filter_kernel.measures(wavelet),
    }


def _painted(response, part, wavelet):
    grey, peak = as_grey(response, part, gain_of(wavelet))
    return {"picture": jpeg_url(grey), "peak": peak}


def build(models):
    """Lay out the tab inside the current gr.Tab and add its endpoint. It needs no model."""
    shelf = SpectrumShelf()
    texts = words("filter")

    def filter_picture(request):
        return answer(shelf, request)

    def take_away(request):
        return export.take_away(shelf, request)

    FilterLab(
        texts,
        [filter_picture, show_picture, show_thumbs],
        controls=CONTROLS,
        wavelength=WAVELENGTH,
        names=sample_pictures.NAMES,
        samples=samples(),
    )
    GaborKernel(texts)
    bank.build(shelf)
    GaborExport(texts, take_away)
    errata.show()
    endpoint.publish(gabor_filter)


def gabor_filter(
    image: str = "zone_plate",
    sigma: float = 2.0,
    theta: float = 0.5,
    scale: float = 2.0,
    wavelength: float = WAVELENGTH,
    gamma: float = 1.0,
    psi: float = 0.0,
    dc_free: bool = True,
    norm: Literal["l1", "l2"] = "l1",
    boundary: Literal["reflect", "wrap"] = "reflect",
    part: Literal["real", "imaginary", "magnitude", "phase"] = "real",
) -> dict:
    """Filter a picture with one Gabor wavelet; it ignores flat brightness.

    Parameters:
        image: zone_plate, siemens_star, text, texture, fingerprint, or a PNG, JPEG or WebP as data URL or base64
        sigma: width of the envelope, without a unit; its standard deviation is sqrt(2) * sigma * scale px
        theta: direction in which the wave runs, in radians, anticlockwise as seen; 0 picks out vertical lines
        scale: stretch of the wavelet; wavelength * scale must be at least 2 px, which at the default is 0.32
        wavelength: of the wave, in px at scale 1; 2 pi as in the article
        gamma: aspect, 0.01 to 100; across the wave the standard deviation is divided by it
        psi: phase of the wave, in radians
        dc_free: whether the term is subtracted that makes a flat picture's response zero
        norm: l1 (the same contrast at every scale) or l2 (the same energy at every scale)
        boundary: reflect (mirrored at the edges) or wrap (repeated)
        part: what the picture in the reply shows, real, imaginary, magnitude or phase
    Returns:
        real and imaginary (base64 of little-endian float32, row by row; the image counts as grey 0 to 1, reduced
        to 512 px), shape (rows, columns), wavelength and envelope_std (px), nyquist_leakage (above 0.01 the wavelet is
        undersampled), picture (data URL of a grey PNG of the part: zero is 128 for real and imaginary, 0 for magnitude;
        phase runs from -pi at 0 over 0 at 128), peak (what its white stands for; 0 where nothing responds), part
    """
    try:
        grey = _named_or_read(image)
        if part not in PARTS:
            raise Refused("part", part, ", ".join(PARTS))
        spectrum = gabor.Spectrum(grey.astype(np.float32) / 255, boundary)
        response = gabor.apply(spectrum, sigma, theta, scale, wavelength, gamma, psi, dc_free, norm)
        leakage = gabor.nyquist_leakage(sigma, theta, scale, wavelength, gamma, dc_free)
    except ValueError as error:
        raise endpoint.refused(error) from None
    painted, peak = as_grey(response, part, scale if norm == "l2" else 1.0)
    return {
        "real": packed(response.real.astype("<f4")),
        "imaginary": packed(response.imag.astype("<f4")),
        "shape": list(response.shape),
        "wavelength": wavelength * scale,
        "envelope_std": math.sqrt(2) * sigma * scale,
        "nyquist_leakage": leakage,
        "picture": png_url(painted),
        "peak": peak,
        "part": part,
    }


def _named_or_read(image):
    if isinstance(image, str) and image in sample_pictures.NAMES:
        return own_picture(image)
    if not isinstance(image, str) or len(image) < SHORTEST:
        raise Refused("image", image, f"{', '.join(sample_pictures.NAMES)}, or a picture as data URL or base64")
    return read_picture(image)
