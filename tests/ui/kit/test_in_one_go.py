"""Several requests by one call: each gets its own, and none suffers from another."""

import base64

import numpy as np
import pytest

import models
from models.sketch.examples import EXAMPLES
from ui.draw.pad import part
from ui.kit.in_one_go import in_one_go


class Doubling:
    """Doubles numbers, notes its calls, and fails as a whole where one of them is negative."""

    def __init__(self):
        self.calls = []

    def __call__(self, numbers):
        self.calls.append(numbers)
        if min(numbers) < 0:
            raise ValueError("negative")
        return [2 * number for number in numbers]


def test_those_that_are_alike_go_together_and_the_order_stays():
    double = Doubling()
    assert in_one_go(double, [1, 2, 3, 4], lambda number: number % 2) == [2, 4, 6, 8]
    assert double.calls == [[1, 3], [2, 4]]


def test_one_that_fails_leaves_the_others_their_answers():
    found = in_one_go(Doubling(), [1, -2, 3], lambda _number: None)
    assert (found[0], found[2]) == (2, 6) and isinstance(found[1], ValueError)


def test_what_could_not_be_parsed_stays_what_it_is():
    wrong = ValueError("no number")
    assert in_one_go(Doubling(), [wrong, 2], lambda _number: None) == [wrong, 4]


@pytest.mark.parametrize("name", ["live_reconstruct", "polish"])
@pytest.mark.parametrize("model", ["vae_mlp", "vae_conv"])
def test_drawings_have_together_the_answers_that_they_have_alone_but_for_rounding(name, model):
    functions = part.functions({model: models.load(model)}, models.load("reader"), {})
    function = next(one for one in functions if one.__name__ == name)
    asked = [{"model": model, "strokes": EXAMPLES[digit], "detail": at % 2} for at, digit in enumerate("0123")]
    asked.insert(2, {"model": model, "strokes": []})  # a sheet without ink
    together, alone = function.together(asked), [function(one) for one in asked]
    assert [one["ok"] for one in together] == [True, True, False, True, True]
    assert together[2] == alone[2]
    for one, other in zip(together, alone, strict=True):
        assert set(one) == set(other)
        if one["ok"]:
            assert one["seen"] == other["seen"]
            assert np.abs(grey(one["recon"]) - grey(other["recon"])).max() <= 1


def grey(text):
    return np.frombuffer(base64.b64decode(text), np.uint8).astype(int)
