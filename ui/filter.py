"""The Filter tab: a Gabor wavelet over a picture, live while its sliders move."""

import math
from functools import cache

import numpy as np
from PIL import Image

from models import gabor, pictures
from ui import endpoint
from ui.asked import Refused, read_each, real, refusal
from ui.pixels import jpeg_url, packed, png_url, read_picture, unpacked_grey
from ui.shelf import SpectrumShelf
from ui.text import t, words
from ui.widgets.filter_lab import FilterLab

NEEDS = ()
SIDE = 384  # px of the project's own pictures
THUMB = 112  # px, shown at half that size where screens are not finer
DETAIL = 128  # px of a picture's middle that its thumb shows: of the whole picture only grey would be left
KERNEL_SIDE = 97  # px of the kernel's pictures; odd, so that the centre is a pixel
VIEWS = (12, 24, 48, 96, 192, 384)  # px of the picture that the kernel's pictures can span
SHORTEST = 60  # characters of base64 that can hold a picture; less is a name that nobody knows
FAINT = 1 / 255  # of black to white: responses below one grey level are not blown up to full contrast
WAVELENGTH = 2 * math.pi  # px at scale 1, as in the article

# What the page's sliders offer; theta in degrees there.
CONTROLS = {
    "sigma": {"low": 0.5, "high": 4, "step": 0.05, "first": 2},
    "theta": {"low": 0, "high": 180, "step": 1, "first": 30},
    "scale": {"low": 0.5, "high": 8, "step": 0.05, "first": 2},
}


def signed_grey(values, peak):
    """Signed values as grey bytes: −peak 1, zero 128, +peak 255; all 128 where peak is 0."""
    return np.rint(values * (127 / peak if peak else 0) + 128).astype(np.uint8)


def loudest(response):
    """The value that is shown as white: the response's largest, at least FAINT.

    0 where even that would leave every pixel mid-grey: rounding errors, of a flat picture.
    """
    peak = float(np.abs(response.real).max())
    return max(peak, FAINT) if peak * 127 / FAINT > 0.5 else 0.0


def view(std):
    """How many px of the picture the kernel's pictures span: steps, so that one sees the wavelet grow."""
    return next((span for span in VIEWS if span >= 6 * std), VIEWS[-1])


def draw_kernel(sigma, theta, scale):
    """The wavelet as two grey pictures (97, 97), real and imaginary part, and the px they span."""
    span = view(math.sqrt(2) * sigma * scale)
    psi = gabor.kernel(sigma, theta, scale * KERNEL_SIDE / span, size=KERNEL_SIDE)
    peak = max(np.abs(psi.real).max(), np.abs(psi.imag).max())
    return signed_grey(psi.real, peak), signed_grey(psi.imag, peak), span


def answer(shelf, request):
    """What the page gets for {lang, picture, sigma, theta (degrees), scale}, with `pixels` where it was asked for them.

    A picture is named by the project's name for it or by the key that an earlier answer gave. A server
    that does not know the key answers need: "image", so that any replica can answer any call.
    """
    request = request if isinstance(request, dict) else {}
    values, refused = read_each({name: _reader(name, request.get(name)) for name in CONTROLS})
    if refused:
        return refusal(request, "filter", refused)
    key = request.get("picture")
    if request.get("pixels") is not None:
        try:
            key = shelf.put(unpacked_grey(request["pixels"]))
        except ValueError:
            return {"ok": False, "errors": {"picture": t(request.get("lang"), "filter.bad_picture")}}
    spectrum = _spectrum(shelf, key)
    if spectrum is None:
        return {"ok": False, "need": "image"}
    return {"ok": True, "picture": key, **_pictures_of(spectrum, **{**values, "theta": math.radians(values["theta"])})}


def _reader(name, value):
    return lambda: real(name, value, CONTROLS[name]["low"], CONTROLS[name]["high"])


def _spectrum(shelf, key):
    if not isinstance(key, str):
        return None
    spectrum = shelf.get(key)
    if spectrum is None and key in pictures.NAMES:
        shelf.put(own_picture(key), key)
        spectrum = shelf.get(key)
    return spectrum


