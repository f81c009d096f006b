"""Make test digits that did not come out of MNIST's scanner: people's strokes, and MNIST redrawn on a canvas."""

import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from models import sketch

CANVAS = 280  # px
SIZE = (70, 280)  # px, side of the box that MNIST's 28 px are enlarged to
DARKNESS = (90, 255)  # of the darkest ink


def strokes(path):
    """Load people's drawings and frame them, as the app does with what its pad sends.

    path : JSON file, a list of {"label": 0…9, "strokes": [[[x, y], …], …]} in 0…1, y down
    Returns x (n, 1, 28, 28) float32 in 0…1, y (n,) int64. Raises ValueError that names the file when it holds no such.
    """
    try:
        drawn = json.loads(Path(path).read_text())
        x = np.stack([sketch.frame(drawing["strokes"]) for drawing in drawn])
        y = torch.tensor([int(drawing["label"]) for drawing in drawn])
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{path} holds no list of {{label, strokes}}: {error}") from error
    return torch.from_numpy(x)[:, None], y


def mangle(digit, rng):
    """Put a digit (28, 28) uint8 on a large canvas: at a random place and size, with a random darkness of the pen.

    rng : numpy Generator. Returns ink (280, 280) uint8.
    """
    side = int(rng.integers(*SIZE, endpoint=True))
    left, top = rng.integers(0, CANVAS - side, 2, endpoint=True)
    large = Image.fromarray(digit).resize((side, side), Image.Resampling.BICUBIC)
    canvas = np.zeros((CANVAS, CANVAS))
    canvas[top : top + side, left : left + side] = np.asarray(large) * (rng.integers(*DARKNESS, endpoint=True) / 255)
    return np.rint(canvas).astype(np.uint8)


def mangled(x, seed=0):
    """Put each of x (n, 1, 28, 28) uint8 on a canvas, framed again as the app frames a bitmap: likewise, in 0…1."""
    rng = np.random.default_rng(seed)
    framed = np.stack([sketch.frame_bitmap(mangle(digit, rng)) for digit in x[:, 0].cpu().numpy()])
    return torch.from_numpy(framed)[:, None].to(x.device)
