"""Keep one training run: its parts, random stream, history, checkpoints and exact resume."""

import math
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import torch

from models import registry
from training.datasets import mnist
from training.loop import checkpoint, device, resume, run_folder
from training.loop.clock import Clock
from training.loop.epoch import need
from training.loop.image_grid import png
from training.loop.meter import Meter, Reading, smi_index
from training.loop.parallel import Team
from training.loop.provenance import commit
from training.loop.schedule import may_be_cut_short
from training.loop.watch import Watch

LAST = "last.pt"
STOPPED = 128 + signal.SIGTERM  # exit status of a run that a signal ended with nothing worth exporting
SIGNALS = {signal.SIGTERM: "SIGTERM", signal.SIGINT: "Ctrl-C"}
SAVE_EVERY = 5.0  # seconds between two checkpoints on a GPU


class Run:
    """Keep one training run: modules and optimisers by name, the random stream, epoch, history.

    `rng` feeds everything random (order of the digits, noise), so that its state in the
    checkpoint is all that `resume` needs to draw what would have been drawn. On a CUDA device it is the device's own
    stream, which CUDA graphs and dropout draw from as well.

    Parameters
    ----------
    out : folder for checkpoints, pictures and the export; made when it is not there
    name : of the model
    seed : 0 … 2**63 − 1
    digits : how many it is trained on
    parts : dict of whatever has `state_dict` and `load_state_dict`
    team : the processes that train together
    clock : times the run; once its minutes are over, no further epoch begins
    tensorboard : folder in which TensorBoard is to find the run; None for nowhere

    It is a context manager: while it is open, no other run writes to `out`, and SIGTERM or Ctrl-C ends it after the
    epoch that is running; a second one ends the process at once. Raises SystemExit when nothing can be written there,
    or when another run does; inside, what goes wrong with a GPU becomes a sentence.
    """

    def __init__(self, out, name, seed, digits, parts, team=None, clock=None, tensorboard=None):
        self.out = Path(out)
        self.name = name
        self.seed = seed
        self.digits = digits
        self.parts = parts
        self.team = team or Team()
        self.draws_dropout = self.team.device.type == "cuda"  # elsewhere dropout has torch's stream, not `rng`
        self.rng = device.random_stream(self.team.device).manual_seed(seed)
        self.epoch = 0
        self.untimed = 0  # epochs at its start that another run has trained, whose time is not known here
        self.history = []
        self.commit = commit()
        self.earlier = []  # {"epochs": up to which, "commit": of the code that trained them}, where it was another
        self.clock = clock or Clock()
        self.stops_anywhere = True  # whether a signal lets it export what it has; otherwise it leaves a checkpoint only
        self.stop_requested = False
        self.stopped_by = SIGNALS[signal.SIGTERM]
        self.saved = 0  # epochs that the checkpoint on the disk holds
        run_folder.make(self.out, self.team.rank)
        self.lock = run_folder.lock(self.out) if self.team.leads else None
        self.meter = None
        self.watch = Watch(self, tensorboard)

    def __enter__(self):
        self.handlers = {}
        if threading.current_thread() is threading.main_thread():  # elsewhere Python handles no signals
            noted = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
            self.handlers = {number: signal.signal(number, self._note_signal) for number in noted}
        return self

    def _note_signal(self, number, _frame):
        # A process that is ended while a GPU works for it may break others that share the GPU through NVIDIA's MPS.
        self.stop_requested, self.stopped_by = True, SIGNALS[number]
        self._restore_signals()
        if number == signal.SIGINT and self.team.leads:
            print("\nCtrl-C: this epoch ends first; once more to stop at once", file=sys.stderr)

    def _restore_signals(self):
        for number, handler in self.handlers.items():
            signal.signal(number, handler)

    def __exit__(self, kind, error, _traceback):
        self._restore_signals()
        if isinstance(error, KeyboardInterrupt):
            print(f"stopped at once; {self._left()}", file=sys.stderr)
            sys.exit(128 + signal.SIGINT)
        if self.lock:
            self.lock.close()
        if self.meter:
            self.meter.stop()
        if error is not None and (said := device.failure(error)):
            raise SystemExit(f"{said}; {self._left()}") from None

    def resume(self):
        """Take up the last checkpoint in `out`; False when there is none, SystemExit when it belongs to another run."""
        if not (self.out / LAST).exists():
            return False
        state = resume.load(self.out / LAST, self)
        for name, part in self.parts.items():
            resume.fill(self.out / LAST, name, part, state["parts"], self.name)
        self.rng.set_state(state["rng"])
        self.epoch, self.history = state["epoch"], state["history"]
        self.saved = self.epoch
        self.untimed = state.get("untimed", 0)
        self.clock.before = state.get("compute", {})
        self.earlier = state.get("earlier", [])
        if state.get("commit", self.commit) != self.commit:
            self.earlier = [*self.earlier, {"epochs": self.epoch, "commit": state["commit"]}]
        if self.team.leads:
            print(f"resumed after epoch {self.epoch}")
        return True

    def go_on_from_shipped(self):
        """Take up the weights that ship, after the epochs that they have had."""
        resume.shipped(self)
        self.untimed = self.epoch
        if self.team.leads:
            print(f"goes on from what ships, after epoch {self.epoch}")

    def goes_on(self, epochs):
        """Return whether another of so many epochs is to be trained, and begin to time it.

        False as well when the time is up, or a signal has come; all processes of a team answer alike. Raises SystemExit
        with status 143 when a signal has come and what there is is not worth exporting.
        """
        if self.epoch >= epochs:
            return False
        late, stopped = self.team.sum(torch.tensor([float(self.clock.is_up()), float(self.stop_requested)])) > 0
        if stopped:
            self._stop(epochs)
        elif late and self.team.leads:
            print(f"the time is up after epoch {self.epoch} of {epochs}; --resume goes on from there")
        self.clock.begin_epoch()
        if self.team.device.type == "cuda" and self.team.leads and not self.meter:
            self.meter = Meter(smi_index(self.team.device)).start()
        return not (late or stopped)

    def _stop(self, epochs):
        """Save what there is; end the process where that is not worth exporting."""
        self.save()
        if self.team.leads:
            print(f"stopped by {self.stopped_by} after epoch {self.epoch} of {epochs}; --resume goes on from there")
        if self.team.device.type == "cuda":
            torch.cuda.synchronize(self.team.device)
        if not self.epoch or not self.stops_anywhere:
            sys.exit(STOPPED)

    def end_epoch(self, **figures):
        """Count the epoch, note its figures, and leave a checkpoint and history.csv behind.

        On a GPU, where an epoch can last a tenth of a second, not more often than every SAVE_EVERY seconds.
        """
        for name, figure in figures.items():
            if not math.isfinite(figure):
                self.diverged(name, figure, "at its end")
        self.epoch += 1
        self.history.append({"epoch": self.epoch, **{k: float(v) for k, v in figures.items()}})
        self.clock.end_epoch()
        if self.team.device.type == "cpu" or self.clock.since_saved() > SAVE_EVERY:
            self.save()
        if self.team.leads:
            self.watch.end_epoch()
        self.team.wait()

    def save(self):
        """Write the checkpoint and history.csv, if there is anything new in them."""
        if not self.team.leads or self.saved == self.epoch:
            return
        with self.clock.saving(), self.writing():
            checkpoint.save(self.out / LAST, self._state())
            run_folder.write_history(self.out / "history.csv", self.history)
        self.saved = self.epoch

    def _state(self):
        # Written by hand, since a run that goes on has to end with the same bytes: it takes the random stream as well
        # as weights and optimisers, and whatever else decides what comes next is a function of the epoch.
        return {
            "parts": {name: part.state_dict() for name, part in self.parts.items()},
            "rng": self.rng.get_state(),
            "name": self.name,
            "seed": self.seed,
            "digits": self.digits,
            "stream": self.rng.device.type,
            "epoch": self.epoch,
            "untimed": self.untimed,
            "history": self.history,
            "commit": self.commit,
            "earlier": self.earlier,
            "compute": self.computed(),
        }

    def computed(self):
        """Return what the run has taken, as config.json tells it: the device's name, seconds, images a second.

        Of a GPU that nvidia-smi can read also the share of the time in which it was busy and its power, from when this
        part of the run began to train to its last epoch's end; and the energy of all parts.
        """
        spent = self.clock.spent_seconds()
        timed = self.epoch - self.untimed
        trained = self.digits * timed / spent["training_seconds"] if spent["training_seconds"] else 0.0
        found = {"device": device.title(self.team.device), **spent, "images_per_second": round(trained, 1)}
        if self.untimed:
            found["epochs"] = timed
        read = self.meter.between(self.meter.begun, self.clock.epoch_ended) if self.meter else Reading()
        if read.busy is not None:
            found["busy"] = round(read.busy, 3)
        if read.watts is not None:
            found["watts"] = round(read.watts, 1)
            found["energy_wh"] = round(read.energy_wh + self.clock.before.get("energy_wh", 0.0), 2)
        return found

    def diverged(self, figure, value, when):
        """End a run whose loss is no longer a number; the last checkpoint stays as it is."""
        raise SystemExit(
            f"training diverged in epoch {self.epoch + 1}, {when}: {figure} is {value}; {self._left()}. "
            f"Lower {self.name}'s learning_rate and " + ("go on with --resume" if self.saved else "start again")
        )

    def _left(self):
        return f"{self.out / LAST} still holds epoch {self.saved}" if self.saved else "nothing was saved yet"

    @contextmanager
    def writing(self):
        """End the run with a sentence when the disk is full; the last checkpoint stays as it is."""
        try:
            yield
        except OSError as error:
            raise SystemExit(
                f"{self.out} cannot be written to any more: {error.strerror}; make room and go on with --resume"
            ) from None

    def keep(self, path, data):
        """Write bytes to a path in `out`, whole or not at all; one process does it for all."""
        if self.team.leads:
            with self.writing():
                (self.out / path).parent.mkdir(exist_ok=True)
                registry.write(self.out / path, data)

    def keep_samples(self, step, x):
        """Keep the picture of the fixed noise after so many steps: x (25, 1, 28, 28) in 0…1."""
        self.keep(f"samples/step_{step:07d}.png", png(x))
        self.watch.samples = x


@contextmanager
def begun(args, recipe, x, parts, team, fewest=1):
    """Open the Run that a training script's command line asks for, and take up its checkpoint where it says so.

    args : as `training.loop.command_line.arguments` gives them; x : the digits; parts, team : as for `Run`
    fewest : digits that each process needs in a batch; with less data nothing is written, and the program ends
    """
    need(len(x), fewest * team.size)
    with Run(args.out, args.name, args.seed, len(x), parts, team, args.clock, args.tensorboard) as run:
        run.stops_anywhere = may_be_cut_short(recipe)
        resumed = args.resume and run.resume()
        if args.from_shipped and not resumed:
            run.go_on_from_shipped()
        yield run


def load(split, root, limit=None):
    """Load digits as `training.datasets.mnist` does; what is wrong with them ends the program with a sentence."""
    try:
        return mnist.load(split, root, limit)
    except OSError as error:
        raise SystemExit(str(error)) from None
