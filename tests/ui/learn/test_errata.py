"""What shows where the articles need mending, against closed forms and torch."""

import json
import math
import re

import pytest
import torch

from ui.i18n.catalogue import LANGUAGES, catalogue
from ui.learn.chapters.errata import found
from ui.learn.chapters.errata.part import ask_errata


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_has_its_sentence_and_every_placeholder_its_figure(lang):
    for entries in found.errata().values():
        for entry in entries:
            sentence = catalogue()[lang][f"errata.{entry.key}"]
            assert set(re.findall(r"\{(\w+)\}", sentence)) == set(entry.values), entry.key


def test_the_page_gets_all_three_articles_as_json():
    answer = json.loads(json.dumps(ask_errata({"lang": "en"})))
    assert answer["ok"]
    assert all(answer[name] for name in ("vae", "gan", "gabor"))


def test_the_kl_of_a_logarithm_is_that_of_torch_distributions():
    (entry,) = [each for each in found.vae() if each.key == "vae_sigma"]
    standard = torch.distributions.Normal(0.0, 1.0)
    for name, sigma in (("right", math.exp(-1)), ("wrong", 2.0)):  # σ² alone enters: −2 does what 2 does
        expected = torch.distributions.kl_divergence(torch.distributions.Normal(0.0, sigma), standard)
        assert float(entry.values[name]) == pytest.approx(float(expected), abs=5e-4)


@pytest.mark.parametrize("p", [0.2, 0.9])
def test_a_bernoulli_over_greys_is_what_the_continuous_bernoulli_divides_by(p):
    known = torch.distributions.ContinuousBernoulli(torch.tensor(p, dtype=torch.float64))
    x = torch.tensor(0.3, dtype=torch.float64)
    raw = p**x * (1 - p) ** (1 - x)
    assert found.bernoulli_area(p) == pytest.approx(float(raw / known.log_prob(x).exp()), rel=1e-5)


def test_a_bernoulli_over_greys_of_a_half_is_a_half():
    assert found.bernoulli_area(0.5) == pytest.approx(0.5)


def test_cross_entropy_is_torchs_where_torch_allows_the_target():
    p, target = torch.tensor(0.2, dtype=torch.float64), torch.tensor(0.7, dtype=torch.float64)
    expected = torch.nn.functional.binary_cross_entropy(p, target)
    assert found.cross_entropy(0.2, 0.7) == pytest.approx(float(expected))


def test_cross_entropy_with_a_target_below_paper_falls_without_end():
    losses = [found.cross_entropy(10.0**-power, -1) for power in (2, 4, 8, 16)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] == pytest.approx(16 * -math.log(10), abs=1e-6)


@pytest.mark.parametrize("d", [0.01, 0.5, 0.9])
def test_slopes_over_the_logit_are_d_and_one_minus_d(d):
    assert found.slope(lambda said: torch.log(1 - said), d) == pytest.approx(d)
    assert found.slope(lambda said: -torch.log(said), d) == pytest.approx(1 - d)


def test_certainty_begins_where_half_a_unit_of_32_bits_swallows_the_rest():
    assert found.first_certain_logit() == math.ceil(math.log(2**24))  # 1 − e⁻ˣ rounds to 1 below 2⁻²⁵ or so


def test_readings_of_the_vector_are_their_closed_forms():
    readings = found.vector_readings()
    assert readings["along"] == pytest.approx(math.exp(-1), abs=1e-5)
    assert readings["complex"] == pytest.approx(1, abs=1e-5)
    # |z| follows a Rayleigh distribution of scale √2
    r = torch.linspace(0, 40, 400_001, dtype=torch.float64)
    density = r / 2 * torch.exp(-(r**2) / 4)
    assert readings["radius"] == pytest.approx(float(torch.trapezoid(density * torch.cos(r), r)), abs=1e-4)
