"""Take a run's newest weights into weights/ and measure them: python -m training.publish --help

The pictures of the fixed noise are gathered into timeline.webp, and timeline.csv says after which step each frame was
taken. While a VAE's refinement step learns alone, its decoder does not change, so these epochs add no frame; where all
parts learn together after that, every second epoch adds one.

For a GAN, the reader also classifies 10,000 samples of each generator that was kept (classes.csv): on a GPU, where that
takes seconds for all of them, of every epoch; on a CPU, where it takes seconds for each, of every epoch up to 10 and
then of ever fewer. Where no generators were kept, it classifies the digits in the pictures of the fixed noise instead,
and 10,000 samples of the generator that ships. Both tables are drawn (curves.png, classes.png).
"""

import argparse
import csv
import io
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors import SafetensorError
from safetensors.torch import load_file

import models
from models import registry
from models.networks.gan import GAN
from training import curves, evaluate
from training.evaluation import metrics
from training.loop import image_grid
from training.loop.command_line import add_device
from training.loop.recipe_names import recipe_of
from training.loop.schedule import refinement_begins, tuning_begins
from training.reports import curve_pictures

SAMPLES = 10_000  # of each generator that is read
COUNTED = ["epoch", *"0123456789", "samples"]
AT_ONCE = 2_500  # of them drawn at once on a GPU
EARLY = 8  # frames from within the first epoch, where most happens


def publish(name, run, seed=0, root=registry.WEIGHTS, device="cpu"):
    """Copy the export in `run` to root/<name>/, with history and timeline, and count a GAN's classes on a device."""
    exported = {path: run / path for path in (registry.TENSORS, registry.CONFIG, "history.csv")}
    for path in exported.values():
        if not path.exists():
            raise SystemExit(f"{path} is missing: train {name} first, or go on with --resume so that it is written")
    folder = Path(root) / name
    folder.mkdir(parents=True, exist_ok=True)
    for target, source in exported.items():
        shutil.copyfile(source, folder / target)
    model = registry.load(name, device, root)
    training = registry.describe(name, root)["training"]
    _cut_history(folder / "history.csv", training["epochs"])
    timeline(run / "samples", training, folder)
    if (run / "generators").is_dir():
        count_classes(model, run / "generators", training["epochs"], folder / "classes.csv", seed)
    elif isinstance(model, GAN) and (run / "samples").is_dir():
        count_pictures(model, run / "samples", training, folder / "classes.csv", seed)
    try:
        curves.draw(name, root)
    except ImportError:  # drawn later by `python -m training.curves`, wherever matplotlib is
        print(curve_pictures.NO_MATPLOTLIB, file=sys.stderr)


def _cut_history(path, epochs):
    """Drop rows past `epochs`: a run that still goes on may have written more."""
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[: epochs + 1]))


def chosen(epochs):
    """Choose epochs to show: every one up to 10, every second to 20, fifth to 50, tenth beyond, and the last."""
    every = [*range(1, 11), *range(12, 21, 2), *range(25, 51, 5), *range(60, epochs + 1, 10)]
    return [*(epoch for epoch in every if epoch < epochs), epochs]


def pictures(samples):
    """Find the pictures of the fixed noise in a run's folder: {step: path}."""
    return {int(path.stem.removeprefix("step_")): path for path in samples.glob("step_*.png")}


