"""What the responses to one wavelet, turned into several directions, say together about each pixel."""

import numpy as np


def strongest(responses):
    """The largest magnitude over all directions: how much of a line there is, wherever it runs.

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


def mean(responses):
    """The mean magnitude over all directions, (H, W), in the responses' unit; parameters as for `strongest`."""
    return np.abs(_checked(responses)).mean(axis=0)


def energy(responses):
    """The sum of the squared magnitudes over all directions, (H, W), in the responses' unit squared.

    With directions spread evenly over half a turn it hardly depends on how the picture is turned. Parameters as for
    `strongest`.
    """
    responses = _checked(responses)
    return np.square(responses.real).sum(axis=0) + np.square(responses.imag).sum(axis=0)


def orientation_map(responses, thetas):
    """Which way each pixel's line is crossed: the angle whose response is strongest, and how strong it is.

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
    thetas = np.asarray(thetas, np.float64)
    if thetas.shape != magnitude.shape[:1]:
        raise ValueError(f"thetas must be as many as the responses, {len(magnitude)}, got shape {thetas.shape}")
    best = magnitude.argmax(axis=0)
    return thetas[best], np.take_along_axis(magnitude, best[None], axis=0)[0]


def _checked(responses):
    responses = np.asarray(responses)
    if responses.ndim != 3 or len(responses) == 0:
        raise ValueError(f"responses must be (angles, rows, columns), one angle or more, got shape {responses.shape}")
    if responses.dtype.kind not in "biufc":
        raise ValueError(f"responses must hold numbers, got {responses.dtype}")
    return responses
