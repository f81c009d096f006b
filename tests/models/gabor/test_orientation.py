"""Responses of several directions taken together."""

import math

import numpy as np
import pytest

from models import gabor
from models.gabor import orientation
from tests.support.gabor_cases import largest

THETAS = np.arange(8) * math.pi / 8


def random_responses(seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((4, 5, 6)) + 1j * rng.standard_normal((4, 5, 6))


def grating(theta, side=96, wavelength=12.0):
    """Waves that run along theta, anticlockwise as seen on the screen."""
    y, x = np.mgrid[:side, :side]
    return 0.5 + 0.5 * np.cos(2 * math.pi / wavelength * (x * math.cos(theta) - y * math.sin(theta)))


def responses_to(image):
    return gabor.bank(image, 2.0, THETAS, [12.0 / (2 * math.pi)])[0]


def test_maximum_mean_and_energy_are_those_of_each_pixel():
    responses = random_responses()
    for row in range(5):
        for column in range(6):
            values = [abs(complex(z)) for z in responses[:, row, column]]
            assert orientation.strongest(responses)[row, column] == pytest.approx(max(values))
            assert orientation.mean(responses)[row, column] == pytest.approx(sum(values) / 4)
            assert orientation.energy(responses)[row, column] == pytest.approx(sum(value**2 for value in values))


@pytest.mark.parametrize("at", range(8))
def test_orientation_of_a_grating_is_the_direction_in_which_it_runs(at):
    theta, magnitude = orientation.orientation_map(responses_to(grating(THETAS[at])), THETAS)
    middle = np.s_[24:72, 24:72]  # the mirror at the edges turns the waves
    assert (theta[middle] == THETAS[at]).all()
    # Half the amplitude 1/2 meets a transfer function of about 1.
    assert magnitude[middle] == pytest.approx(0.25, rel=0.05)


def test_orientation_map_gives_the_strongest_response_and_its_angle():
    responses = random_responses()
    theta, magnitude = orientation.orientation_map(responses, [0.1, 0.2, 0.3, 0.4])
    assert np.array_equal(magnitude, orientation.strongest(responses))
    for angle, layer in zip([0.1, 0.2, 0.3, 0.4], responses, strict=True):
        assert np.array_equal(theta == angle, np.abs(layer) == magnitude)


def test_energy_is_the_same_however_waves_run():
    energies = [orientation.energy(responses_to(grating(theta)))[48, 48] for theta in np.linspace(0, math.pi, 13)]
    assert max(energies) / min(energies) < 1.05


def test_energy_of_a_flat_picture_is_nothing():
    responses = responses_to(np.full((40, 40), 0.7))
    assert largest(orientation.energy(responses)) < 1e-20
    assert largest(orientation.orientation_map(responses, THETAS)[1]) < 1e-12


@pytest.mark.parametrize("combine", [orientation.strongest, orientation.mean, orientation.energy])
def test_single_precision_stays_single(combine):
    assert combine(random_responses().astype(np.complex64)).dtype == np.float32


@pytest.mark.parametrize("shape", [(5, 6), (0, 5, 6), (2, 4, 5, 6)])
def test_what_is_no_stack_of_responses_is_refused(shape):
    for combine in (orientation.strongest, orientation.mean, orientation.energy):
        with pytest.raises(ValueError, match=r"responses must be \(angles, rows, columns\), one angle or more, got"):
            combine(np.zeros(shape, complex))


def test_responses_that_are_no_numbers_are_refused():
    with pytest.raises(ValueError, match="responses must hold numbers, got <U1"):
        orientation.mean(np.full((2, 2, 2), "a"))


def test_one_angle_must_belong_to_each_response():
    with pytest.raises(ValueError, match=r"thetas must be as many as the responses, 4, got shape \(3,\)"):
        orientation.orientation_map(random_responses(), [0.1, 0.2, 0.3])