def _pictures_of(spectrum, sigma, theta, scale):
    response = gabor.apply(spectrum, sigma, theta, scale)
    peak = loudest(response)
    real_part, imaginary_part, span = draw_kernel(sigma, theta, scale)
    return {
        "real": jpeg_url(signed_grey(response.real, peak)),
        "peak": peak,
        "kernel": {"span": span, "real": jpeg_url(real_part), "imaginary": jpeg_url(imaginary_part)},
        "wavelength": WAVELENGTH * scale,
        "std": math.sqrt(2) * sigma * scale,
    }


@cache
def own_picture(name):
    """One of the project's pictures, (384, 384) uint8, drawn once; do not write to it."""
    grey = np.rint(255 * pictures.picture(name, SIDE)).astype(np.uint8)
    grey.setflags(write=False)
    return grey


def thumb(name):
    """Its middle, (112, 112)."""
    edge = (SIDE - DETAIL) // 2
    box = (edge, edge, edge + DETAIL, edge + DETAIL)
    return np.asarray(Image.fromarray(own_picture(name)).resize((THUMB, THUMB), Image.Resampling.LANCZOS, box))


def show_picture(request):
    """One of the project's pictures for the page: {picture: name}."""
    name = request.get("picture") if isinstance(request, dict) else None
    if name not in pictures.NAMES:
        return {"ok": False}
    return {"ok": True, "picture": jpeg_url(own_picture(name))}


def show_thumbs(_request):
    """All of the project's pictures, small, in their order."""
    return {"ok": True, "thumbs": [jpeg_url(thumb(name)) for name in pictures.NAMES]}


def build(models):
    """Lay out the tab inside the current gr.Tab and add its endpoint. It needs no model."""
    shelf = SpectrumShelf()

    def filter_picture(request):
        return answer(shelf, request)

    FilterLab(words("filter"), [filter_picture, show_picture, show_thumbs], controls=CONTROLS, names=pictures.NAMES)
    endpoint.publish(gabor_filter)


def gabor_filter(image: str = "zone_plate", sigma: float = 2.0, theta: float = 0.5, scale: float = 2.0) -> dict:
    """Filter a picture with one Gabor wavelet, without its mean, mirrored at the edges.

    Parameters:
        image: zone_plate, siemens_star, text, texture, fingerprint, or a PNG, JPEG or WebP as data URL or base64
        sigma: width of the envelope, without a unit; its standard deviation is sqrt(2) * sigma * scale px
        theta: direction in which the wave runs, in radians, anticlockwise as seen; 0 picks out vertical lines
        scale: stretch of the wavelet in px, at least 0.32; its wavelength is 2 pi * scale px
    Returns:
        real and imaginary (base64 of little-endian float32, row by row; the image counts as grey 0 to 1, reduced
        to 512 px), shape (rows, columns), wavelength and envelope_std (px), picture (data URL of a PNG of the real
        part, zero as mid-grey 128), peak (what its white stands for; 0 where nothing responds)
    """
    try:
        grey = _named_or_read(image)
        response = gabor.apply(grey.astype(np.float32) / 255, sigma, theta, scale)
    except ValueError as error:
        raise endpoint.refused(error) from None
    peak = loudest(response)
    return {
        "real": packed(response.real.astype("<f4")),
        "imaginary": packed(response.imag.astype("<f4")),
        "shape": list(response.shape),
        "wavelength": WAVELENGTH * scale,
        "envelope_std": math.sqrt(2) * sigma * scale,
        "picture": png_url(signed_grey(response.real, peak)),
        "peak": peak,
    }


def _named_or_read(image):
    if isinstance(image, str) and image in pictures.NAMES:
        return own_picture(image)
    if not isinstance(image, str) or len(image) < SHORTEST:
        raise Refused("image", image, f"{', '.join(pictures.NAMES)}, or a picture as data URL or base64")
    return read_picture(image)
