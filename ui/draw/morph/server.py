"""Answer the morph: frames on the way from one point of latent space to another, as a strip or as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch

from models import latent
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.draw.morph import export
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import data_url, packed_ink
from ui.kit.model_inputs import frame, model_name, named, point
from ui.kit.validation import Fields, real, whole

FRAMES = 65  # of the strip: neighbours differ so little that the slider seems continuous
FRAMES_LIMITS = (2, 100)
PIXELS = "pixels"
PATHS = (*latent.PATHS, PIXELS)


@dataclass(frozen=True)
class WayRequest:
    """A way from one point of a VAE's latent space to another."""

    model: str
    a: torch.Tensor  # (Z,), where it begins
    b: torch.Tensor  # (Z,), where it ends
    path: str = PATHS[0]  # one of PATHS

    @classmethod
    def parse(cls, fields: Fields, vaes: Mapping[str, VAE]) -> Self:
        """Read {model, a, b: lists of Z numbers, path}. Raises ValueError for anything else."""
        model = model_name(vaes, fields.get("model"))
        a, b = (point(name, fields.get(name), vaes[model].latent_dim) for name in ("a", "b"))
        return cls(model, a, b, checked_path(fields.get("path", PATHS[0])))


@dataclass(frozen=True)
class FileRequest:
    """A way as a file to take along."""

    what: str  # one of export.FILES
    pace: float  # seconds from a to b, in a film
    way: WayRequest

    @classmethod
    def parse(cls, fields: Fields, vaes: Mapping[str, VAE]) -> Self:
        """Read {what, pace, …}, the rest as `WayRequest.parse` does. Raises ValueError for anything else."""
        pace = real("pace", fields.get("pace"), *export.PACES)
        way = WayRequest.parse(fields, vaes)
        return cls(export.checked_file(fields.get("what")), pace, way)


def checked_path(path: Any) -> str:
    """Return a path that is one of PATHS. Raises ValueError for any other."""
    if path not in PATHS:
        raise ValueError(f"path must be one of {', '.join(PATHS)}, got {path!r:.60}")
    return path


@torch.inference_mode()
def way(
    a: torch.Tensor, b: torch.Tensor, vae: VAE, reader: Reader, n: int = FRAMES, path: str = "spherical"
) -> tuple[np.ndarray, np.ndarray]:
    """Decode frames from one point of latent space to another, and read each.

    Parameters
    ----------
    a, b : (Z,) tensors
    vae, reader : modules from models.load
    n : int, 2…100
    path : "spherical", "straight", or "pixels": the decoded ends mixed pixel by pixel, as if there were no latent space

    Returns
    -------
    frames (n, 28, 28), in 0…1, and proba (n, 10), the reader's: float32 ndarrays

    Raises
    ------
    ValueError
        When n is out of range or the path unknown.
    """
    n = whole("n", n, *FRAMES_LIMITS)
    if checked_path(path) == PIXELS:
        start, end = vae.decode(torch.stack([a, b])).split(1)
        frames = torch.lerp(start, end, torch.linspace(0, 1, n)[:, None, None, None])
    else:
        frames = vae.decode(latent.path(a, b, n, path))
    return frames[:, 0].numpy(), reader.predict_proba(frames).numpy()


@torch.inference_mode()
def interpolate(
    strokes_a: Any, strokes_b: Any, vae: VAE, reader: Reader, n: int = FRAMES, path: str = "spherical"
) -> dict[str, np.ndarray]:
    """Decode frames from one drawing to the other, between the means of their posteriors.

    strokes_a, strokes_b : [[[x, y], …], …] in 0…1, y down; the rest as `way` takes it
    Returns frames and proba, as `way` gives them, and mu_a, mu_b (Z,).
    Raises ValueError as `way`, and when a drawing is unfit (the message says which).
    """
    x = torch.cat([named("strokes_a", frame, strokes_a), named("strokes_b", frame, strokes_b)])
    mu_a, mu_b = vae.encode(x)[0]
    frames, proba = way(mu_a, mu_b, vae, reader, n, path)
    return {"frames": frames, "proba": proba, "mu_a": mu_a.numpy(), "mu_b": mu_b.numpy()}


def live_strip(request: WayRequest, vaes: Mapping[str, VAE], reader: Reader) -> Answer:
    """Return a way's n frames, as base64 of n·784 grey bytes, and proba, the reader's for each."""
    frames, proba = _decoded(request, vaes, reader)
    return {"n": FRAMES, "frames": packed_ink(frames), "proba": rounded(proba)}


def take_away(request: FileRequest, vaes: Mapping[str, VAE], reader: Reader) -> Answer:
    """Return a way as a file: its name, and the file as data URL."""
    frames, _ = _decoded(request.way, vaes, reader)
    kind, data = export.file(request.what, frames, request.pace)
    return {"name": f"morph.{request.what}", "file": data_url(kind, data)}


def _decoded(request: WayRequest, vaes: Mapping[str, VAE], reader: Reader) -> tuple[np.ndarray, np.ndarray]:
    return way(request.a, request.b, vaes[request.model], reader, path=request.path)
