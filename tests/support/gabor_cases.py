"""Wavelets and pictures that the tests of models.gabor share, and the same wavelets in other libraries' hands."""

import math

import cv2
import numpy as np
import pytest
from scipy import ndimage

from models import gabor

# sigma, theta, scale, wavelength, gamma, psi: round and long envelopes, all quadrants, all well sampled
SETS = [
    (1.0, 0.0, 3.0, 2 * math.pi, 1.0, 0.0),
    (1.0, 0.7, 2.0, 2 * math.pi, 1.0, 0.4),
    (0.6, 2.3, 3.0, 5.0, 0.7, -1.2),
    (2.5, -1.1, 1.5, 4.5, 1.6, 3.0),
    (0.8, 4.0, 4.0, 7.0, 0.5, 0.0),
]
NAMES = ("sigma", "theta", "scale", "wavelength", "gamma", "psi")
DOUBLE = 1e-12  # for double precision; observed 1e-16 to 2e-14
EACH_SET = pytest.mark.parametrize("parameters", [dict(zip(NAMES, values, strict=True)) for values in SETS])


def noise(height=61, width=57, seed=0):
    return np.random.default_rng(seed).random((height, width))


def largest(difference):
    return np.abs(difference).max()


def long_std(sigma, scale, gamma, **_):
    return math.sqrt(2) * sigma * scale * max(1, 1 / gamma)


def generous_size(parameters, stds=8):
    return 2 * math.ceil(stds * long_std(**parameters)) + 1


def convolved(image, kernel, mode):
    return ndimage.convolve(image, kernel.real, mode=mode) + 1j * ndimage.convolve(image, kernel.imag, mode=mode)


def leakage_of(parameters, dc_free=True):
    return gabor.nyquist_leakage(*(parameters[name] for name in NAMES[:-1]), dc_free=dc_free)


def opencv_phases(parameters):
    """OpenCV draws one cosine; a quarter turn gives the sine."""
    return parameters["psi"], parameters["psi"] - math.pi / 2


def opencv_kernel(parameters, size, psi):
    """OpenCV's kernel with the factor that makes its envelope sum to one; it is turned by half a turn."""
    sigma, theta, scale, wavelength, gamma, _ = parameters.values()
    std = math.sqrt(2) * sigma * scale
    raw = cv2.getGaborKernel((size, size), std, -theta, wavelength * scale, gamma, psi, cv2.CV_64F)
    return raw * gamma / (4 * math.pi * sigma**2 * scale**2)
