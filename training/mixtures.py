"""Fit the Gaussians of each digit to a shipped VAE: python -m training.mixtures --help

training.vae does the same at the end of a run; this is for weights that were trained before, or with other settings.
"""

import argparse
import dataclasses
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import repeat
from multiprocessing import get_context

import torch

from models import registry
from training import gaussians
from training.evaluation import metrics
from training.loop.command_line import add_device
from training.loop.run import load

COMPONENTS = 20  # Gaussians a digit; with 10, 0.7 % fewer samples show the requested label; 40 are no better
MANY = 10_000  # digits from which on each class is fitted in a process of its own, which takes a second to start
FEWEST = 50  # digits for a Gaussian; with fewer of a class none is fitted


@metrics.full_precision()
def fitted(vae, x, y, components=COMPONENTS, seed=0):
    """Fit a mixture of Gaussians for each digit to mu of x (N, 1, 28, 28) uint8 that show y (N,); returns the VAE.

    Fitted twice: the second time without the one or two digits in a hundred that the first mixtures take for another
    class, which would otherwise stretch the class's Gaussians into its neighbours.

    On the CPU, but for mu, which the VAE gives where it lies; as it came when a trial has too few digits for that.
    """
    if _fewest(y) < FEWEST * components:
        return vae.cpu()
    mu, y = metrics.encode(vae, x).cpu(), y.cpu()
    vae = vae.cpu()
    whole = dataclasses.replace(vae.config, components=components).build()
    kept = {key: value for key, value in vae.state_dict().items() if not key.startswith("classes.")}
    whole.load_state_dict({**whole.state_dict(), **kept})
    typical = torch.ones(len(y), dtype=torch.bool)
    with _mapping(len(y)) as mapped:
        for _ in range(2):
            parts = [mu[typical & (y == digit)].double().numpy() for digit in range(10)]
            for digit, mixture in enumerate(mapped(gaussians.fit, parts, repeat(components), repeat(seed))):
                _put(whole.classes, digit, mixture, (y == digit).double().mean().log())
            typical = metrics.classify(whole, mu) == y
            if _fewest(y[typical]) < FEWEST * components:  # the classes overlap almost wholly, as in an untrained VAE
                break
    return whole.eval()


def _fewest(y):
    return torch.bincount(y, minlength=10).min()


@contextmanager
def _mapping(digits):
    """Give a function that is called like `map`; with MANY digits it works in processes, which end with the block."""
    workers = min(10, os.cpu_count() or 1)
    if digits < MANY or workers == 1:
        yield map
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield pool.map


def _put(classes, digit, mixture, log_share):
    """Put one digit's fitted mixture into `classes`; log_share : log of how often that digit comes."""
    classes.log_weights[digit] = torch.from_numpy(mixture.weights_).log() + log_share
    classes.means[digit] = torch.from_numpy(mixture.means_)
    classes.cholesky[digit] = torch.linalg.cholesky(torch.from_numpy(mixture.covariances_))


def main(argv=None):
    names = [name for name, config in registry.KNOWN.items() if config.family == "vae"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("names", nargs="+", choices=names, metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of MNIST as torchvision stores it")
    parser.add_argument("--components", type=int, default=COMPONENTS, help="Gaussians for each digit")
    parser.add_argument("--seed", type=int, default=0, help="of the fit's first guess")
    add_device(parser, "where digits are encoded; the fit itself runs on the CPU; auto takes a GPU if there is one")
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    for name in args.names:
        about = registry.describe(name)
        x, y = load(about["training"]["recipe"].get("split", "train"), args.data)
        vae = fitted(registry.load(name, args.device), x, y, args.components, args.seed)
        registry.save(registry.WEIGHTS / name, name, vae, training=about["training"])
        print(f"{name}: {args.components} Gaussians for each digit, fitted to mu of {len(x):,} digits")


if __name__ == "__main__":
    main()
