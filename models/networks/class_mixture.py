"""Where each digit lies in latent space: a small mixture of Gaussians for each class.

A VAE's prior N(0, I) covers more than its digits do. A mixture fitted to the mu of the training digits after training
(ex-post density estimation: Ghosh et al. 2020, arXiv:1903.12436) draws digits that look better, of a chosen class,
and says which class a point of latent space belongs to.
"""

import math

import torch
from torch import Tensor, nn

from models import latent


class ClassMixture(nn.Module):
    """K Gaussians with full covariance for each of the ten digits, as buffers so that they travel with the weights.

    log_weights : (10, K), log of the share of the digits that a class and component has; the shares sum to 1
    means : (10, K, Z)
    cholesky : (10, K, Z, Z), lower triangular, covariance = cholesky · choleskyᵀ
    """

    log_weights: Tensor
    means: Tensor
    cholesky: Tensor

    def __init__(self, latent_dim: int, components: int, num_classes: int = 10) -> None:
        super().__init__()
        self.components = components
        shape = (num_classes, components)
        fitted = components > 0  # an empty mixture leaves nothing in the weights
        self.register_buffer("log_weights", torch.zeros(shape), persistent=fitted)
        self.register_buffer("means", torch.zeros(*shape, latent_dim), persistent=fitted)
        self.register_buffer("cholesky", torch.zeros(*shape, latent_dim, latent_dim), persistent=fitted)

    def draw(self, label: Tensor, normals: Tensor, temperature: float = 1.0) -> Tensor:
        """Draw points of the requested classes.

        Parameters
        ----------
        label : (n,) int64 tensor, 0…9
        normals : (n, Z + 1) tensor ~ N(0, I); the last column chooses the component, the others place the point
        temperature : float
            Spread around each component's mean: 1 is the fitted one.

        Returns
        -------
        z : (n, Z) tensor
        """
        weights = self.log_weights[label].softmax(1)  # (n, K)
        which = (weights.cumsum(1) < latent.quantile(normals[:, -1:])).sum(1).clamp(max=self.components - 1)  # (n,)
        spread = torch.einsum("nij,nj->ni", self.cholesky[label, which], normals[:, :-1])
        return self.means[label, which] + temperature * spread

    def log_prob(self, z: Tensor) -> Tensor:
        """Return log p(class, z), the mixtures weighted by each digit's share: z (n, Z) → (n, 10)."""
        offset = z[:, None, None, :] - self.means  # (n, 10, K, Z)
        half = torch.linalg.solve_triangular(self.cholesky, offset.movedim(0, -1), upper=False)  # (10, K, Z, n)
        log_det = self.cholesky.diagonal(dim1=-2, dim2=-1).log().sum(-1)  # (10, K)
        constant = 0.5 * z.shape[1] * math.log(2 * math.pi)
        log_density = -0.5 * half.square().sum(-2) - (log_det + constant)[..., None]  # (10, K, n)
        return torch.logsumexp(self.log_weights[..., None] + log_density, dim=1).T
