"""Draw digits from stroke models: how people write who write unlike MNIST, on a sheet, y down.

A model is a function rng → strokes, a list of (n, 2) arrays of points whose box is about 0…1 high. Its own numbers are
drawn anew for each digit; `drawing` then slants, stretches and shakes it as a hand does.
"""

import math

import numpy as np

from models import sketch

PENS = (1.8, 3.4)  # px of the frame, as MNIST's own are
BEND = 0.035  # standard deviation of what a point that a curve goes through is moved by, of the digit's height


def drawing(label, rng, held_out=False):
    """Draw one digit in one of its models: strokes in 0…1 as a pad sends them.

    label : 0…9; rng : numpy Generator; held_out : whether to take a model that no training has seen
    """
    models = (HELD_OUT if held_out else TRAINED)[label]
    return as_pad(by_hand(models[rng.integers(len(models))](rng), rng))


def framed(labels, seed, held_out=False):
    """Draw a digit for each of labels (n,), framed as the app frames strokes: (n, 28, 28) float32 in 0…1."""
    rng = np.random.default_rng(seed)
    return np.stack([sketch.frame(drawing(int(label), rng, held_out), rng.uniform(*PENS)) for label in labels])


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


def slash(rng, middle=(0.4, 0.5), radii=(0.36, 0.5)):
    """Return the line across a zero: a dot, inside of the ring, through it or beyond, mostly rising to the right."""
    angle = math.radians(rng.uniform(15, 80) if rng.random() < 0.75 else rng.uniform(0, 180))
    way = np.array([math.cos(angle), -math.sin(angle)])
    radius = 1 / math.hypot(way[0] / radii[0], way[1] / radii[1])
    low, high = ((0.02, 0.25), (0.35, 0.85), (0.85, 1.15), (1.15, 1.6))[rng.choice(4, p=(0.12, 0.35, 0.25, 0.28))]
    ends = radius * rng.uniform(low, high, 2) * (-1, 1)
    return np.asarray(middle) + rng.normal(0, 0.05, 2) + ends[:, None] * way


def zero_slashed(rng):
    """Draw a zero with a slash or a dot."""
    radii = np.array([rng.uniform(0.25, 0.46), 0.5])
    return [ring(rng, (0.4, 0.5), radii), slash(rng, (0.4, 0.5), radii)]


def zero_open(rng):
    """Draw a zero that is left open at any side, seldom by more than a seventh of its way."""
    return [ring(rng, (0.4, 0.5), (rng.uniform(0.3, 0.48), 0.5), rng.uniform(0, 360), rng.uniform(300, 345))]


def zero_one_line(rng):
    """Draw a zero whose pen goes on from the ring across it."""
    start = rng.uniform(20, 80)
    round_it = ring(rng, (0.4, 0.5), (0.36, 0.5), start, 360)
    away = math.radians(start + 180 + rng.normal(0, 12))
    reach = rng.uniform(0.6, 1.4)
    return [np.concatenate([round_it, [[0.4 + 0.36 * reach * math.cos(away), 0.5 - 0.5 * reach * math.sin(away)]]])]


def one(rng):
    """Draw a one with a flag, a foot, both, or neither."""
    kind = rng.choice(4, p=(0.35, 0.2, 0.35, 0.1))
    strokes, stem = [], [(0.5, 0), (0.5, 1)]
    if kind in (0, 2):
        length, angle = rng.uniform(0.15, 0.5), math.radians(rng.uniform(25, 70))
        tip = (0.5 - length * math.sin(angle), length * math.cos(angle))
        stem = [tip, *stem] if rng.random() < 0.8 else stem
        strokes += [line(rng, (0.5, 0), tip, bend=0.01)] if len(stem) == 2 else []
    strokes.append(line(rng, *stem, bend=0.02))
    if kind in (1, 2):
        left, right = rng.uniform(0.1, 0.4, 2) * (1, rng.random() < 0.8)
        strokes.append(line(rng, (0.5 - left, 1), (0.5 + right, 1), bend=0.02))
    return strokes


