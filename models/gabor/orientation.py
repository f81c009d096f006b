"""Responses to one wavelet, turned into several directions, combined into one figure for each pixel."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Reals: TypeAlias = npt.NDArray[np.floating[Any]]


def strongest(responses: npt.ArrayLike) -> Reals:
    """Return the largest magnitude over all directions: how strong a line is, wherever it runs.

    Parameters
    ----------
    responses : array_like (T, H, W)
        Responses to the same wavelet at T angles, complex, as one scale of `models.gabor.bank` gives them.

    Returns
    -------
    ndarray (H, W), real, in the responses' unit

    Raises
    ------
    ValueError
    """
    return np.abs(_checked(responses)).max(axis=0)


def mean(responses: npt.ArrayLike) -> Reals:
    """Return the mean magnitude over all directions, (H, W), in the responses' unit; parameters as for `strongest`."""
    return np.abs(_checked(responses)).mean(axis=0)


def energy(responses: npt.ArrayLike) -> Reals:
    """Return the sum of the squared magnitudes over all directions, (H, W), in the responses' unit squared.

    With directions spread evenly over half a turn it barely depends on how the picture is turned. Parameters as for
    `strongest`.
    """
    checked = _checked(responses)
    return np.square(checked.real).sum(axis=0) + np.square(checked.imag).sum(axis=0)


def orientation_map(responses: npt.ArrayLike, thetas: npt.ArrayLike) -> tuple[npt.NDArray[np.float64], Reals]:
    """Find the angle at which the response of each pixel is strongest, and how strong it is.

    Parameters
    ----------
    responses : array_like (T, H, W)
        As for `strongest`.
    thetas : array_like (T,)
        Their angles, rad. A wavelet's carrier runs along its theta, so the line itself runs across it.

    Returns
    -------
    (ndarray (H, W), ndarray (H, W))
        The angle, one of thetas, and the magnitude. Of several equally strong angles the first: where nothing responds
        the magnitude is 0 and the angle means nothing.

    Raises
    ------
    ValueError
    """
    magnitude = np.abs(_checked(responses))
    angles = np.asarray(thetas, np.float64)
    if angles.shape != magnitude.shape[:1]:
        raise ValueError(f"thetas must be as many as the responses, {len(magnitude)}, got shape {angles.shape}")
    best = magnitude.argmax(axis=0)
    return angles[best], np.take_along_axis(magnitude, best[None], axis=0)[0]


def _checked(responses: npt.ArrayLike) -> npt.NDArray[Any]:
    """Return responses as an array (T, H, W) of numbers; ValueError for anything else."""
    array = np.asarray(responses)
    if array.ndim != 3 or len(array) == 0:
        raise ValueError(f"responses must be (angles, rows, columns), one angle or more, got shape {array.shape}")
    if array.dtype.kind not in "biufc":
        raise ValueError(f"responses must hold numbers, got {array.dtype}")
    return array
