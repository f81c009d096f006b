"""Train the digit reader on MNIST: python -m training.reader --help"""

from dataclasses import dataclass, field

import torch
from torch.nn import functional as F

from models.reader import ReaderConfig
from training import data
from training.augment import jitter, thickness
from training.run import Run, arguments, export, load, progress_bar, shuffled


@dataclass(frozen=True)
class Recipe:
    """How the reader is trained."""

    model: ReaderConfig = field(default_factory=ReaderConfig)
    epochs: int = 14
    batch: int = 128
    learning_rate: float = 3e-3  # the peak of one cycle
    weight_decay: float = 0.01


RECIPES = {"reader": Recipe()}


def train(recipe, x, y, held_out, run, epochs, device, name="reader"):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `epochs`; returns the model.

    held_out : (x, y) whose accuracy is written to the history after each epoch.
    """
    reader, optimizer, schedule = run.parts["reader"], run.parts["optimizer"], run.parts["schedule"]
    while run.epoch < epochs:
        reader.train()
        order = shuffled(len(x), recipe.batch, run.rng)
        total = 0.0
        for rows in progress_bar(order, f"{name} epoch {run.epoch + 1}/{epochs}"):
            torch.manual_seed(int(torch.randint(2**31, (), generator=run.rng)))  # dropout draws from torch's own stream
            images = data.as_float(x[rows]).to(device)
            images = thickness(jitter(images, run.rng), run.rng).contiguous(memory_format=torch.channels_last)
            loss = F.cross_entropy(reader(images), y[rows].to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        run.end_epoch(loss=total / len(order), validation_accuracy=accuracy(reader.eval(), *held_out, device))
    return reader.eval()


def one_cycle(optimizer, recipe, steps, done=0):
    """Learning rate up to the recipe's and down to nearly nothing within `steps`, of which `done` are over."""
    return torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=max(steps, done), last_epoch=done - 1 if done else -1
    )


@torch.no_grad()
def accuracy(reader, x, y, device="cpu"):
    """Share of x (N, 1, 28, 28) uint8 that reads as y (N,), 0…1."""
    right = 0
    for rows in torch.arange(len(x)).split(500):
        right += (reader(data.as_float(x[rows]).to(device)).argmax(1).cpu() == y[rows]).sum().item()
    return right / len(x)


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    torch.manual_seed(args.seed)
    x, y = load("fit", args.data, args.limit)
    held_out = load("validation", args.data, args.limit)
    reader = recipe.model.build().to(args.device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(reader.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay)
    steps = args.epochs * -(-len(x) // recipe.batch)
    schedule = one_cycle(optimizer, recipe, steps)
    run = Run(args.out, args.seed, len(x), reader=reader, optimizer=optimizer, schedule=schedule)
    if args.resume and run.resume():
        print(f"resumed after epoch {run.epoch}")
        if schedule.total_steps != steps:
            print(f"the learning rate's cycle of {schedule.total_steps} steps is laid out anew for {steps}")
            run.parts["schedule"] = one_cycle(optimizer, recipe, steps, done=schedule.last_epoch)
    train(recipe, x, y, held_out, run, args.epochs, args.device, args.name)
    export(run, args.name, reader, recipe, x)
    print(f"wrote {args.out / 'model.safetensors'}")


if __name__ == "__main__":
    main()
