"""What the tests of `training.all` share: a command line's runs, and trainings that only pretend."""

import json
import math
from types import SimpleNamespace

from training.all import __main__ as train_all
from training.all.plan import Budget, Planned, Runs


def runs_of(mnist, out, *more):
    """Make the `Runs` of a command line."""
    return Runs(train_all.arguments(["--data", str(mnist), "--out", str(out), "--device", "cpu", *map(str, more)]))


SCRIPT = """
import sys, time, pathlib
from types import SimpleNamespace

RECIPES = dict.fromkeys(["reader", "gan_mlp", "vae_mlp"], SimpleNamespace(split="fit", schedule="constant", epochs=1))

def main(argv):
    name, out = argv[argv.index("--name") + 1], pathlib.Path(argv[argv.index("--out") + 1])
    print("training", name)
    {body}
"""


def run_fakes(folder, mnist, body, *more, signals=None, finisher=None, budget=None):
    """Call `train_all` with three models that a script trains whose main ends with `body`; returns the outcomes.

    The script lies in `folder`, which has to be on the path of modules.
    """
    (folder / "fake_script.py").write_text(SCRIPT.format(body=body))
    some = runs_of(mnist, folder / "runs", *more)
    some.args.out.mkdir()
    some.args.plan = [Planned(name, "fake_script", 10) for name in ("reader", "gan_mlp", "vae_mlp")]
    signals = signals or SimpleNamespace(number=None)
    return train_all.train_all(some, [], budget or Budget(), signals, finisher)


class FakeFinisher:
    """Stand in for a Finisher: note the runs that it is handed, and return the results that it was made with."""

    def __init__(self, *results):
        self.taken, self.waiting, self.anew = [], list(results), {}
        self.process = SimpleNamespace(is_alive=lambda: False)

    def take(self, name, _out):
        self.taken.append(name)

    def results(self):
        results, self.waiting = self.waiting, []
        return results


# Exports one epoch when it is asked to end, as a training does whose learning rate is constant.
ENDS_GENTLY = """
    import json, signal
    weights = {"bytes": 1, "sha256": "a" * 64}
    described = {"name": name, "config": {}, "weights": weights, "training": {"epochs": 1}}
    def end(*_):
        (out / "config.json").write_text(json.dumps(described))
        sys.exit()
    signal.signal(signal.SIGTERM, end)
    print("ready")
    time.sleep(60)
"""


class UpWhenReady:
    """Stand in for a budget whose time is up once all three trainings have printed "ready"."""

    pace = 1.0

    def __init__(self, runs):
        self.runs = runs

    @property
    def left(self):
        return -1 if sum("ready" in log.read_text() for log in self.runs.glob("*/train.log")) == 3 else math.inf

    def learn(self, *_):
        pass


def exported(out, name, **training):
    """A config.json as a run leaves it, of weights whose sha256 is all a."""
    (out / name).mkdir(parents=True)
    described = {"name": name, "config": {}, "weights": {"bytes": 1, "sha256": "a" * 64}, "training": training}
    (out / name / "config.json").write_text(json.dumps(described))
