"""The VAE chapter's figures of p(x | z), and what its prose says of them, against torch and closed forms."""

import base64
import math
import re

import numpy as np
import pytest
import torch
from torch.nn import functional as F

import models
from models import latent
from models.analysis.plane_axes import axis_pictures, lengths_and_angle
from models.sketch.examples import EXAMPLES
from ui.i18n.catalogue import LANGUAGES, t
from ui.kit.model_inputs import frame
from ui.learn import tab as learn
from ui.learn.chapters.vae import errata, likelihood, server

DIGITS = range(10)


def example(digit):
    return frame(EXAMPLES[str(digit)])


@pytest.fixture(scope="module")
def vae():
    return models.load("vae_mlp")


@pytest.fixture(scope="module")
def conv():
    return models.load("vae_conv")


@pytest.fixture(scope="module")
def reader():
    return models.load("reader")


def bce(x_hat, x):
    """PyTorch's own cross-entropy, summed over the pixels of each picture."""
    return F.binary_cross_entropy(x_hat.double(), x.expand_as(x_hat).double(), reduction="none").flatten(1).sum(1)


def test_the_estimate_of_the_evidence_is_the_mean_of_p_x_given_z_over_the_priors_draws(vae):
    x = example(7)
    found = likelihood.draws(likelihood.DrawsRequest.parse({"digit": 7, "seed": 3}), vae)
    misfits = bce(vae.decode(latent.prior(likelihood.TRIED, vae.latent_dim, 3)), x)
    assert found["log_sum"] == pytest.approx(torch.logsumexp(-misfits, 0).item(), abs=0.02)
    assert found["best_misfit"] == pytest.approx(misfits.min().item(), abs=0.02)
    assert found["misfit"] == pytest.approx(bce(vae.decode(vae.encode(x)[0]), x).item(), abs=0.02)
    assert found["close"] == int((misfits <= found["misfit"] + likelihood.CLOSE).sum())


def test_kl_is_that_of_torch_distributions(vae):
    mu, logvar = vae.encode(example(7))
    q = torch.distributions.Normal(mu, (logvar / 2).exp())
    kl = torch.distributions.kl_divergence(q, torch.distributions.Normal(0.0, 1.0)).sum().item()
    found = likelihood.draws(likelihood.DrawsRequest.parse({"digit": 7, "seed": 0}), vae)
    assert found["kl"] == pytest.approx(kl, abs=0.01)


def test_of_a_hundred_thousand_draws_none_resembles_an_example(vae):
    """The chapter says so. All ten at once, since the draws are the same for each."""
    x = torch.cat([example(digit) for digit in DIGITS])
    with torch.inference_mode():
        misfit = bce(vae.decode(vae.encode(x)[0]), x)
        for seed in range(likelihood.MOST):
            logits = vae.logits(latent.prior(likelihood.TRIED, vae.latent_dim, seed)).flatten(1)
            misfits = (
                F.softplus(logits).sum(1, keepdim=True) - logits @ x.flatten(1).T
            )  # as −x log p − (1 − x) log(1 − p)
            assert (misfits > misfit + likelihood.CLOSE).all()
    assert likelihood.MOST * likelihood.TRIED == 100_000


@pytest.mark.parametrize("epsilon", [-1.5, 0.8])
def test_the_slope_at_z_is_that_of_finite_differences(vae, epsilon):
    request = likelihood.NoiseRequest.parse({"digit": 3, "epsilon": epsilon})
    found = likelihood.noise(request, vae)
    mu, logvar = vae.encode(request.x)
    unit, step = found["unit"] - 1, 1e-3
    z = mu.double().clone()
    z[0, unit] += (logvar[0, unit].double() / 2).exp() * epsilon
    ends = z.repeat(2, 1)
    ends[0, unit] += step
    ends[1, unit] -= step
    plus, minus = bce(torch.sigmoid(vae.double().logits(ends)), request.x)
    vae.float()
    assert found["slope"] == pytest.approx(((plus - minus) / (2 * step)).item(), abs=5e-3)
    assert found["mu"] == pytest.approx(mu[0, unit].item(), abs=1e-3)
    assert found["logvar"] == pytest.approx(logvar[0, unit].item(), abs=1e-3)


