"""What the Filter tab answers its page."""

import base64
import io
import math

import numpy as np
import pytest
from PIL import Image

from models import gabor, pictures
from ui import filter as lab
from ui.pixels import packed
from ui.shelf import SpectrumShelf
from ui.text import LANGUAGES

SETTINGS = {"sigma": 2.0, "theta": 30, "scale": 2.0}


@pytest.fixture
def shelf():
    return SpectrumShelf()


def ask(shelf, **request):
    return lab.answer(shelf, {"lang": "en", "picture": "zone_plate", **SETTINGS, **request})


def shown(url):
    """Grey pixels of a picture in a data URL."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))))


def pixels(grey):
    return {"width": grey.shape[1], "height": grey.shape[0], "grey": packed(grey)}


@pytest.mark.parametrize("name", pictures.NAMES)
def test_the_response_is_gabors_with_zero_at_mid_grey(shelf, name):
    reply = ask(shelf, picture=name)
    image = np.rint(255 * pictures.picture(name, lab.SIDE)) / 255
    real = gabor.apply(image, 2.0, math.radians(30), 2.0).real
    assert reply["peak"] == pytest.approx(np.abs(real).max(), rel=1e-4)
    assert np.abs(shown(reply["real"]) - (128 + 127 * real / np.abs(real).max())).max() <= 2  # JPEG and rounding


def test_theta_is_in_degrees_and_anticlockwise(shelf):
    x, y = np.meshgrid(np.arange(200), np.arange(200))
    # Lines of a wave that runs up and to the right, 45° anticlockwise as seen (y points down).
    stripes = np.rint(127.5 + 127.5 * np.cos((x - y) / math.sqrt(2) / 2)).astype(np.uint8)

    def strength(theta):  # in the middle: the mirrored edges run the other way
        reply = ask(shelf, pixels=pixels(stripes), theta=theta)
        return reply["peak"] * np.ptp(shown(reply["real"])[60:140, 60:140].astype(int))

    assert strength(45) > 20 * strength(135)


def test_a_flat_picture_is_mid_grey_everywhere_and_its_peak_is_zero(shelf):
    reply = ask(shelf, pixels=pixels(np.full((40, 60), 201, np.uint8)))
    assert reply["peak"] == 0
    np.testing.assert_array_equal(shown(reply["real"]), np.full((40, 60), 128))


def test_wavelength_and_standard_deviation_follow_the_sliders(shelf):
    reply = ask(shelf, sigma=1.5, scale=3)
    assert reply["wavelength"] == pytest.approx(6 * math.pi)
    assert reply["std"] == pytest.approx(math.sqrt(2) * 4.5)


def test_the_kernels_pictures_are_its_real_and_imaginary_part(shelf):
    reply = ask(shelf, sigma=2.0, theta=0, scale=2.0)["kernel"]
    real, imaginary = shown(reply["real"]).astype(int), shown(reply["imaginary"]).astype(int)
    assert np.abs(real - real[::-1, ::-1]).max() <= 2  # even
    assert np.abs(imaginary + imaginary[::-1, ::-1] - 256).max() <= 2  # odd about mid-grey
    wave = np.cos(2 * math.pi * (np.arange(97) - 48) * reply["span"] / 97 / (4 * math.pi))
    envelope = np.exp(-(((np.arange(97) - 48) * reply["span"] / 97) ** 2) / (4 * 2.0**2 * 2.0**2))
    assert np.abs(real[48] - (128 + 127 * wave * envelope)).max() <= 8  # the mean that is subtracted is 2 %


@pytest.mark.parametrize("scale", [0.5, 1, 2, 4, 8])
@pytest.mark.parametrize("sigma", [0.5, 1, 2, 4])
def test_the_view_holds_the_wavelet(sigma, scale):
    std = math.sqrt(2) * sigma * scale
    assert lab.view(std) >= 6 * std
    assert lab.view(std) in lab.VIEWS


def test_pixels_are_sent_once_and_named_by_their_key_from_then_on(shelf):
    grey = np.random.default_rng(0).integers(0, 256, (50, 70), dtype=np.uint8)
    first = ask(shelf, picture=None, pixels=pixels(grey))
    assert ask(shelf, picture=first["picture"]) == first


def test_a_server_that_does_not_know_the_picture_asks_for_it(shelf):
    grey = np.random.default_rng(0).integers(0, 256, (50, 70), dtype=np.uint8)
    key = ask(shelf, pixels=pixels(grey))["picture"]
    other_server = SpectrumShelf()
    assert ask(other_server, picture=key) == {"ok": False, "need": "image"}
    assert ask(other_server, picture=key, pixels=pixels(grey)) == ask(shelf, picture=key)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "came"),
    [
        ("sigma", 0),
        ("sigma", -1),
        ("sigma", math.nan),
        ("sigma", "wide"),
        ("sigma", None),
        ("theta", 181),
        ("theta", math.inf),
        ("theta", ""),
        ("scale", 0.1),
        ("scale", 1e9),
        ("scale", True),
    ],
)
def test_a_wrong_value_is_named_with_one_sentence(shelf, lang, field, came):
    reply = ask(shelf, lang=lang, **{field: came})
    assert reply["ok"] is False
    assert list(reply["errors"]) == [field]
    assert reply["errors"][field]


def test_two_wrong_values_get_a_sentence_each(shelf):
    assert list(ask(shelf, sigma="wide", scale=9)["errors"]) == ["sigma", "scale"]


@pytest.mark.parametrize("broken", [7, "x", {}, {"width": 10, "height": 10, "grey": "AAAA"}])
def test_broken_pixels_are_refused(shelf, broken):
    assert list(ask(shelf, pixels=broken)["errors"]) == ["picture"]


@pytest.mark.parametrize("request_", [None, [], "x", {}, {"picture": "zone_plate"}])
def test_nonsense_is_refused_not_failed(shelf, request_):
    assert lab.answer(shelf, request_)["ok"] is False


@pytest.mark.parametrize("key", ["moon", 7, None, ["text"], {"a": 1}])
def test_an_unknown_picture_is_asked_for(shelf, key):
    assert ask(shelf, picture=key) == {"ok": False, "need": "image"}


@pytest.mark.parametrize("request_", [None, {}, {"picture": "moon"}, {"picture": ["text"]}])
def test_a_picture_of_another_name_is_not_shown(request_):
    assert lab.show_picture(request_) == {"ok": False}


def test_every_picture_has_a_thumb():
    thumbs = lab.show_thumbs({})["thumbs"]
    assert [shown(thumb).shape for thumb in thumbs] == [(lab.THUMB, lab.THUMB)] * len(pictures.NAMES)


def test_no_thumb_is_a_grey_square():
    for thumb in lab.show_thumbs({})["thumbs"]:
        quarters = shown(thumb).reshape(28, 4, 28, 4).mean((1, 3))  # what is left from afar
        assert quarters.std() > 30
