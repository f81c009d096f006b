"""Images with their Fourier transforms kept, and the quick way to filter them with a wavelet."""

import cmath
import math
import threading
from collections import OrderedDict

import numpy as np
from scipy import fft

REACH_STDS = 5.0  # beyond 5 standard deviations lies less than 1e-6 of an envelope
# px; padded sides are multiples of it: powers of two go through the FFT quickest, and a slider in motion mostly meets
# a transform already made.
STEP = 32
KEPT_BYTES = 128 * 2**20  # of transforms that one Spectrum keeps
STRIP = 2**15  # frequencies at a time
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
    def dtype(self):
        """Of the responses: complex64 or complex128."""
        return np.result_type(self._detail, np.complex64)

    @property
    def nbytes(self):
        """Bytes of the transforms that are kept at present."""
        with self._lock:
            return sum(kept.nbytes for kept in self._kept.values())

    def _padded_length(self, n, std):
        if self.boundary == "wrap":
            return n
        steps = math.ceil((n + 2 * REACH_STDS * std) / STEP)
        return min(STEP * fft.next_fast_len(steps), 2 * n)  # 2n: image and mirror image repeat, exact for any width

    def _padded_transform(self, shape):
        rows, columns = (_mirrored(n, padded) for n, padded in zip(self.shape, shape, strict=True))
        out = fft.fft2(self._detail[rows[:, None], columns])
        out[0, 0] += self._mean * out.size
        out.setflags(write=False)
        return out


def as_spectrum(image_or_spectrum, boundary):
    """A Spectrum as it is, or the Spectrum of an image."""
    return image_or_spectrum if isinstance(image_or_spectrum, Spectrum) else Spectrum(image_or_spectrum, boundary)


def filtered(spectrum, w):
    """The image convolved with wavelet w, (H, W) complex: only the frequencies that pass are touched.

    Parameters
    ----------
    spectrum : Spectrum
    w : models.gabor.wavelet.Wavelet
    """
    transform = spectrum.transform(w.long_std)  # (H', W')
    real = transform.real.dtype.type
    negligible = -math.log(np.finfo(real).eps)  # what is smaller than the type's own rounding
    v, u = (frequencies(n) for n in transform.shape)
    rows = _runs(w.passes(v, negligible, vertical=True))
    columns = _runs(w.passes(u, negligible, vertical=False))
    response = _doubled_response(w, u, v, real)
    block = np.zeros(transform.shape, transform.dtype)
    # Columns that hold nothing and then rows that nobody sees are left out of the inverse transform.
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


def _doubled_response(w, u, v, real):
    """A function of two slices of frequencies: Psi / exp(i psi) there, each value twice, (h, 2 w) of type real.

    Beside a complex array seen as reals it multiplies both parts of a number, twice as fast as complex by real.
    """
    if w.gamma != 1:
        return lambda rows, columns: np.repeat(w.response(u[columns], v[rows], real), 2, axis=1)
    left, right = (factor.astype(real) for factor in w.factors(u, v))
    right = np.repeat(right, 2, axis=1)
    return lambda rows, columns: np.dot(left[rows], right[:, 2 * columns.start : 2 * columns.stop])


def _strips(runs, most):
    """The runs, cut into slices of at most that length: what is done to one stays in the processor's cache."""
    for run in runs:
        for start in range(run.start, run.stop, max(1, most)):
            yield slice(start, min(start + max(1, most), run.stop))


def _invert(part, axis):
    """Inverse transform along one axis, in place: SciPy may write there, but does not promise to."""
    out = fft.ifft(part, axis=axis, overwrite_x=True)
    if not np.may_share_memory(out, part):
        part[...] = out
    return part


def _runs(keep):
    """Slices that cover the True entries of a vector; all of it where leaving out would cost more than it saves."""
    if np.count_nonzero(keep) > 0.85 * len(keep):
        return [slice(0, len(keep))]
    edges = np.flatnonzero(np.diff(keep, prepend=False, append=False))
    return [slice(start, stop) for start, stop in edges.reshape(-1, 2)]


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
