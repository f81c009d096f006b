"""Draw digits from stroke models: how people write who write unlike MNIST, on a sheet, y down.

A model is a function rng → strokes, a list of (n, 2) arrays of points whose box is about 0…1 high. Its own numbers are
drawn anew for each digit; `drawing` then slants, stretches and shakes it as a hand does.
"""

import math

import numpy as np

from models import sketch
from training.datasets.pen_strokes import as_pad, by_hand, curve, line, ring
from training.datasets.unseen_strokes import HELD_OUT

PENS = (1.8, 3.4)  # px of the frame, as MNIST's own are


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


def zero_greek(rng):
    """Draw a zero like a theta, its bar from side to side or short of both, or like a phi, its line upright."""
    radii = np.array([rng.uniform(0.28, 0.48), 0.5])
    reach = rng.uniform(0.3, 1.35, 2)
    way = np.array([1.0, 0.0]) if rng.random() < 0.6 else np.array([0.0, 1.0])
    middle = np.array([0.4, 0.5]) + rng.normal(0, 0.05, 2)
    ends = [middle - reach[0] * radii * way, middle + reach[1] * radii * way]
    return [ring(rng, (0.4, 0.5), radii), line(rng, *ends)]


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


def one_long_flag(rng):
    """Draw a one whose flag comes from far below, like half a roof, with a foot or without."""
    lean = rng.normal(0, 0.08)
    flag = (rng.uniform(0.0, 0.25), rng.uniform(0.35, 0.7))
    stem = line(rng, flag, (0.5, 0), (0.5 + lean, 1), bend=0.02)
    foot = line(rng, (0.5 + lean - rng.uniform(0.1, 0.4), 1), (0.5 + lean + rng.uniform(0.05, 0.4), 1), bend=0.03)
    return [stem, foot] if rng.random() < 0.5 else [stem]


def one_serifs(rng):
    """Draw a one as printed: a flag that may lie almost flat, a foot of one bar, of two, or drawn on from the stem."""
    lean, length = rng.normal(0, 0.06), rng.uniform(0.12, 0.35)
    slope = rng.uniform(-0.1, 0.9)  # from flat, or even rising to the left, to steep
    top = line(rng, (0.5 - length, slope * length), (0.5, 0), bend=0.015)
    stem = line(rng, (0.5, 0), (0.5 + lean, 1), bend=0.015)
    left, right = rng.uniform(0.1, 0.4, 2)
    kind = rng.random()
    if kind < 0.4:
        return [top, stem, line(rng, (0.5 + lean - left, 1), (0.5 + lean + right, 1), bend=0.025)]
    if kind < 0.6:
        bars = [line(rng, (0.5 + lean + side, 1), (0.5 + lean, 1), bend=0.025) for side in (-left, right)]
        return [top, stem, *bars]
    if kind < 0.8:
        round_foot = line(rng, (0.5 + lean - left, 1.0), (0.5 + lean + right, 0.99), bend=0.02)
        return [np.concatenate([top, stem, round_foot])]
    return [np.concatenate([top, stem])]


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


def two_angular(rng):
    """Draw a two like a Z with a bent top."""
    right = rng.uniform(0.55, 0.75)
    top = curve(rng, (0.05, 0.15), (0.3, 0.0), (right, 0.12), bend=0.025)
    return [np.concatenate([top, line(rng, (right - 0.05, 0.3), (0.02, 0.97), (rng.uniform(0.6, 0.85), 0.97))])]


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


def five_like_s(rng):
    """Draw a five in one bent line, like an S whose top may be straight."""
    return [
        curve(
            rng,
            *((0.7, 0.06), (0.4, 0.0), (0.16, 0.12), (0.18, 0.38), (0.5, 0.48), (0.7, 0.7), (0.45, 0.98), (0.05, 0.9)),
            bend=0.025,
        )
    ]


def six(rng):
    """Draw a six with a bent or a straight back."""
    size, back = rng.uniform(0.22, 0.3), rng.uniform(0.0, 0.25)
    loop = ring(rng, (0.35, 1 - size), (0.33, size), 180, rng.uniform(320, 380))
    return [np.concatenate([curve(rng, (0.35 + back, 0), (0.12 + back / 2, 0.35), bend=0.03), loop])]


def six_curled(rng):
    """Draw a six in one bent line whose end curls into the loop, seldom quite closed."""
    low = rng.uniform(0.42, 0.6)
    return [
        curve(
            rng,
            *((rng.uniform(0.4, 0.7), 0.02), (0.15, 0.35), (0.05, 0.75), (0.35, 1), (0.65, 0.78)),
            *((0.42, low), (rng.uniform(0.1, 0.25), low + 0.2)),
            bend=0.025,
        )
    ]


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


def eight_crossed(rng):
    """Draw an eight as an S that a straight or bent line closes."""
    s = curve(rng, (0.62, 0.1), (0.3, 0), (0.12, 0.22), (0.4, 0.48), (0.66, 0.76), (0.38, 1), (0.08, 0.85), bend=0.025)
    back = line(rng, (0.62, 0.1), bend=0.04)
    return [np.concatenate([s, curve(rng, (0.08, 0.85), (0.35, 0.5), bend=0.03), back])]


def nine_like_g(rng):
    """Draw a nine whose tail curls to the left, as a g's."""
    loop = ring(rng, (0.35, 0.26), (rng.uniform(0.25, 0.36), 0.25), rng.uniform(0, 40), rng.uniform(310, 370))
    tail = curve(rng, (0.66, 0.1), (0.66, 0.5), (0.6, 0.85), (0.35, 1), (0.08, rng.uniform(0.78, 0.95)), bend=0.02)
    return [np.concatenate([loop, tail])]


def nine_straight(rng):
    """Draw a nine with a straight or bent stem."""
    loop = ring(rng, (0.35, 0.27), (0.32, rng.uniform(0.2, 0.27)), rng.uniform(-10, 40), rng.uniform(310, 370))
    return [np.concatenate([loop, curve(rng, (0.66, 0.12), (0.62, 0.55), (rng.uniform(0.3, 0.65), 1), bend=0.02)])]


def nine_open(rng):
    """Draw a nine whose bowl stays open at the top, the stem apart or in one line with it."""
    bowl = curve(rng, (0.55, 0.06), (0.2, 0.02), (0.05, 0.28), (0.3, 0.5), (0.6, 0.3), bend=0.025)
    stem = curve(rng, (0.66, rng.uniform(0, 0.15)), (0.64, 0.5), (rng.uniform(0.3, 0.65), 1), bend=0.025)
    return [np.concatenate([bowl, stem])] if rng.random() < 0.5 else [bowl, stem]


TRAINED = {
    0: [zero_slashed, zero_slashed, zero_slashed, zero_open, zero_one_line, zero_greek],
    1: [one, one, one_long_flag, one_serifs],
    2: [two_looped, two_looped, two_plain, two_angular],
    3: [three_round, three_flat],
    4: [four_open, four_closed, four_lightning],
    5: [five, five_like_s],
    6: [six, six_curled],
    7: [seven, seven, seven_bent],
    8: [eight_circles, eight_one_line, eight_crossed],
    9: [nine_like_g, nine_like_g, nine_straight, nine_open],
}
