"""Measure how the axes of a latent plane lie among the pixels: what a small step along each changes, at which angle.

A decoder takes a place z to a picture x. Its two derivatives, ∂x/∂z₁ and ∂x/∂z₂, are pictures of 784 numbers each, and
as vectors they have lengths and an angle. For principal components these are 1, 1 and a right angle everywhere.
"""

import torch
from torch import Tensor

from models.networks.planes import PCA, Plane
from models.networks.vae import VAE

STEP = 0.01  # of z to either side, in central differences


def axis_pictures(model: Plane | VAE, z: Tensor) -> Tensor:
    """Return ∂x/∂z of a plane's places.

    Parameters
    ----------
    model : Plane or VAE with two latent numbers
        Of PCA the sum before ink is cut off at 0 and 1, so that the axes are those of the method.
    z : (n, 2) tensor

    Returns
    -------
    (n, 2, 784) tensor
        What the picture changes by for each unit of either number.
    """
    if isinstance(model, PCA):
        return model.axes.detach()[None].expand(len(z), -1, -1)
    steps = STEP * torch.eye(2)
    ends = torch.stack([z + sign * step for step in steps for sign in (1, -1)], dim=1)  # (n, 4, 2)
    x = model.decode(ends.flatten(0, 1)).reshape(len(z), 2, 2, -1)  # n, axis, end, pixels
    return (x[:, :, 0] - x[:, :, 1]) / (2 * STEP)


def lengths_and_angle(axes: Tensor) -> tuple[Tensor, Tensor]:
    """Return the lengths (n, 2) of pairs of axes (n, 2, 784), and the angles between them (n,), radians in 0…π."""
    lengths = axes.norm(dim=2)
    cosine = (axes[:, 0] * axes[:, 1]).sum(1) / lengths.prod(1).clamp(min=1e-12)
    return lengths, cosine.clamp(-1, 1).acos()
