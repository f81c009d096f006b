"""Single and double precision, and an image's kept transforms."""

import threading
import warnings

import numpy as np
import pytest
import scipy.fft

from models import gabor
from tests.support.gabor_cases import EACH_SET, largest, noise


@EACH_SET
@pytest.mark.parametrize("boundary", ["reflect", "wrap"])
def test_single_precision_agrees_with_double(parameters, boundary):
    image = noise().astype(np.float32)
    single = gabor.apply(image, **parameters, boundary=boundary)
    double = gabor.apply(image.astype(np.float64), **parameters, boundary=boundary)
    assert (single.dtype, double.dtype) == (np.complex64, np.complex128)
    assert largest(single - double) < 2e-6


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int8, np.uint16, np.int32, np.uint64, np.float16, np.longdouble])
def test_every_real_type_of_image_is_taken(dtype):
    image = (noise() * 100).astype(dtype)
    expected = gabor.apply(image.astype(np.float64), 1.0, 0.2, 2.0)
    assert largest(gabor.apply(image, 1.0, 0.2, 2.0) - expected) < 2e-4


def test_spectrum_gives_what_the_image_gives():
    image = noise()
    for boundary in ("reflect", "wrap"):
        spectrum = gabor.Spectrum(image, boundary)
        for scale in (1.0, 4.0, 1.0):
            expected = gabor.apply(image, 1.0, 0.3, scale, boundary=boundary)
            assert np.array_equal(gabor.apply(spectrum, 1.0, 0.3, scale), expected)


def test_spectrum_transforms_the_image_once_while_a_slider_moves(monkeypatch):
    calls, original = [], scipy.fft.fft2
    monkeypatch.setattr(scipy.fft, "fft2", lambda x: calls.append(x.shape) or original(x))
    spectrum = gabor.Spectrum(noise(512, 512))
    for step in range(20):
        gabor.apply(spectrum, 1.0, theta=step / 3, scale=2.0 + step / 100, psi=step / 9)
    assert len(calls) == 1


def test_spectrum_keeps_its_image_when_the_array_is_written_to():
    image = noise()
    spectrum = gabor.Spectrum(image)
    before = gabor.apply(image, 1.0)
    image[:] = 0
    assert np.array_equal(gabor.apply(spectrum, 1.0), before)


def test_spectrum_can_be_shared_between_threads():
    spectrum, jobs = gabor.Spectrum(noise(64, 64)), [(1.0, i / 5, 1 + i / 3) for i in range(24)]
    expected, got = [gabor.apply(noise(64, 64), *job) for job in jobs], {}

    def work(start):
        for i in range(start, len(jobs), 4):
            got[i] = gabor.apply(spectrum, *jobs[i])

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(got[i], expected[i]) for i in range(len(jobs)))


def test_extremes_pass_without_a_warning():
    image = noise(17, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for boundary in ("reflect", "wrap"):
            for sigma, scale, wavelength, gamma in [
                (1e-3, 1.0, 2.0, 1.0),
                (1e-3, 1e-3, 2e3, 100.0),
                (700.0, 1.0, 2.0, 1.0),
                (700.0, 1.0, 1e6, 1.0),
                (7.0, 1.0, 2.0, 0.01),
                (1.0, 700.0, 1e6, 100.0),
            ]:
                out = gabor.apply(image, sigma, 0.3, scale, wavelength, gamma, boundary=boundary)
                assert np.isfinite(out).all()
                large = gabor.apply((image * 1e30).astype(np.float32), sigma, 0.3, scale, wavelength, gamma)
                assert np.isfinite(large).all()
                assert 0 <= gabor.nyquist_leakage(sigma, 0.3, scale, wavelength, gamma) <= 1
