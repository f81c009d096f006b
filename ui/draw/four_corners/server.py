"""Answer the square between four drawings, and sums of drawings: A and B from the pads, C and D from its own sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch

from models import latent
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import packed_ink
from ui.kit.model_inputs import frame, model_name, named, point
from ui.kit.validation import Fields

SIDE = 13  # frames along a side of the square; the page mixes neighbours, which hardly differ


@dataclass(frozen=True)
class SquareRequest:
    """Four drawings, two of them already encoded."""

    model: str
    points: torch.Tensor  # (2, Z): A and B in latent space
    x: torch.Tensor  # (2, 1, 28, 28) float32 in 0…1: C and D as the models see them

    @classmethod
    def parse(cls, fields: Fields, vaes: Mapping[str, VAE]) -> Self:
        """Read {model, a, b: lists of Z numbers, c, d: strokes}. Raises ValueError for anything else."""
        model = model_name(vaes, fields.get("model"))
        points = [point(name, fields.get(name), vaes[model].latent_dim) for name in ("a", "b")]
        x = [named(name.upper(), frame, fields.get(name)) for name in ("c", "d")]
        return cls(model, torch.stack(points), torch.cat(x))


@torch.inference_mode()
def between_four(corners: torch.Tensor, vae: VAE, reader: Reader, n: int = SIDE) -> dict[str, np.ndarray]:
    """Decode the square between four points, and the first minus the second plus the third.

    Parameters
    ----------
    corners : (4, Z) tensor
        A top left, B top right, C bottom left, D bottom right.
    vae, reader : modules from models.load
    n : int, frames along a side

    Returns
    -------
    dict of float32 ndarrays
        frames (n·n, 28, 28) in 0…1, row by row, and proba (n·n, 10), the reader's; total (28, 28), the decoded
        A − B + C, and total_proba (10,)
    """
    a, b, c, _ = corners
    z = torch.cat([latent.square(corners, n), (a - b + c)[None]])
    x_hat = vae.decode(z)
    proba = reader.predict_proba(x_hat).numpy()
    frames = x_hat[:, 0].numpy()
    return {"frames": frames[:-1], "proba": proba[:-1], "total": frames[-1], "total_proba": proba[-1]}


def live_square(request: SquareRequest, vaes: Mapping[str, VAE], reader: Reader) -> Answer:
    """Return the square of four drawings as `between_four`, packed, and n, its frames along a side."""
    vae = vaes[request.model]
    with torch.inference_mode():
        corners = torch.cat([request.points, vae.encode(request.x)[0]])
    found = between_four(corners, vae, reader)
    packed = {name: packed_ink(found[name]) for name in ("frames", "total")}
    return {"n": SIDE, **packed, **{name: rounded(found[name]) for name in ("proba", "total_proba")}}
