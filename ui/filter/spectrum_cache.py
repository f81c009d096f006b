"""Keep pictures that were filtered lately, and the Fourier transforms of the newest, for all visitors together."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from typing import Generic, TypeVar

import numpy as np

from models import gabor

MEGABYTE = 2**20
Kept = TypeVar("Kept", np.ndarray, gabor.Spectrum)


class SpectrumCache:
    """Keep pictures by their hash, and the spectra of those in use; safe to share between threads.

    A picture weighs a thirtieth of its spectrum, which is made anew in 10 ms, while a picture that is forgotten costs
    its owner a second request (see `find_spectrum` in `ui.filter.picture_sources`). So many more pictures are kept than
    spectra, and forty visitors with a picture each do not drive out each other's.

    Parameters
    ----------
    spectra, pictures : int
        Bytes kept at most of each; the newest stays whatever it weighs.

    Attributes
    ----------
    replica : str
        Tells this server from others, so that a page knows which of them lacks its picture.
    """

    def __init__(self, spectra: int = 256 * MEGABYTE, pictures: int = 128 * MEGABYTE) -> None:
        self._spectra = _Newest[gabor.Spectrum](spectra)
        self._pictures = _Newest[np.ndarray](pictures)
        self._lock = threading.Lock()
        self.replica = secrets.token_hex(4)

    def put(self, grey: np.ndarray, key: str | None = None) -> str:
        """Keep a picture, grey (H, W) uint8, and return its key: the hash of what it shows unless given."""
        key = key or hashlib.sha256(f"{grey.shape}".encode() + grey.tobytes()).hexdigest()
        with self._lock:
            self._pictures.put(key, grey)
        return key

    def get(self, key: str) -> gabor.Spectrum | None:
        """Return the Spectrum (of values 0…1) under a key, or None when it was never here or is forgotten."""
        with self._lock:
            grey, spectrum = self._pictures.get(key), self._spectra.get(key)
        if spectrum is None and grey is not None:
            spectrum = gabor.Spectrum(grey.astype(np.float32) / 255)
            with self._lock:
                self._spectra.put(key, spectrum)
        return spectrum


class _Newest(Generic[Kept]):
    """Keep what was used last, up to a budget in bytes.

    Weighed anew each time, since a spectrum grows with the paddings that it is asked for.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, key: str) -> Kept | None:
        found = self.kept.get(key)
        if found is not None:
            self.kept.move_to_end(key)
        while len(self.kept) > 1 and sum(one.nbytes for one in self.kept.values()) > self.budget:
            self.kept.popitem(last=False)
        return found

    def put(self, key: str, one: Kept) -> None:
        self.kept.setdefault(key, one)
        self.get(key)
