"""The ink of a digit in a photograph: under uneven light, in shadows, on ruled paper, in pencil, among crumbs.

Ink is what is darker than the paper around it. What the paper is at each place, a grey closing says: it fills whatever
is narrower than its window and leaves ramps and straight edges, which is to say lamps and shadows, as they are. Grey
divided by paper is free of the light. Of what is left, ruled lines run from one side of the picture to the other, and
crumbs are small. Light ink on dark is the same in the negative.

Arrays are (H, W), y down. Places are px of the picture as it is searched, at most SEARCHED px a side.

References
----------
N. Otsu, "A threshold selection method from gray-level histograms", IEEE Trans. SMC 9 (1979).
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from scipy import ndimage

SEARCHED = 256  # px, longest side of the picture in which the digit is looked for
SOFTENED = 0.7  # px, deviation of the Gaussian that takes grain and noise away
UNREST = 16
STRIPS = 16
SLOPE = 0.12
GAPS = 2
THIN = 7
BAND = 5
DARKER = 1.4
WINDOWS = (0.25, 0.6)  # of the longest side: lines are narrower than the first; a blot is tried with the second
BLACK = 16.0  # grey levels added to paper before one divides by it, so that noise in the dark stays small
CONTRAST = 0.12  # least that ink differs from its paper, as a share of the paper: 32 levels of 255
NOISE = 6.0  # deviations of the paper's own noise that ink differs from it, at least
SURE, PERHAPS = 0.55, 0.4  # of the ink's own contrast: what a part must reach, and what belongs to it then
LEAST = 0.06  # of the longest side: nothing shorter is a digit
PART = 0.04  # of the ink of a digit's largest part: what is smaller is a crumb
NEAR = 0.25  # of a digit's longest side: parts lie no farther from its largest
CUT = 0.15  # of a part's px: with more on the picture's border, it belongs to what lies beyond
SHARE = 0.3  # of all that stands out: a digit has at least that much, or it is one piece of a texture

Grey: TypeAlias = npt.NDArray[np.float32]
Ink: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]


def digit_ink(picture: Ink) -> Ink:
    """Find the ink of a digit in a picture of it, dark on light or light on dark.

    picture : (H, W) uint8, grey
    Returns (H, W) uint8, the ink alone, 255 as dark as the digit is. Raises ValueError when nothing stands out from its
    background that could be a digit.
    """
    reduced = Image.fromarray(picture)
    reduced.thumbnail((SEARCHED, SEARCHED), Image.Resampling.BOX)
    grey = ndimage.gaussian_filter(np.asarray(reduced, np.float32), SOFTENED)
    for window in WINDOWS:
        positives = (grey, 255 - grey)
        papers = [_paper(each, window) for each in positives]
        costs = [_cost(each, paper) for each, paper in zip(positives, papers)]
        negative = costs[1] < costs[0]
        paper = papers[negative]
        contrast, parts = _found(255-grey if negative else grey, paper, negative)
        if parts is not None:
            return _at_full_size(np.asarray(255 - picture if negative else picture, np.float32), paper, contrast, parts, negative)
    raise ValueError("nothing stands out from its background")


def _cost(grey, paper: Grey) -> float:
    """Return by how many grey levels paper goes up and down along all rows and columns."""
    return float((paper - grey).sum()) + UNREST * sum(float(np.abs(np.diff(paper, axis=axis)).sum()) for axis in (0, 1))


def _found(grey: Grey, paper: Grey, negative: bool):
    """Look for a digit in dark ink."""
    ink = _contrast(grey, paper, negative)
    low, usual = np.percentile(ink, (5, 30))
    noise = (usual - low) / 1.12
    ink -= usual
    floor = max(CONTRAST, NOISE * noise)
    faint = max(CONTRAST / 2, NOISE / 2 * noise)
    rules = _rules(ink, faint) + _rules(ink.T, faint).T
    plain = ink[(rules == 0) | (ink > rules * DARKER)]
    if plain.max(initial=0) < floor:
        return 0.0, None
    contrast = float(np.percentile(plain[plain > max(floor, _otsu(plain))], 85))
    dark = ink > PERHAPS * contrast
    if rules.any():
        bare = dark & (ink > rules * DARKER)
        dark = bare | ndimage.binary_closing(bare, np.ones((BAND + 2, BAND + 2))) & dark & (rules > 0)
    labels, count = ndimage.label(dark, np.ones((3, 3)))
    return contrast, _digit(labels, ndimage.maximum(ink, labels, np.arange(count + 1)) > SURE * contrast)


def _paper(grey: Grey, share: float) -> Grey:
    """Fill what is dark and narrower than a share of the picture: (h, w) grey levels of the paper beneath."""
    window = max(3, int(share * max(grey.shape)) | 1)
    margin = window // 2
    around = np.pad(grey, margin, "edge")
    light = ndimage.maximum_filter(around, window, mode="nearest")
    return ndimage.minimum_filter(light, window)[margin:-margin, margin:-margin]


def _contrast(grey: Grey, paper: Grey, negative: bool) -> Grey:
    """Return how much of the light that its paper sends back a place keeps, 0 for paper."""
    light = 255 - paper if negative else paper
    return (paper - grey) / (light + BLACK)


def _otsu(ink: Grey) -> float:
    """Return the level that parts what stands out from what does not (Otsu 1979, eq. 18)."""
    top = float(ink.max())
    counts = np.bincount((np.clip(ink / top, 0, 1) * 255).astype(np.uint8).ravel(), minlength=256)
    below = np.cumsum(counts)[:-1].astype(float)
    moment = np.cumsum(counts * np.arange(256))
    above = below[-1] + counts[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (moment[-1] * below / (below + above) - moment[:-1]) ** 2 / (below * above)
    return (float(np.nanargmax(between)) + 1) / 255 * top


def _rules(ink: Grey, least: float) -> Grey:
    """Find lines that run from side to side: (h, w), how dark they are, 0 elsewhere."""
    h, w = ink.shape
    if w < 4*STRIPS or h < 4*STRIPS:
        return np.zeros_like(ink)
    strip = w // STRIPS
    high = ndimage.maximum_filter1d(ink, 3, axis=0)
    thick = ndimage.maximum_filter1d(ndimage.minimum_filter1d(ink, THIN, axis=0), THIN, axis=0)
    cut = slice((w - STRIPS * strip) // 2, (w - STRIPS * strip) // 2 + STRIPS * strip)
    raw, thin = (np.median(each[:, cut].reshape(h, STRIPS, strip), axis=2) for each in (high, high - thick))
    rise = np.arange(-int(SLOPE * w), int(SLOPE * w) + 1, 2)
    rows = np.rint(np.arange(h)[:, None] + rise[:, None, None] * ((np.arange(STRIPS) + 0.5) / STRIPS - 0.5)).astype(int)
    beyond = (rows < 0) | (rows >= h)
    rows = np.clip(rows, 0, h - 1)
    raw, thin = (np.where(beyond, np.inf, each[rows, np.arange(STRIPS)]) for each in (raw, thin))
    level = np.sort(raw, axis=2)[:, :, GAPS]
    slim = np.sort(thin, axis=2)
    valid = (level > least) & (slim[:, :, STRIPS // 2 - 1] > 0.5 * level) & (beyond.sum(2) <= STRIPS // 2)
    with np.errstate(invalid="ignore"):
        free = np.where(valid, np.where(beyond, 0, thin).sum(2), 0)
    lines = Image.new("F", (w, h))
    draw = ImageDraw.Draw(lines)
    while free.max() > 0:
        at = np.unravel_index(np.argmax(free), free.shape)
        y0, y1 = at[1] - rise[at[0]] / 2, at[1] + rise[at[0]] / 2
        draw.line([(-0.5, y0), (w - 0.5, y1)], fill=float(np.percentile(thin[at][~beyond[at]], 85)), width=BAND)
        near = np.abs(np.arange(h) - rise[:, None] / 2 - y0) + np.abs(np.arange(h) + rise[:, None] / 2 - y1) < 2*THIN
        free[near] = 0


    return np.asarray(lines)


def _digit(labels: npt.NDArray[np.int32], sure: Mask) -> Mask | None:
    """Choose of the parts of a picture, 1…n, those that make a digit: (h, w), None where none could."""
    side = max(labels.shape)
    boxes = ndimage.find_objects(labels)
    area = np.bincount(labels.ravel(), minlength=len(sure))
    rim = np.concatenate([labels[0], labels[-1], labels[1:-1, 0], labels[1:-1, -1]])
    contact = np.bincount(rim, minlength=len(sure))
    sure[0] = False
    length = np.array([0] + [max(part.stop - part.start for part in box) for box in boxes])
    able = sure & (length >= LEAST * side) & (contact <= CUT * area)
    whole = able & (contact == 0)
    if not able.any():
        return None
    main = int(np.argmax(np.where(whole if whole.any() else able, area, 0)))
    rows, columns = boxes[main - 1]
    away = NEAR * length[main]
    kept = [main]
    for part in np.flatnonzero(sure & (area >= PART * area[main]) & (contact == 0)):
        other = boxes[part - 1]
        gap = max(
            other[0].start - rows.stop, rows.start - other[0].stop,
            other[1].start - columns.stop, columns.start - other[1].stop,
        )
        if gap < away and part != main:
            kept.append(part)
    if area[kept].sum() < SHARE * area[sure & (contact == 0)].sum():
        return None
    return np.isin(labels, kept)


def _at_full_size(grey: Grey, paper, contrast, parts, negative: bool) -> Ink:
    """Return the ink of the parts that were found, (H, W) uint8."""
    size = grey.shape[::-1]
    paper = np.asarray(Image.fromarray(paper).resize(size, Image.Resampling.BILINEAR))
    near = ndimage.binary_dilation(parts, np.ones((3, 3)), 2)
    near = np.asarray(Image.fromarray(near).resize(size))
    ink = np.clip(_contrast(grey, paper, negative) / contrast, 0, 1)
    return np.rint(255 * ink * near).astype(np.uint8)
