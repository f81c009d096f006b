"""Average the weights of runs that share their first epochs: python -m training.average --help

The mean of such weights is often better than any of them (model soups, Wortsman et al. 2022, arXiv:2203.05482): the
reader that ships is the mean of one that has met elastic deformation and one that has not. Each run is a folder named
after the model, with an export in it. The mean of runs that share nothing is no model at all.
"""

import argparse
import shutil
from pathlib import Path

import torch

from models import registry

HISTORY = "history.csv"


def averaged(networks):
    """Return a network with the mean of the tensors of several that are built alike, BatchNorm's statistics included.

    Whole numbers, such as how many batches were seen, are those of the last. Raises ValueError for other builds.
    """
    configs = [network.config for network in networks]
    for config in configs:
        if config != configs[0]:
            raise ValueError(f"all must be built alike, got {configs[0]} and {config}")
    states = [network.state_dict() for network in networks]
    mean = configs[0].build()
    mean.load_state_dict({key: _mean([state[key] for state in states]) for key in states[0]})
    return mean.eval()


def _mean(tensors):
    if not tensors[-1].is_floating_point():
        return tensors[-1]
    return torch.stack([tensor.double() for tensor in tensors]).mean(0).to(tensors[-1].dtype)


def average(runs, out):
    """Write the mean of the exports in folders `runs` to `out`; what is told of its training is that of the last.

    Beside that config.json lists under "mean_of" what each run was. Raises ValueError or WeightsError.
    """
    names = {run.name for run in runs}
    if len(names) != 1:
        raise ValueError(f"the folders must be named after one model, got {', '.join(sorted(names))}")
    (name,) = names
    described = [registry.describe(name, run.parent) for run in runs]
    mean = averaged([registry.load(name, root=run.parent) for run in runs])
    parts = [
        {"weights": one["weights"]["sha256"][:16], **{key: one["training"][key] for key in ("commit", "recipe")}}
        for one in described
    ]
    registry.save(out, name, mean, training={**described[-1]["training"], "mean_of": parts})
    shutil.copyfile(runs[-1] / HISTORY, out / HISTORY)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="folder with an export, such as some/reader")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the mean goes here")
    args = parser.parse_args(argv)
    try:
        average([run.resolve() for run in args.runs], args.out)
    except (registry.WeightsError, ValueError) as error:
        raise SystemExit(str(error)) from None
    except OSError as error:
        raise SystemExit(f"{error.filename}: {error.strerror}") from None
    print(f"wrote {args.out / registry.TENSORS}, the mean of {len(args.runs)}")


if __name__ == "__main__":
    main()
