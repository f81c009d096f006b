"""What several networks share."""

from typing import Any

import torch
from torch import Tensor, nn


class Network(nn.Module):
    """A network that says what it was built from, of which type its weights are, and where they lie.

    config : the frozen dataclass whose `build` made it
    """

    config: Any

    @property
    def dtype(self) -> torch.dtype:
        """Return the type of the weights."""
        return next(self.parameters()).dtype

    @property
    def device(self) -> torch.device:
        """Return the device on which the weights lie."""
        return next(self.parameters()).device


class ToMap(nn.Module):
    """The layer (B, side·side·channels) → (B, channels, side, side).

    The channels of a pixel lie side by side in memory, as convolutions in channels_last want them.
    """

    def __init__(self, channels: int, side: int) -> None:
        super().__init__()
        self.shape = (side, side, channels)

    def forward(self, h: Tensor) -> Tensor:
        """Return h (B, side·side·channels) as maps (B, channels, side, side)."""
        return h.unflatten(1, self.shape).permute(0, 3, 1, 2)
