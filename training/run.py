"""One training run: its parts, random stream, history, checkpoints, exact resume and export."""

import csv
import io
import math
import platform
import subprocess
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import torch

from models import registry
from training import checkpoint, data
from training.grids import png
from training.parallel import Team
from training.watch import Watch

LAST = "last.pt"
BF16 = "bfloat16 autocast"  # what config.json says of a run with --bf16


class Run:
    """One training run: modules and optimisers by name, the random stream, epoch, history.

    `rng` feeds everything random (order of the digits, noise), so that its state in the
    checkpoint is all that `resume` needs to draw what would have been drawn.

    Parameters
    ----------
    out : folder for checkpoints, pictures and the export; made when it is not there
    name : of the model
    seed : 0 … 2**63 − 1
    digits : how many it is trained on
    parts : dict of whatever has `state_dict` and `load_state_dict`
    team : the processes that train together
    tensorboard : folder in which TensorBoard is to find the run; None for nowhere

    Raises SystemExit when nothing can be written to `out`.
    """

    def __init__(self, out, name, seed, digits, parts, team=None, tensorboard=None):
        self.out = Path(out)
        self.name = name
        self.seed = seed
        self.digits = digits
        self.parts = parts
        self.team = team or Team()
        self.rng = torch.Generator().manual_seed(seed)
        self.epoch = 0
        self.history = []
        self.commit = commit()
        self.earlier = []  # {"epochs": up to which, "commit": of the code that trained them}, where it was another
        probe = self.out / f".writable.{self.team.rank}"
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise SystemExit(f"{self.out} cannot be written to: {error.strerror}; give another --out") from None
        self.watch = Watch(self, tensorboard)

    def resume(self):
        """Take up the last checkpoint in `out`; False when there is none, SystemExit when it belongs to another run."""
        path = self.out / LAST
        if not path.exists():
            return False
        try:
            state = checkpoint.load(path)
        except ValueError as error:
            raise SystemExit(f"{error}; start anew without --resume, or give another --out") from None
        # A checkpoint that is older than one of these fields lacks it.
        if state.get("name", self.name) != self.name:
            raise SystemExit(
                f"{path} is one of {state['name']}, not {self.name}; give --name {state['name']} or another --out"
            )
        if state["seed"] != self.seed:
            raise SystemExit(
                f"{path} was trained with --seed {state['seed']}, not {self.seed}; give that seed or another --out"
            )
        if state.get("digits", self.digits) != self.digits:
            raise SystemExit(
                f"{path} was trained on {state['digits']} digits, not {self.digits}; "
                "give the same --limit or another --out"
            )
        for name, part in self.parts.items():
            try:
                part.load_state_dict(state["parts"][name])
            except (KeyError, ValueError, RuntimeError):  # absent, another number of tensors, another shape
                raise SystemExit(
                    f"the {name} in {path} is not built like that of {self.name} (it holds "
                    f"{', '.join(state['parts'])}); give the --name that it was trained with, or another --out"
                ) from None
        self.rng.set_state(state["rng"])
        self.epoch, self.history = state["epoch"], state["history"]
        self.earlier = state.get("earlier", [])
        if state.get("commit", self.commit) != self.commit:
            self.earlier = [*self.earlier, {"epochs": self.epoch, "commit": state["commit"]}]
        if self.team.leads:
            print(f"resumed after epoch {self.epoch}")
        return True

    def end_epoch(self, **figures):
        """Count the epoch, note its figures, and leave a checkpoint and history.csv behind."""
        for name, figure in figures.items():
            if not math.isfinite(figure):
                self.diverged(name, figure, "at its end")
        self.epoch += 1
        self.history.append({"epoch": self.epoch, **{k: float(v) for k, v in figures.items()}})
        state = {
            "parts": {name: part.state_dict() for name, part in self.parts.items()},
            "rng": self.rng.get_state(),
            "name": self.name,
            "seed": self.seed,
            "digits": self.digits,
            "epoch": self.epoch,
            "history": self.history,
            "commit": self.commit,
            "earlier": self.earlier,
        }
        if self.team.leads:
            with self.writing():
                checkpoint.save(self.out / LAST, state)
                write_history(self.out / "history.csv", self.history)
            self.watch.end_epoch()
        self.team.wait()

    def diverged(self, figure, value, when):
        """End a run whose loss is no longer a number; the last checkpoint stays as it is."""
        left = f"{self.out / LAST} still holds epoch {self.epoch}" if self.epoch else "nothing was saved yet"
        raise SystemExit(
            f"training diverged in epoch {self.epoch + 1}, {when}: {figure} is {value}; {left}. "
            f"Lower {self.name}'s learning_rate and " + ("go on with --resume" if self.epoch else "start again")
        )

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


def write_history(path, history):
    """One row an epoch, whole or not at all."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(history[-1]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: v if k == "epoch" else f"{v:.6g}" for k, v in row.items()} for row in history)
    registry.write(path, text.getvalue().encode())


def load(split, root, limit=None):
    """`training.data.load` for a command line: what is wrong with the data ends the program with a sentence."""
    try:
        return data.load(split, root, limit)
    except OSError as error:
        raise SystemExit(str(error)) from None


def export(run, model, recipe, x, bf16=False):
    """Write model.safetensors and config.json to `run.out`, with what it takes to train the same again."""
    if not run.team.leads:
        return
    run.watch.end()
    how = {
        "seed": run.seed,
        "epochs": run.epoch,
        "digits": len(x),
        "data_sha256": data.digest(x),
        "device": next(model.parameters()).device.type,
        "recipe": {key: value for key, value in asdict(recipe).items() if key != "model"},
        "commit": run.commit,
        **({"earlier": run.earlier} if run.earlier else {}),
        "versions": {"python": platform.python_version(), "torch": torch.__version__},
        **({"precision": BF16} if bf16 else {}),
    }
    with run.writing():
        registry.save(run.out, run.name, model, training=how)
    print(f"wrote {run.out / registry.TENSORS}")


def commit():
    """The commit that the code stands at, with "+" when it differs from it; "unknown" outside a repository.

    What publishing and evaluating write themselves is no code.
    """
    try:
        git = ["git", "-C", str(Path(__file__).resolve().parent)]
        head = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=True)
        written = [f":(top,exclude){path}" for path in ("weights", "README.md", "README.ja.md")]
        status = [*git, "status", "--porcelain", "-uno", "--", ":(top)", *written]
        changes = subprocess.run(status, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip() + ("+" if changes.stdout.strip() else "")
