"""The pictures that the Filter tab offers: the project's own, and scikit-image's samples where that is installed."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

from models.gabor import sample_pictures
from ui.kit.image_codec import jpeg_url

SIDE = 384  # px of the project's own pictures
THUMB = 112  # px, shown at half that size where screens are not finer
DETAIL = 128  # px of a picture's middle that its thumb shows: of the whole picture only grey would be left
# scikit-image's samples that come with the package itself, so that nothing is fetched.
SAMPLES = {
    "camera": "camera.png",
    "coins": "coins.png",
    "brick": "brick.png",
    "grass": "grass.png",
    "gravel": "gravel.png",
    "page": "page.png",
    "moon": "moon.png",
    "cat": "chelsea.png",
}


@cache
def own_picture(name):
    """One of the project's pictures, (384, 384) uint8, drawn once; do not write to it."""
    grey = np.rint(255 * sample_pictures.picture(name, SIDE)).astype(np.uint8)
    grey.setflags(write=False)
    return grey


@cache
def samples():
    """{name: path} of scikit-image's samples on this machine; {} where it is not installed. It is not imported."""
    spec = find_spec("skimage")
    if spec is None or not spec.submodule_search_locations:
        return {}
    folder = Path(next(iter(spec.submodule_search_locations))) / "data"
    return {name: folder / file for name, file in SAMPLES.items() if (folder / file).is_file()}


@cache
def sample(name):
    """One of scikit-image's samples, grey (H, W) uint8, at most 384 px a side, read once; do not write to it."""
    with Image.open(samples()[name]) as picture:
        grey = picture.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    grey = np.asarray(grey)
    grey.setflags(write=False)
    return grey


def grey_of(name):
    """The picture of that name, grey (H, W) uint8, or None where this server has none; samples are "skimage:camera"."""
    if name in sample_pictures.NAMES:
        return own_picture(name)
    library, _, which = name.partition(":")
    return sample(which) if library == "skimage" and which in samples() else None


def thumb(name):
    """The middle of one of the project's pictures, (112, 112)."""
    edge = (SIDE - DETAIL) // 2
    box = (edge, edge, edge + DETAIL, edge + DETAIL)
    return np.asarray(Image.fromarray(own_picture(name)).resize((THUMB, THUMB), Image.Resampling.LANCZOS, box))


def show_picture(request):
    """One of these pictures for the page: {picture: name}."""
    name = request.get("picture") if isinstance(request, dict) else None
    grey = grey_of(name) if isinstance(name, str) else None
    return {"ok": False} if grey is None else {"ok": True, "picture": jpeg_url(grey)}


def show_thumbs(_request):
    """All of the project's pictures, small, in their order."""
    return {"ok": True, "thumbs": [jpeg_url(thumb(name)) for name in sample_pictures.NAMES]}
