"""Lay many digits out in one picture."""

import io

import numpy as np
from PIL import Image


def sheet(x, columns):
    """Lay digits side by side: x (n, 1, 28, 28) in 0…1 → (rows·28, columns·28) uint8, ink dark on white."""
    n, _, height, width = x.shape
    rows = -(-n // columns)
    paper = np.zeros((rows * columns, height, width), dtype=np.float32)
    paper[:n] = np.asarray(x)[:, 0]
    tiled = paper.reshape(rows, columns, height, width).swapaxes(1, 2).reshape(rows * height, columns * width)
    return np.uint8(np.round(255 * (1 - np.clip(tiled, 0, 1))))


def digits(picture, side=28):
    """Take a `sheet` (rows·28, columns·28) uint8 apart: (n, 1, 28, 28) uint8, ink 255, blank places included."""
    rows, columns = picture.shape[0] // side, picture.shape[1] // side
    tiled = picture.reshape(rows, side, columns, side).swapaxes(1, 2)
    return 255 - tiled.reshape(rows * columns, 1, side, side)


def png(x, columns=5):
    """Encode `sheet` as the bytes of a PNG file."""
    file = io.BytesIO()
    Image.fromarray(sheet(x.cpu(), columns)).save(file, format="png")
    return file.getvalue()
