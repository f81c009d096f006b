"""Fit the Gaussians of each digit to a shipped VAE: python -m training.mixtures --help

training.vae does the same at the end of a run; this is for weights that were trained before, or with other settings.
"""

import argparse
import dataclasses

import torch
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from models import registry
from training import metrics
from training.run import load

COMPONENTS = 10  # Gaussians a digit; 1 leaves label agreement at 92 %, 30 are no better
FEWEST = 50  # digits for a Gaussian; with fewer of a class none is fitted
LEAST_VARIANCE = 1e-3  # added to every direction: units that the VAE leaves unused have next to none


def fitted(vae, x, y, components=COMPONENTS, seed=0):
    """The VAE with a mixture of Gaussians for each digit, fitted to mu of x (N, 1, 28, 28) uint8 that show y (N,).

    On the CPU; as it came when a trial has too few digits for that.
    """
    vae = vae.cpu()
    if torch.bincount(y, minlength=10).min() < FEWEST * components:
        return vae
    mu = metrics.encode(vae, x)
    whole = dataclasses.replace(vae.config, components=components).build()
    whole.load_state_dict({**whole.state_dict(), **vae.state_dict()})
    for digit in range(10):
        mixture = GaussianMixture(components, reg_covar=LEAST_VARIANCE, random_state=seed)
        with threadpool_limits(1):  # matrices of a few rows: more threads wait for each other
            mixture.fit(mu[y == digit].double().numpy())
        share = (y == digit).double().mean()
        whole.classes.log_weights[digit] = (torch.from_numpy(mixture.weights_) * share).log()
        whole.classes.means[digit] = torch.from_numpy(mixture.means_)
        whole.classes.cholesky[digit] = torch.linalg.cholesky(torch.from_numpy(mixture.covariances_))
    return whole.eval()


def main(argv=None):
    names = [name for name, config in registry.KNOWN.items() if config.family == "vae"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("names", nargs="+", choices=names, metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of MNIST as torchvision stores it")
    parser.add_argument("--components", type=int, default=COMPONENTS, help="Gaussians for each digit")
    parser.add_argument("--seed", type=int, default=0, help="of the fit's first guess")
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    for name in args.names:
        about = registry.describe(name)
        x, y = load(about["training"]["recipe"].get("split", "train"), args.data)
        vae = fitted(registry.load(name), x, y, args.components, args.seed)
        registry.save(registry.WEIGHTS / name, name, vae, training=about["training"])
        print(f"{name}: {args.components} Gaussians for each digit, fitted to mu of {len(x):,} digits")


if __name__ == "__main__":
    main()
