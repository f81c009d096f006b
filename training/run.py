"""What every training script shares: command line, device, history, export and exact resume."""

import argparse
import csv
import math
import os
import pickle
import platform
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import torch
from tqdm import tqdm

from models import registry
from training import checkpoint, data
from training.grids import save_grid
from training.parallel import Team

LAST, SAMPLES = "last.pt", "samples"


def arguments(names, description, argv=None):
    """Parse the options that all training scripts share.

    names : dict of model name → settings with an `epochs` field; the first is the default.
    """
    parser = argparse.ArgumentParser(description=description)
    first = next(iter(names))
    parser.add_argument("--name", choices=list(names), default=first, help=f"which model to train (default: {first})")
    parser.add_argument(
        "--data", default="data", metavar="DIR", help="folder of MNIST as torchvision stores it (default: data)"
    )
    parser.add_argument("--out", metavar="DIR", help="checkpoints and export go here (default: runs/NAME)")
    parser.add_argument("--epochs", type=_positive, help="passes over the data (default: what the model's recipe says)")
    parser.add_argument("--limit", type=_positive, help="use only the first LIMIT digits, for a trial")
    parser.add_argument("--seed", type=_seed, default=0, help="0 … 2**63 - 1 (default: 0)")
    parser.add_argument(
        "--device", choices=["auto", "cpu", "cuda", "mps"], default="auto", help="auto takes a GPU if there is one"
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on from the last checkpoint in --out, if there is one"
    )
    parser.add_argument(
        "--bf16", action="store_true", help="bfloat16 autocast: quicker where the processor has it (ends elsewhere)"
    )
    parser.add_argument(
        "--compile", action="store_true", help="torch.compile: needs a C++ compiler, minutes to start, GPUs gain most"
    )
    args = parser.parse_args(argv)
    args.epochs = args.epochs or names[args.name].epochs
    args.out = Path(args.out or Path("runs") / args.name)
    try:
        args.device = device(args.device)
    except ValueError as error:
        parser.error(str(error))
    return args


def load(split, root, limit=None):
    """`training.data.load` for a command line: what is wrong with the data ends the program with a sentence."""
    try:
        return data.load(split, root, limit)
    except OSError as error:
        raise SystemExit(str(error)) from None


def _whole(text):
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a whole number, got {text!r}") from None