def two_looped(rng):
    """Draw a two with a loop at its lower left."""
    loop = rng.uniform(0.08, 0.18)
    return [
        curve(
            rng,
            *((0.08, 0.25), (0.3, 0.02), (0.65, 0.05), (0.72, 0.3), (0.5, 0.62), (0.2, 0.92)),
            *((0.05, 0.97 - loop / 2), (0.14, 0.95 - 1.6 * loop), (0.32, 0.97 - loop), (0.5, 0.97), (0.85, 0.9)),
            bend=0.02,
        )
    ]


def two_plain(rng):
    """Draw a two with a corner at its lower left."""
    top = curve(rng, (0.08, 0.25), (0.3, 0.02), (0.65, 0.05), (0.7, 0.32), (0.4, 0.68), (0.05, 0.98))
    return [np.concatenate([top, line(rng, (0.75, 0.97))])]


def three_round(rng):
    """Draw a three of two bows."""
    return [
        curve(
            rng,
            *((0.1, 0.12), (0.4, 0), (0.65, 0.2), (0.35, 0.46), (0.7, 0.7), (0.4, 0.99), (0.02, 0.85)),
        )
    ]


def three_flat(rng):
    """Draw a three with a straight top, like a Z above a bow."""
    bow = curve(rng, (0.3, 0.42), (0.65, 0.55), (0.62, 0.88), (0.3, 1), (0.02, 0.88))
    return [np.concatenate([line(rng, (0.08, 0.02), (0.66, 0.02)), bow])]


def four_open(rng):
    """Draw a four whose top is open: an angle, and a stem across it."""
    top = rng.uniform(0, 0.3)
    bar = rng.uniform(0.5, 0.68)
    angle = line(rng, (rng.uniform(0.05, 0.3), 0), (0.02, bar), (rng.uniform(0.75, 1), bar))
    return [angle, line(rng, (rng.uniform(0.55, 0.75), top), (rng.uniform(0.5, 0.7), 1))]


def four_closed(rng):
    """Draw a four whose top is closed."""
    bar, x = rng.uniform(0.55, 0.75), rng.uniform(0.5, 0.65)
    angle = line(rng, (x, 0), (0.0, bar), (rng.uniform(0.75, 1), bar), bend=0.025)
    return [angle, np.array([angle[0], (x + rng.normal(0, 0.04), 1)])]


def four_lightning(rng):
    """Draw a four in one line, like a lightning."""
    bar = rng.uniform(0.45, 0.65)
    right = rng.uniform(0.6, 0.9)
    return [
        line(
            rng,
            (rng.uniform(0.2, 0.5), 0),
            (0.05, bar),
            (right, bar - rng.uniform(-0.05, 0.2)),
            (right - rng.uniform(0, 0.35), 1),
        )
    ]


def five(rng):
    """Draw a five, its top in one line with the rest or apart, seldom quite at its place."""
    bow = curve(rng, (0.12, 0.45), (0.45, 0.38), (0.72, 0.65), (0.45, 0.98), (0.02, 0.9))
    left = line(rng, (0.15, 0.02))
    if rng.random() < 0.5:
        return [np.concatenate([line(rng, (0.7, 0.02)), left, bow])]
    return [np.concatenate([left, bow]), line(rng, (0.15, 0.02), (0.72, 0.0)) + rng.normal(0, 0.03, 2)]


def six(rng):
    """Draw a six with a bent or a straight back."""
    size, back = rng.uniform(0.22, 0.3), rng.uniform(0.0, 0.25)
    loop = ring(rng, (0.35, 1 - size), (0.33, size), 180, rng.uniform(320, 380))
    return [np.concatenate([curve(rng, (0.35 + back, 0), (0.12 + back / 2, 0.35), bend=0.03), loop])]


