"""The files of a training that tests make up: three moments, two epochs, a generator that collapses into ones."""

import numpy as np
from PIL import Image

HISTORY = "epoch,d_loss,g_loss,d_real,d_fake\n1,1.2,0.9,0.6,0.4\n2,1.3,0.8,0.55,0.45\n"
CLASSES = "epoch,0,1,2,3,4,5,6,7,8,9\n1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1\n2,0,1,0,0,0,0,0,0,0,0\n"
STEPS = "frame,step,epoch\n0,0,0\n1,50,0.5\n2,200,2\n"


def pictures(n=3, side=140):
    """n different grey pictures, (n, side, side) uint8, ink 255."""
    return np.random.default_rng(0).integers(0, 256, (n, side, side), dtype=np.uint8)


def write_film(path, ink, scale=2):
    """The film as it is published: dark on white, each pixel scale × scale, lossless."""
    shown = [Image.fromarray(np.kron(255 - frame, np.ones((scale, scale), np.uint8))) for frame in ink]
    shown[0].save(path, "webp", save_all=True, append_images=shown[1:], lossless=True)


def write_course(folder):
    """All four files; returns the folder."""
    folder.mkdir(parents=True)
    (folder / "history.csv").write_text(HISTORY)
    (folder / "classes.csv").write_text(CLASSES)
    (folder / "timeline.csv").write_text(STEPS)
    write_film(folder / "timeline.webp", pictures())
    return folder
