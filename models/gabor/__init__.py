"""Gabor wavelets, filters and banks of them."""

from models.gabor.conversions import Conversion, to_inkspace, to_opencv, to_skimage
from models.gabor.filter_bank import bank
from models.gabor.filters import (
    apply,
    bandwidth_octaves,
    kernel,
    nyquist_leakage,
    sigma_from_bandwidth,
    transfer,
)
from models.gabor.spectrum import REACH_STDS, Spectrum

__all__ = [
    "REACH_STDS",
    "Conversion",
    "Spectrum",
    "apply",
    "bandwidth_octaves",
    "bank",
    "kernel",
    "nyquist_leakage",
    "sigma_from_bandwidth",
    "to_inkspace",
    "to_opencv",
    "to_skimage",
    "transfer",
]
