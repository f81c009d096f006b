"""What every training script shares: command line, device, history, export and exact resume."""

import argparse
import csv
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

LAST = "last.pt"


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

    def __init__(self, out, seed, digits, **parts):
        self.out = Path(out)
        self.digits = digits
        self.parts = parts
        self.rng = torch.Generator().manual_seed(seed)
        self.seed = seed
        self.epoch = 0
        self.history = []
        try:
            self.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SystemExit(f"{self.out} cannot be used as a folder: {error.strerror}; give another --out") from None

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

    def end_epoch(self, **figures):
        """Count the epoch, note its figures, and leave a checkpoint and history.csv behind."""
        self.epoch += 1
        self.history.append({"epoch": self.epoch, **{k: float(v) for k, v in figures.items()}})
        checkpoint.save(
            self.out / LAST,
            {
                "parts": {name: part.state_dict() for name, part in self.parts.items()},
                "rng": self.rng.get_state(),
                "seed": self.seed,
                "digits": self.digits,
                "epoch": self.epoch,
                "history": self.history,
            },
        )
        write_history(self.out / "history.csv", self.history)


def write_history(path, history):
    """One row an epoch, whole or not at all."""
    partial = path.with_suffix(".tmp")
    with open(partial, "w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(history[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: v if k == "epoch" else f"{v:.6g}" for k, v in row.items()} for row in history)
    os.replace(partial, path)


def shuffled(n, batch, rng):
    """Rows 0 … n − 1 in random order, in batches; a last batch of one is left out, since BatchNorm cannot take it.

    Raises SystemExit when that leaves nothing.
    """
    batches = [rows for rows in torch.randperm(n, generator=rng).split(batch) if len(rows) > 1]
    if not batches:
        raise SystemExit("BatchNorm needs at least two digits in a batch; give --limit 2 or more")
    return batches


def progress_bar(iterable, description, **options):
    """tqdm on a terminal; on a log, one line each half minute instead of thousands."""
    return tqdm(iterable, desc=description, mininterval=0.5 if sys.stderr.isatty() else 30, **options)


def export(run, name, model, recipe, x):
    """Write model.safetensors and config.json to `run.out`, with what it takes to train the same again."""
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


def commit():
    """The commit that the code stands at, with "+" when files differ from it; "unknown" outside a repository."""
    try:
        git = ["git", "-C", str(Path(__file__).resolve().parent)]
        head = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=True)
        changes = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip() + ("+" if changes.stdout.strip() else "")
