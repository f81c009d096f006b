"""Hands that MNIST lacks: still the same digits, framed as MNIST's, the same for the same seed."""

import numpy as np
import pytest
import torch

import models
from models.digits import SIDE
from tests.support.training_runs import bundled
from training.datasets import hands, mnist, stroke_models

CENTRE = (SIDE - 1) / 2


@pytest.fixture(scope="module")
def digits():
    """Some 500 digits of MNIST: x (n, 1, 28, 28) uint8, y (n,)."""
    x, y = bundled()
    return x[::10], y[::10]


@pytest.fixture(scope="module")
def set_made(digits):
    return hands.made(*digits, 400, seed=3)


def rng():
    return torch.Generator().manual_seed(0)


def of(digits, digit):
    x, y = digits
    return mnist.as_float(x[y == digit])


def test_a_set_has_as_many_pictures_as_asked_for_and_every_digit(set_made):
    x, y = set_made
    assert (x.shape, x.dtype, y.shape, y.dtype) == ((400, 1, 28, 28), torch.uint8, (400,), torch.int64)
    assert set(y.tolist()) == set(range(10))


def test_the_same_seed_makes_the_same_set_and_another_seed_another(digits, set_made):
    again, other = hands.made(*digits, 400, seed=3), hands.made(*digits, 400, seed=4)
    assert all(torch.equal(a, b) for a, b in zip(again, set_made, strict=True))
    assert not torch.equal(other[0], set_made[0])


def test_pictures_are_framed_as_mnists_are(set_made):
    x = mnist.as_float(set_made[0])
    middle = hands.middle_of(x) - CENTRE
    low, high = hands.box(x)
    assert middle.norm(dim=1).quantile(0.95) < 0.3
    assert (high - low + 1).amax(1).sub(20).abs().quantile(0.95) <= 2
    assert x.amax((1, 2, 3)).min() > 0.98
    edge = torch.cat([x[:, 0, 0], x[:, 0, -1], x[:, 0, :, 0], x[:, 0, :, -1]], 1)
    assert edge.sum(1).quantile(0.95) < 0.5  # as seldom cut as MNIST's own


def test_a_mere_digit_that_is_framed_again_moves_by_less_than_a_pixel(digits):
    """MNIST lays the centre of mass on a whole pixel, (14, 14) on average; frames have it at 13.5."""
    x = mnist.as_float(digits[0][:100])
    again = hands.framed_again(torch.nn.functional.pad(x, (10,) * 4))
    assert (hands.middle_of(x) - hands.middle_of(again)).abs().max() < 1.1
    assert again.sum((1, 2, 3)).div(x.sum((1, 2, 3))).sub(1).abs().median() < 0.03


@pytest.mark.parametrize("digit", [0, 1, 7])
def test_restyled_digits_have_gained_ink_or_an_opening_and_keep_what_they_were(digits, digit):
    x = of(digits, digit)
    y = hands.restyled(x, digit, rng())
    assert y.shape == x.shape
    assert (y.min(), y.max()) >= (0, 0)
    assert y.max() <= 1
    assert ((y - x).abs().sum((1, 2, 3)) > 2).double().mean() > 0.9
    correlation = torch.nn.functional.cosine_similarity(x.flatten(1), y.flatten(1))
    assert correlation.median() > 0.6


def test_a_line_lies_where_it_is_asked_for_and_as_wide():
    sheet = torch.zeros(1, 1, 48, 48)
    drawn = hands.lines(sheet, torch.tensor([[10.0, 20.0]]), torch.tensor([[30.0, 20.0]]), torch.tensor([3.0]))[0, 0]
    assert drawn[20, 10:31].min() == 1
    assert drawn[:, 20].sum() == pytest.approx(3, abs=0.1)
    assert hands.middle_of(drawn[None, None])[0].tolist() == pytest.approx([20, 20], abs=0.01)
    assert drawn[20, :7].sum() == 0


def test_a_wedge_opens_on_the_side_that_it_is_turned_to():
    sheet, middle = torch.ones(1, 1, 48, 48), torch.tensor([[23.5, 23.5]])
    to_the_right, up = (hands.wedge(sheet, middle, torch.tensor([a]), torch.tensor([0.3]))[0, 0] for a in (0.0, 1.5708))
    assert (to_the_right[24, 40], to_the_right[24, 5], to_the_right[5, 24]) == (1, 0, 0)
    assert (up[5, 24], up[40, 24]) == (1, 0)


@pytest.mark.parametrize("width", [2.0, 3.0, 4.0])
def test_the_width_of_a_pen_is_measured(width):
    ends = torch.tensor([[[8.0, 10.0], [38.0, 30.0]]])
    drawn = hands.lines(torch.zeros(1, 1, 48, 48), ends[:, 0], ends[:, 1], torch.tensor([width]))
    assert hands.pens(drawn).item() == pytest.approx(width, rel=0.2)


def test_mixing_replaces_the_share_of_every_batch_that_was_asked_for():
    order = [torch.arange(0, 100), torch.arange(100, 150)]
    mixed = hands.mixed(order, 0.2, 150, 30, rng())
    assert [len(rows) for rows in mixed] == [100, 50]
    assert [int((rows >= 150).sum()) for rows in mixed] == [20, 10]
    assert torch.cat(mixed).max() < 180


def test_a_share_of_nothing_changes_nothing_and_draws_nothing(digits):
    stream, order = rng(), [torch.arange(10)]
    before = stream.get_state()
    assert hands.mixed(order, 0.0, 10, 0, stream) is order
    assert torch.equal(stream.get_state(), before)
    assert hands.joined(*digits, 0.0, 0)[0] is digits[0]


def test_hands_are_appended_and_the_digits_before_them_stay(digits):
    x, y = hands.joined(digits[0][:60], digits[1][:60], 0.2, 0)
    assert len(x) == len(y) == 120
    assert torch.equal(x[:60], digits[0][:60])


def test_a_set_is_made_of_a_few_digits_that_hold_no_zero_or_one(digits):
    x, y = digits
    x, y = hands.made(x[y == 5][:3], y[y == 5][:3], 20)
    assert len(x) == len(y) == 20


@pytest.mark.parametrize("held_out", [False, True])
def test_every_stroke_model_gives_a_drawing_that_a_pad_could_have_sent(held_out):
    random = np.random.default_rng(0)
    for label, draw in ((d, m) for d, m in (stroke_models.HELD_OUT if held_out else stroke_models.TRAINED).items()):
        for model in draw:
            for _ in range(5):
                strokes = stroke_models.as_pad(stroke_models.by_hand(model(random), random))
                x = models.sketch.frame(strokes)
                assert x.shape == (28, 28), label
                assert 10 < x.sum() < 350, (label, model)


def test_the_held_out_models_are_none_that_training_sees():
    trained = {model for draw in stroke_models.TRAINED.values() for model in draw}
    assert not trained & {model for draw in stroke_models.HELD_OUT.values() for model in draw}


def test_most_of_what_the_models_draw_reads_as_what_they_draw(digits):
    """By the reader that ships: the models draw digits, not mere lines."""
    x, y = hands.made(*digits, 400, seed=11, held_out=True)
    proba = models.load("reader").predict_proba(mnist.as_float(x))
    assert (proba.argmax(1) == y).double().mean() > 0.9
