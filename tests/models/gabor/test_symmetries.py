"""What turning, mirroring, shifting and scaling do to a response; on odd sizes, since an even one has its Nyquist
frequency on one side only."""

import math

import numpy as np
import pytest

from models import gabor
from tests.support.gabor_cases import DOUBLE, EACH_SET, largest, noise


@EACH_SET
@pytest.mark.parametrize("boundary", ["reflect", "wrap"])
def test_turned_image_and_turned_wavelet_give_the_turned_response(parameters, boundary):
    image = noise(45, 45)
    expected = np.rot90(gabor.apply(image, **parameters, boundary=boundary))
    turned = {**parameters, "theta": parameters["theta"] + math.pi / 2}
    assert largest(gabor.apply(np.rot90(image), **turned, boundary=boundary) - expected) < DOUBLE


@EACH_SET
def test_mirrored_image_and_mirrored_wavelet_give_the_mirrored_response(parameters):
    image = noise(45, 47)
    response = gabor.apply(image, **parameters, boundary="wrap")
    mirrored = {**parameters, "theta": math.pi - parameters["theta"]}
    assert largest(gabor.apply(image[:, ::-1], **mirrored, boundary="wrap") - response[:, ::-1]) < DOUBLE
    transposed = {**parameters, "theta": -math.pi / 2 - parameters["theta"]}
    assert largest(gabor.apply(image.T, **transposed, boundary="wrap") - response.T) < DOUBLE


@EACH_SET
def test_half_a_turn_conjugates(parameters):
    image = noise()
    opposite = {**parameters, "theta": parameters["theta"] + math.pi, "psi": -parameters["psi"]}
    assert largest(gabor.apply(image, **opposite) - gabor.apply(image, **parameters).conj()) < DOUBLE


@EACH_SET
def test_phase_multiplies_the_response(parameters):
    image = noise()
    unphased = gabor.apply(image, **{**parameters, "psi": 0.0})
    assert largest(gabor.apply(image, **parameters) - np.exp(1j * parameters["psi"]) * unphased) < DOUBLE


@EACH_SET
def test_filtering_is_linear_and_follows_shifts(parameters):
    one, other = noise(seed=1), noise(seed=2)
    responses = [gabor.apply(image, **parameters, boundary="wrap") for image in (one, other, 2 * one - 3 * other)]
    assert largest(responses[2] - (2 * responses[0] - 3 * responses[1])) < DOUBLE
    shifted = gabor.apply(np.roll(one, (5, -7), (0, 1)), **parameters, boundary="wrap")
    assert largest(shifted - np.roll(responses[0], (5, -7), (0, 1))) < DOUBLE


@EACH_SET
def test_scale_stretches_envelope_and_wavelength_alike(parameters):
    image = noise()
    at_one = {
        **parameters,
        "sigma": parameters["sigma"] * parameters["scale"],
        "wavelength": parameters["wavelength"] * parameters["scale"],
        "scale": 1.0,
    }
    assert largest(gabor.apply(image, **at_one) - gabor.apply(image, **parameters)) < DOUBLE


def test_l2_is_l1_times_the_scale():
    image = noise()
    l1, l2 = (gabor.apply(image, 1.0, 0.3, 2.5, norm=norm) for norm in ("l1", "l2"))
    assert largest(l2 - 2.5 * l1) < DOUBLE
