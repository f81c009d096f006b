"""Train the digit reader on MNIST: python -m training.reader --help"""

from dataclasses import dataclass, field

import torch
from torch import nn
from torch.nn import functional as F

from models.reader import ReaderConfig
from training import data
from training.augment import jitter, thickness
from training.epoch import Epoch, precision, shuffled
from training.options import arguments
from training.parallel import join, leave
from training.run import Run, export, load
from training.schedule import set_learning_rate


@dataclass(frozen=True)
class Recipe:
    """How the reader is trained."""

    model: ReaderConfig = field(default_factory=ReaderConfig)
    split: str = "fit"  # keeps 5,000 of the 60,000 for choosing
    epochs: int = 14
    batch: int = 128
    learning_rate: float = 3e-3  # the peak
    weight_decay: float = 0.01
    schedule: str = "one cycle"


RECIPES = {"reader": Recipe()}


class CrossEntropy(nn.Module):
    """The loss as one module, so that DistributedDataParallel and torch.compile see a whole step."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, x, y):
        """x (B, 1, 28, 28) in 0…1, y (B,) → −log p(y | x), mean."""
        return F.cross_entropy(self.reader(x).float(), y)


def train(recipe, x, y, run, args, held_out):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `args.epochs`; returns the reader.

    args : epochs, bf16 and compile, as `training.options.arguments` gives them.
    held_out : (x, y) whose accuracy is written to the history after each epoch.
    """
    reader, optimizer = run.parts["reader"], run.parts["optimizer"]
    team, device = run.team, run.team.device
    objective = CrossEntropy(reader)
    objective = team.wrap(torch.compile(objective) if args.compile else objective)
    x = x.to(device)
    while run.epoch < args.epochs:
        reader.train()
        order = shuffled(len(x), recipe.batch, run.rng, fewest=2 * team.size)  # BatchNorm cannot take a lone digit
        steps = args.epochs * len(order)
        for step, rows in (epoch := Epoch(run, order, args.epochs)):
            # Dropout draws from torch's own stream, which is no part of a checkpoint.
            torch.manual_seed(int(torch.randint(2**31, (), generator=run.rng)))
            real = data.batch(x, rows)  # (B, 1, 28, 28)
            real = team.share(thickness(jitter(real, run.rng), run.rng)).contiguous(memory_format=torch.channels_last)
            set_learning_rate(optimizer, recipe.learning_rate, recipe.schedule, step, steps)
            with precision(device, args.bf16):
                loss = objective(real, team.share(y[rows]).to(device))
            optimizer.zero_grad()
            (loss * (len(real) * team.size / len(rows))).backward()
            optimizer.step()
            epoch.note(len(real), loss=loss)
        run.end_epoch(**epoch.means(), validation_accuracy=accuracy(reader.eval(), *held_out))
    return reader.eval()


@torch.no_grad()
def accuracy(reader, x, y):
    """Share of x (N, 1, 28, 28) uint8 that reads as y (N,), 0…1."""
    device = next(reader.parameters()).device
    said = torch.cat([reader(data.as_float(part.to(device))).argmax(1).cpu() for part in x.split(500)])
    return (said == y).float().mean().item()


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    team = join(args.device)
    torch.manual_seed(args.seed)
    x, y = load(recipe.split, args.data, args.limit)
    held_out = load("validation", args.data, args.limit)
    reader = recipe.model.build().to(team.device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(
        reader.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay, fused=True
    )
    team.share_batch_norm(reader)
    run = Run(
        args.out, args.name, args.seed, len(x), {"reader": reader, "optimizer": optimizer}, team, args.tensorboard
    )
    if args.resume:
        run.resume()
    export(run, train(recipe, x, y, run, args, held_out), recipe, x, args.bf16)
    leave()


if __name__ == "__main__":
    main()
