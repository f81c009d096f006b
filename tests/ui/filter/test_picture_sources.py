"""The pictures that the Filter tab offers."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from models.gabor import sample_pictures
from ui.filter import picture_sources as offered
from ui.filter.lab import part as lab
from ui.filter.spectrum_cache import SpectrumCache

_, show_picture, show_thumbs = lab.functions(SpectrumCache())


@pytest.fixture
def without_skimage(monkeypatch):
    monkeypatch.setattr(offered, "find_spec", lambda _name: None)
    offered.samples.cache_clear()
    yield
    offered.samples.cache_clear()


def shown(url):
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))))


@pytest.mark.parametrize(
    "request_", [None, {}, {"picture": "moon"}, {"picture": ["text"]}, {"picture": "skimage:../x"}]
)
def test_a_picture_of_another_name_is_not_shown(request_):
    assert show_picture(request_) == {"ok": False}


def test_a_picture_is_shown_as_it_is_filtered():
    assert (shown(show_picture({"picture": "text"})["picture"]) == offered.own_picture("text")).all()


def test_every_picture_has_a_thumb():
    thumbs = show_thumbs({})["thumbs"]
    assert [shown(thumb).shape for thumb in thumbs] == [(offered.THUMB, offered.THUMB)] * len(sample_pictures.NAMES)


def test_no_thumb_is_a_grey_square():
    for thumb in show_thumbs({})["thumbs"]:
        quarters = shown(thumb).reshape(28, 4, 28, 4).mean((1, 3))  # what is left from afar
        assert quarters.std() > 30


def test_scikit_images_samples_are_offered_where_it_is_installed():
    data = pytest.importorskip("skimage.data")
    camera = offered.grey_of("skimage:camera")
    assert max(camera.shape) <= offered.SIDE
    reduced = np.asarray(Image.fromarray(data.camera()).resize(camera.shape[::-1], Image.Resampling.LANCZOS))
    assert np.abs(camera.astype(int) - reduced).max() <= 3


def test_without_scikit_image_there_are_the_projects_own_pictures(without_skimage):
    assert offered.samples() == {}
    assert offered.grey_of("skimage:camera") is None
    assert offered.grey_of("zone_plate") is not None
