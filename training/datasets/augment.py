"""Augment digits in batches, as other hands and pens might have written them."""

import math

import torch
from torch.nn import functional as F

from training.loop.device import drawn


def affine(x, rng, degrees=12.0, scale=0.12, shear=0.2, shift=1.5, prob=0.8):
    """Rotate, scale, shear and shift some digits of a batch, each by its own random amounts.

    Parameters
    ----------
    x : (B, 1, 28, 28) float tensor in 0…1
    rng : torch.Generator that everything random is drawn from, on its own device
    degrees, scale, shear, shift : float
        Half-widths of uniform ranges: rotation in degrees, relative size per axis,
        horizontal shear in px per px, shift in px.
    prob : float
        Probability that a digit is changed at all, 0…1.

    Returns
    -------
    (B, 1, 28, 28) float tensor in 0…1, on the device of x
    """
    n, _, height, width = x.shape

    def uniform(half_width):
        return (2 * drawn(torch.rand, n, rng) - 1) * half_width

    touched = (drawn(torch.rand, n, rng) < prob).float()
    angle = uniform(math.radians(degrees)) * touched
    wide, tall = 1 + uniform(scale) * touched, 1 + uniform(scale) * touched
    slant = uniform(shear) * touched
    right, down = uniform(2 * shift / width) * touched, uniform(2 * shift / height) * touched
    cos, sin = torch.cos(angle), torch.sin(angle)
    # Each output pixel looks up its source at theta · (x, y, 1); rows are the source's x and y.
    theta = torch.stack(
        [
            torch.stack([wide * cos, wide * (slant * cos - sin), right], 1),
            torch.stack([tall * sin, tall * (slant * sin + cos), down], 1),
        ],
        1,
    ).to(x.device)
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    return F.grid_sample(x, grid, align_corners=False)


def elastic(x, rng, push=1.2, prob=0.5):
    """Deform some digits of a batch, each by its own smooth random displacement field (cf. Simard et al. 2003, ICDAR).

    Parameters
    ----------
    x : (B, 1, 28, 28) float tensor in 0…1
    rng : torch.Generator that everything random is drawn from, on its own device
    push : float
        Standard deviation, in px, of how far each of 7×7 evenly spread points is moved along either axis.
    prob : float
        Probability that a digit is changed at all, 0…1.

    Returns
    -------
    (B, 1, 28, 28) float tensor in 0…1, on the device of x
    """
    n, _, height, width = x.shape
    points = push * drawn(torch.randn, (n, 2, 7, 7), rng)
    touched = (drawn(torch.rand, n, rng) < prob).float()[:, None, None, None]
    field = F.interpolate(points * touched, size=(height, width), mode="bicubic", align_corners=True).to(x.device)
    still = F.affine_grid(torch.eye(2, 3, device=x.device).expand(n, 2, 3), list(x.shape), align_corners=False)
    right, down = field.unbind(1)
    moved = still + torch.stack([right * (2 / width), down * (2 / height)], -1)  # grid_sample counts a side as 2
    return F.grid_sample(x, moved, align_corners=False)


def thickness(x, rng, prob=0.3):
    """Blend some digits of a batch toward their dilation (bolder) or their erosion (finer), by up to 60 %.

    x : (B, 1, 28, 28) float tensor in 0…1; rng : torch.Generator; prob : probability that a digit is changed at all
    Returns a tensor of the same shape and range.
    """
    n = len(x)
    amount = (0.6 * drawn(torch.rand, n, rng) * (drawn(torch.rand, n, rng) < prob)).to(x.device)
    bolder = (drawn(torch.rand, n, rng) < 0.5).to(x.device)
    bold, fine = F.max_pool2d(x, 3, 1, 1), -F.max_pool2d(-x, 3, 1, 1)
    goal = torch.where(bolder[:, None, None, None], bold, fine)
    return torch.lerp(x, goal, amount[:, None, None, None])
