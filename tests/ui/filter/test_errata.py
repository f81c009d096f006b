"""The figures in the note on the article's errata, against what RECIPES and closed forms say."""

import math

import pytest

from ui.filter.errata import figures as errata
from ui.i18n.catalogue import LANGUAGES, catalogue


@pytest.mark.parametrize("sigma", errata.SIGMAS)
def test_the_mean_that_each_term_leaves(sigma):
    without = math.exp(-(sigma**2))
    assert errata.remaining_mean(sigma, 0.0) == pytest.approx(without, abs=1e-6)
    assert errata.remaining_mean(sigma, math.exp(sigma**2)) == pytest.approx(without - math.exp(sigma**2), rel=1e-5)
    assert errata.remaining_mean(sigma, without) == pytest.approx(0, abs=1e-6)


def test_the_term_depends_on_the_wavelength():
    assert errata.remaining_mean(1.0, math.exp(-1), wavelength=math.pi) == pytest.approx(
        math.exp(-4) - math.exp(-1), abs=1e-6
    )


@pytest.mark.parametrize("sigma", errata.SIGMAS)
def test_the_articles_prefactor_integrates_to_sigma(sigma):
    assert errata.envelope_integral(sigma, 1 / (4 * math.pi * sigma)) == pytest.approx(sigma, rel=1e-5)
    assert errata.envelope_integral(sigma, 1 / (4 * math.pi * sigma**2)) == pytest.approx(1, rel=1e-5)


@pytest.mark.parametrize("scale", errata.SCALES)
def test_energy_is_kept_by_one_over_a(scale):
    closed = math.sqrt((1 + math.exp(-2) - 2 * math.exp(-1.5)) / (8 * math.pi))  # ‖ψ‖ at σ = 1
    assert errata.energy(scale, lambda a: 1 / a) == pytest.approx(closed, rel=1e-5)
    assert errata.energy(scale, lambda a: a**-0.5) == pytest.approx(closed * math.sqrt(scale), rel=1e-5)


def test_sigma_one_is_a_standard_deviation_of_root_two():
    assert errata.measured_std(1.0) == pytest.approx(math.sqrt(2), rel=1e-4)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_has_its_sentence(lang):
    for key, values in errata.figures().items():
        sentence = catalogue()[lang][f"errata.{key}"]
        for name in values:
            assert f"{{{name}}}" in sentence, (key, name)
