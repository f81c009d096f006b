"""What can be taken along from the Filter tab: code that runs, files that other programs read."""

import base64
import csv
import io
import math

import numpy as np
import pytest
from PIL import Image

from models import gabor
from ui.filter.export import part as export
from ui.filter.picture_sources import own_picture
from ui.filter.response_image import PARTS, as_grey
from ui.filter.spectrum_cache import SpectrumCache

SETTINGS = {"sigma": 1.5, "theta": 30, "scale": 2.0, "gamma": 0.7, "psi": 25, "dc_free": True, "norm": "l2"}


@pytest.fixture
def cache():
    return SpectrumCache()


def ask(cache, what, **request):
    return export.functions(cache)[0]({"lang": "en", "picture": "fingerprint", **SETTINGS, "what": what, **request})


def response(dtype=np.float32):
    image = own_picture("fingerprint").astype(dtype) / 255
    return gabor.apply(image, 1.5, math.radians(30), 2.0, gamma=0.7, psi=math.radians(25), dc_free=True, norm="l2")


def content(reply):
    return base64.b64decode(reply["file"].partition(",")[2])


@pytest.mark.parametrize("library", ["inkspace", "skimage", "opencv"])
def test_the_code_runs_and_gives_the_response(cache, library):
    pytest.importorskip({"inkspace": "models", "skimage": "skimage", "opencv": "cv2"}[library])
    names = {"image": own_picture("fingerprint") / 255}
    exec(ask(cache, library)["code"], names)
    assert np.abs(names["response"] - response(np.float64)).max() <= 1e-6


def test_code_for_a_library_that_samples_says_when_that_is_too_coarse(cache):
    assert ask(cache, "opencv", scale=0.5, sigma=1)["coarse"] is True
    assert ask(cache, "opencv", scale=4)["coarse"] is False
    assert ask(cache, "inkspace", scale=0.5, sigma=1)["coarse"] is False


def test_the_numpy_file_is_the_complex_response(cache):
    reply = ask(cache, "npy")
    found = np.load(io.BytesIO(content(reply)))
    assert reply["name"].endswith(".npy")
    assert found.dtype == np.complex64
    np.testing.assert_allclose(found, response(np.float64), atol=2e-6)


@pytest.mark.parametrize("part", PARTS)
def test_the_png_is_the_part_that_is_shown_in_8_bits(cache, part):
    picture = Image.open(io.BytesIO(content(ask(cache, "png", part=part))))
    assert (picture.format, picture.mode) == ("PNG", "L")
    np.testing.assert_array_equal(np.asarray(picture), as_grey(response(), part, 2.0)[0])


def test_the_png_of_all_parts_holds_the_four(cache):
    picture = np.asarray(Image.open(io.BytesIO(content(ask(cache, "png", part="all")))))
    height, width = (side // 2 for side in picture.shape)
    quarters = [picture[y : y + height, x : x + width] for y in (0, height) for x in (0, width)]
    for part, quarter in zip(PARTS, quarters, strict=True):
        np.testing.assert_array_equal(quarter, as_grey(response(), part, 2.0)[0])


def test_the_kernel_is_written_out_with_its_coordinates(cache):
    rows = list(csv.DictReader(io.StringIO(content(ask(cache, "csv")).decode())))
    psi = gabor.kernel(1.5, math.radians(30), 2.0, gamma=0.7, psi=math.radians(25), norm="l2")
    assert len(rows) == psi.size
    for row in (rows[0], rows[len(rows) // 2], rows[len(rows) // 3]):
        x, y = int(row["x"]) + len(psi) // 2, int(row["y"]) + len(psi) // 2
        assert complex(float(row["real"]), float(row["imaginary"])) == pytest.approx(psi[y, x], rel=1e-8)


def test_a_kernel_too_large_to_be_written_out_is_refused(cache):
    reply = ask(cache, "csv", sigma=4, scale=8, gamma=0.25)
    assert reply["ok"] is False
    assert "px wide" in reply["error"]


def test_a_server_that_does_not_know_the_picture_asks_for_it(cache):
    assert ask(cache, "npy", picture="0" * 64) == {"ok": False, "need": "image", "replica": cache.replica}
    assert ask(cache, "inkspace", picture=None)["ok"]  # code needs no picture


@pytest.mark.parametrize("request_", [None, [], {}, {"what": "png"}, {"what": "exe", **SETTINGS}])
def test_nonsense_is_refused_not_failed(cache, request_):
    reply = export.functions(cache)[0](request_)
    assert reply["ok"] is False
    assert all(reply["errors"].values())
