"""Images with their Fourier transforms cached, and the quick way to filter them with a wavelet."""

import cmath
import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import fft

from models.gabor.wavelet import Wavelet
from models.limits import FILTER_PIXELS_LIMIT

REACH_STDS = 5.0  # beyond 5 standard deviations lies less than 1e-6 of an envelope
# px; padded sides are multiples of it. Powers of two go through the FFT quickest, and with few sizes a slider in motion
# mostly finds a transform already made.
STEP = 32
CACHE_BYTES = 128 * 2**20  # of transforms that one Spectrum keeps
STRIP = 2**15  # frequencies at a time
MAX_VALUE = 1e30  # sums over the largest image of such values still fit into float32

Boundary: TypeAlias = Literal["reflect", "wrap"]
Complex: TypeAlias = npt.NDArray[np.complexfloating[Any, Any]]


class Spectrum:
    """An image with its Fourier transforms cached, so that many filters share them; safe to share between threads.

    Parameters
    ----------
    image : array_like (H, W)
        Real and finite, at least 2 x 2, at most 4096 * 4096 pixels. float64 and wide integers are filtered in
        complex128, narrower types (float32, uint8, uint16, bool) in complex64.
    boundary : {"reflect", "wrap"}
        What lies outside: "reflect" mirrors at the edge (d c b a | a b c d | d c b a), "wrap" repeats.

    Raises
    ------
    ValueError
    """

    def __init__(self, image: npt.ArrayLike, boundary: Boundary = "reflect") -> None:
        if boundary not in ("reflect", "wrap"):
            raise ValueError(f'boundary must be "reflect" or "wrap", got {boundary!r:.60}')
        checked = _check_image(image)
        self.shape: tuple[int, int] = checked.shape
        self.boundary = boundary
        # The mean is added to the transform's first entry alone, so that a bright image costs float32 no digits.
        self._mean = float(checked.mean(dtype=np.float64))
        working = np.float32 if np.result_type(checked, np.float32) == np.float32 else np.float64
        self._detail = (checked.astype(np.float64) - self._mean).astype(working)
        self._cache: OrderedDict[tuple[int, int], Complex] = OrderedDict()
        self._lock = threading.Lock()

    def transform(self, std: float) -> Complex:
        """Return the Fourier transform (H', W') of the image, padded enough for envelopes of up to std px; read-only.

        The image lies at its top left; what follows is half of the padding below or right, then that above or left.
        """
        rows, columns = (self._padded_length(n, std) for n in self.shape)
        shape = rows, columns
        with self._lock:
            if shape not in self._cache:
                self._cache[shape] = self._padded_transform(shape)
            self._cache.move_to_end(shape)
            # The newest transform stays however large it is; cachetools.LRUCache would refuse one above the limit.
            while len(self._cache) > 1 and self._cached_bytes() > CACHE_BYTES:
                self._cache.popitem(last=False)
            return self._cache[shape]

    @property
    def dtype(self) -> np.dtype[Any]:
        """Return the type of the responses: complex64 or complex128."""
        return np.result_type(self._detail, np.complex64)

    @property
    def nbytes(self) -> int:
        """Return the bytes of the transforms that are cached at present."""
        with self._lock:
            return self._cached_bytes()

    def _cached_bytes(self) -> int:
        return sum(transform.nbytes for transform in self._cache.values())

    def _padded_length(self, n: int, std: float) -> int:
        if self.boundary == "wrap":
            return n
        steps = math.ceil((n + 2 * REACH_STDS * std) / STEP)
        return min(STEP * fft.next_fast_len(steps), 2 * n)  # 2n: image and mirror image repeat, exact for any width

    def _padded_transform(self, shape: tuple[int, int]) -> Complex:
        rows, columns = (_mirrored(n, padded) for n, padded in zip(self.shape, shape, strict=True))
        out = fft.fft2(self._detail[rows[:, None], columns])
        out[0, 0] += self._mean * out.size
        out.setflags(write=False)
        return out


def as_spectrum(image_or_spectrum: npt.ArrayLike | Spectrum, boundary: Boundary) -> Spectrum:
    """Return a Spectrum as it is, or the Spectrum of an image."""
    return image_or_spectrum if isinstance(image_or_spectrum, Spectrum) else Spectrum(image_or_spectrum, boundary)


