"""/gabor_filter, called as another program calls it."""

import base64
import io
import math

import numpy as np
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from PIL import Image

from models import gabor
from models.gabor import sample_pictures
from ui.kit.image_codec import png_url


@pytest.fixture(scope="module")
def client(app_url):
    return Client(app_url, verbose=False)


def call(client, **arguments):
    return client.predict(api_name="/gabor_filter", **arguments)


def response(reply):
    """The complex response in a reply."""
    parts = (
        np.frombuffer(base64.b64decode(reply[part]), "<f4").reshape(reply["shape"]) for part in ("real", "imaginary")
    )
    return next(parts) + 1j * next(parts)


def noise(height=60, width=90):
    return np.random.default_rng(4).integers(0, 256, (height, width), dtype=np.uint8)


@pytest.mark.parametrize("name", sample_pictures.NAMES)
def test_a_named_picture_is_filtered_as_in_python(client, name):
    reply = call(client, image=name, sigma=1.5, theta=0.7, scale=3.0)
    image = np.rint(255 * sample_pictures.picture(name, reply["shape"][0])) / 255
    np.testing.assert_allclose(response(reply), gabor.apply(image, 1.5, 0.7, 3.0), atol=2e-6)


@pytest.mark.parametrize("prefix", [True, False], ids=["data URL", "base64"])
def test_a_picture_of_ones_own_is_filtered_as_in_python(client, prefix):
    url = png_url(noise())
    reply = call(client, image=url if prefix else url.partition(",")[2], sigma=1.0, theta=2.0, scale=2.0)
    np.testing.assert_allclose(response(reply), gabor.apply(noise() / 255, 1.0, 2.0, 2.0), atol=2e-6)


def test_every_parameter_reaches_the_wavelet(client):
    wavelet = {"sigma": 1.2, "theta": 0.4, "scale": 1.5, "wavelength": 8.0, "gamma": 0.6, "psi": 0.9}
    reply = call(client, image=png_url(noise()), **wavelet, dc_free=False, norm="l2", boundary="wrap")
    expected = gabor.apply(noise() / 255, **wavelet, dc_free=False, norm="l2", boundary="wrap")
    np.testing.assert_allclose(response(reply), expected, atol=4e-6)
    assert reply["nyquist_leakage"] == pytest.approx(gabor.nyquist_leakage(1.2, 0.4, 1.5, 8.0, 0.6, False))


@pytest.mark.parametrize(
    ("part", "grey"),
    [
        ("real", lambda r: 128 + 127 * r.real / np.abs(r.real).max()),
        ("imaginary", lambda r: 128 + 127 * r.imag / np.abs(r.imag).max()),
        ("magnitude", lambda r: 255 * np.abs(r) / np.abs(r).max()),
        ("phase", lambda r: 128 + 128 * np.angle(r) / math.pi),
    ],
)
def test_the_picture_shows_the_part_that_was_asked_for(client, part, grey):
    reply = call(client, part=part)
    seen = np.asarray(Image.open(io.BytesIO(base64.b64decode(reply["picture"].partition(",")[2]))))
    loud = np.abs(response(reply)) > 0.01 * np.abs(response(reply)).max()
    off = np.abs(seen - grey(response(reply)))[loud]
    assert np.minimum(off, 256 - off).max() <= 0.51
    assert reply["part"] == part


def test_theta_is_in_radians(client):
    x = np.arange(128)
    upright = np.broadcast_to(127.5 + 127 * np.cos(x / 2), (128, 128)).astype(np.uint8)
    along, across = (call(client, image=png_url(upright), theta=theta, scale=2.0)["peak"] for theta in (0, math.pi / 2))
    assert along > 20 * across


def test_the_reply_tells_the_wavelets_measures(client):
    reply = call(client, sigma=1.5, scale=3.0)
    assert reply["wavelength"] == pytest.approx(6 * math.pi)
    assert reply["envelope_std"] == pytest.approx(math.sqrt(2) * 1.5 * 3.0)


def test_the_picture_is_the_real_part_with_zero_at_mid_grey_unless_told(client):
    reply = call(client)
    seen = np.asarray(Image.open(io.BytesIO(base64.b64decode(reply["picture"].partition(",")[2]))))
    expected = 128 + 127 * response(reply).real / reply["peak"]
    assert np.abs(seen - expected).max() <= 0.51
    assert reply["part"] == "real"


def test_a_flat_picture_gives_mid_grey(client):
    reply = call(client, image=png_url(np.full((50, 50), 77, np.uint8)))
    seen = np.asarray(Image.open(io.BytesIO(base64.b64decode(reply["picture"].partition(",")[2]))))
    assert (seen == 128).all()
    assert reply["peak"] == 0


def test_a_call_without_arguments_is_the_example(client):
    assert call(client) == call(client, image="zone_plate", sigma=2.0, theta=0.5, scale=2.0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"sigma": 0}, "sigma must be from"),
        ({"sigma": -1}, "sigma must be from"),
        ({"sigma": "wide"}, "sigma must be a number"),
        ({"sigma": "NaN"}, "sigma must be a number"),
        ({"sigma": None}, "sigma must be a number"),
        ({"sigma": True}, "sigma must be a number"),
        ({"theta": "up"}, "theta must be a number"),
        ({"scale": 0.1}, "scale must be at least 0.3183"),
        ({"scale": 1e9}, "standard deviation may be at most"),
        ({"scale": [2]}, "scale must be a number"),
        ({"wavelength": 0}, "wavelength must be from"),
        ({"gamma": 0}, "gamma must be from"),
        ({"gamma": "NaN"}, "gamma must be a number"),
        ({"psi": None}, "psi must be a number"),
        ({"dc_free": 1}, "dc_free must be True or False"),
        ({"norm": "l3"}, "norm must be"),
        ({"boundary": "zero"}, "boundary must be"),
        ({"part": "sum"}, "part must be real, imaginary, magnitude, phase"),
        ({"part": ["real"]}, "part must be real, imaginary, magnitude, phase"),
        ({"image": "moon"}, "image must be zone_plate, siemens_star"),
        ({"image": ""}, "got nothing"),
        ({"image": None}, "got None"),
        ({"image": 7}, "got 7"),
        ({"image": {"path": "a.png", "url": "http://example.org/a.png"}}, "send its bytes as data URL or base64"),
        ({"image": base64.b64encode(b"plain text, no picture" * 9).decode()}, "no PNG, JPEG or WebP"),
        ({"image": png_url(noise())[:322]}, "damaged"),
    ],
)
def test_what_cannot_be_filtered_is_refused_in_one_sentence(client, arguments, sentence):
    with pytest.raises(AppError) as error:
        call(client, **arguments)
    assert sentence in str(error.value)
    assert "Traceback" not in str(error.value)
    assert "\n" not in str(error.value).strip()


def test_a_bomb_is_refused(client):
    file = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(file, "PNG")
    with pytest.raises(AppError, match="too many pixels"):
        call(client, image=base64.b64encode(file.getvalue()).decode())


def test_the_api_page_describes_every_parameter(client):
    endpoint = client.view_api(return_format="dict", print_info=False)["named_endpoints"]["/gabor_filter"]
    for parameter in endpoint["parameters"]:
        assert parameter["parameter_has_default"]
        assert f"{parameter['parameter_name']}: " in endpoint["description"]
