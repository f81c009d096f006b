"""Train the digit reader on MNIST: python -m training.reader --help"""

from dataclasses import dataclass, field

import torch
from torch import nn
from torch.nn import functional as F

from models.networks.reader import ReaderConfig
from training.datasets import mnist
from training.datasets.augment import affine, thickness
from training.loop.command_line import arguments
from training.loop.epoch import Epoch, backward, precision, shuffled
from training.loop.parallel import join, leave
from training.loop.provenance import export
from training.loop.replay import Compiled, adam_options, stepper
from training.loop.run import begun, load
from training.loop.schedule import learning_rate, set_learning_rate


@dataclass(frozen=True)
class Recipe:
    """Describe how the reader is trained."""

    model: ReaderConfig = field(default_factory=ReaderConfig)
    split: str = "fit"  # keeps 5,000 of the 60,000 for choosing
    epochs: int = 24
    batch: int = 128
    learning_rate: float = 3e-3  # the peak
    weight_decay: float = 0.01
    schedule: str = "one cycle"


RECIPES = {"reader": Recipe()}


class CrossEntropy(nn.Module):
    """Compute the loss as one module, so that DistributedDataParallel and torch.compile see a whole step."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, x, y):
        """Return the mean of −log p(y | x) for x (B, 1, 28, 28) in 0…1, y (B,)."""
        return F.cross_entropy(self.reader.logits(x).float(), y)


class ReaderStep:
    """Take a whole training step, called plainly or recorded (`training.loop.replay`).

    recipe : Recipe; run : training.loop.run.Run with the parts reader and optimizer
    x (N, 1, 28, 28) uint8, y (N,) : the digits, on the device of `run.team`
    bf16, compile : as the command line says
    """

    def __init__(self, recipe, run, x, y, bf16=False, compile=False):
        self.recipe, self.run, self.x, self.y, self.bf16 = recipe, run, x, y, bf16
        self.optimizer = run.parts["optimizer"]
        objective = CrossEntropy(run.parts["reader"])
        self.objective = run.team.wrap(Compiled(objective) if compile else objective)

    def numbers(self, step, steps):
        """Return what changes from step to step: dict of floats."""
        return {"learning_rate": learning_rate(self.recipe.learning_rate, self.recipe.schedule, step, steps)}

    def __call__(self, rows, numbers, _variant=None):
        """Train on the digits of rows (B,); returns the loss by name, a mean."""
        team, rng = self.run.team, self.run.rng
        if not self.run.draws_dropout:
            torch.manual_seed(int(torch.randint(2**31, (), generator=rng)))
        real = thickness(affine(mnist.batch(self.x, rows), rng), rng)  # (B, 1, 28, 28)
        real = team.share(real).contiguous(memory_format=torch.channels_last)
        set_learning_rate(self.optimizer, numbers["learning_rate"])
        with precision(team.device, self.bf16):
            loss = self.objective(real, self.y[team.share(rows)])
        self.optimizer.zero_grad()
        backward(loss, len(real) * team.size / len(rows))
        self.optimizer.step()
        return {"loss": loss}


def train(recipe, x, y, run, args, held_out):
    """Train on x (N, 1, 28, 28) uint8, y (N,) until `run.epoch` is `args.epochs`; returns the reader.

    args : epochs, bf16 and compile, as `training.loop.command_line.arguments` gives them.
    held_out : (x, y) whose accuracy is written to the history after each epoch.
    """
    reader, device = run.parts["reader"], run.team.device
    x, y = x.to(device), y.to(device)
    plan = ReaderStep(recipe, run, x, y, args.bf16, args.compile)
    take_step = stepper(plan, run)
    while run.goes_on(args.epochs):
        reader.train()
        order = shuffled(len(x), recipe.batch, run.rng, fewest=2 * run.team.size)  # BatchNorm cannot take a lone digit
        for step, rows in (epoch := Epoch(run, order, args.epochs)):
            losses = take_step(rows, plan.numbers(step, args.epochs * len(order)), None)
            epoch.note(len(run.team.share(rows)), **losses)
        run.end_epoch(**epoch.means(), validation_accuracy=accuracy(reader.eval(), *held_out))
    return reader.eval()


@torch.no_grad()
def accuracy(reader, x, y):
    """Return the share of x (N, 1, 28, 28) uint8 that is classified as y (N,), 0…1."""
    device = next(reader.parameters()).device
    said = torch.cat([reader(mnist.as_float(part.to(device))).argmax(1).cpu() for part in x.split(500)])
    return (said == y).float().mean().item()


def main(argv=None):
    args = arguments(RECIPES, __doc__, argv)
    recipe = RECIPES[args.name]
    team = join(args.device)
    torch.manual_seed(args.seed)
    x, y = load(recipe.split, args.data, args.limit)
    held_out = load("validation", args.data, args.limit)
    reader = recipe.model.build().to(team.device, memory_format=torch.channels_last)
    how = dict(lr=recipe.learning_rate, weight_decay=recipe.weight_decay, **adam_options(team))
    parts = {"reader": reader, "optimizer": torch.optim.AdamW(reader.parameters(), **how)}
    team.share_batch_norm(reader)
    with begun(args, recipe, x, parts, team) as run:
        export(run, train(recipe, x, y, run, args, held_out), recipe, x, args.bf16)
    leave()


if __name__ == "__main__":
    main()
