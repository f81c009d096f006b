"""What the game is dealt: ten pairs of the same digits, framed alike, scored as the models score them."""

import base64

import numpy as np
import pytest
import torch

from models import latent, sketch
from models import mnist as files
from models.networks.conv_gan import ConvGANConfig
from models.networks.gan import GANConfig
from models.networks.reader import ReaderConfig
from ui.dream.game import part
from ui.dream.game import server as game

ONE = [[[0.5, 0.1], [0.5, 0.9]]]


class Counting(torch.nn.Module):
    """A reader that reads every digit by how much ink it has: few digits are ever read."""

    def __init__(self, reads):
        super().__init__()
        self.reads = reads

    def predict_proba(self, x):
        return torch.nn.functional.one_hot(torch.tensor([self.reads(one) for one in x]), 10).float()


@pytest.fixture(scope="module")
def gans():
    torch.manual_seed(0)
    made = {"gan_conv": ConvGANConfig(), "gan_mlp": GANConfig()}
    return {name: config.build().eval().requires_grad_(False) for name, config in made.items()}


@pytest.fixture(scope="module")
def reader():
    torch.manual_seed(1)
    return ReaderConfig().build().eval()


def picture(text):
    return (
        torch.from_numpy(np.frombuffer(base64.b64decode(text), np.uint8).reshape(1, 1, 28, 28).astype(np.float32)) / 255
    )


def deal(gans, reader, folder=None, **request):
    return part.functions(gans, reader, folder)[0]({"model": "gan_conv", "seed": 0, "hand": "drawn", **request})


def judge(gans, reader, request):
    return part.functions(gans, reader, None)[1](request)


def test_ten_rounds_ask_for_the_ten_digits_in_an_order_of_their_own(gans, reader):
    orders = [[one["digit"] for one in deal(gans, reader, seed=seed)["rounds"]] for seed in range(4)]
    assert all(sorted(order) == list(range(10)) for order in orders)
    assert len(set(map(tuple, orders))) == 4


def test_a_gan_that_knows_digits_is_asked_for_them(gans, reader):
    rounds = deal(gans, reader, seed=7)["rounds"]
    x = gans["gan_conv"].sample(10, label=[one["digit"] for one in rounds], seed=7)
    for one, expected in zip(rounds, x, strict=True):
        torch.testing.assert_close(picture(one["forgery"])[0], expected, atol=0.5 / 255 + 1e-6, rtol=0)


def test_forgeries_are_scored_as_they_are_shown(gans, reader):
    for one in deal(gans, reader)["rounds"]:
        expected = gans["gan_conv"].score(picture(one["forgery"]), one["digit"]).item()
        assert one["forgery_score"] == pytest.approx(expected, rel=1e-5)


def test_a_gan_without_labels_draws_until_each_digit_has_come_up(gans):
    z = latent.prior(game.TRIES, gans["gan_mlp"].latent_dim, 3)
    level = gans["gan_mlp"].generate(z).mean((1, 2, 3)).quantile(torch.linspace(0.1, 0.9, 9))
    reader = Counting(lambda one: int((one.mean() > level).sum()))
    answer = deal(gans, reader, model="gan_mlp", seed=3)
    assert sorted(one["digit"] for one in answer["rounds"]) == list(range(10))
    assert answer["absent"] == []
    assert 0 < answer["tried"] < game.TRIES
    for one in answer["rounds"]:
        read = reader.predict_proba(picture(one["forgery"])).argmax().item()
        assert abs(read - one["digit"]) <= 1  # bytes are rounded, so ink near a border may read otherwise


def test_digits_that_it_never_draws_are_named_and_others_take_their_rounds(gans):
    answer = deal(gans, Counting(lambda one: 1 if one[0, 0, 0] > 0.5 else 7), model="gan_mlp")
    assert answer["absent"] == [0, 2, 3, 4, 5, 6, 8, 9]
    assert answer["tried"] == game.TRIES
    assert len(answer["rounds"]) == 10
    assert {one["digit"] for one in answer["rounds"]} == {1, 7}
    assert len({one["forgery"] for one in answer["rounds"]}) == 10  # no forgery comes twice


def test_the_same_seed_deals_the_same_game(gans, reader):
    assert deal(gans, reader, seed=5) == deal(gans, reader, seed=5)
    assert deal(gans, reader, seed=5) != deal(gans, reader, seed=6)


def test_a_drawing_is_framed_with_the_pen_of_the_forgery_beside_it(gans, reader):
    request = {"model": "gan_mlp", "digit": 1, "strokes": ONE, "pen": 3.4}
    answer = judge(gans, reader, request)
    np.testing.assert_allclose(picture(answer["frame"])[0, 0], sketch.frame(ONE, 3.4), atol=0.5 / 255 + 1e-6)
    assert answer["score"] == pytest.approx(gans["gan_mlp"].score(picture(answer["frame"])).item(), rel=1e-5)
    assert answer["reads_as"] == reader.predict_proba(picture(answer["frame"])).argmax().item()


@pytest.mark.parametrize("pen", [2.0, 2.6, 3.6])
def test_a_forgerys_pen_is_found_again(pen):
    assert game.pen_of(sketch.frame(ONE, pen)) == pytest.approx(pen, abs=0.25)


@pytest.mark.parametrize("grey", [0.0, 1.0])
def test_whatever_was_forged_has_a_pen_that_can_be_drawn_with(grey):
    assert sketch.PENS[0] <= game.pen_of(np.full((28, 28), grey, np.float32)) <= sketch.PENS[1]


def test_mnists_digits_take_the_place_of_drawing(gans, reader, mnist):
    folder = files.find(mnist)
    x, y = files.read(folder)
    known = {image.tobytes(): digit for image, digit in zip(x, y, strict=True)}
    rounds = deal(gans, reader, folder, hand="mnist")["rounds"]
    for one in rounds:
        assert known[base64.b64decode(one["human"])] == one["digit"]
        expected = gans["gan_conv"].score(picture(one["human"]), one["digit"]).item()
        assert one["human_score"] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    "request_",
    [{"model": "vae_mlp"}, {"seed": -1}, {"seed": 2**63}, {"seed": None}, {"hand": "mnist"}, {"hand": None}],
)
def test_a_game_that_cannot_be_dealt_is_refused_in_a_sentence(gans, reader, request_):
    answer = deal(gans, reader, **request_)
    assert not answer["ok"]
    assert answer["error"].endswith(".")


@pytest.mark.parametrize(
    "request_", [{"strokes": []}, {"strokes": None}, {"digit": 10}, {"pen": 9}, {"pen": None}, {"model": "reader"}]
)
def test_a_drawing_that_cannot_be_judged_is_refused(gans, reader, request_):
    request = {"model": "gan_mlp", "digit": 1, "strokes": ONE, "pen": 2.6, **request_}
    assert not judge(gans, reader, request)["ok"]
