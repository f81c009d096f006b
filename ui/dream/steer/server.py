"""Answer the steering of a sampler: ways between its digits, other digits in the same hand, a walk that comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import torch

from models import latent
from models.latent import SEED_LIMIT
from models.networks.gan import GAN
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.dream.samplers import drawn, is_conditional, one_hot
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import packed_ink
from ui.kit.model_inputs import model_name, point
from ui.kit.validation import Fields, Refused, whole

STEPS = 65  # frames of a way from one digit to another
ROUND = 96  # frames of a walk that comes back
SIDE = 13  # frames along a side of the square; the page mixes neighbours, which hardly differ
TILES = {"morph": 2, "walk": 1, "square": 4}  # digits that each way needs; "classes" takes one to four
CLASSES = "classes"


@dataclass(frozen=True)
class WayRequest:
    """A way that begins with digits of the grid."""

    model: str
    what: str  # "morph", "walk", "square" or "classes"
    z: torch.Tensor  # (k, Z), where the k digits lie
    label: torch.Tensor | None  # (k, 10) shares: the digits' conditioning labels; None where z alone decides
    seed: int | None  # chooses a walk's direction; None for other ways

    @classmethod
    def parse(cls, fields: Fields, samplers: Mapping[str, GAN | VAE]) -> Self:
        """Read {model, what, tiles: [{z, label}, …], seed}. Raises ValueError for anything else."""
        name = model_name(samplers, fields.get("model"))
        model = samplers[name]
        what, tiles = _what_and_tiles(fields)
        z = torch.stack([point("z", tile.get("z"), model.latent_dim) for tile in tiles])
        if what == CLASSES:
            if not is_conditional(model):
                raise ValueError(f"{name} is not told which digit to draw")
            return cls(name, what, z, None, None)
        label = None
        if is_conditional(model):
            label = one_hot(torch.tensor([whole("label", tile.get("label"), 0, 9) for tile in tiles]))
        if what != "walk":
            return cls(name, what, z, label, None)
        if not z.any():
            raise ValueError("z must not be 0 throughout")
        return cls(name, what, z, label, whole("seed", fields.get("seed"), 0, SEED_LIMIT - 1))


def _what_and_tiles(fields: Fields) -> tuple[str, list[dict[str, Any]]]:
    what, tiles = fields.get("what"), fields.get("tiles")
    wanted = TILES.get(what) if isinstance(what, str) else None
    if not isinstance(what, str) or (wanted is None and what != CLASSES):
        raise ValueError(f"what must be one of {', '.join(TILES)}, {CLASSES}, got {what!r:.60}")
    if not isinstance(tiles, list) or not all(isinstance(tile, dict) for tile in tiles):
        raise Refused("tiles", tiles, "a list of digits")
    if len(tiles) != wanted and (wanted or not 1 <= len(tiles) <= 4):
        raise ValueError(f"tiles must be {wanted or '1 to 4'} digits, got {len(tiles)}")
    return what, tiles


def points(request: WayRequest) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Return the points (n, Z) of a way, and the shares (n, 10) of their conditioning labels or None.

    morph : STEPS points from one digit to another
    square : SIDE² points between four digits (top left, top right, bottom left, bottom right), row by row
    walk : ROUND points away from a digit and round to it again; its label stays
    classes : the noise of each digit with each label, 0…9 of the first one first
    """
    z, label = request.z, request.label
    if request.what == "morph":
        between = None if label is None else latent.path(label[0], label[1], STEPS, "straight")
        return latent.path(z[0], z[1], STEPS), between
    if request.what == "square":
        return latent.square(z, SIDE), None if label is None else latent.square(label, SIDE, "straight")
    if request.what == "walk":
        return latent.circle(z[0], ROUND, request.seed), None if label is None else label.expand(ROUND, -1)
    return z.repeat_interleave(10, 0), one_hot(torch.arange(10).repeat(len(z)))


@torch.inference_mode()
def live_way(request: WayRequest, samplers: Mapping[str, GAN | VAE], reader: Reader) -> Answer:
    """Return a way's n frames, as base64 of n·784 grey bytes, and proba, the reader's for each."""
    z, label = points(request)
    x = drawn(samplers[request.model], z, label)
    return {"n": len(z), "frames": packed_ink(x.numpy()), "proba": rounded(reader.predict_proba(x).numpy())}
