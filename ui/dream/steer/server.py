"""Steering a sampler: ways between its digits, other digits in the same hand, a walk that comes back."""

import torch

from models import latent
from models.latent import SEED_LIMIT
from ui.dream.samplers import SAMPLERS, among, drawn, shares
from ui.dream.steer.widget import Steer
from ui.i18n.catalogue import words
from ui.kit.answers import answered, chosen, point, rounded
from ui.kit.image_codec import packed_ink
from ui.kit.validation import Refused, whole

STEPS = 65  # frames of a way from one digit to another
ROUND = 96  # frames of a walk that comes back
SIDE = 13  # frames along a side of the square; the page mixes neighbours, which hardly differ
TILES = {"morph": 2, "walk": 1, "square": 4}  # digits that each way needs; "classes" takes one to four


def morph(z, label):
    """From one digit to another: z (2, Z), label (2, 10) shares or None → STEPS points and their shares."""
    return latent.path(*z, STEPS), None if label is None else latent.path(*label, STEPS, "straight")


def walk(z, label, seed):
    """Round and back to where it began: z (1, Z) → ROUND points; the digit that is meant stays."""
    return latent.circle(z[0], ROUND, seed), None if label is None else label.expand(ROUND, -1)


def square(z, label):
    """Between four digits: z (4, Z), top left, top right, bottom left, bottom right → SIDE² points, row by row."""
    return latent.square(z, SIDE), None if label is None else latent.square(label, SIDE, "straight")


def classes(z):
    """The same noise as each of the digits: z (k, Z) → 10·k points, 0…9 of the first one first."""
    return z.repeat_interleave(10, 0), shares(torch.arange(10).repeat(len(z)))


def asked(samplers, request):
    """{model, what, tiles: [{z, label}, …], seed} → the model, points (n, Z) and shares (n, 10) of the digits or None.

    Raises ValueError for anything else.
    """
    name = chosen(samplers, request.get("model"))
    model, what, tiles = samplers[name], request.get("what"), request.get("tiles")
    wanted = TILES.get(what) if isinstance(what, str) else None
    if wanted is None and what != "classes":
        raise ValueError(f"what must be one of {', '.join(TILES)}, classes, got {what!r:.60}")
    if not isinstance(tiles, list) or not all(isinstance(tile, dict) for tile in tiles):
        raise Refused("tiles", tiles, "a list of digits")
    if len(tiles) != wanted and (wanted or not 1 <= len(tiles) <= 4):
        raise ValueError(f"tiles must be {wanted or '1 to 4'} digits, got {len(tiles)}")
    z = torch.stack([point("z", tile.get("z"), model.latent_dim) for tile in tiles])
    told = getattr(model, "num_classes", 0)
    if what == "classes":
        if not told:
            raise ValueError(f"{name} is not told which digit to draw")
        return model, *classes(z)
    label = shares(torch.tensor([whole("label", tile.get("label"), 0, 9) for tile in tiles])) if told else None
    if what == "walk":
        if not z.any():
            raise ValueError("z must not be 0 throughout")
        return model, *walk(z, label, whole("seed", request.get("seed"), 0, SEED_LIMIT - 1))
    return model, *(morph if what == "morph" else square)(z, label)


@torch.inference_mode()
def live_way(samplers, reader, request):
    """What the page gets for a way (see `asked`): n, frames (base64 of n·784 grey bytes), and what each reads as."""
    model, z, label = asked(samplers, request)
    x = drawn(model, z, label)
    return {"n": len(z), "frames": packed_ink(x.numpy()), "proba": rounded(reader.predict_proba(x).numpy())}


def build(models):
    """Lay out the part below the grid."""
    samplers, reader = among(models, SAMPLERS), models["reader"]

    def way(request):
        return answered(live_way, samplers, reader, request)

    told = [name for name, model in samplers.items() if getattr(model, "num_classes", 0)]
    Steer(words("draw", "dream", "steer"), way, told, elem_id="steer-room")
