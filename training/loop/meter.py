"""Read from nvidia-smi how busy a GPU is and how much power it draws while a training runs."""

import subprocess
import threading
import time
from typing import NamedTuple

import torch

EVERY = 200  # milliseconds between two lines of nvidia-smi
PATIENCE = 5  # seconds that it gets to end


class Reading(NamedTuple):
    """Hold means over a span of time; None for whatever could not be read.

    device : name of the GPU
    busy : share of the time in which a kernel ran, 0…1
    watts : mean power
    energy_wh : that power over the whole span, in watt hours
    memory_mib : the most memory that was in use, MiB, by whatever process
    """

    device: str | None = None
    busy: float | None = None
    watts: float | None = None
    energy_wh: float | None = None
    memory_mib: float | None = None


class Sample(NamedTuple):
    """Hold one line of nvidia-smi; None for what it does not say."""

    name: str
    percent: float | None
    watts: float | None
    memory_mib: float | None


class Meter:
    """Read nvidia-smi in the background, from `start` to `stop`.

    Where there is no nvidia-smi, or it says nothing that can be read, every figure is None and nothing fails.

    index : which GPU, as `nvidia-smi -i` takes it: a number, counted without CUDA_VISIBLE_DEVICES, or a UUID
    """

    def __init__(self, index=0):
        self.command = [
            "nvidia-smi",
            "--query-gpu=name,utilization.gpu,power.draw,memory.used",
            "--format=csv,noheader,nounits",
            "-lms",
            str(EVERY),
            "-i",
            str(index),
        ]
        self.samples = []  # (moment, Sample)
        self.process = self.thread = None

    def start(self):
        """Begin to read; returns the meter."""
        self.begun = time.monotonic()
        try:
            # With a pipe, nvidia-smi ends by itself when this process is killed: it can no longer write to it.
            self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        except OSError:  # there is none, or it cannot be run
            return self
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()
        return self

    def _read(self):
        for line in self.process.stdout:
            if sample := parsed(line.decode(errors="replace")):
                self.samples.append((time.monotonic(), sample))

    def between(self, begin, end):
        """Return the Reading of the time between two moments of `time.monotonic`."""
        return mean([sample for moment, sample in list(self.samples) if begin <= moment <= end], end - begin)

    def stop(self):
        """End reading; returns the Reading of all the time since `start`. A second call is harmless."""
        ended = time.monotonic()
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.thread:
            self.thread.join(PATIENCE)
        return self.between(self.begun, ended)


def parsed(line):
    """Parse a line of nvidia-smi into a Sample; None when it holds nothing of the kind."""
    fields = [field.strip() for field in line.split(",")]
    if len(fields) != len(Sample._fields):
        return None
    sample = Sample(fields[0], *map(_number, fields[1:]))
    return sample if any(figure is not None for figure in sample[1:]) else None


def _number(text):
    try:
        return float(text)
    except ValueError:  # "[N/A]", "[Not Supported]"
        return None


def mean(samples, seconds):
    """Average equally spaced Samples of a span of so many seconds into a Reading."""
    if not samples:
        return Reading()
    percent = _known(sample.percent for sample in samples)
    watts = _known(sample.watts for sample in samples)
    memory = _known(sample.memory_mib for sample in samples)
    power = sum(watts) / len(watts) if watts else None
    return Reading(
        device=samples[-1].name,
        busy=sum(percent) / len(percent) / 100 if percent else None,
        watts=power,
        energy_wh=power * seconds / 3600 if watts else None,
        memory_mib=max(memory, default=None),
    )


def _known(figures):
    return [figure for figure in figures if figure is not None]


def smi_index(device):
    """Return how `nvidia-smi -i` names a CUDA device: by its UUID, as CUDA_VISIBLE_DEVICES may renumber them."""
    uuid = getattr(torch.cuda.get_device_properties(device), "uuid", None)
    return f"GPU-{str(uuid).removeprefix('GPU-')}" if uuid else device.index or 0
