"""Layers that several networks share."""

from torch import nn


class ToMap(nn.Module):
    """(B, side·side·channels) → (B, channels, side, side), laid out as convolutions in channels_last want it."""

    def __init__(self, channels, side):
        super().__init__()
        self.shape = (side, side, channels)

    def forward(self, h):
        return h.unflatten(1, self.shape).permute(0, 3, 1, 2)
