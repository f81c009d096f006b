"""The device that trains: how it is chosen, and what is said when it cannot be used or fails."""

import warnings

import pytest
import torch

from tests.support.training_runs import refusal, run
from training import vae
from training.loop import device
from training.loop.clock import Clock
from training.loop.run import Run

OLD_DRIVER = (
    "CUDA initialization: The NVIDIA driver on your system is too old (found version 11040). "
    "Please update your GPU driver by downloading and installing a new version."
)


@pytest.fixture
def old_driver(monkeypatch):
    """A machine whose GPU PyTorch cannot use, as it says in a warning."""

    def is_available():
        warnings.warn(OLD_DRIVER, stacklevel=1)
        return False

    monkeypatch.setattr(torch.cuda, "is_available", is_available)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)


def test_a_gpu_that_is_asked_for_and_has_an_old_driver_is_refused_with_the_reason(old_driver):
    with pytest.raises(ValueError, match=r"this machine has no cuda; use --device cpu \(The NVIDIA driver .* too old"):
        device.choose("cuda")


def test_auto_takes_the_cpu_then_and_says_why(old_driver, capsys):
    assert device.choose("auto") == torch.device("cpu")
    said = capsys.readouterr().out
    assert said.startswith(
        "training on the CPU, for the GPU cannot be used: The NVIDIA driver on your system is too old"
    )
    assert len(said.splitlines()) == 1


@pytest.fixture
def backends():
    """PyTorch's switches for CUDA, as they were afterwards."""
    cudnn, matmul = torch.backends.cudnn, torch.backends.cuda.matmul
    before = cudnn.allow_tf32, cudnn.deterministic, matmul.allow_tf32
    yield cudnn, matmul
    cudnn.allow_tf32, cudnn.deterministic, matmul.allow_tf32 = before


def test_the_articles_arithmetic_is_that_of_float32_and_the_same_in_every_run(backends):
    cudnn, matmul = backends
    cudnn.allow_tf32 = matmul.allow_tf32 = True
    cudnn.deterministic = False
    device.settle(torch.device("cuda"))
    assert not cudnn.allow_tf32
    assert not matmul.allow_tf32
    assert cudnn.deterministic


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
            "the GPU has too little free memory",
        ),
        (
            RuntimeError("CUDA error: unspecified launch failure\nCUDA kernel errors might be asynchronously reported"),
            "the GPU failed (CUDA error: unspecified launch failure)",
        ),
    ],
)
def test_a_gpu_that_fails_is_a_sentence_and_leaves_the_last_checkpoint(
    error, said, mnist, tmp_path, capsys, monkeypatch
):
    run("vae_mlp", mnist, tmp_path, "--epochs", 1)
    good = (tmp_path / "last.pt").read_bytes()

    def fails(*_args):
        raise error

    monkeypatch.setattr(vae, "train", fails)
    sentence = refusal(capsys, "vae_mlp", mnist, tmp_path, "--epochs", 2, "--resume")
    assert sentence.startswith(said)
    assert sentence.endswith(f"{tmp_path / 'last.pt'} still holds epoch 1")
    assert (tmp_path / "last.pt").read_bytes() == good


def test_an_error_that_no_gpu_caused_stays_what_it_is():
    assert device.failure(ValueError("sigma must be above 0")) is None
    assert device.failure(RuntimeError("shapes cannot be multiplied")) is None
    assert device.failure(RuntimeError("expected a CUDA tensor, got a CPU one")) is None


def test_a_second_run_into_a_folder_is_refused_until_the_first_is_closed(mnist, tmp_path, capsys):
    with Run(tmp_path, "vae_mlp", 0, 8, {}):
        said = refusal(capsys, "vae_mlp", mnist, tmp_path, "--epochs", 1)
        assert said == f"another run is writing to {tmp_path}; wait for its end, or give another --out"
    run("vae_mlp", mnist, tmp_path, "--epochs", 1)


def test_a_checkpoint_that_a_gpu_drew_for_goes_on_on_a_gpu_alone(mnist, tmp_path, capsys):
    run("vae_mlp", mnist, tmp_path, "--epochs", 1)
    state = torch.load(tmp_path / "last.pt", weights_only=True)
    torch.save({**state, "stream": "cuda"}, tmp_path / "last.pt")
    said = refusal(capsys, "vae_mlp", mnist, tmp_path, "--epochs", 2, "--resume")
    assert said.endswith(
        "was trained on cuda, whose random numbers go on nowhere else; give --device cuda or another --out"
    )


class Hands:
    """Seconds that are set by hand."""

    now = 0.0

    def __call__(self):
        return self.now


def test_no_epoch_begins_that_would_end_after_the_time_is_up():
    hands = Hands()
    clock = Clock(minutes=1, now=hands)
    assert not clock.is_up()  # how long an epoch takes is not known yet
    hands.now = 5.0
    clock.begin_epoch()
    hands.now = 35.0
    clock.end_epoch()
    assert clock.is_up()  # the next would end at 65


def test_a_runs_time_is_told_by_what_it_went_into():
    hands = Hands()
    clock = Clock(now=hands)
    hands.now = 3.0
    clock.begin_epoch()
    hands.now = 4.0
    with clock.starting():  # a step is recorded
        hands.now = 6.0
    hands.now = 10.0
    clock.end_epoch()
    with clock.saving():
        hands.now = 10.5
    hands.now = 11.0
    assert clock.spent_seconds() == {"seconds": 11, "starting_seconds": 5, "training_seconds": 5, "saving_seconds": 0.5}


def test_the_time_of_a_resumed_run_is_that_of_all_its_parts():
    hands = Hands()
    clock = Clock(now=hands)
    clock.before = {"seconds": 100.0, "training_seconds": 90.0}
    hands.now = 10.0
    assert clock.spent_seconds()["seconds"] == 110
    assert clock.spent_seconds()["training_seconds"] == 90


def test_a_run_whose_time_is_up_exports_what_it_has_and_goes_on_later(mnist, tmp_path, capsys, monkeypatch):
    up = iter([False])
    with monkeypatch.context() as patch:
        patch.setattr(Clock, "is_up", lambda _clock: next(up, True))
        run("gan_mlp_k1", mnist, tmp_path, "--epochs", 3)
    assert "the time is up after epoch 1 of 3" in capsys.readouterr().out
    assert (tmp_path / "model.safetensors").exists()
    run("gan_mlp_k1", mnist, tmp_path, "--epochs", 3, "--resume")
    assert "resumed after epoch 1" in capsys.readouterr().out


def test_a_run_without_time_for_an_epoch_exports_nothing(mnist, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(Clock, "is_up", lambda _clock: True)
    said = refusal(capsys, "vae_mlp", mnist, tmp_path, "--epochs", 1)
    assert said == "not one epoch was trained, so there is nothing to export; give more --minutes"
    assert not (tmp_path / "model.safetensors").exists()
