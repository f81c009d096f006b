"""Images with their Fourier transforms kept, and the quick way to filter them with a wavelet."""

import cmath
import math
import threading
from collections import OrderedDict

import numpy as np
from scipy import fft

REACH_STDS = 5.0  # beyond 5 standard deviations lies less than 1e-6 of an envelope
PAD_STEP = 16  # px; paddings are rounded up to it, so that a slider in motion mostly meets a transform already made
KEPT_BYTES = 128 * 2**20  # of transforms that one Spectrum keeps
STRIP = 2**15  # values at a time
MAX_PIXELS = 4096 * 4096
MAX_VALUE = 1e30  # sums over MAX_PIXELS of such values still fit into float32


class Spectrum:
    """An image with its Fourier transforms kept, so that many filters share them; safe to share between threads.

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

    def __init__(self, image, boundary="reflect"):
        if boundary not in ("reflect", "wrap"):
            raise ValueError(f'boundary must be "reflect" or "wrap", got {boundary!r}')
        image = _check_image(image)
        self.shape = image.shape
        self.boundary = boundary
        # The mean goes into the transform's first entry by itself: a bright image costs float32 no digits.
        self._mean = float(image.mean(dtype=np.float64))
        working = np.float32 if np.result_type(image, np.float32) == np.float32 else np.float64
        self._detail = (image.astype(np.float64) - self._mean).astype(working)
        self._kept = OrderedDict()
        self._lock = threading.Lock()

    def transform(self, std):
        """Fourier transform (H', W') of the image, padded enough for envelopes of up to std px; do not write to it.

        The image lies at its top left; what follows is half of the padding below or right, then that above or left.
        """
        shape = tuple(self._padded_length(n, std) for n in self.shape)
        with self._lock:
            if shape not in self._kept:
                self._kept[shape] = self._padded_transform(shape)
            self._kept.move_to_end(shape)
            while len(self._kept) > 1 and sum(kept.nbytes for kept in self._kept.values()) > KEPT_BYTES:
                self._kept.popitem(last=False)
            return self._kept[shape]

    @property
    def nbytes(self):
        """Bytes of the transforms that are kept at present."""
        with self._lock:
            return sum(kept.nbytes for kept in self._kept.values())

    def _padded_length(self, n, std):
        if self.boundary == "wrap":
            return n
        pad = PAD_STEP * math.ceil(REACH_STDS * std / PAD_STEP)
        return min(fft.next_fast_len(n + 2 * pad), 2 * n)  # 2n: image and mirror image repeat, exact for any width

    def _padded_transform(self, shape):
        rows, columns = (_mirrored(n, padded) for n, padded in zip(self.shape, shape, strict=True))
        out = fft.fft2(self._detail[rows[:, None], columns])
        out[0, 0] += self._mean * out.size
        out.setflags(write=False)
        return out


def filtered(spectrum, w):
    """The image convolved with wavelet w, (H, W) complex: only the frequencies that pass are touched.

    Parameters
    ----------
    spectrum : Spectrum
    w : models.wavelet.Wavelet
    """
    transform = spectrum.transform(w.long_std)  # (H', W')
    real = transform.real.dtype.type
    negligible = 18.0 if real is np.float32 else 40.0  # exp(-18) = 1.5e-8, exp(-40) = 4e-18
    v, u = (frequencies(n) for n in transform.shape)
    rows = _runs(w.passes(v, negligible, vertical=True))
    columns = _runs(w.passes(u, negligible, vertical=False))
    response = w.round_response if w.gamma == 1 else w.response
    block = _gathered(_gathered(transform, rows, 0), columns, 1)
    block = _product(block, response, _gathered(u, columns, 0), _gathered(v, rows, 0))
    if w.psi:
        block *= cmath.exp(1j * w.psi)
    # One axis after the other: rows that hold nothing and columns that nobody sees are left out.
    height, width = spectrum.shape
    block = fft.ifft(_scattered(block, columns, 1, len(u)), axis=1, overwrite_x=True)[:, :width]
    return fft.ifft(_scattered(block, rows, 0, len(v)), axis=0, overwrite_x=True)[:height]


def _product(block, response, u, v):
    """Block times response(u, v), a few rows at a time: what lies between stays in the processor's cache."""
    out = np.empty_like(block)
    step = max(1, STRIP // len(u))
    for start in range(0, len(v), step):
        strip = slice(start, start + step)
        np.multiply(block[strip], response(u, v[strip], block.real.dtype.type), out=out[strip])
    return out


def _runs(keep):
    """Slices that cover the True entries of a vector; all of it where leaving out would cost more than it saves."""
    if np.count_nonzero(keep) > 0.85 * len(keep):
        return [slice(0, len(keep))]
    edges = np.flatnonzero(np.diff(keep, prepend=False, append=False))
    return [slice(start, stop) for start, stop in edges.reshape(-1, 2)]


def _gathered(array, runs, axis):
    """The runs of an axis, one after the other; a view where there is but one."""
    parts = [_part(array, run, axis) for run in runs]
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis)


def _scattered(array, runs, axis, length):
    """The opposite of `_gathered`: back where they were in an axis of that length, zeros between."""
    if array.shape[axis] == length:
        return array
    out = np.zeros((*array.shape[:axis], length, *array.shape[axis + 1 :]), array.dtype)
    start = 0
    for run in runs:
        stop = start + run.stop - run.start
        _part(out, run, axis)[...] = _part(array, slice(start, stop), axis)
        start = stop
    return out


def _part(array, run, axis):
    return array[(slice(None),) * axis + (run,)]


def frequencies(n):
    """Frequencies in rad/px of n Fourier coefficients, in their own (unshifted) order."""
    return 2 * math.pi * fft.fftfreq(n)


def _mirrored(n, padded):
    """Pixels to show in a padded line: the image, then half of the mirror image after it, then half before it."""
    at = np.arange(padded)
    at[n + (padded - n + 1) // 2 :] -= padded
    at %= 2 * n
    return np.where(at < n, at, 2 * n - 1 - at)


def _check_image(image):
    try:
        image = np.asarray(image)
    except ValueError:
        raise ValueError("image must be rows of equal length, got rows that differ") from None
    if image.dtype.kind not in "buif":
        raise ValueError(f"image must hold real numbers, got {image.dtype}")
    if image.ndim != 2:
        raise ValueError(f"image must be grey, (rows, columns), got shape {image.shape}")
    if min(image.shape) < 2 or image.size > MAX_PIXELS:
        raise ValueError(f"image must be at least 2 x 2 and at most {MAX_PIXELS} pixels, got shape {image.shape}")
    if not np.isfinite(image).all():
        raise ValueError("image must be finite, got NaN or infinity in it")
    largest = float(np.abs(image).max())
    if largest > MAX_VALUE:
        raise ValueError(f"image values may be at most {MAX_VALUE:g} in size, got {largest:g}")
    return image
