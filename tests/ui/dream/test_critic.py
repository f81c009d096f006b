"""What the critic gets for a sheet: scores that are the models' own, and a sentence for what cannot be used."""

import base64

import numpy as np
import pytest
import torch

from models import registry, sketch
from models.analysis.saliency import saliency
from models.networks.conv_gan import ConvGANConfig
from models.networks.gan import GANConfig
from models.networks.reader import ReaderConfig
from ui.dream.critic import part
from ui.dream.critic import server as critic
from ui.dream.samplers import GANS
from ui.kit.image_codec import packed

ONE = [[[0.5, 0.1], [0.5, 0.9]]]


@pytest.fixture(scope="module")
def reader():
    torch.manual_seed(1)
    return ReaderConfig().build().eval()


@pytest.fixture(scope="module")
def gans():
    torch.manual_seed(0)
    made = {"gan_conv": ConvGANConfig(), "gan_mlp": GANConfig()}
    return {name: config.build().eval().requires_grad_(False) for name, config in made.items()}


@pytest.fixture(scope="module")
def x():
    return torch.from_numpy(np.ascontiguousarray(sketch.frame(ONE), np.float32))[None, None]


def ask(gans, reader, **request):
    return part.functions(gans, reader)[0]({"strokes": ONE, **request})


def forge(gans, **request):
    return part.functions(gans, None)[1](request)


def by_model(answer):
    return {one["model"]: one for one in answer["critics"]}


def test_each_score_is_the_models_own(gans, reader, x):
    found = by_model(ask(gans, reader, label=7))
    assert found["gan_conv"]["score"] == gans["gan_conv"].score(x, 7).item()
    assert found["gan_mlp"]["score"] == gans["gan_mlp"].score(x).item()


def test_a_discriminator_that_knows_digits_is_asked_about_what_the_drawing_reads_as(gans, reader, x):
    read = reader.predict_proba(x).argmax().item()
    found = by_model(ask(gans, reader))
    assert found["gan_conv"]["label"] == read
    assert found["gan_conv"]["score"] == gans["gan_conv"].score(x, read).item()
    assert found["gan_mlp"]["label"] is None


def test_or_about_the_digit_that_convinces_it_most_which_it_names(gans, reader, x):
    found = by_model(ask(gans, reader, label="best"))["gan_conv"]
    assert found["score"] == gans["gan_conv"].score(x).item()
    assert gans["gan_conv"].score(x, found["label"]).item() == pytest.approx(found["score"], rel=1e-6)


def test_the_saliency_comes_as_signed_bytes_and_its_peak(gans, reader, x):
    found = by_model(ask(gans, reader, label=4))["gan_conv"]
    values = np.frombuffer(base64.b64decode(found["saliency"]), np.uint8).reshape(28, 28).astype(float)
    expected = saliency(gans["gan_conv"], x, 4)[0].numpy()
    np.testing.assert_allclose((values - 128) / 127 * found["peak"], expected, atol=0.51 / 127 * found["peak"])


def test_a_picture_on_the_sheet_is_judged_as_it_is(gans, reader):
    grey = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    answer = ask(gans, reader, strokes=[], frame=packed(grey))
    as_seen = torch.from_numpy(grey.astype(np.float32) / 255)[None, None]
    assert answer["seen"] == packed(grey)
    assert by_model(answer)["gan_mlp"]["score"] == gans["gan_mlp"].score(as_seen).item()


def test_a_forgery_is_the_generators_own_of_the_digit_asked_for(gans):
    answer = forge(gans, model="gan_conv", digit=3, seed=5)
    expected = (gans["gan_conv"].sample(1, label=3, seed=5) * 255).round().to(torch.uint8)
    assert answer == {"ok": True, "frame": packed(expected.numpy())}


@pytest.mark.parametrize(
    "request_",
    [{"label": 10}, {"label": -1}, {"label": "seven"}, {"label": None}, {"strokes": []}, {"strokes": [[[2, 0]]]}],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence(gans, reader, request_):
    answer = ask(gans, reader, **request_)
    assert not answer["ok"]
    assert answer["error"].endswith(".")


@pytest.mark.parametrize(
    "request_", [{"model": "vae_mlp"}, {"model": None, "digit": 10}, {"seed": -1}, {"seed": 2**40}]
)
def test_a_forgery_that_cannot_be_had_is_refused(gans, request_):
    assert not forge(gans, **{"model": "gan_mlp", "digit": 3, "seed": 0, **request_})["ok"]


def test_a_request_that_is_none_is_refused(gans, reader):
    assert not part.functions(gans, reader)[0]("strokes")["ok"]


def test_ranges_that_were_not_measured_are_absent(monkeypatch):
    monkeypatch.setattr(registry, "measured", lambda name, root: {"figures": {}})
    assert critic.percentiles("gan_conv") == {}


def test_measured_ranges_are_given_for_each_way_of_asking(monkeypatch):
    one = {f"score_{kind}_percentiles": [0.0] * 101 for kind in ("real", "fake")}
    monkeypatch.setattr(registry, "measured", lambda name, root: {"reference": one})
    assert critic.percentiles("gan_mlp").keys() == {"read"}
    both = one | {f"best_{key}": value for key, value in one.items()}
    monkeypatch.setattr(registry, "measured", lambda name, root: {"reference": both})
    assert critic.percentiles("gan_conv").keys() == {"read", "best"}


@pytest.mark.parametrize("name", GANS)
def test_shipped_ranges_are_scores_in_order(name):
    for known in critic.percentiles(name).values():
        for values in known.values():
            assert len(values) == 101
            assert 0 <= values[0] <= values[-1] <= 1
            assert values == sorted(values)
