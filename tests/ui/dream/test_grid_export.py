"""Digits as files: what is in them is what was drawn."""

import base64
import csv
import io
import zipfile

import numpy as np
import pytest
from PIL import Image

import models
from ui.dream.grid import server
from ui.dream.grid.request import FileRequest, Wish, read_order
from ui.dream.grid.sampler import Sampler

N = 5
WISH = Wish("gan_mlp", N, None, 2**63 - 1, 0.5)


@pytest.fixture(scope="module")
def sampler():
    return Sampler({name: models.load(name) for name in ("gan_mlp", "reader")})


@pytest.fixture(scope="module")
def x():
    return models.load("gan_mlp").sample(N, seed=2**63 - 1, temperature=0.5)


def file(sampler, wish, what, order):
    return server.file(FileRequest(what, read_order(order, wish.n), wish), sampler)


def opened(answer):
    return io.BytesIO(base64.b64decode(answer["file"].partition(",")[2]))


def ink(picture):
    return 255 - np.asarray(picture).astype(int)


def test_the_sheet_shows_the_digits_row_by_row(sampler, x):
    answer = file(sampler, WISH, "png", None)
    sheet = ink(Image.open(opened(answer)))[::4, ::4]
    assert answer["name"] == f"digits-gan_mlp-{2**63 - 1}.png"
    assert sheet.shape == (2 * 34, 3 * 34)
    digits = sheet.reshape(2, 34, 3, 34).swapaxes(1, 2).reshape(6, 34, 34)[:, 3:-3, 3:-3]
    np.testing.assert_array_equal(digits[:N], (x[:, 0].numpy() * 255).round())
    assert not digits[N].any()


def test_the_zip_holds_each_digit_and_a_table_of_them(sampler, x):
    bag = zipfile.ZipFile(opened(file(sampler, WISH, "zip", [4, 3, 2, 1, 0])))
    lines = list(csv.DictReader(io.StringIO(bag.read("digits.csv").decode())))
    gan, reader = models.load("gan_mlp"), models.load("reader")
    assert [int(line["place"]) for line in lines] == [4, 3, 2, 1, 0]
    for line in lines:
        at = int(line["place"])
        picture = Image.open(io.BytesIO(bag.read(line["file"])))
        np.testing.assert_array_equal(ink(picture), (x[at, 0].numpy() * 255).round())
        assert int(line["seed"]) == 2**63 - 1
        assert int(line["reads_as"]) == reader.predict_proba(x)[at].argmax()
        assert float(line["score"]) == pytest.approx(gan.score(x)[at].item(), abs=1e-5)
        assert line["label"] == ""
    assert {"sheet.png", "digits.csv"} < set(bag.namelist())


def test_a_written_number_is_one_row(sampler):
    wish = Wish("vae_mlp", 3, (1, 2, 3), 0, 1.0)
    vae = Sampler({name: models.load(name) for name in ("vae_mlp", "reader")})
    assert Image.open(opened(file(vae, wish, "png", None))).size == (3 * 34 * 4, 34 * 4)


def test_the_same_digits_are_the_same_file(sampler):
    again = Sampler({name: models.load(name) for name in ("gan_mlp", "reader")})
    assert file(sampler, WISH, "zip", None) == file(again, WISH, "zip", None)


@pytest.mark.parametrize(
    "order", [None, [], [0, 0, 1, 2, 3], [9] * N, "order", [0, 1, 2, 3, True], [[0]] * N, [0, 1, 2, 3, 4, True]]
)
def test_an_order_that_is_none_leaves_the_digits_as_drawn(sampler, order):
    assert file(sampler, WISH, "png", order) == file(sampler, WISH, "png", list(range(N)))
