"""Measure shipped models on digits that no model was trained on: python -m training.evaluate --help

On test digits it writes weights/<name>/metrics.json, the model cards and the tables in both READMEs; on validation
digits, which are for choosing settings, it only prints. Nothing else in the project looks at test digits.
"""

import argparse
import json
import platform
import sys
from pathlib import Path

import torch

import models
from models import latent, registry
from training.datasets import pen_drawings
from training.evaluation import by_family, metrics
from training.evaluation.fid import inception_frechet, inception_network
from training.evaluation.reference import gather
from training.loop.command_line import add_device
from training.loop.device import title
from training.loop.provenance import commit
from training.loop.run import load
from training.reports import metric_names, model_card, readme_tables

STROKES = Path("../shared/strokes/digits.json")
TRAINED_ON = {"test": "train", "validation": "fit"}


@metrics.full_precision()
def evaluate(name, real, root=registry.WEIGHTS, inception=None):
    """Measure one model in `root` against `training.evaluation.reference.Real` digits, on the device of their reader.

    inception : path of Inception's weights, to add FID on its features
    Returns the report that metrics.json holds: figures, those of real digits, and how they came about.
    """
    device = metrics.device_of(real.reader)
    model = models.load(name, device, root)
    family = registry.KNOWN[name].family
    found = {"parameters": registry.describe(name, root)["parameters"], **by_family.FAMILIES[family](model, real)}
    if inception and family != "reader":
        label = real.y if "label_accuracy" in found else None
        fake = model.sample(len(real.y), label=label, seed=real.seed).to(real.x.device)
        found["inception_fid"] = inception_frechet(real.x.float() / 255, fake, inception)
    return {
        "split": real.split,
        "digits": len(real.x),
        "drawings": 0 if real.strokes is None else len(real.strokes),
        "seed": real.seed,
        "commit": commit(),
        "weights": registry.describe(name, root)["weights"]["sha256"][:16],
        "judge": registry.describe("reader")["weights"]["sha256"][:16],
        "machine": platform.machine(),
        "device": device.type if device.type != "cuda" else title(device),
        "figures": _rounded(found),
        "real": _rounded(real.figures),
        **(
            {"reference": _rounded(by_family.REFERENCES[family](model, real))} if family in by_family.REFERENCES else {}
        ),
    }


@metrics.full_precision()
def prepare(split, data, seed=0, strokes=None, device="cpu"):
    """Gather the real digits of a split, as `evaluate` wants them; bad data or strokes end the program.

    device : the networks run there, and figures are worked out there; those of MPS, which lacks float64, on the CPU
    """
    drawn = None
    if strokes is not None:
        try:
            drawn = pen_drawings.strokes(strokes)
        except (OSError, ValueError) as error:
            raise SystemExit(str(error)) from None
    device = torch.device(device)
    home = torch.device("cpu") if device.type == "mps" else device
    pairs = load(split, data), load(TRAINED_ON[split], data), drawn
    test, train, drawn = (pair and tuple(part.to(home) for part in pair) for pair in pairs)
    return gather(models.load("reader", device), test, train, seed, split, drawn)


def write(name, report, root=registry.WEIGHTS):
    """Write a report to root/<name>/metrics.json, and the cards that show its figures."""
    folder = Path(root) / name
    registry.write(folder / registry.METRICS, (json.dumps(report, indent=2) + "\n").encode())
    model_card.write_cards(root)


def _rounded(found):
    """Round figures to six digits, which is more than any of them is certain to."""
    return {
        key: [_six(each) for each in value] if isinstance(value, list) else _six(value) for key, value in found.items()
    }


def _six(value):
    return value if isinstance(value, int) else float(f"{value:.6g}")


def options(argv=None):
    """Parse the command line; a mistake in it ends the program with a sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(registry.KNOWN)}")
    parser.add_argument("--all", action="store_true", help="every model that lies in weights/")
    parser.add_argument(
        "--split",
        choices=list(TRAINED_ON),
        default="test",
        help="test (the default) writes metrics.json, cards and README tables; validation only prints",
    )
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of MNIST as torchvision stores it")
    parser.add_argument(
        "--strokes",
        type=Path,
        default=STROKES if STROKES.is_file() else None,
        metavar="FILE",
        help=f"people's drawings: JSON, a list of {{label, strokes}} (default: {STROKES} where it exists)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of everything drawn (default: 0)")
    add_device(
        parser,
        "where the models run; auto takes a GPU if there is one. The default is cpu, on which what ships was measured: "
        "a GPU is many times as quick but rounds otherwise, so that the last digits of figures differ. Milliseconds "
        "are those of one CPU thread everywhere",
    )
    parser.add_argument(
        "--inception",
        action="store_true",
        help="FID on Inception's features too, where torch-fidelity and its network are here; slow on a CPU",
    )
    args = parser.parse_args(argv)
    args.names = models.available() if args.all else list(dict.fromkeys(args.names))
    if not args.names:
        parser.error("name a model, or give --all")
    for name in args.names:
        if name not in registry.KNOWN:
            parser.error(f"no model is called {name!r}; there are {', '.join(registry.KNOWN)}")
        if name not in models.available():
            parser.error(
                f"{name} is not in {registry.WEIGHTS}; train it, or name one of {', '.join(models.available())}"
            )
    try:
        latent.checked_seed(args.seed)
    except ValueError as error:
        parser.error(str(error))
    return args


def main(argv=None):
    args = options(argv)
    torch.set_num_threads(1)  # small batches gain nothing from more, and figures stay the same everywhere
    inception = inception_network() if args.inception else None
    if args.inception and inception is None:
        print("FID on Inception's features is left out: torch-fidelity or its network is not here", file=sys.stderr)
    try:
        reports = measure_all(args, inception)
        if args.split == "test":
            readme_tables.write_readme_tables()
    except registry.WeightsError as error:
        raise SystemExit(str(error)) from None
    except OSError as error:
        raise SystemExit(f"{error.filename} cannot be written: {error.strerror}") from None
    for family in by_family.FAMILIES:
        members = {name: report for name, report in reports.items() if registry.KNOWN[name].family == family}
        if members:
            print("\n".join(["", *metric_names.table(members), "", *metric_names.shares_table(members)]))


def measure_all(args, inception):
    """Report of each model named, written as soon as it is measured."""
    print(f"real digits: {args.split}, seed {args.seed}", file=sys.stderr)
    real = prepare(args.split, args.data, args.seed, args.strokes, args.device)
    print(
        f"{args.split} split, {len(real.x):,} digits, seed {args.seed}, on {title(args.device)}, "
        f"code at commit {commit()}"
    )
    reports = {}
    for name in args.names:
        print(f"measuring {name}", file=sys.stderr)
        reports[name] = evaluate(name, real, inception=inception)
        if args.split == "test":
            write(name, reports[name])
    return reports


if __name__ == "__main__":
    main()
