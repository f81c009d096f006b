"""Move a pen as a hand does: lines, curves and rings through points that are never quite where they should be.

Strokes are lists of (n, 2) arrays of points, x first, y down; a digit's box is about 0…1 high.
"""

import math

import numpy as np

BEND = 0.035  # standard deviation of what a point that a curve goes through is moved by, of the digit's height


def by_hand(strokes, rng):
    """Turn, slant, stretch and shake strokes, all of a digit alike but for the tremor."""
    angle, slant = math.radians(rng.normal(0, 6)), rng.normal(0.05, 0.18)
    wide = math.exp(rng.normal(-0.1, 0.22))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    matrix = turn @ np.array([[wide, -slant], [0, 1]])
    tremor = rng.uniform(0, 0.012)
    return [shaken(even(stroke) @ matrix.T, tremor, rng) for stroke in strokes]


def shaken(stroke, size, rng):
    """Move the points of a stroke (n, 2) by a slow tremor, three waves along its way on either axis."""
    along = np.linspace(0, 2 * math.pi, len(stroke))[:, None, None]
    waves = np.sin(along * rng.uniform(0.5, 4, (1, 3, 2)) + rng.uniform(0, 2 * math.pi, (1, 3, 2)))
    return stroke + (waves * rng.normal(0, size, (1, 3, 2))).sum(1)


def as_pad(strokes):
    """Bring strokes into 0…1, their longest side 1, as lists of points."""
    points = np.concatenate(strokes)
    low, side = points.min(0), max(np.ptp(points, axis=0).max(), 1e-6)
    return [np.clip((stroke - low) / side, 0, 1).tolist() for stroke in strokes]


def even(stroke, step=0.03):
    """Space the points of a stroke (n, 2) evenly, at most `step` apart."""
    stroke = np.asarray(stroke, float)
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    places = np.linspace(0, way[-1], max(2, math.ceil(way[-1] / step)))
    return np.stack([np.interp(places, way, axis) for axis in stroke.T], 1)


def line(rng, *corners, bend=BEND):
    """Return straight lines through corners (n, 2), each of them moved a little."""
    return np.asarray(corners, float) + rng.normal(0, bend, (len(corners), 2))


def curve(rng, *points, bend=BEND):
    """Return a smooth curve (Catmull-Rom) through points (n, 2), each of them moved a little."""
    p = line(rng, *points, bend=bend)
    p = np.concatenate([[2 * p[0] - p[1]], p, [2 * p[-1] - p[-2]]])
    t = np.linspace(0, 1, 12, endpoint=False)[:, None]
    parts = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.concatenate([*parts, p[-2:-1]])


def ring(rng, middle, radii, start=None, sweep=None):
    """Return an ellipse's arc, anticlockwise; degrees, 90 at the top. Without a sweep it closes within 25 degrees."""
    start = rng.uniform(40, 130) if start is None else start
    sweep = 360 + rng.uniform(-25, 25) if sweep is None else sweep
    angle = np.radians(np.linspace(start, start + sweep, 40))
    drift = np.linspace(0, rng.normal(0, 0.06), 40)  # the end seldom meets the start
    return np.stack(
        [middle[0] + radii[0] * (1 + drift) * np.cos(angle), middle[1] - radii[1] * (1 + drift) * np.sin(angle)], 1
    )
