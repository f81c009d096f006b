"""The filter in the browser: its Fourier transform against SciPy's, its responses against models.gabor's in float64."""

import math
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import fft

from models import gabor
from models.gabor.spectrum import REACH_STDS, STEP
from tests.support.engine import needs_node, run_in_node
from ui.filter.request import CONTROLS, NORMS, WAVELENGTH, Wavelet
from ui.filter.response_image import FAINT

SCRIPT = Path(__file__).with_name("gabor.js")
PADDING = {"reach": REACH_STDS, "step": STEP}
CLOSE = 2e-6  # of the largest value; observed up to 1e-6
LONGEST = 1024
pytestmark = needs_node


def is_smooth(length):
    for radix in (2, 3, 5, 7, 11):
        while length % radix == 0:
            length //= radix
    return length == 1


SMOOTH = [length for length in range(1, LONGEST + 1) if is_smooth(length)]
ROUGH = [13, 17, 26, 39, 121 * 13, 251, 509, 514, 998, 1018]  # with a prime factor above 11


@pytest.mark.parametrize("lengths", [SMOOTH, ROUGH], ids=["11-smooth", "others"])
def test_fourier_transforms_of_many_lengths_are_scipys(lengths, tmp_path):
    rng = np.random.default_rng(0)
    lines = [rng.standard_normal((4, n)) + 1j * rng.standard_normal((4, n)) for n in lengths]
    asked = [line.view(np.float64) for line in lines]
    for line, answer in zip(lines, run_in_node(SCRIPT, {"lines": asked}, tmp_path)["lines"], strict=True):
        wanted = fft.fft(line, axis=1)
        found = np.array(answer).view(np.complex128)
        assert np.abs(found - wanted).max() <= CLOSE * np.abs(wanted).max(), line.shape


def numbers(name):
    control = CONTROLS[name]
    return st.floats(control["low"], control["high"])


WAVELETS = st.builds(
    Wavelet,
    sigma=numbers("sigma"),
    theta=st.floats(0, 2 * math.pi),
    scale=numbers("scale"),
    wavelength=st.just(WAVELENGTH),
    gamma=st.one_of(st.just(1.0), numbers("gamma")),
    psi=st.one_of(st.just(0.0), st.floats(-math.pi, math.pi)),
    dc_free=st.booleans(),
    norm=st.sampled_from(NORMS),
)
SIDES = st.integers(2, 70)


def response_task(picture, wavelet):
    height, width = picture.shape
    return {"picture": picture.ravel(), "height": height, "width": width, "wavelet": asdict(wavelet)}


def difference(answer, picture, wavelet):
    """Return the largest difference, as a share of the peak or of a grey level of the picture, whichever is more."""
    wanted = gabor.apply(picture.astype(np.float64), **asdict(wavelet))
    found = (np.array(answer["re"]) + 1j * np.array(answer["im"])).reshape(picture.shape)
    return np.abs(found - wanted).max() / max(np.abs(wanted).max(), FAINT * wavelet.gain)


CASES = st.lists(st.tuples(WAVELETS, SIDES, SIDES, st.integers(0, 99)), min_size=4, max_size=8)


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(cases=CASES)
def test_responses_are_those_of_models_gabor_in_float64(cases, tmp_path):
    pictures = [
        (np.random.default_rng(number).random((height, width), np.float32), wavelet)
        for wavelet, height, width, number in cases
    ]
    task = {"responses": [response_task(*one) for one in pictures], "padding": PADDING}
    answers = run_in_node(SCRIPT, task, tmp_path)["responses"]
    for answer, one, case in zip(answers, pictures, cases, strict=True):
        assert difference(answer, *one) <= CLOSE, case


# Rows and columns of a photograph, an odd picture whose mirror image has a length that is twice a prime, and a strip.
LARGE = [(512, 512), (509, 251), (33, 512)]
AT_FIRST = Wavelet.of({name: control["first"] for name, control in CONTROLS.items()} | {"dc_free": True, "norm": "l1"})


@pytest.mark.parametrize("shape", LARGE, ids=str)
def test_responses_of_large_pictures_are_those_of_models_gabor_in_float64(shape, tmp_path):
    picture = np.random.default_rng(0).random(shape, np.float32)
    longest = replace(AT_FIRST, sigma=CONTROLS["sigma"]["high"], scale=CONTROLS["scale"]["high"], gamma=0.5, psi=1.0)
    wavelets = [AT_FIRST, longest]
    task = {"responses": [response_task(picture, wavelet) for wavelet in wavelets], "padding": PADDING}
    answers = run_in_node(SCRIPT, task, tmp_path)["responses"]
    for answer, wavelet in zip(answers, wavelets, strict=True):
        assert difference(answer, picture, wavelet) <= CLOSE
