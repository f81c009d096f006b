"""The reader: a small convolutional classifier that says what a digit reads as."""

from dataclasses import dataclass
from typing import ClassVar

from torch import Tensor, nn
from torch.nn import functional as F

from models.digits import Floats, as_batch
from models.networks.layers import Network


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

    def build(self) -> "Reader":
        """Build the network, its weights drawn anew."""
        return Reader(self)


def stage(inputs: int, outputs: int) -> nn.Sequential:
    """Build two 3×3 convolutions, each with BatchNorm and ReLU, then 2×2 max pooling, which halves the side."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
        nn.Conv2d(outputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(2),
    )


class Reader(Network):
    """A classifier of digits.

    `features` and `predict_proba` check their arguments. `forward` and `logits` are the same network for training,
    unchecked, since a GPU would wait for each check and a NaN has to reach the loss.
    """

    def __init__(self, config: ReaderConfig) -> None:
        super().__init__()
        self.config = config
        small, middle, large = config.widths
        self.stages = nn.Sequential(stage(1, small), stage(small, middle), stage(middle, large))
        self.hidden = nn.Linear(large * 3 * 3, config.feature_dim)
        self.digits = nn.Linear(config.feature_dim, 10)

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits of the digits 0…9, unchecked: `logits`."""
        return self.logits(x)

    def logits(self, x: Tensor) -> Tensor:
        """Return the logits of the digits 0…9, unchecked: x (B, 1, 28, 28) in 0…1 → (B, 10)."""
        return self.digits(F.dropout(self._features(x), self.config.dropout, self.training))

    def features(self, x: Floats) -> Tensor:
        """Return the layer before the last: x (n, 1, 28, 28) in 0…1 → (n, feature_dim), 0 or more.

        Raises ValueError when x has another shape, holds no floats or is not finite.
        """
        return self._features(as_batch(x, self.dtype))

    def predict_proba(self, x: Floats) -> Tensor:
        """Return the probabilities of the digits 0…9: x (n, 1, 28, 28) in 0…1 → (n, 10), each row sums to 1.

        Raises ValueError as `features`.
        """
        return F.softmax(self.logits(as_batch(x, self.dtype)), dim=1)

    def _features(self, x: Tensor) -> Tensor:
        return F.relu(self.hidden(self.stages(x).flatten(1)))
