"""The wavelet itself and its transfer function, against closed forms, scikit-image and OpenCV."""

import math

import numpy as np
import pytest
import scipy.fft
from skimage.filters import gabor_kernel

from models import gabor
from tests.support.gabor_cases import EACH_SET, largest, leakage_of, opencv_kernel, opencv_phases


@EACH_SET
def test_kernel_equals_scikit_image(parameters):
    sigma, theta, scale, wavelength, gamma, psi = parameters.values()
    theirs = gabor_kernel(
        1 / (wavelength * scale),
        theta=-theta,
        sigma_x=math.sqrt(2) * sigma * scale,
        sigma_y=math.sqrt(2) * sigma * scale / gamma,
        offset=psi,
        n_stds=4,
    )
    side = max(theirs.shape)
    down, right = ((side - n) // 2 for n in theirs.shape)
    ours = gabor.kernel(**parameters, dc_free=False, size=side)
    assert largest(ours[down : side - down, right : side - right] - theirs) < 1e-14


@EACH_SET
def test_kernel_equals_opencv(parameters):
    real, imaginary = (opencv_kernel(parameters, 31, psi)[::-1, ::-1] for psi in opencv_phases(parameters))
    ours = gabor.kernel(**parameters, dc_free=False, size=31)
    assert largest(ours - (real + 1j * imaginary)) < 1e-14


@EACH_SET
@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_kernel_is_the_inverse_transform_of_the_transfer_function(parameters, norm):
    kernel = gabor.kernel(**parameters, norm=norm, size=201)
    response = gabor.transfer((201, 201), **parameters, norm=norm)
    expected = np.fft.fftshift(scipy.fft.ifft2(response))
    # What is left is aliasing, which the leakage announces.
    leakage = leakage_of(parameters)
    assert leakage < 1e-3
    assert largest(kernel - expected) < 2 * leakage * largest(kernel) + 1e-15


def test_carrier_turns_anticlockwise_on_the_screen():
    imaginary = gabor.kernel(1.0, theta=math.pi / 4, scale=3.0).imag
    middle = len(imaginary) // 2
    assert np.unravel_index(imaginary.argmax(), imaginary.shape)[0] < middle  # above the centre: y points down
    assert np.unravel_index(imaginary.argmax(), imaginary.shape)[1] > middle
    assert largest(gabor.kernel(1.0, theta=math.pi / 2, scale=3.0) - np.rot90(gabor.kernel(1.0, scale=3.0))) < 1e-15


def test_kernel_is_odd_sized_complex_and_widest_in_its_middle():
    kernel = gabor.kernel(1.0, scale=2.0, dc_free=False)
    assert kernel.dtype == np.complex128
    assert kernel.shape[0] == kernel.shape[1]
    assert kernel.shape[0] % 2 == 1
    assert np.unravel_index(np.abs(kernel).argmax(), kernel.shape) == (len(kernel) // 2,) * 2


@EACH_SET
def test_default_kernel_leaves_out_less_than_a_millionth(parameters):
    size = len(gabor.kernel(**parameters))
    outside = np.abs(gabor.kernel(**parameters, size=size + 60))
    outside[30:-30, 30:-30] = 0
    assert outside.sum() < 1e-6


@pytest.mark.parametrize("sigma", [1.0, 2.0, 3.0])
def test_only_the_minus_sign_removes_the_mean(sigma):
    """The article subtracts exp(sigma^2); its own derivation gives exp(-sigma^2)."""
    size = 161  # at least 9 standard deviations either way
    wave = gabor.kernel(sigma, scale=2.0, dc_free=False, size=size)
    envelope = np.abs(wave)
    assert envelope.sum() == pytest.approx(1, abs=1e-12)  # so 1 / (4 pi sigma^2) is the right factor
    assert wave.sum().real == pytest.approx(math.exp(-(sigma**2)), abs=1e-12)
    assert abs((wave - math.exp(sigma**2) * envelope).sum()) > 2
    assert abs(gabor.kernel(sigma, scale=2.0, size=size).sum()) < 1e-12


@pytest.mark.parametrize("scale", [1.5, 3.0, 6.0, 12.0])
def test_l2_norm_keeps_the_closed_form_energy_at_every_scale(scale):
    sigma, gamma = 1.0, 0.8
    energy = np.sum(np.abs(gabor.kernel(sigma, 0.4, scale, gamma=gamma, norm="l2", size=301)) ** 2)
    square = sigma**2  # k = 1
    expected = gamma / (8 * math.pi * square) * (1 + math.exp(-2 * square) - 2 * math.exp(-1.5 * square))
    assert energy == pytest.approx(expected, rel=1e-4 if scale == 1.5 else 1e-12)


@EACH_SET
def test_energy_of_kernel_and_transfer_function_agree(parameters):
    response = gabor.transfer((301, 301), **parameters)
    kernel = gabor.kernel(**parameters, size=301)
    assert np.mean(np.abs(response) ** 2) == pytest.approx(np.sum(np.abs(kernel) ** 2), rel=1e-6)


@EACH_SET
def test_transfer_is_exactly_zero_at_zero(parameters):
    assert gabor.transfer((32, 48), **parameters)[0, 0] == 0


def test_transfer_is_real_without_a_phase_and_complex_with_one():
    assert gabor.transfer((8, 9), 1.0).dtype == np.float64
    assert gabor.transfer((8, 9), 1.0, psi=0.1).dtype == np.complex128
    assert gabor.transfer((8, 9), 1.0).shape == (8, 9)


def test_transfer_peaks_where_the_carrier_is_anticlockwise_as_seen():
    response = gabor.transfer((128, 128), 3.0, theta=math.pi / 4, wavelength=8.0, dc_free=False)
    row, column = np.unravel_index(response.argmax(), response.shape)
    expected = 128 / 8 * math.cos(math.pi / 4)
    assert column == round(expected)  # to the right …
    assert row == 128 - round(expected)  # … and up


@pytest.mark.parametrize(("sigma", "shift"), [(0.5, 1.728), (1.0, 1.119), (1.5, 1.011), (2.0, 1.0003)])
def test_removing_the_mean_moves_the_peak(sigma, shift):
    line = gabor.transfer((1, 100_000), sigma, scale=4.0)[0]
    peak = scipy.fft.fftfreq(100_000)[line.argmax()] * 2 * math.pi * 4.0
    assert peak == pytest.approx(shift, abs=6e-4)
