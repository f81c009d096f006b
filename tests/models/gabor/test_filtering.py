"""Filtering, against the transfer function, direct convolution, scikit-image and OpenCV."""

import math

import cv2
import numpy as np
import pytest
import scipy.fft
from scipy import signal
from skimage.filters import gabor as skimage_gabor

from models import gabor
from tests.support.gabor_cases import (
    DOUBLE,
    EACH_SET,
    convolved,
    generous_size,
    largest,
    leakage_of,
    long_std,
    noise,
    opencv_kernel,
    opencv_phases,
)


@EACH_SET
@pytest.mark.parametrize("boundary", ["reflect", "wrap"])
def test_flat_image_gives_nothing(parameters, boundary):
    for grey in (0.0, 0.1, 1.0, 255.0):
        assert largest(gabor.apply(np.full((33, 40), grey), **parameters, boundary=boundary)) < DOUBLE
        assert largest(gabor.apply(np.full((33, 40), grey, np.float32), **parameters, boundary=boundary)) < 1e-5


@EACH_SET
@pytest.mark.parametrize("boundary", ["reflect", "wrap"])
def test_brightness_changes_nothing(parameters, boundary):
    image = noise()
    response = gabor.apply(image, **parameters, boundary=boundary)
    assert largest(gabor.apply(image + 1000, **parameters, boundary=boundary) - response) < DOUBLE
    single = np.round(image * 1024).astype(np.float32) / 1024  # exact in float32 beside 1000, too
    bright = gabor.apply(single + np.float32(1000), **parameters, boundary=boundary)
    assert largest(bright - gabor.apply(single, **parameters, boundary=boundary)) < 1e-5


@EACH_SET
def test_grating_comes_out_times_the_transfer_function(parameters):
    height, width = 48, 60
    for row, column in ((0, 5), (3, 7), (46, 9), (20, 50)):
        phase = 2 * math.pi * (row * np.arange(height)[:, None] / height + column * np.arange(width) / width)
        out = gabor.apply(np.cos(phase), **parameters, boundary="wrap")
        out = out + 1j * gabor.apply(np.sin(phase), **parameters, boundary="wrap")
        expected = gabor.transfer((height, width), **parameters)[row, column] * np.exp(1j * phase)
        assert largest(out - expected) < DOUBLE


@EACH_SET
def test_impulse_comes_out_as_the_kernel(parameters):
    parameters = {**parameters, "scale": 3 * parameters["scale"]}  # far from Nyquist, where both forms agree
    half = generous_size(parameters) // 2
    image = np.zeros((2 * half + 1,) * 2)
    image[half, half] = 1
    kernel = gabor.kernel(**parameters, size=2 * half + 1)
    assert largest(gabor.apply(image, **parameters, boundary="wrap") - kernel) < DOUBLE


@EACH_SET
def test_wrap_is_the_product_with_the_transfer_function(parameters):
    image = noise()
    expected = scipy.fft.ifft2(scipy.fft.fft2(image) * gabor.transfer(image.shape, **parameters))
    assert largest(gabor.apply(image, **parameters, boundary="wrap") - expected) < DOUBLE


@pytest.mark.parametrize("scale", [0.6, 0.8, 1.0, 2.0])
def test_direct_convolution_is_the_sum_over_aliases(scale):
    """Sampling the kernel folds its transform; coarse pixels included, the two modules of maths must agree."""
    image, parameters = noise(21, 23), {"sigma": 0.8, "theta": 0.5, "gamma": 0.8, "psi": 0.3}
    folds = 9
    fine = gabor.transfer((21 * folds, 23 * folds), scale=scale * folds, **parameters)
    folded = fine.reshape(folds, 21, folds, 23).sum(axis=(0, 2))
    kernel = gabor.kernel(scale=scale, **parameters, size=61)
    direct = convolved(image, kernel, "wrap")
    assert largest(scipy.fft.ifft2(scipy.fft.fft2(image) * folded) - direct) < 1e-10


@EACH_SET
def test_reflect_is_a_direct_convolution_with_mirrored_edges(parameters):
    image = noise()
    direct = convolved(image, gabor.kernel(**parameters, size=generous_size(parameters, 7)), "reflect")
    leakage = leakage_of(parameters)
    assert largest(gabor.apply(image, **parameters) - direct) < 1e-6 + 2 * leakage


def test_padding_of_a_large_image_costs_less_than_a_millionth():
    image, parameters = noise(200, 180), {"sigma": 1.1, "theta": 0.7, "scale": 2.0, "gamma": 0.8}
    assert gabor.Spectrum(image).transform(long_std(**parameters)).shape < (400, 360)  # not the whole mirror image
    direct = convolved(image, gabor.kernel(**parameters, size=generous_size(parameters, 7)), "reflect")
    assert largest(gabor.apply(image, **parameters) - direct) < 1e-6


def test_reflect_is_exact_for_wavelets_wider_than_the_image():
    # ndimage is no oracle here: it mirrors wrongly (5e-6) where the kernel is much wider than the image.
    image = noise(20, 24)
    mirrored = np.pad(image, 200, mode="symmetric")
    direct = signal.fftconvolve(mirrored, gabor.kernel(1.0, 0.4, 15.0, size=401), mode="valid")
    assert largest(gabor.apply(image, 1.0, 0.4, 15.0) - direct) < DOUBLE


@EACH_SET
def test_response_equals_scikit_image(parameters):
    sigma, theta, scale, wavelength, gamma, psi = parameters.values()
    image = noise()
    real, imaginary = skimage_gabor(
        image,
        1 / (wavelength * scale),
        theta=-theta,
        sigma_x=math.sqrt(2) * sigma * scale,
        sigma_y=math.sqrt(2) * sigma * scale / gamma,
        offset=psi,
        n_stds=6,
        mode="reflect",
    )
    ours = gabor.apply(image, **parameters, dc_free=False)
    assert largest(ours - (real + 1j * imaginary)) < 1e-6 + 2 * leakage_of(parameters, dc_free=False)


@EACH_SET
def test_response_equals_opencv(parameters):
    image, size = noise(), 61
    real, imaginary = (
        cv2.filter2D(image, cv2.CV_64F, opencv_kernel(parameters, size, psi), borderType=cv2.BORDER_REFLECT)
        for psi in opencv_phases(parameters)
    )
    ours = gabor.apply(image, **parameters, dc_free=False)
    kept = gabor.kernel(**parameters, dc_free=False, size=size)
    cut = max(0.0, np.abs(gabor.kernel(**parameters, dc_free=False, size=161)).sum() - np.abs(kept).sum())
    assert cut < 0.02
    assert largest(ours - (real + 1j * imaginary)) < 1e-6 + 2 * leakage_of(parameters, dc_free=False) + cut
