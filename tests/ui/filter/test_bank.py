"""What the Filter tab's bank answers its page: all responses on one sheet, and maps of one scale."""

import base64
import io
import math

import numpy as np
import pytest
from PIL import Image

from models import gabor
from ui.filter.bank import part
from ui.filter.spectrum_cache import SpectrumCache
from ui.i18n.catalogue import LANGUAGES
from ui.kit.image_codec import packed

JPEG = 2  # grey levels by which a JPEG of full quality may be off, with rounding
HEIGHT, WIDTH = 160, 320  # twice the size of its tile


@pytest.fixture
def cache():
    return SpectrumCache()


@pytest.fixture(scope="module")
def noise():
    """A picture with lines of every kind, grey (160, 320)."""
    return np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH), dtype=np.uint8)


def ask(cache, picture=None, **request):
    named = {"picture": "zone_plate"}
    if picture is not None:
        named = {"pixels": {"width": picture.shape[1], "height": picture.shape[0], "grey": packed(picture)}}
    given = {"lang": "en", "sigma": 2.0, "theta": 0, "scale": 1, "row": 1, **named, **request}
    return part.functions(cache)[0](given)


def shown(url):
    """Grey pixels of a picture in a data URL."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))))


def magnitudes(image, row, **wavelet):
    """Of all eight directions at one scale, (8, H, W), each response computed by itself, in float64."""
    angles = [math.pi * at / 8 for at in range(8)]
    return np.stack([np.abs(gabor.apply(image / 255, 2.0, angle, 2.0**row, **wavelet)) for angle in angles])


def test_the_sheet_holds_each_scale_and_direction_averaged_to_its_size(cache, noise):
    sheet = ask(cache, noise, sheet=True)["sheet"]
    pixels = shown(sheet["picture"])
    assert pixels.shape == (4 * 80, 8 * 160)
    of_all = np.stack([magnitudes(noise, row) for row in range(4)])  # (4, 8, H, W)
    expected = of_all.reshape(4, 8, 80, 2, 160, 2).mean(axis=(3, 5))
    assert sheet["peak"] == pytest.approx(expected.max(), rel=1e-4)
    tiles = pixels.reshape(4, 80, 8, 160).swapaxes(1, 2)
    assert np.abs(tiles - 255 * expected / expected.max()).max() <= JPEG


def test_norm_l2_makes_a_scale_as_many_times_as_strong(cache, noise):
    l1, l2 = (ask(cache, noise, sheet=True, norm=norm)["sheet"] for norm in ("l1", "l2"))
    for row in range(4):
        band = np.s_[row * 80 : (row + 1) * 80]
        of_l1, of_l2 = (sheet["peak"] * shown(sheet["picture"])[band].mean() / 255 for sheet in (l1, l2))
        assert of_l2 == pytest.approx(2**row * of_l1, rel=0.1)


@pytest.mark.parametrize("row", range(4))
def test_maps_are_the_maximum_mean_and_energy_of_each_pixel(cache, noise, row):
    maps, of_all = ask(cache, noise, row=row)["maps"], magnitudes(noise, row)
    for name, expected in {
        "strongest": of_all.max(axis=0),
        "mean": of_all.mean(axis=0),
        "energy": (of_all**2).sum(axis=0),
    }.items():
        assert maps[name]["peak"] == pytest.approx(expected.max(), rel=1e-4), name
        assert np.abs(shown(maps[name]["picture"]) - 255 * expected / expected.max()).max() <= JPEG, name


def test_the_orientation_map_names_the_strongest_direction(cache, noise):
    picture = shown(ask(cache, noise)["maps"]["theta"]["picture"])
    of_all = magnitudes(noise, 1)
    chosen = np.take_along_axis(of_all, picture[None].astype(int), axis=0)[0]
    assert (chosen >= of_all.max(axis=0) - 1e-6).all()


@pytest.mark.parametrize("at", range(8))
def test_a_grating_is_named_by_the_direction_in_which_it_runs(cache, at):
    y, x = np.mgrid[:200, :200]
    angle = math.pi * at / 8
    phase = (x * math.cos(angle) - y * math.sin(angle)) / 2  # the wavelength of scale 2
    picture = np.rint(127.5 + 127 * np.cos(phase)).astype(np.uint8)
    assert (shown(ask(cache, picture)["maps"]["theta"]["picture"])[60:140, 60:140] == at).all()


def test_aspect_and_mean_are_those_of_the_lab(cache, noise):
    maps = ask(cache, noise, gamma=0.5, dc_free=False)["maps"]
    expected = magnitudes(noise, 1, gamma=0.5, dc_free=False).max(axis=0)
    assert maps["strongest"]["peak"] == pytest.approx(expected.max(), rel=1e-4)


@pytest.mark.parametrize("change", [{"theta": 77}, {"scale": 3.5}, {"psi": 90}])
def test_direction_scale_and_phase_of_the_lab_change_nothing(cache, change):
    assert ask(cache, sheet=True, **change) == ask(cache, sheet=True)


def test_the_sheet_comes_only_when_it_is_asked_for(cache):
    assert "sheet" not in ask(cache)
    assert "sheet" not in ask(cache, sheet="yes")


@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_a_flat_picture_gives_black(cache, norm):
    answer = ask(cache, np.full((60, 40), 90, np.uint8), sheet=True, norm=norm)
    for one in (answer["sheet"], *(answer["maps"][name] for name in ("strongest", "mean", "energy"))):
        assert one["peak"] == 0
        assert not shown(one["picture"]).any()


@pytest.mark.parametrize("shape", [(2, 2), (2, 512), (512, 3), (37, 91)])
def test_pictures_of_any_shape_make_a_sheet(cache, shape):
    picture = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    answer = ask(cache, picture, sheet=True)
    height, width = shown(answer["sheet"]["picture"]).shape
    assert (height % 4, width % 8) == (0, 0)
    assert shown(answer["maps"]["mean"]["picture"]).shape == shape


def test_a_picture_that_was_forgotten_is_asked_for_again(cache):
    assert part.functions(cache)[0]({"sigma": 2, "theta": 0, "scale": 1, "row": 0, "picture": "0" * 64}) == {
        "ok": False,
        "need": "image",
        "replica": cache.replica,
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("row", [None, -1, 4, 1.5, "1", True, [], {}])
def test_an_impossible_row_gets_a_sentence(cache, lang, row):
    answer = ask(cache, lang=lang, row=row)
    assert not answer["ok"]
    assert list(answer["errors"]) == ["setting"]


def test_an_impossible_wavelet_gets_the_labs_sentence(cache):
    assert ask(cache, sigma=0)["errors"] == {"sigma": "Enter a number from 0.5 to 4 (got “0”)."}


@pytest.mark.parametrize("request_", [None, 7, [], "row"])
def test_what_is_no_request_is_refused(cache, request_):
    assert not part.functions(cache)[0](request_)["ok"]
