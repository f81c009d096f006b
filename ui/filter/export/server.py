"""What a visitor of the Filter tab can take along: the wavelet as code, the response and the kernel as files."""

import io

import numpy as np

from models import gabor
from ui.filter.kernel.server import long_std, measures
from ui.filter.request import ALL, find_picture, gain_of, one_of, read_part, read_wavelet
from ui.filter.response_image import PARTS, as_grey
from ui.i18n.catalogue import t
from ui.kit.image_codec import data_url, png_url
from ui.kit.validation import read_each, refusal

CODE = {"inkspace": gabor.to_inkspace, "skimage": gabor.to_skimage, "opencv": gabor.to_opencv}
FILES = ("png", "npy", "csv")
KERNEL_SIDE = 511  # px of a kernel that is written out: a quarter of a million lines


def take_away(shelf, request):
    """What the page gets for {lang, what, …}, the rest being what `ui.filter.tab.answer` takes.

    what : "inkspace", "skimage", "opencv" (→ {ok, code, coarse: whether the library's own response will differ), or
        "png", "npy", "csv" (→ {ok, name, file}, a data URL)
    """
    request = request if isinstance(request, dict) else {}
    wavelet, refused = read_wavelet(request)
    asked, wrong = read_each(
        {
            "part": lambda: read_part(request),
            "what": lambda: one_of(request.get("what"), (*CODE, *FILES)),
        }
    )
    if refused or wrong:
        return refusal(request, "filter", refused + wrong)
    what, part = asked["what"], asked["part"]
    if what in CODE:
        coarse = what != "inkspace" and measures(wavelet)["undersampled"]
        return {"ok": True, "code": CODE[what](**wavelet).snippet, "coarse": coarse}
    if what == "csv":
        return _kernel_file(request, wavelet)
    _, spectrum, other = find_picture(shelf, request)
    if other:
        return other
    response = gabor.apply(spectrum, **wavelet)
    if what == "npy":
        return {"ok": True, "name": "gabor-response.npy", "file": data_url("application/octet-stream", npy(response))}
    return {"ok": True, "name": f"gabor-{part}.png", "file": png_url(picture_of(response, part, wavelet))}


def picture_of(response, part, wavelet):
    """The response's part as grey bytes, or all four in one picture: real, imaginary over magnitude, phase."""
    greys = [as_grey(response, one, gain_of(wavelet))[0] for one in (PARTS if part == ALL else (part,))]
    return np.block([greys[:2], greys[2:]]) if part == ALL else greys[0]


def npy(response):
    """A NumPy file of the response, complex64."""
    file = io.BytesIO()
    np.save(file, np.ascontiguousarray(response, np.complex64))
    return file.getvalue()


def kernel_table(wavelet):
    """The kernel as CSV: x (px to the right of the centre), y (px down), real and imaginary part, row by row."""
    psi = gabor.kernel(**wavelet)
    steps = np.arange(len(psi)) - len(psi) // 2
    y, x = (axis.ravel() for axis in np.meshgrid(steps, steps, indexing="ij"))
    lines = [f"{a},{b},{c:.9g},{d:.9g}" for a, b, c, d in zip(x, y, psi.real.ravel(), psi.imag.ravel(), strict=True)]
    return "\n".join(["x,y,real,imaginary", *lines, ""])


def _kernel_file(request, wavelet):
    side = 2 * int(np.ceil(gabor.REACH_STDS * long_std(wavelet))) + 1
    if side > KERNEL_SIDE:
        sentence = t(request.get("lang"), "filter.kernel_too_wide", px=side, most=KERNEL_SIDE)
        return {"ok": False, "error": sentence}
    return {"ok": True, "name": "gabor-kernel.csv", "file": data_url("text/csv", kernel_table(wavelet).encode())}
