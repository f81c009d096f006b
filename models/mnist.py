"""MNIST's digits as their own files hold them, where they lie on the machine; nothing is fetched."""

import gzip
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.digits import SIDE

STEMS = {"train": "train", "test": "t10k"}
WITHIN = ("MNIST/raw", "raw", ".", "MNIST")  # where torchvision puts them, in the folder that it calls root
KINDS = ("-idx{}-ubyte", ".idx{}-ubyte")  # as the files were named, and as some archives name them
PACKED = ("", ".gz")


def find(root: str | Path | None, split: str = "test") -> Path | None:
    """Find the folder of MNIST's files in or under `root`, packed with gzip or not; None where they are not.

    root : path of what torchvision calls root, of its MNIST or raw folder, or None
    split : "train" or "test"
    """
    for folder in [Path(root) / within for within in WITHIN] if root else []:
        if _file(folder, split, "images", 3) and _file(folder, split, "labels", 1):
            return folder
    return None


def read(folder: Path, split: str = "test") -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Read MNIST's training or test digits and their labels.

    folder : as `find` gives it; split : "train" or "test"

    Returns
    -------
    x : (N, 28, 28) uint8 ndarray, ink 255 on paper 0
    y : (N,) uint8 ndarray, 0…9

    Raises
    ------
    ValueError
        When a file is damaged or gone; names it, without its folder.

    References
    ----------
    The idx format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
    """
    x, y = _idx(folder, split, "images", 3), _idx(folder, split, "labels", 1)
    if x.shape[1:] != (SIDE, SIDE) or len(x) != len(y) or not len(y) or y.max() > 9:
        raise ValueError(f"MNIST's {split} files do not belong together: digits {x.shape}, labels {y.shape}")
    return x, y


def _file(folder: Path, split: str, what: str, dimensions: int) -> Path | None:
    """Find the file of images or labels under any of its usual names; None where there is none."""
    stem = f"{STEMS[split]}-{what}"
    names = [f"{stem}{kind.format(dimensions)}{packed}" for kind in KINDS for packed in PACKED]
    return next((path for path in map(folder.joinpath, names) if path.is_file()), None)


def _idx(folder: Path, split: str, what: str, dimensions: int) -> npt.NDArray[np.uint8]:
    """Read an idx file of bytes: two zeros, type 8, the number of dimensions, each as 4 bytes, then the bytes."""
    path = _file(folder, split, what, dimensions)
    if path is None:
        raise ValueError(f"{STEMS[split]}-{what}-idx{dimensions}-ubyte is gone")
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{path.name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    start = 4 + 4 * dimensions
    if data[:4] != bytes([0, 0, 8, dimensions]) or len(data) < start:
        raise ValueError(f"{path.name} is damaged: it does not begin as an idx file of {dimensions} dimensions")
    shape = np.frombuffer(data[4:start], ">u4").tolist()
    if len(data) - start != np.prod(shape, dtype=np.int64):
        raise ValueError(f"{path.name} is damaged: {len(data) - start} bytes for {' x '.join(map(str, shape))}")
    return np.frombuffer(data[start:], np.uint8).reshape(shape)
