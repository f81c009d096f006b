"""What is handed to OpenCV and scikit-image draws the same wavelet, and the code that goes with it runs."""

import dataclasses
import math

import cv2
import numpy as np
import pytest
from skimage.filters import gabor_kernel

from models import gabor
from tests.support.gabor_cases import EACH_SET, largest, leakage_of, noise

ALL = pytest.mark.parametrize("convert", [gabor.to_opencv, gabor.to_skimage, gabor.to_inkspace])


def well_sampled(parameters):
    """The same wavelet, large enough: the libraries sample it at whole pixels, which must cost nothing here."""
    while leakage_of(parameters, parameters.get("dc_free", True)) > 1e-7:
        parameters = {**parameters, "scale": 1.2 * parameters["scale"]}
    return parameters


def run(snippet, image):
    names = {"image": image}
    exec(compile(snippet, "snippet", "exec"), names)
    return names["response"]


@ALL
@EACH_SET
@pytest.mark.parametrize("dc_free", [True, False])
@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_the_code_gives_our_response(convert, parameters, dc_free, norm):
    image, parameters = noise(63, 58), {**well_sampled(parameters), "dc_free": dc_free, "norm": norm}
    expected = gabor.apply(image, **parameters)
    response = run(convert(**parameters).snippet, image)
    assert response.shape == image.shape
    scale = parameters["scale"] if norm == "l2" else 1.0
    assert largest(response - expected) < 1e-6 * scale


@ALL
def test_the_code_takes_pictures_of_single_precision_too(convert):
    image = noise(80, 80).astype(np.float32)
    conversion = convert(2.0, 0.5, 2.0, psi=0.4)
    assert (
        largest(run(conversion.snippet, image) - gabor.apply(image.astype(np.float64), 2.0, 0.5, 2.0, psi=0.4)) < 2e-6
    )


@ALL
def test_the_code_ignores_flat_brightness(convert):
    image, snippet = noise(80, 80), convert(1.0, 0.5, 3.0).snippet
    assert largest(run(snippet, image + 10) - run(snippet, image)) < 1e-5


@EACH_SET
@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_arguments_for_opencv_draw_our_kernel(parameters, norm):
    real = gabor.to_opencv(**parameters, norm=norm)
    imaginary = gabor.to_opencv(**{**parameters, "psi": parameters["psi"] - math.pi / 2}, norm=norm)
    theirs = cv2.getGaborKernel(**real.kwargs) * real.factor + 1j * (
        cv2.getGaborKernel(**imaginary.kwargs) * imaginary.factor
    )
    ours = gabor.kernel(**parameters, dc_free=False, norm=norm, size=len(theirs))
    assert largest(theirs[::-1, ::-1] - ours) < 1e-14 * max(1, parameters["scale"])


@EACH_SET
@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_arguments_for_scikit_image_draw_our_kernel(parameters, norm):
    conversion = gabor.to_skimage(**parameters, norm=norm)
    theirs = gabor_kernel(**conversion.kwargs) * conversion.factor
    side = max(theirs.shape)
    down, right = ((side - n) // 2 for n in theirs.shape)
    ours = gabor.kernel(**parameters, dc_free=False, norm=norm, size=side)[down : side - down, right : side - right]
    assert largest(theirs - ours) < 1e-14 * max(1, parameters["scale"])


@ALL
def test_impossible_wavelets_are_refused(convert):
    with pytest.raises(ValueError, match=r"sigma must be from 0\.001 to 1000, got 0"):
        convert(0)
    with pytest.raises(ValueError, match='norm must be "l1" or "l2", got \'l3\''):
        convert(1.0, norm="l3")


@ALL
def test_a_conversion_is_not_changed_by_accident(convert):
    with pytest.raises(dataclasses.FrozenInstanceError):
        convert(1.0).factor = 2.0


@ALL
def test_numbers_in_the_code_are_short_enough_to_read(convert):
    assert max(map(len, convert(1.7, 0.3, 2.2, 5.0, 0.7, 0.4).snippet.splitlines())) <= 160
