"""Figures that the chapter on GANs states, each in both languages: measured again, or read from where they were."""

import copy
import csv
import json

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

import models
from models import registry
from models.sketch.examples import EXAMPLES
from ui.i18n.catalogue import LANGUAGES
from ui.kit.model_inputs import frame
from ui.learn import tab as learn

# From the chapter, by language: article's D, then that of k = 1, then that with R1 and labels.
REFUSED = {
    "en": (
        "refuses 23 of 100 real test digits and lets 3 of 100 forgeries pass",
        "refuses 51 real ones and lets 27 forgeries pass",
        "with R1 and labels 64 and 14",
    ),
    "ja": (
        "テスト画像 100 枚のうち 23 枚を退け、贋作 100 枚のうち 3 枚",
        "本物を 51 枚退け、贋作を 27 枚",
        "64 枚と 14 枚",
    ),
}
NUMBERS = [("gan_mlp", 23, 3), ("gan_mlp_k1", 51, 27), ("gan_conv", 64, 14)]


def chapter(lang):
    return learn.page(lang, "gan")


def stated(*texts):
    """Hold that every language's chapter has its text: one for both, or one each."""
    for lang, text in zip(LANGUAGES, texts if len(texts) > 1 else texts * len(LANGUAGES), strict=True):
        assert text in chapter(lang), (lang, text)


@pytest.fixture(scope="module")
def gan():
    return models.load("gan_mlp")


@pytest.fixture(scope="module")
def fresh(gan):
    torch.manual_seed(0)
    return gan.config.build().generator.train()


def test_the_article_generator_has_as_many_weights_as_the_chapter_says(gan):
    count = sum(weights.numel() for weights in gan.generator.parameters())
    stated(f"{count:,}")
    assert count == pytest.approx(1.5e6, rel=0.02)


def test_the_game_left_term_gives_the_generator_no_gradient_and_its_right_term_does(gan):
    players = copy.deepcopy(gan).requires_grad_(True)
    weights = list(players.generator.parameters())
    real, z = torch.rand(2, 1, 28, 28), torch.randn(2, players.latent_dim)
    left = F.logsigmoid(players.logits(real, None)).mean()
    right = F.logsigmoid(-players.logits(players.draw(z, None), None)).mean()
    assert all(slope is None for slope in torch.autograd.grad(left, weights, allow_unused=True))
    assert any(slope.any() for slope in torch.autograd.grad(right, weights))


def test_logits_of_the_article_discriminator_run_as_far_as_the_chapter_says(gan):
    logits = gan.checked_logits(torch.cat([frame(EXAMPLES[str(digit)]) for digit in range(10)]))
    low, high = (f"{value:.1f}".replace("-", "−") for value in (logits.min().item(), logits.max().item()))
    stated(f"from {low} to {high}", f"{low} から {high}")


def test_no_digit_of_500_is_so_hopeless_that_the_advice_fades(gan):
    assert gan.checked_logits(gan.sample(500, seed=0)).min() > -17.5
    stated("none is below −17.5", "−17.5 を下回るものはありません")


@pytest.mark.parametrize(("logit", "whole"), [(-27.5, True), (-27.8, False)])
def test_below_minus_27_point_6_the_generator_is_told_less(logit, whole):
    with torch.inference_mode(False), torch.enable_grad():
        at = torch.tensor([logit], requires_grad=True)
        (slope,) = torch.autograd.grad(F.binary_cross_entropy(torch.sigmoid(at), torch.ones(1)), at)
    assert (abs(slope.item()) > 0.999) is whole
    stated("−27.6")


def test_from_a_logit_of_17_on_the_discriminator_rounds_to_1():
    assert torch.sigmoid(torch.tensor(16.0)) < 1
    assert torch.sigmoid(torch.tensor(17.0)) == 1
    stated("about 17", "約 17")


def test_batchnorm_keeps_noise_from_fading(fresh):
    z = torch.randn(64, 100, generator=torch.Generator().manual_seed(1))
    bare = nn.Sequential(*(layer for layer in fresh if not isinstance(layer, nn.BatchNorm1d)))
    with torch.no_grad():
        kept, faded = (network(z).std(0).mean().item() for network in (fresh, bare))
    stated(f"{kept:.2f}")
    stated(f"{faded:.3f}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("which", range(3))
def test_digits_refused_and_passed_are_those_measured(lang, which):
    name, real, fake = NUMBERS[which]
    reference = json.loads((registry.WEIGHTS / name / "metrics.json").read_text())["reference"]
    below = {kind: np.interp(0.5, reference[f"score_{kind}_percentiles"], np.arange(101)) for kind in ("real", "fake")}
    assert below["real"] == pytest.approx(real, abs=0.5)
    assert 100 - below["fake"] == pytest.approx(fake, abs=0.5)
    assert REFUSED[lang][which] in chapter(lang)


def test_a_fully_connected_layer_to_a_face_would_be_as_large_as_the_chapter_says():
    numbers = 1024 * 1024 * 3
    stated(f"{numbers:,}")
    assert 1024 * numbers == pytest.approx(3.2e9, rel=0.01)
    stated("3.2 billion", "32 億")


def test_what_is_left_of_the_digits_is_what_was_counted():
    rows = list(csv.DictReader((registry.WEIGHTS / "gan_mlp" / "classes.csv").open()))
    for row in rows:
        if int(row["epoch"]) >= 5:
            assert sum(float(row[digit]) for digit in "179") > 0.98
    ones, sevens, nines = (round(100 * float(rows[-1][digit])) for digit in "179")
    assert (ones, sevens, nines, rows[-1]["epoch"]) == (93, 5, 2, "165")
    stated("93 of 100 samples read as 1, five as 7 and two as 9", "1 が 93 枚、7 が 5 枚、9 が 2 枚")