def test_a_picture_moved_to_the_side_loses_only_what_leaves_it():
    x = example(4)
    assert torch.equal(likelihood.moved(x, 0), x)
    assert torch.equal(likelihood.moved(x, 3)[..., 3:], x[..., :-3])
    assert likelihood.moved(x, 3)[..., :3].sum() == 0
    assert torch.equal(likelihood.moved(x, -4)[..., :-4], x[..., 4:])


def misfits_of(shift, digit, *vaes):
    """What the fully connected and the convolutional VAE miss a digit by, moved to the side."""
    both = dict(zip(("vae_mlp", "vae_conv"), vaes[:2], strict=True))
    request = likelihood.ShiftRequest.parse({"digit": digit, "shift": shift})
    return [one["misfit"] for one in likelihood.networks(request, both, vaes[2])["made"].values()]


def test_the_convolutional_vae_is_closer_in_the_middle_and_four_pixels_to_the_left_both_are_lost(vae, conv, reader):
    middle, left = (np.array([misfits_of(shift, digit, vae, conv, reader) for digit in DIGITS]) for shift in (0, -4))
    assert (middle[:, 1] < middle[:, 0]).all()
    assert (left.mean(0) > 3 * middle.mean(0)).all()


def test_the_least_misfit_is_the_drawings_own_entropy():
    x = example(8)
    assert likelihood.entropy(x).item() == pytest.approx(bce(x, x).item(), abs=1e-3)
    assert likelihood.entropy(x.round()).item() == 0


@pytest.mark.parametrize("digit", DIGITS)
def test_most_of_the_nats_are_the_greys_own(vae, digit):
    found = likelihood.grey(example(digit), vae)
    assert 0.5 < found["floor"] / found["misfit"] < 1


def test_the_mean_over_draws_of_q_is_close_to_what_mu_decodes_to():
    def pictures(text):
        return np.frombuffer(base64.b64decode(text), np.uint8) / 255

    for digit in DIGITS:
        found = server.cloud(example(digit), models.load("vae_map"))
        assert np.abs(pictures(found["mean"]) - pictures(found["at_mu"])).mean() < 0.02
        assert np.abs(pictures(found["mean"]) - pictures(found["frames"]).reshape(-1, 784).mean(0)).mean() < 0.03


PLACES = torch.tensor([[0.5, -1.0], [2.0, 0.3]])


def test_the_axes_of_principal_components_are_of_one_length_at_right_angles():
    lengths, angle = lengths_and_angle(axis_pictures(models.load("pca_map"), PLACES))
    assert lengths == pytest.approx(torch.ones(2, 2), abs=1e-4)
    assert angle.rad2deg() == pytest.approx(torch.full((2,), 90.0), abs=1e-2)


@pytest.mark.parametrize("name", ["ae_map", "vae_map"])
def test_the_axes_of_a_network_are_its_automatic_derivatives(name):
    model = models.load(name)
    with torch.enable_grad():
        wanted = torch.func.jacfwd(lambda one: torch.sigmoid(model.logits(one[None])).flatten())(PLACES[0])
    found = axis_pictures(model, PLACES[:1])[0]
    assert (found.T - wanted).norm() < 0.02 * wanted.norm()


@pytest.mark.parametrize(("name", "least", "most"), [("pca_map", 90, 90), ("ae_map", 12, 163), ("vae_map", 30, 157)])
def test_the_angles_that_the_chapter_names_are_those_of_the_planes(name, least, most):
    model, crowd, reader = models.load(name), models.load("gan_conv"), models.load("reader")
    plane = server.survey({name: model}, crowd, reader)["planes"][name]
    angles = [axes[4] for axes in plane["axes"]]
    assert [round(min(angles)), round(max(angles))] == [least, most]
    for lang in LANGUAGES:
        assert all(f"{angle}°" in learn.page(lang, "vae") for angle in (least, most))


@pytest.mark.parametrize(("digit", "wanted"), [(1, 1), (4, 6)])
def test_as_many_numbers_bring_a_digit_back_as_the_chapter_says(conv, reader, digit, wanted):
    proba = np.array(server.compress(example(digit), conv, reader)["proba"])
    reads = proba.argmax(1) == digit
    assert reads[wanted:].all() and not reads[wanted - 1]
    en, ja = ("one", "一つ") if digit == 1 else ("the 4 needs six", "4 なら六つ")
    assert en in learn.page("en", "vae")
    assert ja in learn.page("ja", "vae")


