"""Photographs of handwritten digits, made by formula: the page under a lamp, in a shadow, ruled, seen through, dirty.

A photograph is made as it comes about: reflectance of the page, 0 black to 1 white, times the light that falls on it,
then what the camera adds. Every number is drawn from a generator of the caller's, so a seed gives the same picture.
"""

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from models.sketch.examples import EXAMPLES

SIDE = 400  # px
FINE = 3  # px drawn for one of the picture, along each axis

Page = np.ndarray  # (SIDE, SIDE) float64, reflectance 0…1


def photograph(kind: str, digit: int, rng: np.random.Generator, noisy: bool = True) -> np.ndarray:
    """Photograph a digit in someone's hand.

    Parameters
    ----------
    kind : str
        One of KINDS: the light, the paper or the pen.
    digit : int
        0…9; one of the project's examples, turned, slanted, stretched and placed anew.
    rng : Generator
        Draws all that differs from one photograph to the next.
    noisy : bool
        Whether the camera adds noise and packs the picture as JPEG.

    Returns
    -------
    (400, 400) uint8, grey
    """
    return taken(KINDS[kind](rng, hand(digit, rng)), rng, noisy)


def empty(kind: str, rng: np.random.Generator, noisy: bool = True) -> np.ndarray:
    """Photograph a page that nothing is written on: (400, 400) uint8. kind : one of KINDS."""
    return taken(KINDS[kind](rng, []), rng, noisy)


