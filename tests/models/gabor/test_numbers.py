"""Numbers beside the filter: leakage and bandwidth."""

import math

import pytest
import scipy.fft

from models import gabor


def test_leakage_is_the_largest_value_on_the_nyquist_border():
    """Along the rows the border's largest value lies straight ahead: exp(-sigma^2 (s pi - k)^2)."""
    expected = math.exp(-((0.8 * math.pi - 1) ** 2)) - math.exp(-1 - (0.8 * math.pi) ** 2)
    assert gabor.nyquist_leakage(1.0, scale=0.8) == pytest.approx(expected, rel=5e-3)
    assert gabor.nyquist_leakage(1.0, scale=1 / math.pi, dc_free=False) == pytest.approx(1, rel=5e-3)
    assert gabor.nyquist_leakage(1.0, scale=4.0) < 1e-12


def test_sigma_one_is_three_and_a_half_octaves_wide():
    assert gabor.bandwidth_octaves(1.0) == pytest.approx(3.45, abs=5e-3)
    assert gabor.sigma_from_bandwidth(1.0) == pytest.approx(2.498, abs=5e-4)
    assert gabor.bandwidth_octaves(0.8) == math.inf


@pytest.mark.parametrize("octaves", [0.3, 1.0, 2.5])
def test_bandwidth_and_sigma_undo_each_other(octaves):
    sigma = gabor.sigma_from_bandwidth(octaves, wavelength=5.0)
    assert gabor.bandwidth_octaves(sigma, wavelength=5.0) == pytest.approx(octaves)


def test_bandwidth_is_where_the_transfer_function_halves():
    ridge, octaves = 2 * math.pi / 16, gabor.bandwidth_octaves(2.0, wavelength=4.0)
    line = gabor.transfer((1, 65_536), 2.0, scale=4.0, wavelength=4.0, dc_free=False)[0]
    above = scipy.fft.fftfreq(65_536)[line >= 0.5] * 2 * math.pi
    assert math.log2(above.max() / above.min()) == pytest.approx(octaves, abs=1e-2)
    assert above.min() < ridge < above.max()
