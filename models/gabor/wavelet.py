"""One Gabor wavelet: its parameters, checked, and its Fourier transform. `models.gabor.kernel` says what each means."""

import math
from dataclasses import dataclass
from numbers import Real
from typing import Any, Literal, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Norm: TypeAlias = Literal["l1", "l2"]
Floats: TypeAlias = npt.NDArray[np.float64]
Coordinate = TypeVar("Coordinate", float, npt.NDArray[np.float64])

NO_LIMITS = (-math.inf, math.inf)
LIMITS = {
    "sigma": (1e-3, 1e3),
    "theta": NO_LIMITS,
    "scale": NO_LIMITS,  # Nyquist and MAX_STD limit it
    "wavelength": (1e-3, 1e6),
    "gamma": (1e-2, 1e2),
    "psi": NO_LIMITS,
}
MAX_STD = 1024.0  # px, of the envelope's longer axis


@dataclass(frozen=True)
class Wavelet:
    """Checked parameters of a wavelet; `models.gabor.kernel` says what each means."""

    sigma: float
    theta: float
    scale: float
    wavelength: float
    gamma: float
    psi: float
    dc_free: bool
    norm: Norm

    def __post_init__(self) -> None:
        for name, limits in LIMITS.items():
            object.__setattr__(self, name, check_number(name, getattr(self, name), *limits))
        if self.wavelength * self.scale < 2 * (1 - 1e-9):
            raise ValueError(
                f"scale must be at least {2 / self.wavelength:.4g} px (Nyquist: wavelength x scale of 2 px or more), "
                f"got scale {self.scale:g} with wavelength {self.wavelength:g}"
            )
        if self.long_std > MAX_STD:
            raise ValueError(
                f"the envelope's standard deviation may be at most {MAX_STD:g} px, got {self.long_std:.4g} px "
                f"(sqrt(2) x sigma {self.sigma:g} x scale {self.scale:g}, across the carrier divided by gamma "
                f"{self.gamma:g})"
            )
        if not isinstance(self.dc_free, bool | np.bool_):
            raise ValueError(f"dc_free must be True or False, got {self.dc_free!r:.60}")
        if self.norm not in ("l1", "l2"):
            raise ValueError(f'norm must be "l1" or "l2", got {self.norm!r:.60}')

    @property
    def k(self) -> float:
        """Return the carrier frequency in radians, at scale 1."""
        return 2 * math.pi / self.wavelength

    @property
    def std(self) -> float:
        """Return the standard deviation of the envelope in px, along the carrier."""
        return math.sqrt(2) * self.sigma * self.scale

    @property
    def long_std(self) -> float:
        """Return the standard deviation in px along the envelope's longer axis."""
        return self.std * max(1.0, 1 / self.gamma)

    @property
    def gain(self) -> float:
        """Return A of the formulas in `models.gabor.filters`."""
        return self.scale if self.norm == "l2" else 1.0

    def turn(self, x: Coordinate, y: Coordinate) -> tuple[Coordinate, Coordinate]:
        """Turn coordinates or frequencies: along and across the carrier."""
        c, s = math.cos(self.theta), math.sin(self.theta)
        return x * c - y * s, x * s + y * c

    def response(self, u: Floats, v: Floats, real: type[np.floating[Any]] = np.float64) -> npt.NDArray[Any]:
        """Return Psi / exp(i psi) at the frequencies u (W,) x v (H,) in rad/px: (H, W) of type real."""
        along, across = self.turn(self.sigma * self.scale * u[None, :], self.sigma * self.scale * v[:, None])
        along, across = along.astype(real, copy=False), across.astype(real, copy=False)
        ridge = real(self.sigma * self.k)
        far = np.square(across / real(self.gamma))
        out = np.exp(-np.square(along - ridge) - far)
        if self.dc_free:
            out -= np.exp(-np.square(ridge) - np.square(along) - far)  # equal to the line above at 0, to the last bit
        return real(self.gain) * out

    def factors(self, u: Floats, v: Floats) -> tuple[Floats, Floats]:
        """Factor Psi / exp(i psi), for gamma 1, into (H, r) and (r, W), which takes no exponential for each pixel."""
        along, across = self.turn(self.sigma * self.k, 0.0)
        x, y = self.sigma * self.scale * u, self.sigma * self.scale * v
        columns, rows = [np.exp(-np.square(y + across))], [np.exp(-np.square(x - along))]
        if self.dc_free:
            columns.append(-math.exp(-((self.sigma * self.k) ** 2)) * np.exp(-np.square(y)))
            rows.append(np.exp(-np.square(x)))
        return self.gain * np.stack(columns, 1), np.stack(rows)

    def passes(self, frequencies: Floats, negligible: float, vertical: bool) -> npt.NDArray[np.bool_]:
        """Find the frequencies (bool) along one axis of the image that have |Psi| over exp(-negligible) somewhere."""
        c, s = math.cos(self.theta), -math.sin(self.theta)
        to_carrier, to_side = (s, c) if vertical else (c, s)
        spread = math.hypot(to_carrier, to_side * self.gamma) / (self.sigma * self.scale)
        step = 2.01 * math.pi / len(frequencies)  # keeps at least one, however narrow Psi is
        keep = np.abs(frequencies - to_carrier * self.k / self.scale) <= max(math.sqrt(negligible) * spread, step)
        left = negligible - (self.sigma * self.k) ** 2
        if self.dc_free and left > 0:
            keep |= np.abs(frequencies) <= math.sqrt(left) * spread
        return keep


def check_number(name: str, value: object, low: float, high: float) -> float:
    """Return value as a float, or raise a ValueError that names it and what is allowed."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        raise ValueError(f"{name} must be a number, got {value!r:.60}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite, got {number}")
    if not low <= number <= high:
        raise ValueError(f"{name} must be from {low:g} to {high:g}, got {number:g}")
    return number
