"""Digits in photographs: whatever the light and the paper, the frame is that of the strokes that were written."""

import numpy as np
import pytest
import torch
from PIL import Image
from scipy import ndimage

import models
from models import sketch
from tests.support import photographs
from tests.support.photographs import KINDS, SIDE, empty, hand, photograph

REFUSED = "nothing stands out from its background"


@pytest.fixture(scope="module")
def reader():
    return models.load("reader")


def framed(picture):
    return sketch.frame_bitmap(sketch.digit_ink(picture))


def read(reader, picture):
    with torch.inference_mode():
        return int(reader.predict_proba(torch.from_numpy(framed(picture))[None, None]).argmax())


def page(strokes, paper=0.9, dark=0.1, pen=12.0):
    """A page in even light: (400, 400) in 0…1."""
    return paper + (dark - paper) * photographs.ink(strokes, pen)


def picture(light):
    return np.rint(255 * np.clip(light, 0, 1)).astype(np.uint8)


def strokes_of(digit, seed=0):
    return hand(digit, np.random.default_rng([seed, digit]))


def off(x, y):
    """Mean difference of two frames as a share of their ink."""
    return float(np.abs(x - y).sum() / y.sum())


@pytest.mark.parametrize("kind", KINDS)
def test_digits_are_read_in_every_light_and_on_every_paper(reader, kind):
    wrong = [
        (digit, noisy)
        for noisy in (False, True)
        for digit in range(10)
        if read(reader, photograph(kind, digit, np.random.default_rng([31, digit, noisy]), noisy)) != digit
    ]
    assert len(wrong) <= 1, wrong  # of 20


@pytest.mark.parametrize("digit", range(10))
def test_a_clean_picture_is_framed_as_its_strokes_are(digit):
    strokes = strokes_of(digit)
    expected = sketch.frame([(stroke / SIDE).tolist() for stroke in strokes])
    assert off(framed(picture(page(strokes))), expected) < 0.12


@pytest.mark.parametrize("side", [0, np.pi / 2, np.pi, 3 * np.pi / 2])
@pytest.mark.parametrize("digit", [0, 4, 5])
def test_light_that_falls_to_a_quarter_leaves_the_frame_as_it_is(digit, side):
    even = page(strokes_of(digit))
    assert off(framed(picture(even * (0.62 + 0.38 * photographs.across(side)))), framed(picture(even))) < 0.05


@pytest.mark.parametrize("digit", [0, 3, 8])
def test_a_shadows_edge_through_the_digit_leaves_the_frame_as_it_is(digit):
    even = page(strokes_of(digit))
    shadow = np.where(photographs.across(0.3) > 0, 1, 0.45)
    assert off(framed(picture(even * shadow)), framed(picture(even))) < 0.08


@pytest.mark.parametrize("digit", range(10))
def test_a_negative_is_framed_as_the_positive(digit):
    clean = picture(page(strokes_of(digit)))
    assert off(framed(255 - clean), framed(clean)) < 0.08


@pytest.mark.parametrize("size", [(28, 28), (40, 40), (120, 80), (512, 512), (511, 300)])
def test_pictures_of_any_size_are_read(reader, size):
    lit = picture(page(strokes_of(3), pen=24) * (0.65 + 0.35 * photographs.across(0)))
    assert read(reader, np.asarray(Image.fromarray(lit).resize(size, Image.Resampling.BOX))) == 3


@pytest.mark.parametrize("digit", [4, 5])
def test_a_digits_own_parts_are_kept_and_crumbs_are_not(digit):
    apart = [stroke + np.array([40.0 * number, 0]) for number, stroke in enumerate(strokes_of(digit))]
    apart = [(stroke - np.concatenate(apart).min(0)) * 0.6 + 80 for stroke in apart]
    parts = ndimage.label(photographs.ink(apart, 9) > 0.5, np.ones((3, 3)))[1]
    crumbs = [np.array([[x, y], [x + 1, y]]) for x, y in [(30, 30), (370, 60), (60, 350), (350, 370), (200, 60)]]
    found = sketch.digit_ink(picture(page(apart, pen=9) - 0.8 * photographs.ink(crumbs, 5)))
    assert ndimage.label(found > 127, np.ones((3, 3)))[1] == parts


def test_ruled_lines_are_taken_out_and_strokes_across_them_are_mended(reader):
    strokes = [np.array([[120.0, 100], [290, 96], [180, 320]])]  # a 7 in one stroke
    ruled = page(strokes, dark=0.3, pen=8)
    for row in range(20, SIDE, 36):
        ruled[row : row + 2] = np.minimum(ruled[row : row + 2], 0.45)
    found = sketch.digit_ink(picture(ruled)) > 127
    assert ndimage.label(found, np.ones((3, 3)))[1] == 1
    assert max(found.shape) < 260  # the lines are 400 px long
    assert read(reader, picture(ruled)) == 7


def test_the_picture_itself_is_not_changed():
    clean = picture(page(strokes_of(6)))
    kept = clean.copy()
    clean.setflags(write=False)
    sketch.digit_ink(clean)
    np.testing.assert_array_equal(clean, kept)


def nothing():
    rng = np.random.default_rng(3)
    ramp = np.tile(np.linspace(20, 240, SIDE), (SIDE, 1))
    return {
        "flat": np.full((SIDE, SIDE), 200.0),
        "black": np.zeros((SIDE, SIDE)),
        "white": np.full((SIDE, SIDE), 255.0),
        "a ramp": ramp,
        "a ramp with noise": ramp + rng.normal(0, 6, ramp.shape),
        "noise": rng.uniform(0, 255, ramp.shape),
        "pale noise": rng.normal(200, 8, ramp.shape),
        "coarse noise": 128 + 40 * photographs.field(rng, 4),
        "one edge": np.where(ramp > 130, 220, 30),
        "two pixels": np.array([[0, 255], [255, 0]]),
        "a strip": np.full((2, 300), 9),
    }


@pytest.mark.parametrize("what", nothing())
def test_where_no_digit_is_the_picture_is_refused(what):
    with pytest.raises(ValueError, match=REFUSED):
        sketch.digit_ink(np.clip(nothing()[what], 0, 255).astype(np.uint8))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "show-through"])
def test_an_empty_page_is_refused(kind):
    for seed in range(4):
        with pytest.raises(ValueError, match=REFUSED):
            sketch.digit_ink(empty(kind, np.random.default_rng([17, seed]), noisy=seed % 2 == 0))
