"""Points in latent space: drawing them from the prior and walking between them."""

import math
import operator
import reprlib
from collections.abc import Callable, Sequence
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

SEED_LIMIT = 2**63  # torch seeds are signed 64-bit; negative ones are refused for clarity
SAMPLES_LIMIT = 100_000

# Requested digits: one for all, one for each, or (in a tensor of floats) shares of the digits for each.
Labels: TypeAlias = int | Sequence[int] | npt.NDArray[np.integer[Any]] | Tensor


def checked_seed(seed: int | None) -> int | None:
    """Return `seed` as an int in 0 … 2**63 − 1, or None when it is None.

    Raises
    ------
    ValueError
        When it is no whole number in that range.
    """
    return None if seed is None else _checked_whole("seed", seed, 0, SEED_LIMIT - 1)


def _checked_whole(name: str, value: object, low: int, high: int) -> int:
    """Return `value` (int, NumPy's too, but no bool) as an int in low … high; ValueError otherwise."""
    try:
        number = None if isinstance(value, bool) else operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        number = None
    if number is None or not low <= number <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r:.60}")
    return number


def checked_temperature(temperature: float) -> float:
    """Return `temperature` as a float above 0 and at most 10; ValueError otherwise."""
    number = isinstance(temperature, Real) and not isinstance(temperature, bool)
    if not number or not 0 < temperature <= 10:  # NaN fails both comparisons
        raise ValueError(f"temperature must be above 0 and at most 10, got {temperature!r:.60}")
    return float(temperature)


def checked_label(label: Labels, n: int) -> Tensor:
    """Return the requested digits as an (n,) int64 tensor.

    label : int 0…9 for all, or n of them (list, array or tensor).

    Raises
    ------
    ValueError
        When a label is no digit, or there are more or fewer than n.
    """
    n = _checked_whole("n", n, 1, SAMPLES_LIMIT)
    given: Any = label.tolist() if isinstance(label, np.ndarray | Tensor) else label
    digits = given if isinstance(given, list | tuple | range) else [given] * n
    if len(digits) != n:
        raise ValueError(f"there must be one label for all digits or one for each, got {len(digits)} for {n}")
    return torch.tensor([_checked_whole("label", digit, 0, 9) for digit in digits])


def quantile(normals: Tensor) -> Tensor:
    """Return the distribution function of N(0, 1) at each value, which makes normal numbers uniform in 0…1."""
    return 0.5 * (1 + torch.erf(normals / math.sqrt(2)))