def seven(rng):
    """Draw a seven: plain, crossed, with a hook at its left, like a Z, or several of these."""
    crossed, hooked, footed = rng.random(3) < (0.6, 0.4, 0.15)
    foot = rng.uniform(0.2, 0.5)
    points = [(0, rng.normal(0.02, 0.03)), (0.68, 0), (foot, 1)]
    if hooked:
        points = [(rng.normal(0.0, 0.03), rng.uniform(0.1, 0.28)), *points]
    strokes = [line(rng, *points, bend=0.02)]
    if footed:
        strokes[0] = np.concatenate([strokes[0], [strokes[0][-1] + (rng.uniform(0.08, 0.22), rng.normal(0, 0.02))]])
    if crossed or footed:
        height = rng.uniform(0.38, 0.65)
        x = 0.68 + (foot - 0.68) * height
        left, right = rng.uniform(0.12, 0.38, 2)
        strokes.append(line(rng, (x - left, height + 0.04), (x + right, height - rng.uniform(-0.02, 0.12)), bend=0.015))
    return strokes


def seven_bent(rng):
    """Draw a seven with a wavy top and a bent stem, often crossed."""
    body = curve(rng, (0, 0.12), (0.2, 0.02), (0.45, 0.08), (0.7, 0.02), (0.45, 0.5), (0.3, 1), bend=0.025)
    cross = line(rng, (0.2, 0.52), (0.72, 0.46), bend=0.04)
    return [body, cross] if rng.random() < 0.6 else [body]


def eight_circles(rng):
    """Draw an eight in two circles that meet, overlap or nearly meet."""
    height = rng.uniform(0.19, 0.27)
    low = (1 - 2 * height) / 2
    apart = rng.uniform(-0.04, 0.02)
    above = ring(rng, (0.4 + rng.normal(0, 0.03), height - apart), (rng.uniform(0.17, 0.3), height))
    below = ring(rng, (0.4, 1 - low), (rng.uniform(0.22, 0.36), low))
    return [above, below]


def eight_one_line(rng):
    """Draw an eight in one line that crosses itself, its top seldom quite closed."""
    return [
        curve(
            rng,
            *((0.6, 0.12), (0.35, 0), (0.12, 0.2), (0.4, 0.48), (0.65, 0.75), (0.38, 1)),
            *((0.08, 0.78), (0.35, 0.5), (0.62, 0.25), (0.56, 0.06)),
            bend=0.025,
        )
    ]


def nine_like_g(rng):
    """Draw a nine whose tail curls to the left, as a g's."""
    loop = ring(rng, (0.35, 0.26), (rng.uniform(0.25, 0.36), 0.25), rng.uniform(0, 40), rng.uniform(310, 370))
    tail = curve(rng, (0.66, 0.1), (0.66, 0.5), (0.6, 0.85), (0.35, 1), (0.08, rng.uniform(0.78, 0.95)), bend=0.02)
    return [np.concatenate([loop, tail])]


def nine_straight(rng):
    """Draw a nine with a straight or bent stem."""
    loop = ring(rng, (0.35, 0.27), (0.32, rng.uniform(0.2, 0.27)), rng.uniform(-10, 40), rng.uniform(310, 370))
    return [np.concatenate([loop, curve(rng, (0.66, 0.12), (0.62, 0.55), (rng.uniform(0.3, 0.65), 1), bend=0.02)])]


TRAINED = {
    0: [zero_slashed, zero_slashed, zero_slashed, zero_open, zero_one_line],
    1: [one],
    2: [two_looped, two_looped, two_plain],
    3: [three_round, three_flat],
    4: [four_open, four_closed, four_lightning],
    5: [five],
    6: [six],
    7: [seven, seven, seven_bent],
    8: [eight_circles, eight_one_line],
    9: [nine_like_g, nine_like_g, nine_straight],
}


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
