"""Answer the latent map: the plane of the VAE that has two units only, decoded, with each digit's region."""

import reprlib
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch

from models import latent
from models.networks.vae import VAE
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import jpeg_url, packed
from ui.kit.model_inputs import batch, named
from ui.kit.sheet_codec import seen
from ui.kit.validation import Fields

REACH = 3.6  # of the plane to either side of 0, standard deviations of the prior
SIDE = 37  # frames along a side, 0.2 apart
FINE = 289  # points along a side at which the regions are known
STEPS = 65  # points of the path between both drawings


@dataclass(frozen=True)
class PlacesRequest:
    """Drawings whose places on the map are wanted."""

    sheets: dict[str, torch.Tensor]  # by name, "a" or "b": (1, 1, 28, 28) float32 in 0…1, as the models see it
    path: str  # of `models.latent.PATHS`: how two drawings are joined

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {a, b: sheets as `ui.kit.sheet_codec.seen` takes them, or null, path}. Raises ValueError for others."""
        sheets = {}
        for name in ("a", "b"):
            sheet = fields.get(name)
            if sheet is None:
                continue
            if not isinstance(sheet, dict):
                raise ValueError(f"{name.upper()} must be a sheet with strokes or a frame")
            sheets[name] = batch(named(name.upper(), seen, sheet))
        path = fields.get("path", "spherical") if len(sheets) == 2 else "spherical"
        if not isinstance(path, str) or path not in latent.PATHS:
            raise ValueError(f"path must be one of {', '.join(latent.PATHS)}, got {reprlib.repr(path)}")
        return cls(sheets, path)


def grid(n: int) -> torch.Tensor:
    """Return n × n points of the plane, row by row from the top left: (n·n, 2), first unit right, second unit up."""
    steps = torch.linspace(-REACH, REACH, n)
    up, right = torch.meshgrid(-steps, steps, indexing="ij")
    return torch.stack([right.flatten(), up.flatten()], dim=1)


@torch.inference_mode()
def survey(vae: VAE) -> tuple[np.ndarray, np.ndarray | None]:
    """Decode the whole map.

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


def whole_map(vae: VAE) -> Answer:
    """Return the whole map: tiles, a JPEG of all frames, and regions, base64 of a digit for each point, or None."""
    tiles, regions = survey(vae)
    sheet = tiles.reshape(SIDE, SIDE, 28, 28).swapaxes(1, 2).reshape(SIDE * 28, SIDE * 28)
    return {"tiles": jpeg_url(sheet), "regions": packed(regions) if regions is not None else None}


@torch.inference_mode()
def places(request: PlacesRequest, vae: VAE) -> Answer:
    """Return where drawings lie on the map.

    a, b : {mu, sd: [right, up]} or None; way : (65, 2), the path between their means, or None
    """
    found: Answer = {"a": None, "b": None, "way": None}
    means = []
    for name, x in request.sheets.items():
        mu, logvar = vae.encode(x)
        means.append(mu[0])
        found[name] = {"mu": rounded(mu[0].numpy()), "sd": rounded((logvar[0] / 2).exp().numpy())}
    if len(means) == 2:
        found["way"] = rounded(latent.path(means[0], means[1], STEPS, request.path).numpy())
    return found
