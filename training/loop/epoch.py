"""Go once over the data: order of the digits, steps to iterate over, losses to take down."""

import sys

import torch
from tqdm import tqdm

from training.loop.device import drawn

CHECK_EVERY = 25  # steps between two checks of the losses on a CPU; a GPU, which waits at each, has one an epoch


def shuffled(n, batch, rng, fewest=1):
    """Shuffle rows 0 … n − 1 into batches; a last one of fewer than `fewest` is left out."""
    return [rows for rows in drawn(torch.randperm, n, rng).split(batch) if len(rows) >= fewest]


def need(n, fewest):
    """End the program with a sentence when n digits do not make one batch of `fewest`."""
    if n < fewest:
        raise SystemExit(f"a batch needs {fewest} digits here, and there are {n}; give --limit {fewest} or more")


def precision(device, bf16):
    """Return the context of a forward pass: bfloat16 autocast if `bf16`, else float32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=bf16)


def backward(loss, weight):
    """Backpropagate weight · loss; the weight is 1 but for a process whose share of a batch is of another size."""
    (loss if weight == 1 else weight * loss).backward()


class Epoch:
    """Iterate once over the data: steps and rows, losses to take down, a progress bar to watch.

    The bar is for a terminal; in a log it is one line each half minute.
    """

    def __init__(self, run, order, epochs):
        self.run = run
        self.first = run.epoch * len(order)
        self.order = order
        self.bar = tqdm(
            total=sum(map(len, order)),
            unit=" digits",
            unit_scale=True,
            desc=f"{run.name} {run.epoch + 1}/{epochs}",
            mininterval=0.5 if sys.stderr.isatty() else 30,
            disable=not run.team.leads,
        )
        self.check_every = CHECK_EVERY if run.team.device.type == "cpu" else len(order)
        self.noted = []  # losses not yet checked, on their device
        self.weights = []  # how many digits each of them is a mean of
        self.checked = 0  # steps
        self.sums = self.digits = 0.0

    def __iter__(self):
        """Yield (step, rows) for each batch, steps counted from 0 at the start of the run."""
        with self.bar:
            for step, rows in enumerate(self.order, self.first):
                yield step, rows
                self.bar.update(len(rows))

    def note(self, digits, **losses):
        """Take down a step's losses, each a mean over `digits` of this process."""
        self.names = list(losses)
        self.noted.append(torch.stack(list(losses.values())).detach())
        self.weights.append(digits)
        if len(self.noted) == self.check_every:
            self._check()

    def _check(self):
        values = torch.stack(self.noted).cpu().double()  # (steps, losses)
        for step, loss in (~values.isfinite()).nonzero().tolist():
            self.run.diverged(self.names[loss], values[step, loss].item(), f"step {self.first + self.checked + step}")
        weights = torch.tensor(self.weights, dtype=torch.float64)
        self.sums += weights @ values
        self.digits += weights.sum()
        self.checked += len(values)
        latest = dict(zip(self.names, values[-1].tolist(), strict=True))
        self.bar.set_postfix({name: f"{value:.4g}" for name, value in latest.items()}, refresh=False)
        self.noted, self.weights = [], []

    def means(self):
        """Return each loss's mean over all digits that all processes saw: dict of floats."""
        if self.noted:
            self._check()
        sums = self.run.team.sum(torch.cat([self.sums, self.digits[None]]))
        return dict(zip(self.names, (sums[:-1] / sums[-1]).tolist(), strict=True))
