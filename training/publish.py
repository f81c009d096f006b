"""Take a run's newest weights into weights/ and measure them: python -m training.publish --help

For a GAN this also reads 10,000 samples of the generator kept at each epoch (classes.csv)
and gathers the pictures of its fixed noise into timeline.webp.
"""

import argparse
import csv
import shutil
from pathlib import Path

import torch
from PIL import Image
from safetensors.torch import load_file

import models
from models import registry
from training import card, evaluate, metrics
from training.run import load


def publish(name, run, x, y, seed=0, root=registry.WEIGHTS):
    """Copy the export in `run` to root/<name>/, with history and timeline; measure it on test digits x, y."""
    exported = {path: run / path for path in (registry.TENSORS, registry.CONFIG, "history.csv")}
    for path in exported.values():
        if not path.exists():
            raise SystemExit(f"{path} is missing: train {name} first, or go on with --resume so that it is written")
    folder = Path(root) / name
    folder.mkdir(parents=True, exist_ok=True)
    for target, source in exported.items():
        shutil.copyfile(source, folder / target)
    model = registry.load(name, root=root)
    epochs = registry.describe(name, root)["training"]["epochs"]
    _cut_history(folder / "history.csv", epochs)
    pictures = [run / "samples" / f"epoch_{epoch:03d}.png" for epoch in range(1, epochs + 1)]
    if all(path.exists() for path in pictures):
        timeline(pictures, folder / "timeline.webp")
    if (run / "generators").is_dir():
        count_classes(model, run / "generators", epochs, folder / "classes.csv", seed)
    return evaluate.evaluate(name, root, x, y, seed)


def _cut_history(path, epochs):
    """Drop rows past `epochs`: a run that still goes on may have written more."""
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[: epochs + 1]))


def timeline(pictures, target, scale=2):
    """One animated WebP of equally large pictures, 4 a second, losslessly."""
    frames = [Image.open(path) for path in pictures]
    frames = [frame.resize((frame.width * scale, frame.height * scale), Image.Resampling.NEAREST) for frame in frames]
    frames[0].save(target, save_all=True, append_images=frames[1:], duration=250, loop=0, lossless=True)


@torch.inference_mode()
def count_classes(gan, generators, epochs, target, seed=0):
    """Write the shares of 10,000 samples that read as each digit, for the generator of every epoch."""
    reader = models.load("reader")
    rows = []
    for epoch in range(1, epochs + 1):
        gan.generator.load_state_dict(load_file(generators / f"epoch_{epoch:03d}.safetensors"))
        shares = metrics.class_shares(metrics.read(reader, gan.sample(evaluate.SAMPLES, seed=seed)))
        rows.append([epoch, *(f"{share:.4f}" for share in shares)])
        print(
            f"epoch {epoch:3d}: " + "  ".join(f"{digit} {share:5.1%}" for digit, share in enumerate(shares)), flush=True
        )
    with open(target, "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["epoch", *"0123456789"], *rows])


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("name", choices=list(registry.KNOWN))
    parser.add_argument("--run", metavar="DIR", help="folder the training wrote to (default: runs/NAME)")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of MNIST as torchvision stores it")
    parser.add_argument("--seed", type=int, default=0, help="of the samples that are read")
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    x, y = load("test", args.data)
    figures = publish(args.name, Path(args.run or Path("runs") / args.name), x, y, args.seed)
    for key, value in figures.items():
        print(f"{key:28} {card.number(key, value)}")
    card.write_readme_tables()


if __name__ == "__main__":
    main()