def steps_per_epoch(training):
    """Count the steps of an epoch of a config.json's training, its last and smaller batch included."""
    return -(-training["digits"] // training["recipe"]["batch"])


def frames(samples, training):
    """List the pictures for the film, in order: [(step, epoch as a number with a part, path)]."""
    by_step, per_epoch = pictures(samples), steps_per_epoch(training)
    within = sorted(step for step in by_step if step < per_epoch)
    early = within[:: max(1, -(-len(within) // EARLY))]
    steps = early + [epoch * per_epoch for epoch in moving(training)]
    return [(step, step / per_epoch, by_step[step]) for step in steps if step in by_step]


def moving(training):
    """Choose epochs to show of a config.json's training: none from while the refinement step learns alone."""
    recipe, epochs = recipe_of(training), training["epochs"]
    tuned = recipe.get("tuning_share", 0.0)
    first = chosen(refinement_begins(epochs, recipe.get("refinement_share", 0.0), tuned))
    return [*first, *range(epochs, max(tuning_begins(epochs, tuned), first[-1]), -2)[::-1]]


def timeline(samples, training, folder, scale=2):
    """Write the film of equally large pictures, 4 a second and lossless, and which step each frame shows."""
    shown = frames(samples, training) if samples.is_dir() else []  # a closed form leaves none on the way
    if not shown:
        return
    small = [Image.open(path) for _, _, path in shown]
    large = [p.resize((p.width * scale, p.height * scale), Image.Resampling.NEAREST) for p in small]
    film = io.BytesIO()
    large[0].save(
        film, "webp", save_all=True, append_images=large[1:], duration=250, loop=0, lossless=True, minimize_size=True
    )
    registry.write(folder / "timeline.webp", film.getvalue())
    rows = [(i, step, f"{epoch:.4g}") for i, (step, epoch, _) in enumerate(shown)]
    _write_csv(folder / "timeline.csv", ["frame", "step", "epoch"], rows)


@torch.inference_mode()
@metrics.full_precision()
def count_classes(gan, generators, epochs, target, seed=0):
    """Write the shares of 10,000 samples that read as each digit, for the generators kept in a folder.

    On the device of the GAN. Not on the CPU: of every epoch up to `epochs`, samples drawn in large batches, which
    gives those of `sample` up to rounding. On the CPU: of the chosen epochs, the very samples of `sample`.
    """
    device = metrics.device_of(gan)
    reader, rows = models.load("reader", device), []
    for epoch, path in kept(generators, range(1, epochs + 1) if device.type != "cpu" else chosen(epochs)):
        _take_up(gan.generator, path)
        rows.append(_row(reader, epoch, _samples(gan, seed)))
    if rows:
        _write_csv(target, COUNTED, rows)


@torch.inference_mode()
@metrics.full_precision()
def count_pictures(gan, samples, training, target, seed=0):
    """Write the shares of the digits in the pictures of a run, a row for each chosen epoch.

    A row counts all pictures since the row before it; the last one 10,000 samples of the GAN as it ships.
    """
    by_step, per_epoch = pictures(samples), steps_per_epoch(training)
    reader, rows, since = models.load("reader", metrics.device_of(gan)), [], 0
    for epoch in chosen(training["epochs"])[:-1]:
        taken = [by_step[step] for step in sorted(by_step) if since * per_epoch < step <= epoch * per_epoch]
        if taken:
            x = np.concatenate([image_grid.digits(np.asarray(Image.open(path))) for path in taken])
            rows.append(_row(reader, epoch, torch.from_numpy(x)))
        since = epoch
    rows.append(_row(reader, training["epochs"], _samples(gan, seed)))
    _write_csv(target, COUNTED, rows)


def _samples(gan, seed):
    """Draw 10,000 samples of a GAN: on the CPU the very ones of `sample`, elsewhere in larger batches."""
    z, label = gan.points(SAMPLES, seed=seed)
    device = metrics.device_of(gan)
    return gan.from_points(z, label) if device.type == "cpu" else _drawn(gan, z.to(device), label)


def _row(reader, epoch, x):
    """Make a row of classes.csv: the epoch, the shares of x (n, 1, 28, 28) that read as each digit, and n."""
    shares = metrics.class_shares(metrics.read(reader, x).cpu())  # in float64, which MPS has not
    print(f"epoch {epoch:3d}: " + "  ".join(f"{digit} {s:5.1%}" for digit, s in enumerate(shares)), flush=True)
    return [epoch, *(f"{share:.4f}" for share in shares), len(x)]


def kept(generators, epochs):
    """List those of some epochs whose generator lies in a run's folder: [(epoch, path)]."""
    paths = [(epoch, generators / f"epoch_{epoch:03d}.safetensors") for epoch in epochs]
    return [(epoch, path) for epoch, path in paths if path.exists()]


def _take_up(generator, path):
    """Fill the generator with the tensors in a file; a file that holds none of its kind ends the program."""
    try:
        tensors = load_file(path)
    except (SafetensorError, OSError):
        tensors = {}
    shapes = [{key: value.shape for key, value in each.items()} for each in (tensors, generator.state_dict())]
    if shapes[0] != shapes[1]:
        raise SystemExit(f"{path} holds no generator of this model; remove it, or train the model anew")
    generator.load_state_dict(tensors)


def _drawn(gan, z, label):
    """Generate digits (n, 1, 28, 28) from z (n, Z) and label (n,) or None, in large batches."""
    parts = [z.split(AT_ONCE)] if label is None else [z.split(AT_ONCE), label.to(z.device).split(AT_ONCE)]
    return torch.cat([gan.draw(*part) for part in zip(*parts, strict=True)])


def _write_csv(path, head, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    registry.write(path, text.getvalue().encode())


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("name", choices=list(registry.KNOWN))
    parser.add_argument("--run", metavar="DIR", help="folder the training wrote to (default: runs/NAME)")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of MNIST as torchvision stores it")
    parser.add_argument("--seed", type=int, default=0, help="of the samples that are read")
    add_device(
        parser,
        "where samples are drawn and read, and figures measured (see training.evaluate --help); auto takes a GPU if "
        "there is one",
    )
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    run = Path(args.run or Path("runs") / args.name)
    try:
        publish(args.name, run, args.seed, device=args.device)
    except registry.WeightsError as error:
        raise SystemExit(str(error)) from None
    evaluate.main([args.name, "--data", args.data, "--seed", str(args.seed), "--device", args.device.type])


if __name__ == "__main__":
    main()
