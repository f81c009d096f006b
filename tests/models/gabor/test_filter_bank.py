"""A bank of wavelets over one picture, and refusals of those that cannot be."""

import math

import numpy as np
import pytest
import scipy.fft

from models import gabor
from tests.support.gabor_cases import DOUBLE, largest, noise

THETAS = (0.0, 0.6, 2.0)
SCALES = (2.0, 3.5)


@pytest.mark.parametrize(("boundary", "tolerance"), [("reflect", 1e-6), ("wrap", DOUBLE)])
def test_bank_holds_the_product_with_each_transfer_function(boundary, tolerance):
    image = noise()
    mirrored = np.block([[image, image[:, ::-1]], [image[::-1], image[::-1, ::-1]]])
    whole = image if boundary == "wrap" else mirrored
    got = gabor.bank(image, 1.2, THETAS, SCALES, gamma=0.7, psi=0.3, norm="l2", boundary=boundary)
    assert got.shape == (2, 3, *image.shape)
    for scale, of_one_scale in zip(SCALES, got, strict=True):
        for theta, response in zip(THETAS, of_one_scale, strict=True):
            factor = gabor.transfer(whole.shape, 1.2, theta, scale, gamma=0.7, psi=0.3, norm="l2")
            expected = scipy.fft.ifft2(scipy.fft.fft2(whole) * factor)[: image.shape[0], : image.shape[1]]
            assert largest(response - expected) < tolerance


def test_bank_transforms_the_image_once_for_wavelets_of_one_width(monkeypatch):
    calls, original = [], scipy.fft.fft2
    monkeypatch.setattr(scipy.fft, "fft2", lambda x: calls.append(x.shape) or original(x))
    gabor.bank(noise(512, 512), 1.0, np.arange(8) * math.pi / 8, (2.0, 2.1))
    assert len(calls) == 1


@pytest.mark.parametrize(("dtype", "complex_type"), [(np.uint8, np.complex64), (np.float64, np.complex128)])
def test_bank_is_as_precise_as_its_image(dtype, complex_type):
    assert gabor.bank((255 * noise()).astype(dtype), 1.0, THETAS, SCALES).dtype == complex_type


def test_angles_and_scales_may_come_from_an_iterator():
    image = noise()
    expected = gabor.bank(image, 1.0, THETAS, SCALES)
    assert np.array_equal(gabor.bank(image, 1.0, iter(THETAS), iter(SCALES)), expected)


@pytest.mark.parametrize(
    ("thetas", "scales", "message"),
    [
        ([], [1.0], "thetas must be one number or more, got none"),
        ([0.0], [], "scales must be one number or more, got none"),
        (0.5, [1.0], "thetas must be several numbers, got 0.5"),
        ([0.0, math.nan], [1.0], "theta must be finite, got nan"),
        ([0.0], [1.0, -1.0], "scale must be at least 0.3183 px"),
        ([0.0] * 300, [1.0] * 100, r"a bank may hold at most 1024 MiB, got \d+ MiB for shape \(100, 300, 61, 57\)"),
    ],
)
def test_impossible_banks_are_refused_in_one_sentence(thetas, scales, message):
    with pytest.raises(ValueError, match=message) as error:
        gabor.bank(noise(), 1.0, thetas, scales)
    assert "\n" not in str(error.value)