def prior(n: int, latent_dim: int, seed: int | None = None, temperature: float = 1.0) -> Tensor:
    """Draw n points from N(0, temperature² · I).

    Drawn on the CPU whatever the model's device, so that one seed means the same
    digits everywhere.

    Parameters
    ----------
    n : int
        How many, 1 or more.
    latent_dim : int
    seed : int, optional
        0 … 2**63 − 1; None draws a fresh one.
    temperature : float
        Standard deviation of each coordinate, 0 < temperature ≤ 10.

    Returns
    -------
    z : (n, latent_dim) float32 tensor

    Raises
    ------
    ValueError
        When n, seed or temperature is out of range.
    """
    n = _checked_whole("n", n, 1, SAMPLES_LIMIT)
    temperature = checked_temperature(temperature)
    seed = checked_seed(seed)
    generator = torch.Generator()
    if seed is None:
        generator.seed()
    else:
        generator.manual_seed(seed)
    # torch fills in blocks of 16 and draws an incomplete last one differently; whole blocks make the first digits
    # of a seed the same however many are drawn.
    values = torch.randn(-(-n * latent_dim // 16) * 16, generator=generator)[: n * latent_dim]
    return values.view(n, latent_dim) * temperature


def in_blocks(draw: Callable[..., Tensor], z: Tensor, label: Tensor | None = None, size: int = 32) -> Tensor:
    """Call draw(z) or draw(z, label) for `size` points at a time, the last block filled up with zeros.

    Matrix products round differently with the number of rows and with the threads they are split over; at 32 rows
    they do not, so a point gives the same bytes whatever is drawn beside it and on however many threads. Fully
    connected networks keep that at 64 rows too, and are quicker so.

    draw : function from (size, Z) (and (size, …) labels) to (size, …); z : (n, Z); label : (n, …) or None.
    Returns (n, …).
    """
    n = len(z)
    missing = -n % size
    parts = [torch.cat([z, z.new_zeros(missing, z.shape[1])]).split(size)]
    if label is not None:
        parts.append(torch.cat([label, label.new_zeros(missing, *label.shape[1:])]).split(size))
    return torch.cat([draw(*block) for block in zip(*parts, strict=True)])[:n]


def lerp(a: Tensor, b: Tensor, alpha: Tensor) -> Tensor:
    """Walk straight from a to b: (1 − alpha)·a + alpha·b.

    a, b : (Z,) tensors; alpha : (n,) tensor in 0…1. Returns (n, Z).
    """
    alpha = alpha[:, None]
    return (1 - alpha) * a + alpha * b


def slerp(a: Tensor, b: Tensor, alpha: Tensor) -> Tensor:
    """Walk along the sphere from a to b: the direction turns evenly, the norm changes evenly.

    Points drawn from N(0, I) lie near a sphere of radius √Z; the straight line cuts
    through its empty inside, this path does not (Shoemake 1985; White 2016,
    arXiv:1609.04468). Where a and b (nearly) share a direction, or oppose each
    other so that no arc is the shortest, the straight line is taken.

    a, b : (Z,) tensors; alpha : (n,) tensor in 0…1. Returns (n, Z).
    """
    norm_a, norm_b = a.norm(), b.norm()
    if min(norm_a, norm_b) < 1e-6:
        return lerp(a, b, alpha)
    direction_a, direction_b = a / norm_a, b / norm_b
    omega = torch.arccos((direction_a @ direction_b).clamp(-1, 1))  # the angle between them
    if torch.sin(omega) < 1e-3:
        return lerp(a, b, alpha)
    t = alpha[:, None]
    direction = (torch.sin((1 - t) * omega) * direction_a + torch.sin(t * omega) * direction_b) / torch.sin(omega)
    return direction * ((1 - t) * norm_a + t * norm_b)


PATHS: dict[str, Callable[[Tensor, Tensor, Tensor], Tensor]] = {"spherical": slerp, "straight": lerp}


def path(a: Tensor, b: Tensor, n: int, kind: str = "spherical") -> Tensor:
    """Return n points evenly spaced from a to b, both ends included exactly.

    Parameters
    ----------
    a, b : (Z,) tensors
    n : int
        2 or more.
    kind : "spherical" or "straight"

    Returns
    -------
    z : (n, Z) tensor, z[0] == a and z[-1] == b

    Raises
    ------
    ValueError
        For fewer than two points, an unknown kind, or ends of different shape.
    """
    if not isinstance(kind, str) or kind not in PATHS:
        raise ValueError(f"path must be one of {', '.join(PATHS)}, got {reprlib.repr(kind)}")
    if n < 2:
        raise ValueError(f"a path needs at least 2 points, got {n}")
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"both ends must be vectors of one length, got {tuple(a.shape)} and {tuple(b.shape)}")
    z = PATHS[kind](a, b, torch.linspace(0, 1, n, dtype=a.dtype, device=a.device))
    z[0], z[-1] = a, b
    return z


def square(corners: Tensor, n: int, kind: str = "spherical") -> Tensor:
    """Return n × n points between four: along the left and right edges first, then across each row.

    Parameters
    ----------
    corners : (4, Z) tensor
        Top left, top right, bottom left, bottom right.
    n : int
        2 or more.
    kind : "spherical" or "straight" (bilinear)

    Returns
    -------
    z : (n·n, Z) tensor, row by row; its corners are `corners` exactly

    Raises
    ------
    ValueError
        As `path`, and when there are not four corners.
    """
    if corners.ndim != 2 or len(corners) != 4:
        raise ValueError(f"a square needs four corners (4, Z), got {tuple(corners.shape)}")
    left, right = path(corners[0], corners[2], n, kind), path(corners[1], corners[3], n, kind)
    return torch.cat([path(a, b, n, kind) for a, b in zip(left, right, strict=True)])


def circle(z: Tensor, n: int, seed: int | None = None) -> Tensor:
    """Return n points evenly spaced on a circle round the origin, the first at z.

    Noise of many dimensions lies near a sphere, on which the circle stays: every point is as far out as z.

    Parameters
    ----------
    z : (Z,) tensor, not 0, Z of 2 or more
    n : int
    seed : int, optional
        Chooses the plane that the circle lies in.

    Returns
    -------
    (n, Z) tensor; its first row is z exactly
    """
    away = prior(1, len(z), seed)[0].to(z)
    away = away - (away @ z) / (z @ z) * z
    away = away / away.norm() * z.norm()
    angle = 2 * math.pi * torch.arange(n, dtype=z.dtype, device=z.device)[:, None] / n
    points = torch.cos(angle) * z + torch.sin(angle) * away
    points[0] = z
    return points


def posterior(mu: Tensor, logvar: Tensor, n: int, seed: int | None = None) -> Tensor:
    """Draw n points from the posterior q(z | x) = N(mu, e^logvar) of one digit.

    mu, logvar : (1, Z) tensors; n, seed : as for `prior`. Returns (n, Z). Same seed, same draws.
    """
    return mu + torch.exp(0.5 * logvar) * prior(n, mu.shape[1], seed).to(mu)


def traversal(z: Tensor, unit: int, values: Tensor) -> Tensor:
    """Set one unit of z to each of some values: z (Z,), values (n,) → (n, Z).

    Raises ValueError for a unit that z does not have.
    """
    unit = _checked_whole("unit", unit, 0, len(z) - 1)
    out = z.repeat(len(values), 1)
    out[:, unit] = values
    return out
