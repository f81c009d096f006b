"""Make digits in hands that MNIST lacks: from its own digits, to which lines are added, and from stroke models.

MNIST has few zeros with a slash, ones with flag and foot, or crossed sevens, and many people write so. Pictures are
changed in batches, on a larger sheet, and then framed again as MNIST's are: longest side 20 px, centre of mass in the
middle. Coordinates are (x, y) in px, y down; a batch of places is (n, 2).
"""

import math

import torch
from torch.nn import functional as F

from models.digits import SIDE
from models.sketch.framing import LONGEST
from training.datasets import mnist, stroke_models

NUMBER = 20_000  # that a training meets over and over, each time augmented otherwise
SHEET = 48  # px, on which lines are added: they may leave the digit's own 28
INK = 0.3  # from which on a pixel belongs to the digit's box
SOFT = 1.2  # px from paper to full ink across an edge, as in MNIST's scans
STRAIGHT = 0.16  # of a one's length: its largest width, as standard deviations, at which it is a mere stem
SHARE = {0: 0.4, 1: 0.3, 7: 0.3}  # of the digits that are restyled


def made(x, y, number, seed=0, held_out=False):
    """Make a set of pictures, half from MNIST's digits and half from stroke models.

    Parameters
    ----------
    x (N, 1, 28, 28) uint8, y (N,) : digits to restyle
    number : int
        How many are made.
    seed : int
        Of all that is random; the same seed makes the same pictures.
    held_out : bool
        Whether the stroke models are those that no training has seen.

    Returns
    -------
    x : (number, 1, 28, 28) uint8 tensor, ink 255 on paper 0
    y : (number,) int64 tensor, the digit that each picture shows
    """
    rng = torch.Generator().manual_seed(seed)
    parts, labels = [], []
    for digit, share in SHARE.items():
        rows = torch.nonzero(y == digit)[:, 0]
        if digit == 1:
            rows = rows[stems(mnist.batch(x, rows))]
        wanted = round(share * (number // 2)) if len(rows) else 0
        if wanted:
            taken = rows[torch.randint(len(rows), (wanted,), generator=rng)]
            parts += [restyled(mnist.batch(x, some), digit, rng) for some in taken.split(500)]
        labels.append(torch.full((wanted,), digit))
    models = stroke_models.HELD_OUT if held_out else stroke_models.TRAINED
    known = torch.tensor(list(models))
    drawn = known[torch.randint(len(known), (number - sum(map(len, labels)),), generator=rng)]
    parts.append(torch.from_numpy(stroke_models.framed(drawn.tolist(), seed, held_out))[:, None])
    return torch.cat(parts).mul(255).round().to(torch.uint8), torch.cat([*labels, drawn])


def joined(x, y, share, seed):
    """Append hands to digits x (N, 1, 28, 28) uint8, y (N,), as many as they but NUMBER at most; none for share 0."""
    if not share:
        return x, y
    more = made(x, y, min(NUMBER, len(x)), seed)
    return torch.cat([x, more[0]]), torch.cat([y, more[1]])


def mixed(order, share, first, number, rng):
    """Put hands in the place of some digits of each batch.

    order : list of (B,) int64, the rows of each batch; share : of the rows that are replaced, 0…1
    first, number : hands lie in rows first … first + number − 1; rng : torch.Generator
    Returns such a list; the given one, and nothing drawn, where the share is 0.
    """
    if not share:
        return order
    batches = []
    for rows in order:
        new = round(share * len(rows))
        some = first + torch.randint(number, (new,), generator=rng, device=rng.device)
        batches.append(torch.cat([rows[: len(rows) - new], some.to(rows.device)]))
    return batches


def restyled(x, digit, rng):
    """Restyle a batch of one digit.

    x : (n, 1, 28, 28) float tensor in 0…1; digit : 0, 1 or 7; rng : torch.Generator
    Returns a tensor of the same shape and range, each picture framed anew.
    """
    margin = (SHEET - SIDE) // 2
    return framed_again(STYLES[digit](F.pad(x, (margin,) * 4), rng))


def framed_again(sheet):
    """Frame ink on sheets (n, 1, H, W) in 0…1 as MNIST does: (n, 1, 28, 28), longest side 20 px, darkest pixel 1."""
    n, _, height, width = sheet.shape
    low, high = box(sheet)
    scale = (high - low + 1).amax(1) / LONGEST  # px of the sheet for one of the frame
    # affine_grid counts a side as 2, from −1 to 1 between the outer edges.
    size = torch.tensor([width, height])
    middle = (2 * (middle_of(sheet) + 0.5) - size) / size
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0], theta[:, 1, 1] = scale * SIDE / width, scale * SIDE / height
    theta[:, :, 2] = middle
    x = F.grid_sample(sheet, F.affine_grid(theta, [n, 1, SIDE, SIDE], align_corners=False), align_corners=False)
    return (x / x.amax((1, 2, 3), keepdim=True)).clamp(0, 1)


def zeros(sheet, rng):
    """Slash zeros, dot them, or leave them open at one side: sheets (n, 1, H, W) in 0…1, alike."""
    n = len(sheet)
    middle, spread, pen = middle_of(sheet), spread_of(sheet), pens(sheet)
    # Of a thin ellipse the radius along u is √(2 / uᵀ Σ⁻¹ u), Σ being the spread of its ink.
    often = uniform(n, rng, 0, 1)
    angle = torch.where(often < 0.75, uniform(n, rng, 15, 80), uniform(n, rng, 0, 180)).deg2rad()
    way = torch.stack([angle.cos(), -angle.sin()], 1)
    radius = (2 / (way[:, None] @ torch.linalg.inv(spread) @ way[:, :, None])[:, 0, 0]).sqrt()
    kind = uniform(n, rng, 0, 1)
    reaches = [(0.02, 0.25), (0.35, 0.85), (0.85, 1.15), (1.15, 1.6)]  # dotted, inside, through, beyond
    which = (kind[:, None] > torch.tensor([0.12, 0.47, 0.72])).sum(1)
    low, high = torch.tensor(reaches)[which].T
    ends = [(low + (high - low) * uniform(n, rng, 0, 1)) * radius for _ in range(2)]
    middle_here = middle + 0.12 * radius[:, None] * torch.randn(n, 2, generator=rng)
    slashed = lines(
        sheet, middle_here - ends[0][:, None] * way, middle_here + ends[1][:, None] * way, pen * _light(n, rng)
    )
    opened = sheet * (1 - wedge(sheet, middle, uniform(n, rng, 0, 360).deg2rad(), uniform(n, rng, 10, 28).deg2rad()))
    return torch.where((uniform(n, rng, 0, 1) < 0.15)[:, None, None, None], opened, slashed)


def ones(sheet, rng):
    """Give ones a flag, a foot or both: sheets (n, 1, H, W) in 0…1, alike."""
    n = len(sheet)
    middle, pen = middle_of(sheet), pens(sheet)
    up = stem_of(sheet)  # (n, 2)
    along = torch.einsum("nxyc,nc->nxy", places(sheet) - middle[:, None, None], up)
    along = torch.where(sheet[:, 0] > 0.5, along, 0.0)
    tall = along.amax((1, 2)) - along.amin((1, 2))
    top = middle + up * (along.amax((1, 2)) - pen / 2)[:, None]
    foot = middle + up * (along.amin((1, 2)) + pen / 2)[:, None]
    kind = uniform(n, rng, 0, 1)
    angle = uniform(n, rng, 25, 70).deg2rad()
    flag = top + (tall * uniform(n, rng, 0.15, 0.5))[:, None] * torch.stack([-angle.sin(), angle.cos()], 1)
    flag = torch.where((kind < 0.75)[:, None], flag, top)
    tilt = uniform(n, rng, -12, 12).deg2rad()
    side = torch.stack([tilt.cos(), tilt.sin()], 1)
    has_foot = (kind > 0.35).float()
    left = tall * has_foot * uniform(n, rng, 0.08, 0.4)
    right = tall * has_foot * uniform(n, rng, 0.08, 0.4) * (uniform(n, rng, 0, 1) < 0.8)
    flagged = lines(sheet, top, flag, pen * _light(n, rng))
    return lines(flagged, foot - left[:, None] * side, foot + right[:, None] * side, pen * _light(n, rng))


def sevens(sheet, rng):
    """Cross sevens, give them a hook at the left, or both: sheets (n, 1, H, W) in 0…1, alike."""
    n, pen = len(sheet), pens(sheet)
    low, high = box(sheet)
    tall = high[:, 1] - low[:, 1]
    kind = uniform(n, rng, 0, 1)
    # The bar crosses the stem where most ink of a row lies.
    y = low[:, 1] + tall * uniform(n, rng, 0.38, 0.65)
    row = sheet[torch.arange(n), 0, y.round().long()]  # (n, W)
    x = (row * torch.arange(row.shape[1])).sum(1) / row.sum(1).clamp(min=1e-6)
    tilt = uniform(n, rng, -12, 25).deg2rad()
    way = torch.stack([tilt.cos(), -tilt.sin()], 1)
    left, right = (tall * uniform(n, rng, 0.12, 0.36) for _ in range(2))
    middle = torch.stack([x, y], 1)
    crossed = lines(sheet, middle - left[:, None] * way, middle + right[:, None] * way, pen * _light(n, rng))
    crossed = torch.where((kind < 0.8)[:, None, None, None], crossed, sheet)
    # The hook hangs at the leftmost ink of the upper third.
    upper = sheet[:, 0] * (places(sheet)[None, :, :, 1] < (low[:, 1] + tall / 3)[:, None, None])
    ink = upper > 0.5
    x = torch.where(ink, places(sheet)[..., 0], math.inf).amin((1, 2))
    there = ink & (places(sheet)[..., 0] <= x[:, None, None] + 1)
    y = (there * places(sheet)[..., 1]).sum((1, 2)) / there.sum((1, 2)).clamp(min=1)
    start = torch.stack([torch.where(x.isfinite(), x, middle[:, 0]) + pen / 3, torch.where(x.isfinite(), y, 0.0)], 1)
    lean = uniform(n, rng, -15, 25).deg2rad()
    end = start + (tall * uniform(n, rng, 0.12, 0.28))[:, None] * torch.stack([-lean.sin(), lean.cos()], 1)
    hooked = lines(crossed, start, end, pen * _light(n, rng))
    return torch.where(((kind > 0.55) & x.isfinite())[:, None, None, None], hooked, crossed)


STYLES = {0: zeros, 1: ones, 7: sevens}


def lines(sheet, start, end, pen):
    """Add a line with round ends to each sheet (n, 1, H, W) in 0…1; start, end (n, 2) px, pen (n,) px wide."""
    place = places(sheet)[None]  # (1, H, W, 2)
    way = (end - start)[:, None, None]
    offset = place - start[:, None, None]
    share = ((offset * way).sum(-1) / way.square().sum(-1).clamp(min=1e-6)).clamp(0, 1)
    distance = (offset - share[..., None] * way).norm(dim=-1)  # (n, H, W)
    ink = (0.5 + (pen[:, None, None] / 2 - distance) / SOFT).clamp(0, 1)
    return torch.maximum(sheet, ink[:, None])


def wedge(sheet, middle, angle, half):
    """Return how far each pixel lies within a wedge, 0…1 with a soft edge: middle (n, 2) px; angle, half (n,) rad."""
    offset = places(sheet)[None] - middle[:, None, None]
    away = torch.atan2(-offset[..., 1], offset[..., 0]) - angle[:, None, None]
    away = torch.atan2(away.sin(), away.cos()).abs()  # 0…π
    across = (half[:, None, None] - away) * offset.norm(dim=-1)  # px inside of the wedge's edge
    return (0.5 + across / SOFT).clamp(0, 1)[:, None]


def places(sheet):
    """Return the centres of a sheet's pixels, (H, W, 2) px, x first."""
    height, width = sheet.shape[-2:]
    y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    return torch.stack([x, y], -1).float()


def middle_of(sheet):
    """Return the centres of mass of sheets (n, 1, H, W): (n, 2) px."""
    return torch.einsum("nyx,yxc->nc", sheet[:, 0], places(sheet)) / sheet.sum((1, 2, 3)).clamp(min=1e-6)[:, None]


def spread_of(sheet):
    """Return the covariance of where the ink of sheets (n, 1, H, W) lies: (n, 2, 2) px²."""
    offset = places(sheet)[None] - middle_of(sheet)[:, None, None]
    found = torch.einsum("nyx,nyxc,nyxd->ncd", sheet[:, 0], offset, offset)
    return found / sheet.sum((1, 2, 3)).clamp(min=1e-6)[:, None, None] + 1e-3 * torch.eye(2)


def stem_of(sheet):
    """Return the direction along which the ink of sheets (n, 1, H, W) is longest, upwards: (n, 2), length 1."""
    way = torch.linalg.eigh(spread_of(sheet)).eigenvectors[:, :, -1]
    return torch.where(way[:, 1:] > 0, -way, way)


def stems(x):
    """Return which of x (n, 1, 28, 28) in 0…1 are a mere stem, without flag or foot: (n,) bool."""
    variance = torch.linalg.eigvalsh(spread_of(x))
    return variance[:, 0] < STRAIGHT**2 * variance[:, 1]


def box(sheet):
    """Return the first and the last column and row with ink of sheets (n, 1, H, W): two (n, 2) tensors, px."""
    ink = sheet[:, 0] > INK
    low, high = [], []
    for seen in (ink.any(1), ink.any(2)):  # columns, then rows: (n, W), (n, H)
        seen = seen.float()
        low.append(seen.argmax(1))
        high.append(seen.shape[1] - 1 - seen.flip(1).argmax(1))
    return torch.stack(low, 1).float(), torch.stack(high, 1).float()


def pens(sheet):
    """Measure the width of the lines on sheets (n, 1, H, W) in 0…1: twice the ink over its outline, (n,) px."""
    down = sheet[:, 0, 1:, :-1] - sheet[:, 0, :-1, :-1]
    right = sheet[:, 0, :-1, 1:] - sheet[:, 0, :-1, :-1]
    outline = (down.square() + right.square()).sqrt().sum((1, 2))
    return (2 * sheet.sum((1, 2, 3)) / outline.clamp(min=1e-6)).clamp(1.2, 5)


def uniform(n, rng, low, high):
    """Draw n numbers between low and high: (n,)."""
    return low + (high - low) * torch.rand(n, generator=rng)


def _light(n, rng):
    """Draw how wide an added line is, as a multiple of the digit's own: (n,)."""
    return uniform(n, rng, 0.7, 1.15)
