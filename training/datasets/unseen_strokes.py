"""Draw digits from stroke models that no training sees, to tell whether hands are learned or only models.

As in `training.datasets.stroke_models`: rng → strokes.
"""

import math

import numpy as np

from training.datasets.pen_strokes import curve, line, ring


def other_zero(rng):
    """Draw a zero as a box with round corners, slashed with one line or two short ones, or dotted."""
    angle = np.linspace(0, 2 * math.pi, 50)
    power = rng.uniform(0.5, 0.9)
    sides = [np.sign(f(angle)) * np.abs(f(angle)) ** power for f in (np.cos, np.sin)]
    body = np.stack([0.4 + 0.35 * sides[0], 0.5 + 0.5 * sides[1]], 1)
    end = rng.uniform(0.3, 1.4)
    lines = [line(rng, (0.4 - 0.3 * end, 0.5 + 0.35 * end), (0.4 + 0.3 * end, 0.5 - 0.35 * end))]
    return [body, *(lines if rng.random() < 0.8 else [np.array([[0.4, 0.5], [0.41, 0.51]])])]


def other_one(rng):
    """Draw a one whose flag and foot are bent."""
    flag = curve(rng, (rng.uniform(0.1, 0.35), rng.uniform(0.2, 0.35)), (0.4, 0.12), (0.5, 0))
    foot = curve(rng, (0.25, 0.98), (0.5, 1.0), (0.78, 0.96), bend=0.02)
    return [np.concatenate([flag, [[0.5, 1]]]), *([foot] if rng.random() < 0.6 else [])]


def other_two(rng):
    """Draw a two whose loop is a ring of its own."""
    loop = ring(rng, (0.18, 0.88), (0.13, 0.1), 60, 300)
    return [
        np.concatenate(
            [curve(rng, (0.05, 0.2), (0.4, 0), (0.68, 0.22), (0.3, 0.75)), loop, line(rng, (0.5, 0.95), (0.85, 0.95))]
        )
    ]


def other_four(rng):
    """Draw a four of three strokes, its top open, narrow or wide."""
    top = rng.uniform(0.05, 0.5)
    bar = line(rng, (0.05, 0.55), (0.95, 0.55))
    return [
        curve(rng, (top, 0), (top - 0.08, 0.3), (0.06, 0.55)),
        bar,
        line(rng, (0.65, rng.uniform(0, 0.2)), (0.62, 1)),
    ]


def other_seven(rng):
    """Draw a seven whose stem bends, with a tick for a hook and a slanted bar."""
    stem = curve(rng, (0.7, 0.03), (0.5, 0.35), (0.38, 0.7), (0.35, 1))
    strokes = [np.concatenate([line(rng, (0.03, 0.2), (0.03, 0.03), bend=0.02), stem])]
    return [*strokes, line(rng, (0.2, 0.6), (0.75, 0.42))] if rng.random() < 0.7 else strokes


def other_eight(rng):
    """Draw an eight of two rings that are boxes rather than circles, beside one another by a little."""
    above = curve(rng, (0.4, 0), (0.62, 0.2), (0.4, 0.46), (0.18, 0.22), (0.42, 0))
    return [above, curve(rng, (0.4, 0.46), (0.72, 0.74), (0.4, 1), (0.06, 0.74), (0.38, 0.46))]


def other_nine(rng):
    """Draw a nine whose stem is a stroke of its own that curls at its foot."""
    bowl = curve(rng, (0.64, 0.06), (0.25, 0.02), (0.05, 0.3), (0.35, 0.5), (0.64, 0.3))
    return [bowl, curve(rng, (0.66, 0), (0.64, 0.6), (0.45, 0.97), (0.1, 0.9))]


HELD_OUT = {
    0: [other_zero],
    1: [other_one],
    2: [other_two],
    4: [other_four],
    7: [other_seven],
    8: [other_eight],
    9: [other_nine],
}
