"""Measuring on another device than the CPU: the same figures, and no tensor that was left behind."""

import csv

import pytest
import torch
from safetensors.torch import save_file

import models
from models.networks.conv_vae import ConvVAEConfig
from tests.support.other_device import NAME, OtherDevice
from tests.support.training_runs import bundled
from training import evaluate, mixtures, publish
from training.datasets import mnist
from training.evaluation import metrics, reference

CLOCKS = {"ms_per_digit", "sample_ratio"}


pytestmark = pytest.mark.usefixtures("quick_measures")


def gathered(network="cpu", digits="cpu"):
    """150 bundled digits to measure against, 900 that count as training digits; the reader may lie elsewhere."""
    x, y = (part.to(digits) for part in bundled())
    test, train = (x[:150], y[:150]), (x[150:1050], y[150:1050])
    strokes = mnist.as_float(x[1050:1060]), y[1050:1060]
    return reference.gather(models.load("reader", network), test, train, seed=3, strokes=strokes)


@pytest.fixture(scope="module")
def on_cpu():
    return gathered()


@pytest.fixture(scope="module")
def like_cuda():
    """All on the other device, which has float64."""
    with OtherDevice():
        return gathered(NAME, NAME)


@pytest.fixture(scope="module")
def like_mps():
    """The reader on a device without float64, the digits on the CPU."""
    with OtherDevice(float64=False):
        return gathered(NAME)


def numbers(figures):
    return {key: value for key, value in figures.items() if key not in CLOCKS}


def close(found, expected):
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        assert found[key] == pytest.approx(value, rel=1e-4, abs=1e-5), key


@pytest.mark.parametrize("ground", ["like_cuda", "like_mps"])
def test_real_digits_score_on_another_device_as_on_the_cpu(ground, on_cpu, request):
    close(request.getfixturevalue(ground).figures, on_cpu.figures)


@pytest.mark.parametrize(
    ("ground", "float64", "name"),
    [
        *(("like_cuda", True, name) for name in ("vae_conv", "gan_conv", "gan_mlp", "ae_map", "pca_map", "reader")),
        *(("like_mps", False, name) for name in ("vae_mlp", "gan_conv", "ae_map", "reader")),
    ],
)
def test_a_model_scores_on_another_device_as_on_the_cpu(ground, float64, name, on_cpu, request):
    ground = request.getfixturevalue(ground)
    with OtherDevice(float64):
        found = evaluate.evaluate(name, ground)
    expected = evaluate.evaluate(name, on_cpu)
    close(numbers(found["figures"]), numbers(expected["figures"]))
    close(found.get("reference", {}), expected.get("reference", {}))
    assert (found["device"], expected["device"]) == (NAME.type, "cpu")


@pytest.fixture
def loaded(monkeypatch):
    """Names of the models that are loaded, each with the device it is loaded to."""
    asked, load = [], models.load

    def listening(name, device="cpu", *more, **how):
        asked.append((name, torch.device(device)))
        return load(name, device, *more, **how)

    monkeypatch.setattr(models, "load", listening)
    return asked


def test_a_model_is_measured_on_the_device_of_the_reader(like_cuda, loaded):
    with OtherDevice():
        evaluate.evaluate("pca_map", like_cuda)
    assert loaded == [("pca_map", NAME)]


def test_inceptions_features_are_asked_of_digits_on_one_device(like_mps, monkeypatch):
    monkeypatch.setattr(evaluate, "inception_frechet", lambda real_, fake, _: (real_ - fake[: len(real_)]).sum().item())
    with OtherDevice(float64=False):
        assert evaluate.evaluate("gan_mlp", like_mps, inception="here")["figures"]["inception_fid"]


@pytest.mark.parametrize(("kind", "home"), [("cpu", "cpu"), ("cuda", "cuda"), ("mps", "cpu")])
def test_digits_lie_on_the_device_of_the_networks_where_that_has_float64(kind, home, monkeypatch):
    class Digits:
        """Says where it was moved to."""

        def to(self, device):
            return device.type

    asked = []
    monkeypatch.setattr(evaluate, "load", lambda *_: (Digits(), Digits()))
    monkeypatch.setattr(models, "load", lambda name, device: device.type)
    monkeypatch.setattr(evaluate, "gather", lambda *given: asked.extend(given))
    evaluate.prepare("test", "nowhere", device=kind)
    assert asked == [kind, (home, home), (home, home), 0, "test", None]


