"""Answer what can be taken along from the Filter tab: the wavelet as code, the response and the kernel as files."""

import io
from dataclasses import asdict, dataclass
from typing import Self

import numpy as np

from models import gabor
from ui.filter.kernel.server import long_std, measures
from ui.filter.picture_sources import find_spectrum, holder
from ui.filter.request import ALL, PictureRequest, Wavelet, part_reader, setting, wavelet_readers
from ui.filter.response_image import PARTS, as_grey
from ui.filter.spectrum_cache import SpectrumCache
from ui.kit.answers import Answer, Worded
from ui.kit.image_codec import data_url, png_url
from ui.kit.validation import Fields, read_each

CODE = {"inkspace": gabor.to_inkspace, "skimage": gabor.to_skimage, "opencv": gabor.to_opencv}
RESPONSES = ("png", "npy")
KERNEL = "csv"
KERNEL_SIDE = 511  # px of a kernel that is written out: a quarter of a million lines


@dataclass(frozen=True)
class TakeRequest:
    """A wavelet as code, or a file of its response or its kernel."""

    what: str  # a key of CODE, one of RESPONSES, or KERNEL
    wavelet: Wavelet
    part: str  # of the response, one of PARTS or ALL
    picture: PictureRequest | None  # where a response is wanted

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {what, …}, the rest as `ui.filter.request` does. Raises Refused or RefusedFields."""
        known = (*CODE, *RESPONSES, KERNEL)
        more = {"part": part_reader(fields), "what": lambda: setting(fields.get("what"), known)}
        values = read_each({**wavelet_readers(fields), **more})
        picture = PictureRequest.parse(fields) if values["what"] in RESPONSES else None
        return cls(values["what"], Wavelet.of(values), values["part"], picture)


def take_away(request: TakeRequest, cache: SpectrumCache) -> Answer:
    """Return code and coarse (whether the library's own response will differ), or a file: its name, and as data URL.

    Raises Needed where the picture is not known here, Worded for a kernel too wide to be written out.
    """
    what, wavelet = request.what, request.wavelet
    if what in CODE:
        coarse = what != "inkspace" and measures(wavelet)["undersampled"]
        return {"code": CODE[what](**asdict(wavelet)).snippet, "coarse": coarse}
    if request.picture is None:
        return {"name": "gabor-kernel.csv", "file": data_url("text/csv", kernel_table(wavelet).encode())}
    _, spectrum = find_spectrum(request.picture, cache)
    response = gabor.apply(spectrum, **asdict(wavelet))
    if what == "npy":
        file = {"name": "gabor-response.npy", "file": data_url("application/octet-stream", npy(response))}
    else:
        painted = picture_of(response, request.part, wavelet.gain)
        file = {"name": f"gabor-{request.part}.png", "file": png_url(painted)}
    return {**file, **holder(request.picture, cache)}


def picture_of(response: np.ndarray, part: str, gain: float) -> np.ndarray:
    """Convert a part of the response to grey bytes, or all four: real, imaginary over magnitude, phase."""
    greys = [as_grey(response, one, gain)[0] for one in (PARTS if part == ALL else (part,))]
    return np.block([greys[:2], greys[2:]]) if part == ALL else greys[0]


def npy(response: np.ndarray) -> bytes:
    """Write the response as a NumPy file, complex64."""
    file = io.BytesIO()
    np.save(file, np.ascontiguousarray(response, np.complex64))
    return file.getvalue()


def kernel_table(wavelet: Wavelet) -> str:
    """Write the kernel as CSV: x (px to the right of the centre), y (px down), real and imaginary part, row by row.

    Raises Worded for one that is too wide.
    """
    side = 2 * int(np.ceil(gabor.REACH_STDS * long_std(wavelet))) + 1
    if side > KERNEL_SIDE:
        raise Worded("filter.kernel_too_wide", px=side, most=KERNEL_SIDE)
    psi = gabor.kernel(**asdict(wavelet))
    steps = np.arange(len(psi)) - len(psi) // 2
    y, x = (axis.ravel() for axis in np.meshgrid(steps, steps, indexing="ij"))
    lines = [f"{a},{b},{c:.9g},{d:.9g}" for a, b, c, d in zip(x, y, psi.real.ravel(), psi.imag.ravel(), strict=True)]
    return "\n".join(["x,y,real,imaginary", *lines, ""])
