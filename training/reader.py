"""Train the digit reader on MNIST: python -m training.reader --help"""

from dataclasses import dataclass, field, replace

import torch
from torch import nn
from torch.nn import functional as F

from models.networks.reader import ReaderConfig
from training.datasets import hands, mnist
from training.datasets.augment import affine, elastic, thickness
from training.loop.command_line import arguments
from training.loop.epoch import Epoch, backward, precision, shuffled
from training.loop.parallel import join, leave
from training.loop.provenance import export
from training.loop.replay import Compiled, adam_options, stepper
from training.loop.run import begun, load
from training.loop.schedule import learning_rate, set_learning_rate, tuning_begins

FEWEST = 2  # digits in a batch: BatchNorm cannot take a lone one


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
    tuning_share: float = 0.0  # share of the epochs, at the end, that have a schedule of their own and meet hands
    tuning_rate: float = 1e-3  # the peak of the learning rate during those epochs
    hands_share: float = 0.0  # share of each batch, then, that is written as MNIST's writers seldom did
    elastic_prob: float = 0.0  # probability, then, that a digit is deformed elastically


RECIPES = {"reader": Recipe(epochs=36, tuning_share=12 / 36, hands_share=0.2, elastic_prob=0.5)}


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
        """Return what changes from step to step of a schedule: dict of floats."""
        return {"learning_rate": learning_rate(self.recipe.learning_rate, self.recipe.schedule, step, steps)}

    def __call__(self, rows, numbers, _variant=None):
        """Train on the digits of rows (B,); returns the loss by name, a mean."""
        team, rng = self.run.team, self.run.rng
        if not self.run.draws_dropout:
            torch.manual_seed(int(torch.randint(2**31, (), generator=rng)))
        real = affine(mnist.batch(self.x, rows), rng)  # (B, 1, 28, 28)
        if self.recipe.elastic_prob:
            real = elastic(real, rng, prob=self.recipe.elastic_prob)
        real = thickness(real, rng)
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
    ends = tuning_begins(args.epochs, recipe.tuning_share)
    _train(replace(recipe, hands_share=0.0, elastic_prob=0.0), x, y, run, args, held_out, range(ends))
    if ends <= run.epoch < args.epochs:
        tuning = replace(recipe, learning_rate=recipe.tuning_rate)
        _train(tuning, x, y, run, args, held_out, range(ends, args.epochs))
    return run.parts["reader"].eval()


def _train(recipe, x, y, run, args, held_out, epochs):
    """Train for what is left of a range of epochs, over which the schedule runs from start to end."""
    reader, device, digits = run.parts["reader"], run.team.device, len(x)
    x, y = (part.to(device) for part in hands.joined(x, y, recipe.hands_share, run.seed))
    plan = ReaderStep(recipe, run, x, y, args.bf16, args.compile)
    take_step = stepper(plan, run)
    while run.epoch in epochs and run.goes_on(args.epochs):
        reader.train()
        order = shuffled(digits, recipe.batch, run.rng, fewest=FEWEST * run.team.size)
        order = hands.mixed(order, recipe.hands_share, digits, len(x) - digits, run.rng)
        first, steps = epochs.start * len(order), len(epochs) * len(order)
        for step, rows in (epoch := Epoch(run, order, args.epochs)):
            losses = take_step(rows, plan.numbers(step - first, steps), None)
            epoch.note(len(run.team.share(rows)), **losses)
        run.end_epoch(**epoch.means(), validation_accuracy=accuracy(reader.eval(), *held_out))


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
    with begun(args, recipe, x, parts, team, FEWEST) as run:
        export(run, train(recipe, x, y, run, args, held_out), recipe, x, args.bf16)
    leave()


if __name__ == "__main__":
    main()
