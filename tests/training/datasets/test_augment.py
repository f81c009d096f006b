"""Augmentation: other hands and pens, and still the same digits."""

import math

import pytest
import torch
from scipy import ndimage

import models
from tests.support.training_runs import bundled
from training.datasets import augment, mnist


def digits(step=20):
    x, y = bundled()
    return mnist.as_float(x[::step]), y[::step]


def rng():
    return torch.Generator().manual_seed(0)


def test_augmentation_keeps_shape_range_and_ink():
    x, _ = digits()
    stream = rng()
    y = augment.thickness(augment.affine(x, stream), stream)
    assert y.shape == x.shape
    assert y.min() >= 0
    assert y.max() <= 1
    assert y.mean().item() == pytest.approx(x.mean().item(), rel=0.1)


def test_augmentation_of_no_digit_is_no_change():
    x = torch.rand(8, 1, 28, 28)
    assert torch.allclose(augment.affine(x, rng(), prob=0.0), x, atol=1e-5)
    assert torch.allclose(augment.elastic(x, rng(), prob=0.0), x, atol=1e-5)
    assert torch.equal(augment.thickness(x, rng(), prob=0.0), x)


def test_the_same_stream_gives_the_same_digits():
    x, _ = digits(100)
    assert torch.equal(augment.affine(x, rng()), augment.affine(x, rng()))


@pytest.mark.parametrize("share", [0.25, 0.75])
def test_the_wanted_share_of_a_batch_is_touched(share):
    x = torch.rand(1, 1, 28, 28).expand(2000, 1, 28, 28)
    touched = (augment.affine(x, rng(), prob=share) - x).abs().amax((1, 2, 3)) > 1e-3
    assert touched.float().mean().item() == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / 2000))


def test_a_shift_moves_ink_by_at_most_so_many_pixels():
    x = torch.zeros(500, 1, 28, 28)
    x[:, :, 12:16, 12:16] = 1
    moved = augment.affine(x, rng(), degrees=0, scale=0, shear=0, shift=1.5, prob=1.0)
    centres = torch.tensor([ndimage.center_of_mass(picture.numpy()) for picture in moved[:, 0]])
    assert (centres - 13.5).abs().max() <= 1.5 + 1e-4
    assert (centres - 13.5).abs().max() > 1.3


def test_a_warp_pushes_the_middle_about_as_far_as_said():
    x = torch.zeros(2000, 1, 28, 28)
    x[:, :, 13:15, 13:15] = 1  # on the middle one of the 7×7 points
    moved = augment.elastic(x, rng(), push=0.3, prob=1.0)
    centres = torch.tensor([ndimage.center_of_mass(picture.numpy()) for picture in moved[:, 0]])
    assert centres.mean(0) == pytest.approx([13.5, 13.5], abs=4 * 0.3 / math.sqrt(2000))
    assert centres.std(0) == pytest.approx([0.3, 0.3], rel=0.2)


def test_a_warp_leaves_most_digits_readable():
    x, y = digits()
    read = models.load("reader").predict_proba(augment.elastic(x, rng(), prob=1.0)).argmax(1)
    assert (read == y).float().mean() > 0.75


def test_bolder_is_within_the_dilation_and_finer_within_the_erosion():
    x, _ = digits(50)
    y = augment.thickness(x, rng(), prob=1.0)
    bold = torch.tensor(ndimage.grey_dilation(x.numpy(), size=(1, 1, 3, 3)))
    fine = torch.tensor(ndimage.grey_erosion(x.numpy(), size=(1, 1, 3, 3)))
    assert (y <= bold + 1e-6).all()
    assert (y >= fine - 1e-6).all()
    ink = y.sum((1, 2, 3)) > x.sum((1, 2, 3))
    assert 0.3 < ink.float().mean() < 0.7


def test_augmented_digits_still_read_as_themselves():
    x, y = digits(25)
    stream = rng()
    said = models.load("reader").predict_proba(augment.thickness(augment.affine(x, stream), stream)).argmax(1)
    assert (said == y).float().mean() > 0.97