def test_mixtures_are_fitted_to_what_another_device_encodes():
    config = ConvVAEConfig(latent_dim=4, encoder_channels=(4, 4, 4), decoder_channels=(4, 4), hidden=16)
    torch.manual_seed(0)
    vae = config.build().eval().requires_grad_(False)
    x, y = bundled()
    expected = mixtures.fitted(vae, x, y, components=2)
    with OtherDevice(float64=False):
        found = mixtures.fitted(vae.to(NAME), x.to(NAME), y.to(NAME), components=2)
    for key, value in expected.state_dict().items():
        torch.testing.assert_close(found.state_dict()[key], value, rtol=1e-4, atol=1e-4)


def keep_generators(gan, folder, epochs):
    """Fill a folder with a generator for each epoch, each a little worse than the one before."""
    rng = torch.Generator().manual_seed(0)
    for epoch in epochs:
        tensors = {
            key: value + 0.01 * epoch * torch.randn(value.shape, generator=rng) if value.ndim > 1 else value
            for key, value in gan.generator.state_dict().items()
        }
        save_file(
            {key: value.contiguous() for key, value in tensors.items()}, folder / f"epoch_{epoch:03d}.safetensors"
        )


def counted(path):
    """The shares of the ten digits by epoch, as a classes.csv has them."""
    return {int(row["epoch"]): [float(row[digit]) for digit in "0123456789"] for row in csv.DictReader(path.open())}


@pytest.mark.filterwarnings("ignore:.*copying from a non-meta parameter")  # which on a true meta device does nothing
@pytest.mark.parametrize("name", ["gan_mlp_k1", "gan_conv"])
def test_samples_read_on_another_device_as_on_the_cpu_and_after_every_epoch(name, tmp_path, monkeypatch, loaded):
    monkeypatch.setattr(publish, "SAMPLES", 130)
    monkeypatch.setattr(publish, "AT_ONCE", 60)
    gan = models.load(name)
    keep_generators(gan, tmp_path, range(1, 14))
    publish.count_classes(gan, tmp_path, 12, tmp_path / "cpu.csv")
    with OtherDevice(float64=False):
        publish.count_classes(gan.to(NAME), tmp_path, 12, tmp_path / "other.csv")
    assert loaded[-2:] == [("reader", torch.device("cpu")), ("reader", NAME)]
    few, all_ = counted(tmp_path / "cpu.csv"), counted(tmp_path / "other.csv")
    assert list(few) == publish.chosen(12)
    assert list(all_) == list(range(1, 13))
    for epoch, shares in few.items():
        assert max(shares) < 0.9  # or reading alike would say little
        assert all_[epoch] == pytest.approx(shares, abs=0.02)


@pytest.mark.parametrize(
    "meet",
    [
        lambda there: there + torch.zeros(3),
        lambda there: torch.zeros(3, dtype=torch.long)[there.long()],
        lambda there: torch.cat([there, torch.zeros(3)]),
        lambda there: torch.randperm(3, generator=torch.Generator(), device=there.device),
        lambda there: there.numpy(),
    ],
)
def test_what_cuda_refuses_the_other_device_refuses(meet):
    with OtherDevice(), pytest.raises((RuntimeError, TypeError)):
        meet(torch.ones(3, device=NAME))


def test_what_cuda_allows_the_other_device_allows():
    with OtherDevice():
        there = torch.ones(3, device=NAME)
        there += torch.tensor(1.0)
        assert there[torch.tensor([True, False, True])].tolist() == [2, 2]
        assert there.cpu().numpy().tolist() == [2, 2, 2]


def test_without_float64_it_is_refused():
    with OtherDevice(float64=False), pytest.raises(TypeError, match="no float64"):
        torch.ones(3, device=NAME).double()


def test_a_gpu_multiplies_with_all_bits_within_and_as_before_afterwards():
    before = torch.backends.cudnn.allow_tf32, torch.backends.cudnn.deterministic, torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("high")
    try:
        with metrics.full_precision():
            assert not torch.backends.cudnn.allow_tf32
            assert torch.get_float32_matmul_precision() == "highest"
        assert torch.get_float32_matmul_precision() == "high"
    finally:
        torch.set_float32_matmul_precision(before[2])
    assert (torch.backends.cudnn.allow_tf32, torch.backends.cudnn.deterministic) == before[:2]
