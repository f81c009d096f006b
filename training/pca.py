"""Find the two principal components of MNIST's digits: python -m training.pca --help

A closed form: one pass over the digits, a second or two, the same bytes on the same machine.
"""

import argparse
from dataclasses import dataclass, field
from pathlib import Path

import torch

from models.digits import PIXELS
from models.networks.planes import PCAConfig
from training.datasets import mnist
from training.evaluation import metrics
from training.loop.provenance import export
from training.loop.run import Run, load

NAME = "pca_map"


@dataclass(frozen=True)
class Recipe:
    """Describe what the components are those of."""

    model: PCAConfig = field(default_factory=PCAConfig)
    split: str = "fit"  # the digits that vae_map and ae_map are trained on
    epochs: int = 1


def covariance(x):
    """Mean (784,) and covariance (784, 784) of the digits x (N, 1, 28, 28) uint8 in 0…1, float64."""
    total = torch.zeros(PIXELS, dtype=torch.float64)
    products = torch.zeros(PIXELS, PIXELS, dtype=torch.float64)
    for part in x.split(metrics.BATCH):
        rows = mnist.as_float(part).flatten(1).double()
        total += rows.sum(0)
        products += rows.T @ rows
    mean = total / len(x)
    return mean, products / len(x) - torch.outer(mean, mean)


def fitted(config, x):
    """Fit the plane of the first `config.latent_dim` components of x; returns it and its share of the variance.

    Each axis points to where the sum of its pixels is positive: the sign of a component is anybody's choice.
    """
    mean, spread = covariance(x)
    variances, vectors = torch.linalg.eigh(spread)  # variances ascend; vectors are columns
    axes = vectors.flip(1)[:, : config.latent_dim].T
    axes = axes * torch.where(axes.sum(1, keepdim=True) < 0, -1.0, 1.0)
    pca = config.build()
    pca.load_state_dict({"mean": mean.float(), "axes": axes.float()})
    return pca.eval(), (variances.flip(0)[: config.latent_dim].sum() / variances.sum()).item()


def main(argv=None):
    parser = argparse.ArgumentParser(
        prog="python -m training.pca",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--name", choices=[NAME], default=NAME, help="which plane (there is one)")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of MNIST, as torchvision fetches it")
    parser.add_argument("--out", type=Path, default=Path("runs") / NAME, metavar="DIR", help="the export goes here")
    parser.add_argument("--epochs", type=int, choices=[1], default=1, help="a closed form needs one pass")
    parser.add_argument("--seed", type=int, choices=[0], default=0, help="nothing is random here")
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    recipe = Recipe()
    x, _ = load(recipe.split, args.data)
    held_out, _ = load("validation", args.data)
    pca, explained = fitted(recipe.model, x)
    run = Run(args.out, args.name, args.seed, len(x), {"pca": pca})
    errors = [(metrics.reconstruct(pca, part) - part.float() / 255).square().mean().item() for part in (x, held_out)]
    run.end_epoch(explained_variance=explained, mse=errors[0], validation_mse=errors[1])
    export(run, pca, recipe, x)


if __name__ == "__main__":
    main()
