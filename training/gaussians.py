"""Fit a mixture of Gaussians: a module for processes that only do this, so it imports no PyTorch."""

from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

LEAST_VARIANCE = 1e-3  # added to every direction: units that the VAE leaves unused have next to none


def fit(points, components, seed):
    """Return the GaussianMixture fitted to points, (n, Z) float64 ndarray.

    On one thread: with matrices of a few rows, more threads wait for each other.
    """
    with threadpool_limits(1):
        return GaussianMixture(components, reg_covar=LEAST_VARIANCE, random_state=seed).fit(points)
