"""Find the Filter tab's pictures: the project's own, scikit-image's samples where it is installed, visitors' own."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

from models import gabor
from models.gabor import sample_pictures
from ui.filter.request import PictureRequest
from ui.filter.spectrum_cache import SpectrumCache
from ui.kit.answers import Needed

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
def own_picture(name: str) -> np.ndarray:
    """Draw one of the project's pictures, (384, 384) uint8, once; it cannot be written to."""
    grey = np.rint(255 * sample_pictures.picture(name, SIDE)).astype(np.uint8)
    grey.setflags(write=False)
    return grey


@cache
def samples() -> dict[str, Path]:
    """Return {name: path} of scikit-image's samples on this machine; {} where it is not installed.

    The library itself is not imported, which would take a second.
    """
    spec = find_spec("skimage")
    if spec is None or not spec.submodule_search_locations:
        return {}
    folder = Path(next(iter(spec.submodule_search_locations))) / "data"
    return {name: folder / file for name, file in SAMPLES.items() if (folder / file).is_file()}


@cache
def sample(name: str) -> np.ndarray:
    """Read one of scikit-image's samples, grey (H, W) uint8, at most 384 px a side, once; it cannot be written to."""
    with Image.open(samples()[name]) as file:
        picture = file.convert("L")
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    grey = np.asarray(picture)
    grey.setflags(write=False)
    return grey


def grey_of(name: str) -> np.ndarray | None:
    """Return the picture of that name, grey (H, W) uint8, or None where this server has none.

    A sample of scikit-image is called "skimage:camera" and so on.
    """
    if name in sample_pictures.NAMES:
        return own_picture(name)
    library, _, which = name.partition(":")
    return sample(which) if library == "skimage" and which in samples() else None


def thumb(name: str) -> np.ndarray:
    """Reduce the middle of one of the project's pictures to (112, 112) uint8."""
    edge = (SIDE - DETAIL) // 2
    box = (edge, edge, edge + DETAIL, edge + DETAIL)
    return np.asarray(Image.fromarray(own_picture(name)).resize((THUMB, THUMB), Image.Resampling.LANCZOS, box))


def holder(picture: PictureRequest, cache: SpectrumCache) -> dict[str, str]:
    """Name this server where the picture's pixels came along, so that the page knows that it has them now."""
    return {} if picture.pixels is None else {"replica": cache.replica}


def find_spectrum(picture: PictureRequest, cache: SpectrumCache) -> tuple[str, gabor.Spectrum]:
    """Return a picture's key and its spectrum.

    A server that does not know the key raises Needed for the image and is then sent its pixels, so that any replica
    can answer any call.
    """
    key = picture.key if picture.pixels is None else cache.put(picture.pixels)
    if key is None:
        raise Needed("image", replica=cache.replica)
    spectrum = cache.get(key)
    if spectrum is None and (grey := grey_of(key)) is not None:
        cache.put(grey, key)
        spectrum = cache.get(key)
    if spectrum is None:
        raise Needed("image", replica=cache.replica)
    return key, spectrum