def filtered(spectrum: Spectrum, w: Wavelet) -> Complex:
    """Convolve the image with wavelet w, (H, W) complex; computes only the frequencies that pass."""
    transform = spectrum.transform(w.long_std)  # (H', W')
    real = transform.real.dtype.type
    negligible = -math.log(np.finfo(real).eps)  # smaller factors vanish in the type's own rounding
    v, u = (frequencies(n) for n in transform.shape)
    rows = _runs(w.passes(v, negligible, vertical=True))
    columns = _runs(w.passes(u, negligible, vertical=False))
    response = _doubled_response(w, u, v, real)
    block = np.zeros(transform.shape, transform.dtype)
    # The inverse transform leaves out columns of zeros, and then the rows of the padding.
    for column in columns:
        for strip in _strips(rows, STRIP // (column.stop - column.start)):
            part = block[strip, column]
            np.multiply(transform[strip, column].view(real), response(strip, column), out=part.view(real))
            if w.psi:
                part *= cmath.exp(1j * w.psi)
        if w.dc_free and column.start == 0:
            block[0, 0] = 0  # to the last bit
        _invert(block[:, column], axis=0)
    height, width = spectrum.shape
    return _invert(block[:height], axis=1)[:, :width]


def _doubled_response(
    w: Wavelet, u: npt.NDArray[np.float64], v: npt.NDArray[np.float64], real: type[np.floating[Any]]
) -> Callable[[slice, slice], npt.NDArray[Any]]:
    """Return a function of two slices of frequencies: Psi / exp(i psi) there, each value twice, (h, 2 w) of type real.

    A complex array viewed as reals has both parts of a number side by side. To multiply it by each value twice is twice
    as fast as to multiply complex numbers by real ones.
    """
    if w.gamma != 1:
        return lambda rows, columns: np.repeat(w.response(u[columns], v[rows], real), 2, axis=1)
    left, right = (factor.astype(real) for factor in w.factors(u, v))
    right = np.repeat(right, 2, axis=1)
    return lambda rows, columns: np.dot(left[rows], right[:, 2 * columns.start : 2 * columns.stop])


def _strips(runs: list[slice], most: int) -> Iterator[slice]:
    """Cut runs into slices of at most that length, so that the work on one stays in the processor's cache."""
    for run in runs:
        for start in range(run.start, run.stop, max(1, most)):
            yield slice(start, min(start + max(1, most), run.stop))


def _invert(part: Complex, axis: int) -> Complex:
    """Transform back along one axis, in place: SciPy may write there, but does not promise to."""
    out = fft.ifft(part, axis=axis, overwrite_x=True)
    if not np.may_share_memory(out, part):
        part[...] = out
    return part


def _runs(keep: npt.NDArray[np.bool_]) -> list[slice]:
    """Cover the True entries of a vector with slices; with one slice of all where gaps would save too little."""
    if np.count_nonzero(keep) > 0.85 * len(keep):
        return [slice(0, len(keep))]
    edges = np.flatnonzero(np.diff(keep, prepend=False, append=False))
    return [slice(start, stop) for start, stop in edges.reshape(-1, 2)]


def frequencies(n: int) -> npt.NDArray[np.float64]:
    """Return the frequencies in rad/px of n Fourier coefficients, in their own (unshifted) order."""
    return 2 * math.pi * fft.fftfreq(n)


def _mirrored(n: int, padded: int) -> npt.NDArray[np.intp]:
    """Index the pixels of a padded line: the image, then half of the mirror image after it, then half before it."""
    at = np.arange(padded)
    at[n + (padded - n + 1) // 2 :] -= padded
    at %= 2 * n
    return np.where(at < n, at, 2 * n - 1 - at)


def _check_image(image: npt.ArrayLike) -> npt.NDArray[Any]:
    """Return an image as an array (H, W) of finite real numbers; ValueError for anything else."""
    try:
        array = np.asarray(image)
    except ValueError:
        raise ValueError("image must be rows of equal length, got rows that differ") from None
    if array.dtype.kind not in "buif":
        raise ValueError(f"image must hold real numbers, got {array.dtype}")
    if array.ndim != 2:
        raise ValueError(f"image must be grey, (rows, columns), got shape {array.shape}")
    if min(array.shape) < 2 or array.size > FILTER_PIXELS_LIMIT:
        height, width = array.shape
        raise ValueError(
            f"image must be at least 2 x 2 and at most {FILTER_PIXELS_LIMIT} pixels, got {width} x {height}"
        )
    if not np.isfinite(array).all():
        raise ValueError("image must be finite, got NaN or infinity in it")
    largest = float(np.abs(array).max())
    if largest > MAX_VALUE:
        raise ValueError(f"image values may be at most {MAX_VALUE:g} in size, got {largest:g}")
    return array
