"""Plan what `training.all` trains, in which order, and what of it fits into a budget of time."""

import csv
import importlib
import math
import os
import shutil
import time
from dataclasses import dataclass

from models import registry
from training.datasets import mnist
from training.loop.run import LAST, load
from training.loop.schedule import may_be_cut_short

BF16, COMPILE = ("--bf16",), ("--compile",)
DIGITS = 60_000  # that MNIST has for training
DOUBT = 60  # seconds of training that count as measured at an H200's pace before the first one ends
EXPORTING = 5  # seconds that a training cut short is given to write what it has


@dataclass(frozen=True)
class Planned:
    """Describe a model to train: module, seconds on an H200, options for every device and for CUDA."""

    name: str
    script: str
    seconds: float
    flags: tuple[str, ...] = ()
    cuda_flags: tuple[str, ...] = ()

    @property
    def recipe(self):
        module = importlib.import_module(self.script)
        return module.RECIPES[self.name] if self.learns else module.Recipe()

    @property
    def learns(self):
        """Return whether it is trained epoch by epoch; a closed form takes no options but data and out."""
        return self.script != "training.pca"

    @property
    def stops_anywhere(self):
        """Return whether a run that is cut short is worth having: not one whose learning rate was to fall."""
        return self.learns and may_be_cut_short(self.recipe)


# In order of need, so that a run cut short has done the best it could; but first the reader, which judges the others:
# trained later it would have them all measured twice. The article's models never get bfloat16.
PLAN = (
    Planned("reader", "training.reader", 28),
    Planned("gan_mlp", "training.gan", 430, cuda_flags=COMPILE),
    Planned("vae_conv", "training.vae", 110, BF16),
    Planned("gan_mlp_k1", "training.gan", 115, cuda_flags=COMPILE),
    Planned("vae_mlp", "training.vae", 25),
    Planned("vae_map", "training.vae", 28, BF16),
    Planned("ae_map", "training.vae", 25, BF16),
    Planned("gan_conv", "training.gan", 80, BF16, COMPILE),
    Planned("pca_map", "training.pca", 5),
)
NAMES = [planned.name for planned in PLAN]


class Budget:
    """Keep count of the seconds that are left, and of how much slower than an H200 this machine is.

    minutes : for everything, or None; reserve : seconds of them that no training gets; clock : seconds
    """

    def __init__(self, minutes=None, reserve=0.0, clock=time.monotonic):
        self.clock = clock
        self.end = math.inf if minutes is None else clock() + 60 * minutes
        self.reserve = reserve
        self.nominal = self.taken = 0.0

    @property
    def left(self):
        """Return the seconds that are left for trainings."""
        return self.end - self.reserve - self.clock()

    @property
    def over(self):
        """Return whether the reserve is spent, too."""
        return self.clock() > self.end

    @property
    def pace(self):
        """Return the seconds that one second on an H200 has taken here so far; a short training alone says little."""
        return (DOUBT + self.taken) / (DOUBT + self.nominal)

    def learn(self, nominal, taken):
        """Note what a training has taken."""
        self.nominal += nominal
        self.taken += taken


def allotted(planned, expected, epoch, left):
    """Return (minutes, why_not): what a training gets, None for no limit; a sentence when it is left out.

    expected : seconds that it will take; epoch : those of a single epoch; left : seconds of the budget, or inf
    """
    if math.isinf(left):
        return None, ""
    left = max(left - EXPORTING, 0)
    if planned.stops_anywhere and epoch < left:
        return left / 60, ""
    if planned.stops_anywhere:
        return None, f"an epoch takes about {epoch:.1f} s, and {left:.0f} s were left"
    if expected > left:
        return None, f"it takes about {expected:.0f} s, and {left:.0f} s were left"
    return None, ""


class Runs:
    """Look up the runs in `args.out`: what is planned for each, and how far it is.

    args : data, out, seed, device, epochs, limit and plan, as `training.all.arguments` gives them
    """

    def __init__(self, args):
        self.args = args

    def epochs(self, planned):
        """Return how many epochs are to be trained."""
        return self.args.epochs if planned.learns and self.args.epochs else planned.recipe.epochs

    def limit(self, planned):
        """Return how many digits it is trained on at most, or None."""
        return self.args.limit if planned.learns else None

    def done(self, planned):
        """Count the epochs that a run already has behind it."""
        folder = self.args.out / planned.name
        if not (folder / LAST).exists() or not (folder / "history.csv").exists():
            return 0
        with open(folder / "history.csv", newline="") as history:
            return sum(1 for _ in csv.DictReader(history))

    def how(self, name):
        """Return what a run's config.json says of its training; {} where there is none."""
        try:
            return registry.describe(name, self.args.out).get("training", {})
        except registry.WeightsError:
            return {}

    def finished(self):
        """List the runs whose export is whole and of as many epochs as planned, the same seed and the same data.

        Ends the program with a sentence when there is no data.
        """
        wanted = {(planned.recipe.split, self.limit(planned)) for planned in self.args.plan}
        digests = {(split, limit): mnist.digest(load(split, self.args.data, limit)[0]) for split, limit in wanted}
        return [
            planned.name
            for planned in self.args.plan
            if self._is_finished(planned, digests[planned.recipe.split, self.limit(planned)])
        ]

    def _is_finished(self, planned, digest):
        how = self.how(planned.name)
        wanted = (self.epochs(planned), self.args.seed if planned.learns else 0, digest)
        if (how.get("epochs"), how.get("seed"), how.get("data_sha256")) != wanted:
            return False
        try:
            registry.load(planned.name, root=self.args.out)
        except registry.WeightsError:
            return False
        return True

    def nominal(self, planned, epochs):
        """Estimate the seconds that so many epochs take on an H200."""
        limit = self.limit(planned)
        part = min(limit / DIGITS, 1) if limit else 1
        return planned.seconds * part * epochs / planned.recipe.epochs

    def allotted(self, planned, left, pace=1.0):
        """Return the minutes for the rest of a training, and a sentence when it is left out; see `allotted`."""
        pace = pace if planned.learns else 1.0  # a closed form runs on the CPU
        expected = pace * self.nominal(planned, self.epochs(planned) - self.done(planned))
        return allotted(planned, expected, pace * self.nominal(planned, 1), left)

    def environment(self, planned):
        """Return the environment variables of a training that may run beside others: dict of str.

        Where NVIDIA's MPS runs, kernels of several trainings share a GPU. All but the longest training then get a part
        of its multiprocessors, so that the longest, whose kernels are small, waits for none of theirs.
        """
        longest = max(self.args.plan, key=lambda each: each.seconds)
        if self.args.at_once == 1 or planned == longest:
            return {}
        return {"CUDA_MPS_ACTIVE_THREAD_PERCENTAGE": str(100 // self.args.at_once)}

    def command(self, planned, minutes=None):
        """Return the training's command line, without its module."""
        args = self.args
        argv = ["--name", planned.name, "--data", str(args.data), "--out", str(args.out / planned.name)]
        if not planned.learns:
            return argv
        argv += ["--seed", str(args.seed), "--device", args.device.type, "--resume", *planned.flags]
        if args.device.type == "cuda" and has_compiler():
            argv += planned.cuda_flags
        for option, value in (("--epochs", args.epochs), ("--limit", args.limit)):
            argv += [option, str(value)] if value else []
        return argv + (["--minutes", f"{minutes:.2f}"] if minutes is not None else [])


def has_compiler():
    """Return whether there is the C++ compiler that `--compile` asks for."""
    return any(shutil.which(compiler) for compiler in (os.environ.get("CXX", "c++"), "g++"))
