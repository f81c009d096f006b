"""The ink of a digit in a photograph: under a lamp, in shadows, on ruled paper, in pencil, among crumbs.

Ink is what differs from the paper around it. How bright the paper is at each place, a grey closing says: it fills what
is dark and narrower than its window, and leaves ramps and straight edges, which is to say lamps and shadows, as they
are. What is darker than that, divided by it, is free of the light. For light ink on dark, an opening does the same.
Ruled lines are what runs thinly from one side of the picture to the other; crumbs are small; what touches the
picture's border belongs to what lies beyond.

Arrays are (h, w), y down; px are those of the picture that is searched, at most SEARCHED a side.

References
----------
P. Soille, "Morphological Image Analysis" (2003), section 4.5: a closing as background.
N. Otsu, "A threshold selection method from gray-level histograms", IEEE Trans. SMC 9 (1979).
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter
from scipy import ndimage

SEARCHED = 256  # px, longest side of the picture in which the digit is looked for
SOFTENED = 0.7  # px, deviation of the Gaussian that takes grain and noise away
WINDOWS = (0.25, 0.6)  # of the longest side: lines are narrower than the first; the second is tried for blots
UNREST = 8  # px; what paper may cost for each grey level that it goes up or down, beside the ink that lies on it
DOUBT = 0.95  # times what paper under dark ink costs: what paper under light ink may cost where that is believed
# Grey levels added to paper before one divides by it, so that noise in the dark stays small: under dark ink and light.
BLACK = {1: 16.0, -1: 96.0}
CONTRAST = 0.12  # of the paper's brightness: ink differs from it by that much, at least; of white, 32 grey levels
LEVELS = 20  # grey levels, likewise: in the dark a stain is no more than that
NOISE = 6.0  # deviations of the paper's own noise that ink differs from it, at least
DARK = 85  # percentile of what stands out: ink, and not its soft edge nor what shows through from the other side
SURE, PERHAPS = 0.55, 0.4  # of the ink's contrast: what some place of a part has, and all of its places

LEAST = 0.06  # of the longest side: nothing shorter is a digit, nor what lies that near to the picture's border
FLAT = 0.25  # of its width: no digit is lower
CRUMB = 0.04  # of the px of a digit's largest part: what has fewer is a crumb
NEAR = 0.25  # of the length of a digit's largest part: others are no farther from it
CUT = 0.15  # of a part's px: with more on the picture's border, it belongs to what lies beyond
SHARE = 0.3  # of all that stands out: what is less is one piece of a texture

STRIPS = 16  # across the picture, in each of which a ruled line is looked for
GAPS = 2  # strips in which it may be missing
THIN = 7  # px; what is thicker is no ruled line
BAND = 7  # px, around the middle of a ruled line
SLOPE = 0.12  # px a px, of ruled lines at most
PALER = 0.6  # times as dark as ruled lines, at least: ink, or the soft edge of a line might be taken for it
DARKER = 1.4  # times as dark as the ruled line that it lies on: ink

Grey: TypeAlias = npt.NDArray[np.float32]
Picture: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]


def digit_ink(picture: Picture) -> Picture:
    """Find the ink of a digit in a photograph of it, dark on light or light on dark.

    picture : (H, W) uint8, grey
    Returns (h, w) uint8, the digit's surroundings, ink 255 and all else 0. Raises ValueError when nothing stands out
    from its background that could be a digit.
    """
    reduced = Image.fromarray(picture)
    reduced.thumbnail((SEARCHED, SEARCHED), Image.Resampling.BOX)
    grey = ndimage.gaussian_filter(np.asarray(reduced, np.float32), SOFTENED)
    half = grey[::2, ::2]
    for window in WINDOWS:
        dark, light = (_cost(half, _paper(half, window, sign)) for sign in (1, -1))
        sign = -1 if light < DOUBT * dark else 1
        paper = _paper(grey, window, sign)
        ink = _contrast(grey, paper, sign)
        inked, level = _inked(ink)
        parts = _digit(inked, ink > SURE * level)
        if parts is not None and np.percentile(np.abs(paper - grey)[parts], DARK) >= LEVELS:
            ink = _at_full_size(picture, parts, paper, sign) / level
            return np.rint(255 * ink.clip(0, 1)).astype(np.uint8)
    raise ValueError("nothing stands out from its background")


def _paper(grey: Grey, window: float, sign: int) -> Grey:
    """Estimate how bright the paper is: what is dark (sign 1) or light (−1), and narrow, is filled.

    window : of the longest side; what is narrower is filled
    """
    side = max(3, int(window * max(grey.shape)) | 1)
    margin = side // 2
    around = np.pad(grey, margin, "edge")  # or what gets darker towards the picture's border would be filled, too
    filters = (ndimage.maximum_filter, ndimage.minimum_filter)
    for each in filters[::sign]:
        around = each(around, side, mode="nearest")
    return around[margin:-margin, margin:-margin]


def _cost(grey: Grey, paper: Grey) -> float:
    """Return how much has to be believed if that is the paper: all ink, and all that the paper goes up and down."""
    unrest = sum(float(np.abs(np.diff(paper, axis=axis)).sum()) for axis in (0, 1))
    return float(np.abs(paper - grey).sum()) + UNREST * unrest


def _contrast(grey: Grey, paper: Grey, sign: int) -> Grey:
    """Return how much darker (sign 1) or lighter (−1) than its paper each place is, as a share of it."""
    return sign * (paper - grey) / (paper + BLACK[sign])


def _inked(ink: Grey) -> tuple[Mask, float]:
    """Return where ink stands out and is no ruled line, (h, w), and its contrast; nothing and infinity if none does."""
    low, usual = np.percentile(ink[::2, ::2], (5, 30))  # of these there is no ink even on squared paper
    ink = ink - usual
    floor = max(CONTRAST, NOISE * (usual - low) / 1.12)  # which lie 1.12 deviations apart
    across, down = _rules(ink, floor / 2), _rules(ink.T, floor / 2).T
    rules = across + down
    floor = max(floor, PALER * float(max(across.max(), down.max())))
    plain = ink > DARKER * rules
    if ink.max(where=plain, initial=0) <= floor:
        return np.zeros(ink.shape, bool), np.inf
    seen = ink[plain]
    level = float(np.percentile(seen[seen > max(floor, _otsu(seen))], DARK))
    dark = plain & (ink > PERHAPS * level)
    if rules.any():  # a line that was taken out leaves a gap in every stroke across it
        mended = ndimage.binary_closing(dark, np.ones((BAND + 2, BAND + 2)))
        dark |= mended & (rules > 0) & (ink > PERHAPS * level)
    return dark, level


def _otsu(values: Grey) -> float:
    """Return the level, above 0, that parts values best into low ones and high ones (Otsu 1979, eq. 18)."""
    top = float(values.max())
    counts = np.bincount((255 / top * values.clip(0)).astype(np.uint8), minlength=256)
    below, sums = np.cumsum(counts)[:-1].astype(float), np.cumsum(counts * np.arange(256.0))
    above = values.size - below
    between = (sums[-1] * below / values.size - sums[:-1]) ** 2 / np.maximum(below * above, 1)
    return (int(np.argmax(between)) + 1) / 255 * top


def _rules(ink: Grey, least: float) -> Grey:
    """Find ruled lines that run from left to right.

    least : contrast of the palest
    Returns (h, w) float32, BAND px of a line's own contrast along each, 0 elsewhere.
    """
    h, w = ink.shape
    lines = Image.new("F", (w, h))
    strip = w // STRIPS
    if strip < 2:
        return np.asarray(lines)
    # What of each row in each strip is dark (h, STRIPS), and what of that is thin: a digit's own lines mostly are not.
    thick = ndimage.maximum_filter1d(ndimage.minimum_filter1d(ink, THIN, axis=0), THIN, axis=0)
    near = ndimage.maximum_filter1d(ink, 3, axis=0)  # a line that is a little askew changes its row within a strip
    dark, thin = (
        np.median(each[:, : STRIPS * strip].reshape(h, STRIPS, strip)[:, :, ::2], axis=2)
        for each in (near, near - thick)
    )
    if np.count_nonzero((thin > least).any(0)) < STRIPS // 2:
        return np.asarray(lines)
    # Every line (rise, row in the middle) that could be there, followed through the strips.
    rise = np.arange(-int(SLOPE * w), int(SLOPE * w) + 1, 2)
    rows = np.rint(np.arange(h)[:, None] + rise[:, None, None] * ((np.arange(STRIPS) + 0.5) / STRIPS - 0.5)).astype(int)
    beyond = (rows < 0) | (rows >= h)
    dark, thin = (np.where(beyond, np.inf, each[rows.clip(0, h - 1), np.arange(STRIPS)]) for each in (dark, thin))
    unbroken = np.partition(dark, GAPS, axis=2)[:, :, GAPS]
    mostly_thin = np.partition(thin, STRIPS // 2 - 1, axis=2)[:, :, STRIPS // 2 - 1]
    able = (unbroken > least) & (mostly_thin > unbroken / 2) & (beyond.sum(2) <= STRIPS // 2)
    seen = np.where(able, np.where(beyond, 0, thin).sum(2), 0)
    left, right = np.arange(h) - rise[:, None] / 2, np.arange(h) + rise[:, None] / 2
    while seen.any():
        best = np.unravel_index(np.argmax(seen), seen.shape)
        contrast = float(np.percentile(thin[best][~beyond[best]], DARK))
        ImageDraw.Draw(lines).line([(-0.5, left[best]), (w - 0.5, right[best])], fill=contrast, width=BAND)
        seen[np.abs(left - left[best]) + np.abs(right - right[best]) < 2 * THIN] = 0
    return np.asarray(lines)


def _digit(dark: Mask, sure: Mask) -> Mask | None:
    """Choose the parts of what is dark that make a digit: (h, w), None where none could.

    sure : (h, w), dark enough to be ink; a part without any such place is none
    """
    labels, count = ndimage.label(dark, np.ones((3, 3)))
    least = int(LEAST * max(dark.shape))
    border = np.concatenate([labels[0], labels[-1], labels[1:-1, 0], labels[1:-1, -1]])
    y, x = (min(least, side // 4) for side in labels.shape)
    within = labels[y : labels.shape[0] - y, x : labels.shape[1] - x]
    area, inked, border, within = (
        np.bincount(each.ravel(), minlength=count + 1) for each in (labels, labels[sure], border, within)
    )
    inked[0] = 0
    boxes = np.array([[0] * 4] + [[y.start, x.start, y.stop, x.stop] for y, x in ndimage.find_objects(labels)])
    height, width = (boxes[:, 2:] - boxes[:, :2]).T
    length = np.maximum(height, width)
    able = (inked > 0) & (within > 0) & (length >= least) & (height >= FLAT * width) & (border <= CUT * area)
    if not able.any():
        return None
    whole = (inked > 0) & (border == 0)
    main = int(np.argmax(np.where(able & whole if (able & whole).any() else able, area, 0)))
    gap = np.maximum(boxes[:, :2] - boxes[main, 2:], boxes[main, :2] - boxes[:, 2:]).max(1)
    kept = whole & (area >= CRUMB * area[main]) & (gap < NEAR * length[main])
    kept[main] = True
    return kept[labels] if area[kept].sum() >= SHARE * area[whole].sum() else None


def _at_full_size(picture: Picture, parts: Mask, paper: Grey, sign: int) -> Grey:
    """Return the contrast of the parts that were found in the picture's own px, (h, w) around them, 0 elsewhere."""
    scale = np.array(picture.shape) / parts.shape
    rows, columns = np.flatnonzero(parts.any(1)), np.flatnonzero(parts.any(0))
    low = np.maximum(np.array([rows[0], columns[0]]) - BAND, 0)
    high = np.minimum(np.array([rows[-1], columns[-1]]) + BAND + 1, parts.shape)
    (top, left), (bottom, right) = np.rint(low * scale).astype(int), np.rint(high * scale).astype(int)
    box = np.s_[low[0] : high[0], low[1] : high[1]]
    size = (int(right - left), int(bottom - top))
    around = Image.fromarray(parts[box].astype(np.uint8)).filter(ImageFilter.MaxFilter(5)).resize(size)
    beneath = np.asarray(Image.fromarray(paper[box]).resize(size, Image.Resampling.BILINEAR))
    return _contrast(picture[top:bottom, left:right].astype(np.float32), beneath, sign) * np.asarray(around)