def _positive(text):
    value = _whole(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {value}")
    return value


def _seed(text):
    value = _whole(text)
    if not 0 <= value < 2**63:
        raise argparse.ArgumentTypeError(f"must be from 0 to 2**63 - 1, got {value}")
    return value


def device(name):
    """ "auto", "cpu", "cuda" or "mps" → torch.device; ValueError when the machine has no such device."""
    have = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        name = next(kind for kind in ("cuda", "mps", "cpu") if have[kind])
    if not have[name]:
        raise ValueError(f"this machine has no {name}; use --device cpu")
    return torch.device(name)


class Run:
    """One training run on a number of digits: modules and optimisers by name, the random stream, epoch, history.

    `rng` feeds everything random (order of the digits, noise), so that its state in the
    checkpoint is all that `resume` needs to draw what would have been drawn.
    """

    def __init__(self, out, seed, digits, team=None, **parts):
        self.out = Path(out)
        self.team = team or Team()
        self.digits = digits
        self.parts = parts
        self.rng = torch.Generator().manual_seed(seed)
        self.seed = seed
        self.epoch = 0
        self.history = []
        try:
            (self.out / SAMPLES).mkdir(parents=True, exist_ok=True)
            (self.out / SAMPLES / ".writable").touch()
        except OSError as error:
            raise SystemExit(f"{self.out} cannot be written to: {error.strerror}; give another --out") from None
        (self.out / SAMPLES / ".writable").unlink(missing_ok=True)

    def resume(self):
        """Take up the last checkpoint in `out`; False when there is none."""
        if not (self.out / LAST).exists():
            return False
        try:
            state = checkpoint.load(self.out / LAST)
        except (RuntimeError, EOFError, ValueError, pickle.UnpicklingError):
            raise SystemExit(
                f"{self.out / LAST} is damaged; start anew without --resume, or give another --out"
            ) from None
        if state["seed"] != self.seed:
            raise SystemExit(
                f"{self.out / LAST} was trained with --seed {state['seed']}, not {self.seed}; "
                "give that seed or another --out"
            )
        if state.get("digits", self.digits) != self.digits:
            raise SystemExit(
                f"{self.out / LAST} was trained on {state['digits']} digits, not {self.digits}; "
                "give the same --limit or another --out"
            )
        if state["parts"].keys() != self.parts.keys():
            raise SystemExit(
                f"{self.out / LAST} holds {', '.join(state['parts'])}, not {', '.join(self.parts)}; give another --out"
            )
        for name, part in self.parts.items():
            part.load_state_dict(state["parts"][name])
        self.rng.set_state(state["rng"])
        self.epoch, self.history = state["epoch"], state["history"]
        return True

    def check(self, loss, step):
        """End the run when a loss is no longer a number; the last checkpoint stays as it is."""
        loss = float(loss.detach() if isinstance(loss, torch.Tensor) else loss)
        if not math.isfinite(loss):
            raise SystemExit(
                f"training diverged: the loss is {loss} at step {step} (epoch {self.epoch + 1}); "
                f"{self.out / LAST} still holds epoch {self.epoch}. Resume from it, or take a lower learning rate"
            )

    def end_epoch(self, **figures):
        """Count the epoch, note its figures, and leave a checkpoint and history.csv behind."""
        for figure in figures.values():
            self.check(figure, "the epoch's end")
        self.epoch += 1
        self.history.append({"epoch": self.epoch, **{k: float(v) for k, v in figures.items()}})
        if self.team.leads:
            self._write()
        self.team.wait()

    def _write(self):
        state = {
            "parts": {name: part.state_dict() for name, part in self.parts.items()},
            "rng": self.rng.get_state(),
            "seed": self.seed,
            "digits": self.digits,
            "epoch": self.epoch,
            "history": self.history,
        }
        try:
            checkpoint.save(self.out / LAST, state)
            write_history(self.out / "history.csv", self.history)
        except OSError as error:
            raise SystemExit(
                f"epoch {self.epoch} could not be saved in {self.out}: {error.strerror}; "
                "make room and go on with --resume"
            ) from None


def write_history(path, history):
    """One row an epoch, whole or not at all."""
    partial = path.with_suffix(".tmp")
    with open(partial, "w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(history[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: v if k == "epoch" else f"{v:.6g}" for k, v in row.items()} for row in history)
    os.replace(partial, path)


def shuffled(n, batch, rng, processes=1):
    """Rows 0 … n − 1 in random order, in batches; a last one that would leave a process with one digit is left out,
    since BatchNorm cannot take it.

    Raises SystemExit when that leaves nothing.
    """
    fewest = 2 * processes
    batches = [rows for rows in torch.randperm(n, generator=rng).split(batch) if len(rows) >= fewest]
    if not batches:
        raise SystemExit(f"BatchNorm needs at least two digits in a batch and process; give --limit {fewest} or more")
    return batches


def progress_bar(iterable, description, team=None):
    """tqdm on a terminal; on a log, one line each half minute instead of thousands; silent but in one process."""
    quiet = team is not None and not team.leads
    return tqdm(iterable, desc=description, mininterval=0.5 if sys.stderr.isatty() else 30, disable=quiet)


def precision(device, bf16):
    """The context of a forward pass: bfloat16 where that is allowed and no digits are lost, float32 otherwise."""
    return torch.autocast(device.type, torch.bfloat16, enabled=bf16)


def sample_grid(run, step, x):
    """Keep the picture of the fixed noise after so many steps: x (25, 1, 28, 28) in 0…1."""
    if run.team.leads:
        save_grid(run.out / SAMPLES / f"step_{step:07d}.png", x)


def export(run, name, model, recipe, x):
    """Write model.safetensors and config.json to `run.out`, with what it takes to train the same again."""
    if not run.team.leads:
        return
    registry.save(
        run.out,
        name,
        model,
        training={
            "seed": run.seed,
            "epochs": run.epoch,
            "digits": len(x),
            "data_sha256": data.digest(x),
            "device": next(model.parameters()).device.type,
            "recipe": {key: value for key, value in asdict(recipe).items() if key != "model"},
            "commit": commit(),
            "versions": {"python": platform.python_version(), "torch": torch.__version__},
        },
    )
    print(f"wrote {run.out / registry.TENSORS}")


def commit():
    """The commit that the code stands at, with "+" when files differ from it; "unknown" outside a repository."""
    try:
        git = ["git", "-C", str(Path(__file__).resolve().parent)]
        head = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=True)
        changes = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip() + ("+" if changes.stdout.strip() else "")
