"""The wavelet as the Filter tab shows it: pictures, sections, transfer function, numbers."""

import base64
import io
import math

import numpy as np
import pytest
from PIL import Image

from ui.filter.kernel import server as kernel
from ui.filter.request import Wavelet

WAVELET = {
    "sigma": 2.0,
    "theta": 0.0,
    "scale": 2.0,
    "wavelength": 2 * math.pi,
    "gamma": 1.0,
    "psi": 0.0,
    "dc_free": True,
    "norm": "l1",
}


def wavelet(**changes):
    return Wavelet(**{**WAVELET, **changes})


def unpacked(text, dtype):
    return np.frombuffer(base64.b64decode(text), dtype)


def closed_form(x, y, sigma, scale, gamma=1.0):
    """The wavelet of norm "l1" and theta 0, as RECIPES.md writes it, k = 1."""
    envelope = np.exp(-(x**2 + (gamma * y) ** 2) / (4 * sigma**2 * scale**2))
    return gamma / (4 * math.pi * sigma**2 * scale**2) * envelope * (np.exp(1j * x / scale) - math.exp(-(sigma**2)))


def test_its_pictures_are_its_real_and_imaginary_part():
    described = kernel.describe(wavelet())
    side, span = described["side"], described["span"]
    steps = (np.arange(side) - side // 2) * span / side
    psi = closed_form(steps[None, :], steps[:, None], 2.0, 2.0)
    for part, values in (("real", psi.real), ("imaginary", psi.imag)):
        seen = unpacked(described[part], np.uint8).reshape(side, side)
        assert np.abs(seen - (128 + 127 * values / described["peak"])).max() <= 0.51


@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_the_peak_is_told_in_the_pictures_own_pixels(norm):
    peak = kernel.describe(wavelet(norm=norm))["peak"]
    assert peak == pytest.approx(closed_form(0.0, 0.0, 2.0, 2.0).real * (2.0 if norm == "l2" else 1.0))


@pytest.mark.parametrize("scale", [0.5, 1, 2, 4, 8])
@pytest.mark.parametrize("sigma", [0.5, 1, 2, 4])
@pytest.mark.parametrize("gamma", [0.25, 1, 4])
def test_the_view_holds_every_wavelet_of_the_sliders(sigma, scale, gamma):
    one = wavelet(sigma=sigma, scale=scale, gamma=gamma)
    std = math.sqrt(2) * sigma * scale * max(1, 1 / gamma)
    span = kernel.describe(one)["span"]
    assert 6 * std <= span + 0.5
    assert span <= max(12, 6 * std * math.sqrt(2) + 1)


def test_sections_run_along_the_wave_and_across_it_however_it_is_turned():
    found = kernel.detail(wavelet(theta=0.7, gamma=0.5))
    span = kernel.describe(wavelet(theta=0.7, gamma=0.5))["span"]
    steps = (np.arange(97) - 48) * span / 97
    for key, expected in (
        ("along", closed_form(steps, 0.0, 2.0, 2.0, 0.5)),
        ("across", closed_form(0.0, steps, 2.0, 2.0, 0.5)),
    ):
        real, imaginary = unpacked(found[key], "<f4").reshape(2, 97)
        peak = closed_form(0.0, 0.0, 2.0, 2.0, 0.5).real
        np.testing.assert_allclose(real + 1j * imaginary, expected / peak, atol=1e-6)


def test_the_plane_is_brightest_at_the_carriers_frequency_in_its_direction():
    theta, scale = math.radians(60), 1.0
    picture = kernel.detail(wavelet(theta=theta, scale=scale))["plane"]
    plane = np.asarray(Image.open(io.BytesIO(base64.b64decode(picture.partition(",")[2]))))
    row, column = np.unravel_index(plane.argmax(), plane.shape)
    rad = 2 * math.pi * kernel.BEYOND / kernel.PLANE  # a pixel, in rad/px
    u, v = (column - kernel.PLANE // 2) * rad, (kernel.PLANE // 2 - row) * rad  # v upwards, as seen
    assert (u, v) == pytest.approx((math.cos(theta) / scale, math.sin(theta) / scale), abs=2 * rad)


def test_the_curve_over_frequency_is_the_closed_form():
    curve = unpacked(kernel.detail(wavelet(scale=3.0))["curve"], "<f4")
    times = np.arange(512) / 512 * kernel.OCTAVES  # of the carrier's frequency
    expected = np.exp(-((2.0 * (times - 1)) ** 2)) - math.exp(-4) * np.exp(-((2.0 * times) ** 2))
    np.testing.assert_allclose(curve, expected, atol=1e-6)


def test_the_ellipse_is_where_the_amplitude_is_half():
    ellipse = kernel.detail(wavelet(scale=2.0, gamma=0.5))["ellipse"]
    nyquist = math.pi
    for u, v in (
        (ellipse["centre"] + ellipse["along"], 0.0),
        (ellipse["centre"] - ellipse["along"], 0.0),
        (ellipse["centre"], ellipse["across"]),
    ):
        along, across = 2.0 * u * nyquist - 1, 2.0 * v * nyquist / 0.5
        assert math.exp(-4 * (along**2 + across**2)) == pytest.approx(0.5)


def test_wavelength_and_window_are_told_in_pixels():
    found = kernel.measures(wavelet(sigma=1.5, scale=3.0, gamma=0.5))
    assert found["wavelength"] == pytest.approx(6 * math.pi)
    assert found["std"] == pytest.approx(math.sqrt(2) * 4.5)
    assert found["std_across"] == pytest.approx(math.sqrt(2) * 9)


def test_the_bandwidth_is_in_octaves_and_none_where_it_has_no_lower_end():
    assert kernel.measures(wavelet(sigma=2.498))["bandwidth"] == pytest.approx(1, abs=1e-3)
    assert kernel.measures(wavelet(sigma=1.0))["bandwidth"] == pytest.approx(3.45, abs=1e-2)
    assert kernel.measures(wavelet(sigma=0.5))["bandwidth"] is None


@pytest.mark.parametrize("sigma", [0.5, 1.0, 2.0])
def test_the_mean_that_leaks_is_told(sigma):
    free, plain = (kernel.measures(wavelet(sigma=sigma, dc_free=dc_free)) for dc_free in (True, False))
    assert free["mean"] == 0
    assert free["mean_without"] == plain["mean"] == pytest.approx(math.exp(-(sigma**2)))


def test_a_wavelet_too_fine_for_pixels_is_called_undersampled():
    fine, coarse = (kernel.measures(wavelet(scale=scale)) for scale in (0.5, 2.0))
    assert fine["undersampled"]
    assert fine["leakage"] == pytest.approx(math.exp(-((2 * (0.5 * math.pi - 1)) ** 2)), rel=1e-3)
    assert not coarse["undersampled"]
