"""The errata of the article on GANs: their evidence against closed forms, their texts in every language."""

import re

import pytest
import torch

from ui.i18n.catalogue import catalogue
from ui.learn.chapters.gan.errata import CERTAIN, HOPELESS, errata, slope

COVERAGE = {name: {"coverage": share} for name, share in (("gan_mlp", 0.218), ("gan_mlp_k1", 0.8702))}


class Critic:
    """A discriminator whose logit is the mean of a picture, less a half."""

    def checked_logits(self, x):
        return x.mean((1, 2, 3)) - 0.5


@pytest.fixture(scope="module")
def found():
    return errata({"gan_mlp": Critic()}, COVERAGE)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_sentence_has_its_evidence_and_no_more(found, lang):
    for one in found:
        sentence = catalogue()[lang][f"learn.errata_gan.{one.key}"]
        assert set(re.findall(r"{(\w+)}", sentence)) == set(one.evidence)
        assert one.article != one.mended


def test_the_slope_of_both_forms_is_that_of_their_derivative():
    assert slope(CERTAIN, 0, apart=False) == pytest.approx(1, abs=1e-6)
    assert slope(CERTAIN, 0, apart=True) == 0  # 1 − D is 0 in 32 bits
    p = torch.sigmoid(torch.tensor(HOPELESS, dtype=torch.float64)).item()
    assert slope(HOPELESS, 1, apart=False) == pytest.approx(1 - p)
    assert slope(HOPELESS, 1, apart=True) == pytest.approx((1 - p) * p * (1 - p) / 1e-12, rel=1e-5)


def test_the_numbers_are_those_of_models_and_batches(found):
    by_key = {one.key: one.evidence for one in found}
    assert by_key["steps"] == {"twenty": "22%", "one": "87%"}
    assert by_key["batch"] == {"batch": "64", "meant": "1,280"}
    assert -0.5 <= float(by_key["density"]["lowest"].replace("−", "-")) < 0


def test_without_models_what_needs_none_is_left():
    assert [one.key for one in errata({}, {})] == ["rounded", "batch"]
