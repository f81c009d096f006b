"""Give memory back to the system once something large is over."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Return what this process has freed; without effect where the C library is not glibc.

    It keeps large pieces in case they are needed again, for each thread apart: after forty pictures of 4096 × 4096 that
    is half a gigabyte.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
