"""Meter a fake nvidia-smi: a script that prints known lines."""

import sys
import time
from types import SimpleNamespace

import pytest
import torch

from training.loop import device, meter
from training.loop.meter import Meter, Reading, Sample

CPU = torch.device("cpu")


@pytest.fixture
def nvidia_smi(tmp_path, monkeypatch):
    """Puts an nvidia-smi on PATH that notes its arguments, prints some lines and, like the real one, goes on."""

    def install(*lines, ends=False):
        script = tmp_path / "nvidia-smi"
        script.write_text(
            f"#!{sys.executable}\n"
            "import pathlib, sys, time\n"
            f"pathlib.Path({str(tmp_path / 'arguments')!r}).write_text(' '.join(sys.argv[1:]))\n"
            f"print({chr(10).join(lines)!r}, flush=True)\n" + ("" if ends else "time.sleep(60)\n")
        )
        script.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path

    return install


def read(lines):
    """Start a meter and stop it when so many lines have come, or nvidia-smi has ended."""
    metering = Meter().start()
    while metering.thread and metering.thread.is_alive() and len(metering.samples) < lines:
        time.sleep(0.01)
    return metering.stop()


def test_what_nvidia_smi_prints_is_averaged(nvidia_smi):
    nvidia_smi("NVIDIA H100 80GB HBM3, 90, 400.5, 2000", "NVIDIA H100 80GB HBM3, 70, 300.5, 2400")
    found = read(2)
    assert (found.device, found.busy, found.watts) == ("NVIDIA H100 80GB HBM3", pytest.approx(0.8), 350.5)
    assert found.memory_mib == 2400


def test_one_gpu_is_asked_five_times_a_second(nvidia_smi):
    folder = nvidia_smi("NVIDIA H100 80GB HBM3, 90, 400.5, 2000")
    read(1)
    asked = (folder / "arguments").read_text()
    assert (
        "--query-gpu=name,utilization.gpu,power.draw,memory.used --format=csv,noheader,nounits -lms 200 -i 0" in asked
    )


def test_the_energy_is_power_times_time():
    assert meter.mean([Sample("GPU", 50.0, 300.0, 1.0)] * 3, seconds=1800).energy_wh == 150


def test_moments_bound_what_is_averaged():
    metering = Meter()
    metering.samples = [(float(second), Sample("GPU", 10.0 * second, None, None)) for second in range(10)]
    assert metering.between(2.0, 4.0).busy == pytest.approx(0.3)
    assert metering.between(20.0, 30.0) == Reading()


def test_a_figure_that_is_not_available_is_none_and_the_others_stand(nvidia_smi):
    nvidia_smi("NVIDIA H100 MIG 1g.10gb, [N/A], 120.00, 500")
    found = read(1)
    assert (found.busy, found.watts) == (None, 120)


@pytest.mark.parametrize(
    "line", ["Failed to initialize NVML: Driver/library version mismatch", "", "GPU, [N/A], [N/A], [N/A]", "a, b, c, d"]
)
def test_rubbish_reads_as_nothing(line, nvidia_smi):
    nvidia_smi(line, ends=True)
    assert read(1) == Reading()


def test_without_nvidia_smi_nothing_fails(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read(1) == Reading()


def test_a_stopped_meter_leaves_no_process_and_may_be_stopped_again(nvidia_smi):
    nvidia_smi("GPU, 1, 2, 3")
    metering = Meter().start()
    metering.stop()
    metering.stop()
    assert metering.process.poll() is not None


def test_a_cpu_is_called_by_its_architecture(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    assert device.title(CPU) == "CPU (x86_64)"


def test_a_gpu_goes_by_the_name_that_cuda_gives_it(monkeypatch):
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "NVIDIA H100 80GB HBM3")
    assert device.title(torch.device("cuda")) == "NVIDIA H100 80GB HBM3"


@pytest.mark.parametrize(
    ("properties", "index"),
    [(SimpleNamespace(uuid="0a1b-2c"), "GPU-0a1b-2c"), (SimpleNamespace(), 1)],  # older versions of torch tell no UUID
)
def test_a_gpu_is_metered_by_its_uuid_where_there_is_one(properties, index, monkeypatch):
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda device: properties)
    assert meter.smi_index(torch.device("cuda", 1)) == index
