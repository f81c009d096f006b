"""What the Filter tab answers its page: the parts of the response, and what it refuses."""

import base64
import io
import math

import numpy as np
import pytest
from PIL import Image

from models import gabor
from models.gabor import sample_pictures
from ui.filter.lab import part as lab
from ui.filter.picture_sources import SIDE
from ui.filter.response_image import PARTS
from ui.filter.spectrum_cache import SpectrumCache
from ui.i18n.catalogue import LANGUAGES
from ui.kit.image_codec import packed

SETTINGS = {"sigma": 2.0, "theta": 30, "scale": 2.0}
JPEG = 2  # grey levels by which a JPEG of full quality may be off, with rounding


@pytest.fixture
def cache():
    return SpectrumCache()


def ask(cache, **request):
    return lab.functions(cache)[0]({"lang": "en", "picture": "zone_plate", **SETTINGS, **request})


def shown(url):
    """Grey pixels of a picture in a data URL."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))))


def pixels(grey):
    return {"width": grey.shape[1], "height": grey.shape[0], "grey": packed(grey)}


def noise():
    return np.random.default_rng(0).integers(0, 256, (50, 70), dtype=np.uint8)


def response(name="zone_plate", theta=30, **wavelet):
    image = np.rint(255 * sample_pictures.picture(name, SIDE)) / 255
    return gabor.apply(image, 2.0, math.radians(theta), 2.0, **wavelet)


@pytest.mark.parametrize("name", sample_pictures.NAMES)
def test_the_response_is_gabors_with_zero_at_mid_grey(cache, name):
    real = response(name).real
    painted = ask(cache, picture=name)["parts"]["real"]
    assert painted["peak"] == pytest.approx(np.abs(real).max(), rel=1e-4)
    assert np.abs(shown(painted["picture"]) - (128 + 127 * real / np.abs(real).max())).max() <= JPEG


def test_the_imaginary_part_has_zero_at_mid_grey_too(cache):
    imaginary = response().imag
    painted = ask(cache, part="imaginary")["parts"]["imaginary"]
    assert np.abs(shown(painted["picture"]) - (128 + 127 * imaginary / np.abs(imaginary).max())).max() <= JPEG


def test_the_magnitude_begins_at_black(cache):
    magnitude = np.abs(response())
    painted = ask(cache, part="magnitude")["parts"]["magnitude"]
    assert np.abs(shown(painted["picture"]) - 255 * magnitude / magnitude.max()).max() <= JPEG


def test_the_phase_goes_round_once_in_256_levels_where_there_is_a_response(cache):
    expected = response()
    level = shown(ask(cache, part="phase")["parts"]["phase"]["picture"]).astype(float)
    off = np.angle(np.exp(1j * ((level - 128) / 128 * math.pi - np.angle(expected))))
    loud = np.abs(expected) > 0.1 * np.abs(expected).max()
    inside = loud & (level > 4) & (level < 251)  # beside the step from 255 to 0 a JPEG may blur
    assert np.abs(off[inside]).max() <= (JPEG + 1) / 128 * math.pi


def test_where_nothing_responds_the_phase_is_silent(cache):
    flat = np.full((40, 60), 90, np.uint8)
    assert (shown(ask(cache, pixels=pixels(flat), part="phase")["parts"]["phase"]["picture"]) == 128).all()


def test_all_four_parts_come_together(cache):
    parts = ask(cache, part="all")["parts"]
    assert tuple(parts) == PARTS
    for part in PARTS:
        assert parts[part] == ask(cache, part=part)["parts"][part]


def test_every_setting_reaches_the_wavelet(cache):
    expected = response(gamma=0.5, psi=math.radians(40), dc_free=False, norm="l2").real
    painted = ask(cache, gamma=0.5, psi=40, dc_free=False, norm="l2")["parts"]["real"]
    assert painted["peak"] == pytest.approx(np.abs(expected).max(), rel=1e-4)
    assert np.abs(shown(painted["picture"]) - (128 + 127 * expected / np.abs(expected).max())).max() <= JPEG


def test_theta_is_in_degrees_and_anticlockwise(cache):
    x, y = np.meshgrid(np.arange(200), np.arange(200))
    # Lines of a wave that runs up and to the right, 45° anticlockwise as seen (y points down).
    stripes = np.rint(127.5 + 127.5 * np.cos((x - y) / math.sqrt(2) / 2)).astype(np.uint8)

    def strength(theta):  # in the middle: the mirrored edges run the other way
        painted = ask(cache, pixels=pixels(stripes), theta=theta)["parts"]["real"]
        return painted["peak"] * np.ptp(shown(painted["picture"])[60:140, 60:140].astype(int))

    assert strength(45) > 20 * strength(135)


@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_a_flat_picture_is_mid_grey_everywhere_and_its_peak_is_zero(cache, norm):
    painted = ask(cache, pixels=pixels(np.full((40, 60), 201, np.uint8)), norm=norm)["parts"]["real"]
    assert painted["peak"] == 0
    np.testing.assert_array_equal(shown(painted["picture"]), np.full((40, 60), 128))


def test_details_of_the_wavelet_come_when_they_are_asked_for(cache):
    assert "plane" not in ask(cache)["kernel"]
    assert "plane" in ask(cache, detail=True)["kernel"]


def test_pixels_are_sent_once_and_named_by_their_key_from_then_on(cache):
    first = ask(cache, picture=None, pixels=pixels(noise()))
    assert first.pop("replica") == cache.replica
    assert ask(cache, picture=first["picture"]) == first


def test_a_server_that_does_not_know_the_picture_asks_for_it(cache):
    key = ask(cache, pixels=pixels(noise()))["picture"]
    other_server = SpectrumCache()
    assert ask(other_server, picture=key) == {"ok": False, "need": "image", "replica": other_server.replica}
    now_known = ask(other_server, picture=key, pixels=pixels(noise()))
    assert now_known == {**ask(cache, picture=key), "replica": other_server.replica}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "came"),
    [
        ("sigma", 0),
        ("sigma", -1),
        ("sigma", math.nan),
        ("sigma", "wide"),
        ("sigma", None),
        ("theta", 361),
        ("theta", math.inf),
        ("theta", ""),
        ("scale", 0.1),
        ("scale", 1e9),
        ("scale", True),
        ("base", 1),
        ("base", "two"),
        ("index", 99),
        ("index", math.nan),
        ("gamma", 0),
        ("gamma", -1),
        ("gamma", math.inf),
        ("psi", 181),
        ("psi", None),
    ],
)
def test_a_wrong_value_is_named_with_one_sentence(cache, lang, field, came):
    reply = ask(cache, lang=lang, **{field: came})
    assert reply["ok"] is False
    assert list(reply["errors"]) == [field]
    assert reply["errors"][field]


@pytest.mark.parametrize(
    ("field", "came"),
    [("dc_free", 1), ("dc_free", "yes"), ("norm", "l3"), ("norm", None), ("part", "sum"), ("part", ["real"])],
)
def test_a_setting_that_the_page_has_no_button_for_is_refused(cache, field, came):
    assert list(ask(cache, **{field: came})["errors"]) == ["setting"]


def test_two_wrong_values_get_a_sentence_each(cache):
    assert list(ask(cache, sigma="wide", scale=9)["errors"]) == ["sigma", "scale"]


@pytest.mark.parametrize("broken", [7, "x", {}, {"width": 10, "height": 10, "grey": "AAAA"}])
def test_broken_pixels_are_refused(cache, broken):
    assert list(ask(cache, pixels=broken)["errors"]) == ["picture"]


@pytest.mark.parametrize("request_", [None, [], "x", {}, {"picture": "zone_plate"}])
def test_nonsense_is_refused_not_failed(cache, request_):
    assert lab.functions(cache)[0](request_)["ok"] is False


@pytest.mark.parametrize("key", ["moon", 7, None, ["text"], {"a": 1}, "skimage:nothing", "skimage:"])
def test_an_unknown_picture_is_asked_for(cache, key):
    assert ask(cache, picture=key) == {"ok": False, "need": "image", "replica": cache.replica}
