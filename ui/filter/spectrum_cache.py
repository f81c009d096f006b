"""Keep the Fourier transforms of pictures that were filtered lately, for all visitors together."""

import hashlib
import threading
from collections import OrderedDict

import numpy as np

from models import gabor


class SpectrumCache:
    """Keep the newest spectra by the hash of their picture; safe to share between threads.

    Forgetting one costs its owner a second request, which sends the picture again: see `find_spectrum` in
    `ui.filter.picture_sources`.

    Parameters
    ----------
    count : int
        Spectra kept at most.
    budget : int
        Bytes kept at most, all spectra together (the newest stays whatever it weighs).
    """

    def __init__(self, count: int = 32, budget: int = 256 * 2**20):
        self._count, self._budget = count, budget
        self._kept: OrderedDict[str, gabor.Spectrum] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, grey: np.ndarray, key: str | None = None) -> str:
        """Keep a picture, grey (H, W) uint8, and return its key: the hash of what it shows unless given."""
        key = key or hashlib.sha256(f"{grey.shape}".encode() + grey.tobytes()).hexdigest()
        spectrum = gabor.Spectrum(grey.astype(np.float32) / 255)
        with self._lock:
            self._kept.setdefault(key, spectrum)
        return key

    def get(self, key: str) -> gabor.Spectrum | None:
        """Return the Spectrum (of values 0…1) under a key, or None when it was never here or is forgotten."""
        with self._lock:
            spectrum = self._kept.get(key)
            if spectrum is not None:
                self._kept.move_to_end(key)
            while len(self._kept) > 1 and (len(self._kept) > self._count or self._weight() > self._budget):
                self._kept.popitem(last=False)
            return spectrum

    def _weight(self) -> int:
        return sum(spectrum.nbytes for spectrum in self._kept.values())
