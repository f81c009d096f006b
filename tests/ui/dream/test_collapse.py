"""What the page says of collapse: counts that agree with metrics.json, distances, figures, refusals."""

import json
import math

import numpy as np
import pytest
import torch

import models
from models import registry
from models.analysis import diversity
from models.networks.gan import GANConfig
from models.networks.reader import ReaderConfig
from ui.dream.collapse import server as collapse

METRICS = {
    "figures": {"fid": 5.0, "coverage": 0.5, "prior_fid": 7.0, "prior_coverage": 0.25},
    "real": {"fid": 1.0, "coverage": 0.95, "nearest_other": 5.5},
}
MEASURED = [name for name in collapse.MODELS if "class_shares" in registry.measured(name).get("figures", {})]


@pytest.fixture(scope="module")
def reader():
    torch.manual_seed(1)
    return ReaderConfig().build().eval()


@pytest.fixture(scope="module")
def gan():
    torch.manual_seed(0)
    return GANConfig(4, 0, (8, 16), (8, 4)).build().eval()


def test_every_sample_is_counted_once_as_what_it_reads_as(gan, reader):
    counts = collapse.survey(gan, reader, seed=3)["counts"]
    with torch.inference_mode():
        read = reader.predict_proba(gan.sample(1000, seed=3)).argmax(1).tolist()
    assert counts == [read.count(digit) for digit in range(10)]


def test_the_pictures_are_the_first_samples_and_the_most_similar_other_one_of_each(gan, reader):
    found = collapse.survey(gan, reader, seed=3)
    with torch.inference_mode():
        x = gan.sample(1000, seed=3)[:, 0]
    for at, (sample, other) in enumerate(zip(found["samples"], found["others"], strict=True)):
        np.testing.assert_array_equal(sample, x[at].numpy())
        distances = (x - x[at]).flatten(1).norm(dim=1)
        distances[at] = torch.inf
        assert np.linalg.norm(sample - other) == pytest.approx(distances.min().item(), abs=1e-4)


def test_the_same_seed_gives_the_same_survey_and_another_a_new_one(gan, reader):
    once, again, other = (collapse.survey(gan, reader, seed)["nearest_other"] for seed in (0, 0, 1))
    assert once == again != other


@pytest.mark.parametrize("name", MEASURED)
def test_the_histogram_agrees_with_metrics_json_as_well_as_a_thousand_samples_can(name):
    counts = collapse.survey(models.load(name), models.load("reader"), seed=1)["counts"]
    stored = registry.measured(name)["figures"]["class_shares"]
    for count, share in zip(counts, stored, strict=True):
        # Four standard deviations of a binomial share: ours of 1,000 samples, and the stored one of 10,000.
        spread = math.sqrt(share * (1 - share) * (1 / 1_000 + 1 / 10_000))
        assert abs(count / 1_000 - share) <= 4 * spread + 2 / 1_000


def test_a_generator_that_makes_one_shape_only_is_found_out(reader):
    torch.manual_seed(0)
    gan = GANConfig(4, 0, (8, 16), (8, 4)).build().eval()
    with torch.no_grad():
        gan.generator[-2].weight.zero_()  # the last layer: what is left is its bias
    found = collapse.survey(gan, reader, seed=0)
    assert found["nearest_other"] == pytest.approx(0, abs=1e-5)
    assert max(found["counts"]) == 1000


@pytest.mark.parametrize(("name", "fid", "coverage"), [("gan_mlp", 5.0, 0.5), ("vae_conv", 7.0, 0.25)])
def test_figures_are_those_of_samples_without_a_label(tmp_path, name, fid, coverage):
    (tmp_path / name).mkdir()
    (tmp_path / name / "metrics.json").write_text(json.dumps(METRICS))
    assert collapse.figures(name, tmp_path) == {
        "fid": {"model": fid, "real": 1.0},
        "coverage": {"model": coverage, "real": 0.95},
        "nearest_other": {"real": 5.5},
    }


@pytest.mark.parametrize("text", [None, "{", "{}"])
def test_without_measurements_there_are_no_figures(tmp_path, text):
    (tmp_path / "gan_mlp").mkdir()
    if text:
        (tmp_path / "gan_mlp" / "metrics.json").write_text(text)
    assert collapse.figures("gan_mlp", tmp_path) == {}


def test_the_distance_is_that_of_the_stored_figure():
    stored = {name: registry.measured(name)["figures"].get("nearest_other") for name in MEASURED}
    stored = {name: value for name, value in stored.items() if value is not None}
    if not stored:
        pytest.skip("metrics.json holds no distance to the nearest other sample yet")
    for name, value in stored.items():
        assert diversity.mean_distance(models.load(name).sample(1000, seed=0)) == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(
    "request_",
    [
        {"model": "vae_map"},
        {"model": 7},
        {"model": "gan_mlp", "seed": -1},
        {"model": "gan_mlp", "seed": 2**63},
        {"model": "gan_mlp", "seed": "many"},
        {"model": "gan_mlp", "seed": None},
    ],
)
def test_what_cannot_be_drawn_is_refused(request_):
    with pytest.raises(ValueError, match="must be"):
        collapse.SurveyRequest.parse(request_, {"gan_mlp": None})
