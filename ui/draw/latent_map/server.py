"""The latent map: the plane of the VAE that has two units only, decoded, with each digit's region."""

from functools import cache

import numpy as np
import torch

from models import latent
from ui.draw.latent_map.widget import Atlas
from ui.i18n.catalogue import words
from ui.kit.answers import answered, named, rounded
from ui.kit.image_codec import jpeg_url, packed
from ui.kit.sheet_codec import seen

MAP = "vae_map"
REACH = 3.6  # of the plane to either side of 0, standard deviations of the prior
SIDE = 37  # frames along a side, 0.2 apart
FINE = 289  # points along a side at which the regions are known
STEPS = 65  # points of the path between both drawings


def grid(n):
    """n × n points of the plane, row by row from the top left: (n·n, 2), the first unit to the right, the second up."""
    steps = torch.linspace(-REACH, REACH, n)
    up, right = torch.meshgrid(-steps, steps, indexing="ij")
    return torch.stack([right.flatten(), up.flatten()], dim=1)


@torch.inference_mode()
def survey(vae):
    """The whole map.

    Returns
    -------
    tiles : (37·37, 28, 28) uint8 ndarray, ink 255: what the points of `grid(37)` decode to
    regions : (289, 289) uint8 ndarray, the likeliest digit at the points of `grid(289)`; None without class mixtures
    """
    tiles = latent.in_blocks(vae.decode, grid(SIDE))[:, 0].numpy()
    regions = None
    if vae.classes.components:
        proba = torch.cat([vae.class_proba(part) for part in grid(FINE).split(FINE * 8)])
        regions = proba.argmax(1).numpy().astype(np.uint8).reshape(FINE, FINE)
    return (tiles * 255).round().astype(np.uint8), regions


@torch.inference_mode()
def places(vae, request):
    """Where the sheets lie that a request holds: {a, b: sheets as `ui.kit.sheet_codec.seen` takes them or null, path}
    → dict.

    a, b : {mu, sd: [right, up]} or None; way : (65, 2), the path between their means, or None
    Raises ValueError for an unfit sheet or an unknown path.
    """
    found = {"a": None, "b": None, "way": None}
    means = []
    for name in ("a", "b"):
        if request.get(name) is None:
            continue
        if not isinstance(request[name], dict):
            raise ValueError(f"{name.upper()} must be a sheet with strokes or a frame")
        x = torch.from_numpy(np.ascontiguousarray(named(seen, name.upper(), request[name]), np.float32))[None, None]
        mu, logvar = vae.encode(x)
        means.append(mu[0])
        found[name] = {"mu": rounded(mu[0].numpy()), "sd": rounded((logvar[0] / 2).exp().numpy())}
    if len(means) == 2:
        found["way"] = rounded(latent.path(*means, STEPS, request.get("path", "spherical")).numpy())
    return found


def build(models):
    """Lay out the part below the units; nothing but a sentence where the VAE with two units is absent."""
    vae = models.get(MAP)

    @cache
    def whole_map():
        tiles, regions = survey(vae)
        sheet = tiles.reshape(SIDE, SIDE, 28, 28).swapaxes(1, 2).reshape(SIDE * 28, SIDE * 28)
        return {"tiles": jpeg_url(sheet), "regions": packed(regions) if regions is not None else None}

    def atlas(request):
        return answered(lambda _: whole_map(), request)

    def find_places(request):
        return answered(places, vae, request)

    functions = [atlas, find_places] if vae else []
    Atlas(words("draw", "atlas"), functions, side=SIDE, fine=FINE, reach=REACH, elem_id="atlas-room")
