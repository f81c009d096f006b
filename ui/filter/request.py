"""What the Filter tab's page asks for: a picture, a wavelet, a part of the response. Read and checked in one place."""

import math

from ui.filter.picture_sources import grey_of
from ui.filter.response_image import PARTS
from ui.i18n.catalogue import t
from ui.kit.image_codec import unpacked_grey
from ui.kit.validation import Refused, read_each, real

WAVELENGTH = 2 * math.pi  # px at scale 1, as in the article
NORMS = ("l1", "l2")
ALL = "all"

# What the page's sliders offer; theta and psi in degrees there. base and index are another way to set the scale.
CONTROLS = {
    "sigma": {"low": 0.5, "high": 4, "step": 0.05, "first": 2},
    "theta": {"low": 0, "high": 360, "step": 1, "first": 30},
    "scale": {"low": 0.5, "high": 8, "step": 0.05, "first": 2},
    "base": {"low": 1.1, "high": 3, "step": 0.05, "first": 2},
    "index": {"low": -10, "high": 24, "step": 1, "first": 1},
    "gamma": {"low": 0.25, "high": 4, "step": 0.05, "first": 1},
    "psi": {"low": -180, "high": 180, "step": 1, "first": 0},
}
NEEDED = ("sigma", "theta", "scale")  # the others stand at their first value where a request leaves them out


def read_wavelet(request):
    """The wavelet of a request, as `models.gabor` takes it, and what was refused.

    Parameters
    ----------
    request : dict
        sigma, theta (degrees), scale; and, where they are not the article's: gamma, psi (degrees), dc_free, norm.
        base and index are checked when they came, so that the page can say what is wrong with them.

    Returns
    -------
    wavelet : dict of sigma, theta (rad), scale, wavelength (px), gamma, psi (rad), dc_free, norm
    refused : list of Refused; when it is not empty, `wavelet` holds nothing of use
    """
    numbers = {name: _number(request, name) for name in CONTROLS}
    dc_free, norm = request.get("dc_free", True), request.get("norm", "l1")
    values, refused = read_each(
        {
            **numbers,
            "dc_free": lambda: one_of(dc_free, (True, False)),
            "norm": lambda: one_of(norm, NORMS),
        }
    )
    if refused:
        return {}, refused
    values["theta"], values["psi"] = math.radians(values["theta"]), math.radians(values["psi"])
    del values["base"], values["index"]
    return {**values, "wavelength": WAVELENGTH}, []


def read_part(request):
    """Which part of the response is asked for, one of PARTS or "all"; raises Refused."""
    return one_of(request.get("part", "real"), (*PARTS, ALL))


def gain_of(wavelet):
    """What a response is larger by than with norm "l1"."""
    return wavelet["scale"] if wavelet["norm"] == "l2" else 1.0


def one_of(value, known):
    """A setting that the page has a button for; raises Refused for anything else (1 is no True)."""
    if not any(type(value) is type(one) and value == one for one in known):
        raise Refused("setting", value, " or ".join(map(str, known)))
    return value


def find_picture(shelf, request):
    """The picture of a request as (key, Spectrum, None), or (None, None, what to answer in place of a response).

    A picture is named by the project's name for it or by the key that an earlier answer gave. A server that does not
    know the key answers need: "image", and is then sent `pixels`, so that any replica can answer any call.
    """
    key = request.get("picture")
    if request.get("pixels") is not None:
        try:
            key = shelf.put(unpacked_grey(request["pixels"]))
        except ValueError:
            return None, None, {"ok": False, "errors": {"picture": t(request.get("lang"), "filter.bad_picture")}}
    if not isinstance(key, str):
        return None, None, {"ok": False, "need": "image"}
    spectrum = shelf.get(key)
    if spectrum is None and (grey := grey_of(key)) is not None:
        shelf.put(grey, key)
        spectrum = shelf.get(key)
    return (key, spectrum, None) if spectrum else (None, None, {"ok": False, "need": "image"})


def _number(request, name):
    spec = CONTROLS[name]
    value = request.get(name) if name in NEEDED else request.get(name, spec["first"])
    return lambda: real(name, value, spec["low"], spec["high"])
