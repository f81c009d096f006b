"""The reader: a small convolutional classifier that says what a digit reads as."""

from dataclasses import dataclass
from typing import ClassVar

from torch import nn
from torch.nn import functional as F

from models.digits import as_batch


@dataclass(frozen=True)
class ReaderConfig:
    """What the reader is built from; stored beside its weights.

    widths : channels of the three stages (28×28, 14×14, 7×7).
    feature_dim : length of the feature vector that FID is measured on.
    dropout : share of features dropped while training.
    """

    family: ClassVar[str] = "reader"

    widths: tuple[int, int, int] = (16, 32, 96)
    feature_dim: int = 128
    dropout: float = 0.3

    def build(self):
        return Reader(self)


def stage(inputs, outputs):
    """Two 3×3 convolutions, each with BatchNorm and ReLU, then 2×2 max pooling: halves the side."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
        nn.Conv2d(outputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(2),
    )


class Reader(nn.Module):
    """x (n, 1, 28, 28) in 0…1 → logits (n, 10)."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        small, middle, large = config.widths
        self.stages = nn.Sequential(stage(1, small), stage(small, middle), stage(middle, large))
        self.hidden = nn.Linear(large * 3 * 3, config.feature_dim)
        self.digits = nn.Linear(config.feature_dim, 10)

    def features(self, x):
        """x (n, 1, 28, 28) in 0…1 → (n, feature_dim) ≥ 0, the layer before the last; ValueError for another shape."""
        return self._features(as_batch(x))

    def forward(self, x):
        return self.logits(as_batch(x))

    def logits(self, x):
        """`forward` without its checks, for which a GPU would wait: a NaN has to reach the loss."""
        return self.digits(F.dropout(self._features(x), self.config.dropout, self.training))

    def _features(self, x):
        return F.relu(self.hidden(self.stages(x).flatten(1)))

    def predict_proba(self, x):
        """x (n, 1, 28, 28) in 0…1 → probabilities of the digits 0…9 (n, 10), each row sums to 1."""
        return F.softmax(self(x), dim=1)