def hand(digit: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Write one of the examples anew: strokes, each (n, 2) px, (x, y), wholly on the page."""
    turn, slant, stretch = rng.normal(0, 0.08), rng.normal(0, 0.1), rng.uniform(0.85, 1.15)
    size = rng.uniform(0.4, 0.7) * SIDE  # px, longest side
    change = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) @ [[stretch, slant], [0, 1]]
    strokes = [np.array(stroke) @ change.T for stroke in EXAMPLES[str(digit)]]
    points = np.concatenate(strokes)
    low, extent = points.min(0), np.ptp(points, axis=0)
    scale = size / extent.max()
    edge = 0.1 * SIDE
    place = rng.uniform(edge, SIDE - edge - extent * scale)
    return [(stroke - low) * scale + place for stroke in strokes]


def taken(page: Page, rng: np.random.Generator, noisy: bool) -> np.ndarray:
    """Turn what reaches the camera, (H, W) in 0…1, into its picture (H, W) uint8."""
    if noisy:
        page = page + rng.normal(0, rng.uniform(0.008, 0.025), page.shape)
    grey = np.rint(255 * np.clip(page, 0, 1)).astype(np.uint8)
    if not noisy:
        return grey
    file = io.BytesIO()
    Image.fromarray(grey).save(file, "JPEG", quality=int(rng.integers(45, 85)))
    return np.asarray(Image.open(file))


def ink(strokes: list[np.ndarray], width: float) -> Page:
    """Draw lines `width` px wide with round ends: (SIDE, SIDE), how much of each pixel is covered, 0…1."""
    large = Image.new("L", (FINE * SIDE, FINE * SIDE))
    draw, radius = ImageDraw.Draw(large), FINE * width / 2
    for stroke in strokes:
        points = [(FINE * x, FINE * y) for x, y in stroke]
        draw.line(points, fill=255, width=max(1, round(2 * radius)))
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(large.reduce(FINE)) / 255


def written(rng: np.random.Generator, strokes: list[np.ndarray]) -> Page:
    """Write with a ballpoint or felt pen, dark, on white paper."""
    paper, dark = rng.uniform(0.82, 0.97), rng.uniform(0.08, 0.3)
    return paper + (dark - paper) * ink(strokes, rng.uniform(7, 18))


def field(rng: np.random.Generator, coarseness: float) -> Page:
    """Draw smooth noise, mean 0 and deviation 1, whose spots are about that many px large."""
    noise = ndimage.gaussian_filter(rng.standard_normal((SIDE, SIDE)), coarseness, mode="wrap")
    return (noise - noise.mean()) / noise.std()


def across(turn: float) -> Page:
    """Return how far each pixel lies from the middle in the direction `turn`, rad: −1…1 from side to side."""
    steps = np.linspace(-1, 1, SIDE)
    return np.cos(turn) * steps[None, :] + np.sin(turn) * steps[:, None]


def clean(rng, strokes):
    return written(rng, strokes)


def lamp(rng, strokes):
    """Light from one of the four sides, or between two, that falls to a quarter."""
    side = rng.integers(4) * np.pi / 2 + rng.normal(0, 0.3)
    nearness = np.clip((across(side) + 1) / 2, 0, 1) ** rng.uniform(0.7, 1.5)
    dim = rng.uniform(0.22, 0.5)
    return written(rng, strokes) * (dim + (1 - dim) * nearness)


def vignette(rng, strokes):
    """Light that falls towards the corners."""
    x, y = rng.uniform(-0.25, 0.25, 2)
    squares = (across(0) - x) ** 2 + (across(np.pi / 2) - y) ** 2
    return written(rng, strokes) * np.maximum(0.12, 1 - rng.uniform(0.25, 0.42) * squares)


def soft_shadow(rng, strokes):
    """Half the page in a shadow with a wide edge through its middle."""
    return written(rng, strokes) * _shadow(rng, rng.uniform(15, 60))


def hard_shadow(rng, strokes):
    """Half the page in a shadow with a sharp edge through its middle."""
    return written(rng, strokes) * _shadow(rng, rng.uniform(0.7, 2.5))


def _shadow(rng: np.random.Generator, softness: float) -> Page:
    """Return light, 1 in the sun and less in the shadow, with an edge `softness` px wide."""
    place = across(rng.uniform(0, 2 * np.pi)) - rng.uniform(-0.4, 0.4)
    share = 0.5 + 0.5 * np.tanh(place * SIDE / 2 / softness)
    dark = rng.uniform(0.35, 0.65)
    return dark + (1 - dark) * share


def scan_border(rng, strokes):
    """A sheet that lies a little askew under the lid of a scanner: black beside it on one to four sides."""
    page, lid = written(rng, strokes), rng.uniform(0.02, 0.2)
    for side in rng.permutation(4)[: rng.integers(1, 5)]:
        beyond = across(side * np.pi / 2 + rng.normal(0, 0.02)) - (1 - rng.uniform(0.03, 0.15))
        cover = np.clip(beyond * SIDE / 2, 0, 1)
        page = page + (lid - page) * cover
    return page


def ruled(rng, page, turns, spacing):
    """Rule a page with lines of one colour at the angles `turns`, rad, `spacing` px apart."""
    colour, width, askew = rng.uniform(0.3, 0.75), rng.uniform(1.2, 3), rng.normal(0, 0.03)
    for turn in turns:
        beyond = (across(turn + askew) * SIDE / 2 + rng.uniform(0, spacing)) % spacing
        cover = np.clip(width / 2 + 0.5 - np.abs(beyond - spacing / 2), 0, 1)
        page = np.minimum(page, 1 + (colour - 1) * cover)
    return page


def lined(rng, strokes):
    """Lined paper."""
    return ruled(rng, written(rng, strokes), [np.pi / 2], rng.uniform(25, 60))


def squared(rng, strokes):
    """Squared paper."""
    return ruled(rng, written(rng, strokes), [0, np.pi / 2], rng.uniform(18, 45))


def pencil(rng, strokes):
    """A pencil: thin, pale, and grainy where the paper's hollows stay white."""
    paper = rng.uniform(0.85, 0.95)
    grain = np.clip(0.85 + 0.3 * field(rng, 0.8), 0, 1)
    return paper - rng.uniform(0.2, 0.4) * ink(strokes, rng.uniform(3, 5.5)) * grain


def show_through(rng, strokes):
    """What a felt pen wrote on the other side, mirrored, pale and blurred, behind what is written on this one."""
    other = ink(hand(int(rng.integers(10)), rng), rng.uniform(12, 20))[:, ::-1]
    shade = ndimage.gaussian_filter(other, rng.uniform(1, 3))
    return written(rng, strokes) * (1 - rng.uniform(0.12, 0.3) * shade)


def crumbs(rng, strokes):
    """Crumbs, dust and spots as dark as the ink."""
    page = written(rng, strokes)
    spots = [rng.uniform(0, SIDE, (1, 2)) + rng.uniform(-3, 3, (2, 2)) for _ in range(rng.integers(8, 40))]
    for spot in spots:
        page = page + (rng.uniform(0.05, 0.4) - page) * ink([spot], rng.uniform(2, 6))
    return page


def chalk(rng, strokes):
    """Chalk, grainy, on a blackboard that was wiped and is lit from one side."""
    board = rng.uniform(0.1, 0.25) + 0.015 * field(rng, 20)
    grain = np.clip(0.85 + 0.25 * field(rng, 1), 0, 1)
    page = board + (rng.uniform(0.7, 0.95) - board) * ink(strokes, rng.uniform(8, 16)) * grain
    return page * (0.7 + 0.3 * across(rng.uniform(0, 2 * np.pi)) / np.sqrt(2))


KINDS: dict[str, Callable[[np.random.Generator, list[np.ndarray]], Page]] = {
    "clean": clean,
    "lamp": lamp,
    "vignette": vignette,
    "soft shadow": soft_shadow,
    "hard shadow": hard_shadow,
    "border of a scan": scan_border,
    "lined paper": lined,
    "squared paper": squared,
    "pencil": pencil,
    "show-through": show_through,
    "crumbs": crumbs,
    "chalk": chalk,
}
