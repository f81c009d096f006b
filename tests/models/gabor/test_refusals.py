"""Impossible wavelets, images, kernels and shapes get one sentence."""

import math

import numpy as np
import pytest

from models import gabor
from tests.support.gabor_cases import noise


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"sigma": 0}, "sigma must be from 0.001 to 1000, got 0"),
        ({"sigma": -1.5}, "sigma must be from 0.001 to 1000, got -1.5"),
        ({"sigma": math.nan}, "sigma must be finite, got nan"),
        ({"sigma": "wide"}, "sigma must be a number, got 'wide'"),
        ({"sigma": None}, "sigma must be a number, got None"),
        ({"sigma": True}, "sigma must be a number, got True"),
        ({"sigma": 10**400}, "sigma must be finite, got inf"),
        ({"scale": 0.1}, r"scale must be at least 0.3183 px \(Nyquist.*\), got scale 0.1 with wavelength 6.28319"),
        ({"scale": -2}, "scale must be at least 0.3183 px .* got scale -2"),
        ({"scale": math.inf}, "scale must be finite, got inf"),
        ({"wavelength": 0}, "wavelength must be from 0.001 to 1e[+]06, got 0"),
        ({"wavelength": 1.5}, "scale must be at least 1.333 px .* with wavelength 1.5"),
        ({"gamma": 0}, "gamma must be from 0.01 to 100, got 0"),
        ({"theta": math.nan}, "theta must be finite, got nan"),
        ({"psi": -math.inf}, "psi must be finite, got -inf"),
        ({"scale": 1e5}, "standard deviation may be at most 1024 px, got 1.414e[+]05 px"),
        ({"norm": "l3"}, 'norm must be "l1" or "l2", got \'l3\''),
        ({"dc_free": "no"}, "dc_free must be True or False, got 'no'"),
    ],
)
def test_impossible_wavelets_are_refused_in_one_sentence(bad, message):
    parameters = {"sigma": 1.0, **bad}
    for call in (
        lambda: gabor.kernel(**parameters),
        lambda: gabor.transfer((8, 8), **parameters),
        lambda: gabor.apply(noise(), **parameters),
    ):
        with pytest.raises(ValueError, match=message) as error:
            call()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (np.zeros((4, 4, 3)), r"image must be grey, \(rows, columns\), got shape \(4, 4, 3\)"),
        (np.zeros(9), r"got shape \(9,\)"),
        (np.zeros((1, 9)), r"at least 2 x 2 .* got 9 x 1"),
        (np.zeros((0, 0)), r"at least 2 x 2 .* got 0 x 0"),
        (np.broadcast_to(0.0, (5000, 5000)), r"at most 16777216 pixels, got 5000 x 5000"),
        (np.zeros((4, 4), complex), "image must hold real numbers, got complex128"),
        ([["a", "b"], ["c", "d"]], "image must hold real numbers"),
        ([[1, 2], [3]], "rows of equal length"),
        (None, "image must hold real numbers, got object"),
        (np.full((4, 4), np.nan), "image must be finite, got NaN or infinity in it"),
        (np.full((4, 4), 1e300), "image values may be at most 1e[+]30 in size, got 1e[+]300"),
    ],
)
def test_impossible_images_are_refused_in_one_sentence(image, message):
    for call in (lambda: gabor.apply(image, 1.0), lambda: gabor.Spectrum(image)):
        with pytest.raises(ValueError, match=message) as error:
            call()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("size", [0, -3, 8, 2049, 10**9, 7.0, "9", True])
def test_kernels_of_impossible_size_are_refused(size):
    with pytest.raises(ValueError, match="size must be an odd whole number from 1 to 2047, got"):
        gabor.kernel(1.0, size=size)


def test_kernel_too_wide_to_draw_whole_is_refused():
    with pytest.raises(ValueError, match="a kernel may be at most 2047 px wide, got 5659 px"):
        gabor.kernel(1.0, scale=400.0)


@pytest.mark.parametrize("shape", [5, (3,), (0, 4), (4, 5.0), (10**6, 10**6), None])
def test_transfer_functions_of_impossible_shape_are_refused(shape):
    with pytest.raises(ValueError, match="shape must be"):
        gabor.transfer(shape, 1.0)


def test_unknown_boundary_is_refused():
    for call in (lambda: gabor.apply(noise(), 1.0, boundary="zero"), lambda: gabor.Spectrum(noise(), "zero")):
        with pytest.raises(ValueError, match='boundary must be "reflect" or "wrap", got \'zero\''):
            call()
