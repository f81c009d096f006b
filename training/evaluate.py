"""Measure shipped models on MNIST's test digits: python -m training.evaluate --help

Writes weights/<name>/metrics.json, the model card beside it, and the tables in both READMEs.
"""

import argparse
import json
from pathlib import Path

import torch

import models
from models import registry
from training import card, metrics
from training.run import commit, load

SAMPLES = 10_000


def evaluate_vae(vae, reader, x, y, seed):
    """Figures of a VAE on test digits x (N, 1, 28, 28) uint8, y (N,)."""
    kept = metrics.accuracy(metrics.read(reader, metrics.reconstruct(vae, x)), y)
    return {**metrics.elbo(vae, x, seed), "reconstruction_keeps_digit": kept, **evaluate_samples(vae, reader, seed)}


def evaluate_gan(gan, reader, x, y, seed):
    """Figures of a GAN; test digits x, y show what its discriminator makes of real ones."""
    with torch.inference_mode():
        real = torch.cat([gan.score(part) for part in metrics.batches(x)]).mean().item()
        fake = gan.score(gan.sample(SAMPLES, seed=seed)).mean().item()
    return {"score_real": real, "score_fake": fake, **evaluate_samples(gan, reader, seed)}


def evaluate_samples(model, reader, seed):
    """What 10,000 samples read as, and how far that is from even."""
    with torch.inference_mode():
        shares = metrics.class_shares(metrics.read(reader, model.sample(SAMPLES, seed=seed)))
    return {
        "class_shares": shares,
        "class_kl": metrics.uniform_kl(shares),
        "classes_holding_90": metrics.classes_holding(shares),
    }


def evaluate_reader(reader, _, x, y, seed):
    """Accuracy and calibration of the reader on test digits."""
    proba = metrics.read(reader, x)
    return {"accuracy": metrics.accuracy(proba, y), "calibration_error": metrics.calibration_error(proba, y)}


FAMILIES = {"VAEConfig": evaluate_vae, "GANConfig": evaluate_gan, "ReaderConfig": evaluate_reader}


def evaluate(name, root, x, y, seed=0):
    """Measure one model in `root` on test digits and write its metrics.json and card; returns the figures."""
    model, reader = models.load(name, root=root), models.load("reader")
    figures = FAMILIES[type(model.config).__name__](model, reader, x, y, seed)
    report = {"split": "test", "digits": len(x), "seed": seed, "commit": commit(), "figures": figures}
    registry.write(Path(root) / name / "metrics.json", (json.dumps(report, indent=2) + "\n").encode())
    card.write_card(Path(root) / name)
    return figures


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(registry.KNOWN)}")
    parser.add_argument("--all", action="store_true", help="every model that lies in weights/")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of MNIST as torchvision stores it")
    parser.add_argument("--seed", type=int, default=0, help="of everything drawn")
    args = parser.parse_args(argv)
    names = models.available() if args.all else args.names
    if not names:
        parser.error("name a model, or give --all")
    for name in names:
        if name not in registry.KNOWN:
            parser.error(f"no model is called {name!r}; there are {', '.join(registry.KNOWN)}")
    torch.set_num_threads(1)  # small batches gain nothing from more, and figures stay the same everywhere
    x, y = load("test", args.data)
    for name in names:
        figures = evaluate(name, registry.WEIGHTS, x, y, args.seed)
        print(f"{name} (test, {len(x)} digits, seed {args.seed})")
        for key, value in figures.items():
            print(f"  {key:28} {card.number(key, value)}")
    card.write_readme_tables()


if __name__ == "__main__":
    main()
