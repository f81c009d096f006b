"""Parse the command line that all training scripts share."""

import argparse
import importlib.util
import math
import os
import shutil
from pathlib import Path

from training.loop import device
from training.loop.clock import Clock

SEVERAL = """\
several processes, each with a part of every batch (a GPU each, or cores of one machine):
  torchrun --nproc-per-node 2 -m training.{family} --name {name}

A run that was stopped, in whatever way, goes on with --resume and ends with the same bytes.
"""


def arguments(names, description, argv=None):
    """Parse the options that all training scripts share.

    names : dict of model name → recipe with an `epochs` field; the first is the default.

    Returns them with a `clock`, which counts --minutes from now on: reading the data takes its part of them.
    """
    first = next(iter(names))
    family = first.split("_")[0]
    parser = argparse.ArgumentParser(
        prog=f"python -m training.{family}",
        description=description,
        epilog=SEVERAL.format(family=family, name=list(names)[-1]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    recipes = ", ".join(f"{name} {recipe.epochs}" for name, recipe in names.items())
    parser.add_argument("--name", choices=list(names), default=first, help=f"which model to train (default: {first})")
    parser.add_argument(
        "--data",
        default="data",
        metavar="DIR",
        help="folder of MNIST, as torchvision fetches it (default: data)",
    )
    parser.add_argument("--out", metavar="DIR", help="checkpoints and export go here (default: runs/NAME)")
    parser.add_argument("--epochs", type=positive, help=f"passes over the data (default: {recipes})")
    parser.add_argument("--limit", type=positive, help="use only the first LIMIT digits, for a trial")
    parser.add_argument("--seed", type=seed, default=0, help="0 … 2**63 - 1 (default: 0)")
    add_device(parser, "auto takes a GPU if there is one", default="auto")
    parser.add_argument(
        "--resume", action="store_true", help="go on from the last checkpoint in --out, if there is one"
    )
    parser.add_argument(
        "--from-shipped",
        action="store_true",
        help="begin with the weights that ship, after the epochs that they had, unless --resume finds a checkpoint",
    )
    parser.add_argument(
        "--minutes",
        type=minutes,
        help="begin no epoch that would end later, and export what there is (default: no limit)",
    )
    parser.add_argument(
        "--bf16", action="store_true", help="bfloat16 autocast: quicker where the processor has it; other bytes"
    )
    parser.add_argument(
        "--compile", action="store_true", help="torch.compile: needs a C++ compiler and a minute to start"
    )
    parser.add_argument(
        "--tensorboard",
        metavar="DIR",
        help="figures and samples of every epoch for TensorBoard, in DIR/<name of --out>",
    )
    args = parser.parse_args(argv)
    args.clock = Clock(args.minutes)
    args.epochs = args.epochs or names[args.name].epochs
    args.out = Path(args.out or Path("runs") / args.name)
    if args.compile and not any(shutil.which(compiler) for compiler in (os.environ.get("CXX", "c++"), "g++")):
        parser.error("--compile needs a C++ compiler and found none; install g++, name one in CXX, or leave it out")
    if args.tensorboard and not importlib.util.find_spec("tensorboard"):
        parser.error("--tensorboard needs tensorboard and found none; pip install tensorboard, or leave it out")
    device.settle(args.device)
    return args


def _whole(text):
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a whole number, got {text!r}") from None


def positive(text):
    value = _whole(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {value}")
    return value


def minutes(text):
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"must be a number above 0, got {text!r}")
    return value


def seed(text):
    value = _whole(text)
    if not 0 <= value < 2**63:
        raise argparse.ArgumentTypeError(f"must be from 0 to 2**63 - 1, got {value}")
    return value


def add_device(parser, why, default="cpu"):
    """Give a command line --device, which becomes a torch.device; why : what help says of it."""
    parser.add_argument("--device", type=_device, default=default, metavar="auto|cpu|cuda|mps", help=why)


def _device(text):
    if text not in ("auto", "cpu", "cuda", "mps"):
        raise argparse.ArgumentTypeError(f"must be auto, cpu, cuda or mps, got {text!r}")
    try:
        return device.choose(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
