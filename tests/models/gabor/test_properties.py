"""What holds for every wavelet there is, tried on many drawn at random (the same ones each time)."""

import math

import numpy as np
import scipy.fft
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models import gabor
from tests.support.gabor_cases import DOUBLE, convolved, largest, long_std, noise

SEVERAL = settings(max_examples=60, deadline=None, derandomize=True, database=None)
FEW = settings(SEVERAL, max_examples=20)
angles = st.floats(-10, 10)
shapes = st.tuples(st.integers(2, 40), st.integers(2, 40))
boundaries = st.sampled_from(["reflect", "wrap"])


@st.composite
def wavelets(draw, **fixed):
    """Keyword arguments of any wavelet up to a standard deviation of 60 px."""
    px = draw(st.floats(2, 60))  # of the carrier's wave
    wavelength = draw(st.floats(0.5, 20))
    parameters = {
        "sigma": draw(st.floats(0.05, 8)),
        "theta": draw(angles),
        "scale": px / wavelength,
        "wavelength": wavelength,
        "gamma": draw(st.floats(0.2, 5)),
        "psi": draw(angles),
        "dc_free": draw(st.booleans()),
        "norm": draw(st.sampled_from(["l1", "l2"])),
        **fixed,
    }
    assume(long_std(**parameters) <= 60)
    return parameters


@st.composite
def fine_wavelets(draw):
    """Keyword arguments of wavelets that whole pixels sample well enough, and how much of them they miss."""
    std, sigma = draw(st.floats(1.5, 6)), draw(st.floats(0.5, 3))
    scale = std / math.sqrt(2) / sigma
    parameters = {
        "sigma": sigma,
        "theta": draw(angles),
        "scale": scale,
        "wavelength": draw(st.floats(5, 20)) / scale,
        "gamma": draw(st.floats(0.5, 1.2)),
        "psi": draw(angles),
        "dc_free": draw(st.booleans()),
        "norm": draw(st.sampled_from(["l1", "l2"])),
    }
    plain = {name: value for name, value in parameters.items() if name not in ("psi", "norm")}
    leakage = gabor.nyquist_leakage(**plain)
    assume(leakage < 1e-2)
    return parameters, leakage


def unit(parameters):
    """How large a response to a picture of 0 to 1 may be, roughly: the transfer function's peak."""
    return max(1.0, parameters["scale"]) if parameters["norm"] == "l2" else 1.0


@SEVERAL
@given(wavelets(dc_free=True), shapes, st.floats(-1000, 1000), boundaries)
def test_flat_pictures_give_nothing(parameters, shape, grey, boundary):
    assert largest(gabor.apply(np.full(shape, grey), **parameters, boundary=boundary)) < DOUBLE * unit(parameters)
    assert gabor.transfer(shape, **parameters)[0, 0] == 0


@SEVERAL
@given(wavelets(dc_free=True), shapes, boundaries)
def test_brightness_changes_nothing(parameters, shape, boundary):
    image = noise(*shape)
    bright = gabor.apply(image + 1000, **parameters, boundary=boundary)
    assert largest(bright - gabor.apply(image, **parameters, boundary=boundary)) < DOUBLE * unit(parameters)


@SEVERAL
@given(wavelets(), shapes, st.integers(0, 39), st.integers(0, 39))
def test_gratings_come_out_times_the_transfer_function(parameters, shape, row, column):
    (height, width), row, column = shape, row % shape[0], column % shape[1]
    phase = 2 * math.pi * (row * np.arange(height)[:, None] / height + column * np.arange(width) / width)
    real, imaginary = (gabor.apply(part, **parameters, boundary="wrap") for part in (np.cos(phase), np.sin(phase)))
    expected = gabor.transfer(shape, **parameters)[row, column] * np.exp(1j * phase)
    assert largest(real + 1j * imaginary - expected) < 5 * DOUBLE * unit(parameters)


@SEVERAL
@given(fine_wavelets(), shapes)
def test_mirrored_edges_are_those_of_the_picture_beside_its_mirror_image(sampled, shape):
    (parameters, leakage), image = sampled, noise(*shape)
    mirrored = np.block([[image, image[:, ::-1]], [image[::-1], image[::-1, ::-1]]])
    expected = scipy.fft.ifft2(scipy.fft.fft2(mirrored) * gabor.transfer(mirrored.shape, **parameters))
    difference = gabor.apply(image, **parameters) - expected[: shape[0], : shape[1]]
    assert largest(difference) < (1e-6 + 2 * leakage) * unit(parameters)  # beyond five standard deviations


@SEVERAL
@given(wavelets(), shapes, boundaries)
def test_single_precision_agrees_with_double(parameters, shape, boundary):
    image = noise(*shape).astype(np.float32)
    single = gabor.apply(image, **parameters, boundary=boundary)
    double = gabor.apply(image.astype(np.float64), **parameters, boundary=boundary)
    assert largest(single - double) < 2e-6 * unit(parameters)


@SEVERAL
@given(wavelets(), shapes, boundaries)
def test_half_a_turn_conjugates_and_phase_multiplies(parameters, shape, boundary):
    image = noise(*shape)
    response = gabor.apply(image, **parameters, boundary=boundary)
    opposite = {**parameters, "theta": parameters["theta"] + math.pi, "psi": -parameters["psi"]}
    odd = [2 * (side // 2) + 1 for side in shape]  # an even side has its Nyquist frequency on one side only
    oddly = noise(*odd)
    assert largest(
        gabor.apply(oddly, **opposite, boundary="wrap") - gabor.apply(oddly, **parameters, boundary="wrap").conj()
    ) < DOUBLE * unit(parameters)
    unphased = gabor.apply(image, **{**parameters, "psi": 0.0}, boundary=boundary)
    assert largest(response - np.exp(1j * parameters["psi"]) * unphased) < DOUBLE * unit(parameters)


@SEVERAL
@given(wavelets(), shapes, st.floats(-3, 3), st.integers(-50, 50), st.integers(-50, 50))
def test_filtering_is_linear_and_follows_shifts(parameters, shape, factor, down, right):
    one, other = noise(*shape, seed=1), noise(*shape, seed=2)
    moved = np.roll(one, (down, right), (0, 1)) + factor * other
    expected = np.roll(gabor.apply(one, **parameters, boundary="wrap"), (down, right), (0, 1))
    expected = expected + factor * gabor.apply(other, **parameters, boundary="wrap")
    assert largest(gabor.apply(moved, **parameters, boundary="wrap") - expected) < 5 * DOUBLE * unit(parameters)


@FEW
@given(fine_wavelets(), shapes)
def test_well_sampled_wavelets_convolve_as_their_kernels(sampled, shape):
    parameters, leakage = sampled
    image = noise(*shape)
    direct = convolved(image, gabor.kernel(**parameters), "wrap")
    difference = gabor.apply(image, **parameters, boundary="wrap") - direct
    assert largest(difference) < (2e-6 + 2 * leakage) * unit(parameters)


@FEW
@given(fine_wavelets())
def test_code_for_other_libraries_gives_our_response(sampled):
    parameters, leakage = sampled
    image = noise(60, 55)
    expected = gabor.apply(image, **parameters)
    for convert in (gabor.to_opencv, gabor.to_skimage, gabor.to_inkspace):
        names = {"image": image}
        exec(convert(**parameters).snippet, names)
        assert largest(names["response"] - expected) < (1e-6 + 2 * leakage) * unit(parameters), convert