def test_no_digit_needs_more_numbers_than_the_four(conv, reader):
    for digit in DIGITS:
        proba = np.array(server.compress(example(digit), conv, reader)["proba"])
        assert (proba[6:].argmax(1) == digit).all()


def test_the_divergence_in_k_dimensions_is_the_sum_over_the_numbers():
    """The chapter's formula with trace and determinant, against torch's for a full covariance, and against the sum."""
    rng = torch.Generator().manual_seed(0)
    mu, logvar = torch.randn(5, generator=rng).double(), torch.randn(5, generator=rng).double()
    sigma = torch.diag(logvar.exp())
    traced = 0.5 * (sigma.trace() + mu @ mu - 5 - sigma.det().log())
    normal = torch.distributions.MultivariateNormal
    wanted = torch.distributions.kl_divergence(
        normal(mu, sigma), normal(torch.zeros(5).double(), torch.eye(5).double())
    )
    assert traced.item() == pytest.approx(wanted.item(), abs=1e-9)
    assert (0.5 * (logvar.exp() + mu**2 - 1 - logvar)).sum().item() == pytest.approx(wanted.item(), abs=1e-9)


def test_the_errata_say_what_was_computed():
    found = {one.key: one for one in errata.errata()}
    q = torch.distributions.Normal(0.5, 0.5)
    kl = torch.distributions.kl_divergence(q, torch.distributions.Normal(0.0, 1.0)).item()
    assert float(found["two_meanings"].evidence["right"]) == pytest.approx(kl, abs=1e-3)
    assert float(found["two_meanings"].evidence["mistaken"]) == pytest.approx(
        0.5 * (math.exp(0.25) + 0.25 - 1 - 0.25), abs=1e-3
    )
    assert float(found["named_sigma"].evidence["std"]) == pytest.approx(0.5)
    assert found["mean_or_sum"].evidence["weight"] == f"{64 * 784:,}"
    assert float(found["grey"].evidence["floor"]) == pytest.approx(math.log(2), abs=1e-3)
    x = np.linspace(0, 1, 100_001)
    assert float(found["grey"].evidence["total"]) == pytest.approx(np.trapezoid(0.9**x * 0.1 ** (1 - x), x), abs=1e-3)


def test_pytorch_refuses_pixels_below_zero_and_the_formula_has_no_least_value():
    with pytest.raises(RuntimeError, match="between 0 and 1"):
        F.binary_cross_entropy(torch.tensor([0.5]), torch.tensor([-1.0]))
    costs = [errata.cross_entropy(-1, p) for p in (1e-2, 1e-6, 1e-12)]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < -27


def test_the_old_name_of_the_sum_is_still_understood_with_a_warning():
    with pytest.warns(UserWarning, match="reduction='sum'"):
        loss = torch.nn.BCELoss(size_average=False)
    assert loss.reduction == "sum"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_erratum_has_its_sentence_with_all_of_its_numbers(lang):
    for one in errata.errata():
        sentence = t(lang, f"learn.errata_vae.{one.key}", **one.evidence)
        assert not re.search(r"[{}]", sentence)
        assert all(number in sentence for number in one.evidence.values())


@pytest.mark.parametrize(
    ("parse", "fields", "said"),
    [
        (
            likelihood.DrawsRequest.parse,
            {"digit": 3, "seed": likelihood.MOST},
            "seed must be a whole number from 0 to 99",
        ),
        (likelihood.DrawsRequest.parse, {"digit": 10, "seed": 0}, "digit must be a whole number from 0 to 9"),
        (likelihood.DrawsRequest.parse, {"strokes": [], "seed": 0}, "ink"),
        (likelihood.DrawsRequest.parse, {"strokes": [[[0.2, math.nan]]], "seed": 0}, "finite|number"),
        (likelihood.NoiseRequest.parse, {"digit": 3, "epsilon": 9}, "epsilon must be a number from -3 to 3"),
        (likelihood.ShiftRequest.parse, {"digit": 3, "shift": 0.5}, "shift must be a whole number from -4 to 4"),
    ],
)
def test_what_cannot_be_used_is_refused(parse, fields, said):
    with pytest.raises(ValueError, match=said):
        parse(fields)


def test_a_visitors_own_drawing_is_framed_like_any():
    strokes = EXAMPLES["5"]
    assert torch.equal(likelihood.drawing({"strokes": strokes}), example(5))
