"""Answer the live figures of the chapter on variational autoencoders."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch

from models import latent
from models.analysis.elbo import kl_by_unit
from models.analysis.plane_axes import axis_pictures, lengths_and_angle
from models.analysis.toy_vae import best_posterior
from models.networks.gan import GAN
from models.networks.planes import Plane
from models.networks.reader import Reader
from models.networks.vae import VAE
from models.sketch.examples import EXAMPLES
from ui.draw.morph.server import PATHS, checked_path, way
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import jpeg_url, packed, packed_ink
from ui.kit.model_inputs import frame, model_name, point
from ui.kit.validation import Fields, real, whole

EACH = 40  # of each digit
SIDE = 21  # decoded frames along a side of a plane
CROSSES = 7  # axes drawn along a side of a plane
FAR = 0.1  # of half the window: what is decoded there belongs somewhere else
MARGIN = 0.06  # of a plane's side, around the digits in it
CLOUD = 60  # draws from q(z | x)
SHOWN = 8  # of them that are decoded
FLIPS = 33  # frames of the flip-book
BETAS = (-2.0, 2.0)  # log10


@dataclass(frozen=True)
class PlaceRequest:
    """A place on a plane to be decoded."""

    model: str
    z: torch.Tensor  # (2,)

    @classmethod
    def parse(cls, fields: Fields, planes: Mapping[str, Plane | VAE]) -> Self:
        """Read {model, z: [right, up]}. Raises ValueError for anything else."""
        model = model_name(planes, fields.get("model"))
        return cls(model, point("z", fields.get("z"), planes[model].latent_dim))


@dataclass(frozen=True)
class BetaRequest:
    """The VAE of one number, for one datum."""

    log_beta: float  # decimal logarithm of beta
    x: float

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {beta: its decimal logarithm, x}. Raises ValueError for anything else."""
        return cls(real("beta", fields.get("beta"), *BETAS), real("x", fields.get("x"), -3, 3))


@dataclass(frozen=True)
class FlipRequest:
    """A flip-book from one example to the other."""

    x: torch.Tensor  # (2, 1, 28, 28) float32 in 0…1
    path: str  # one of ui.draw.morph.server.PATHS

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {a, b: digits, path}. Raises ValueError for anything else."""
        x = torch.cat([example(fields, "a"), example(fields, "b")])
        return cls(x, checked_path(fields.get("path", PATHS[0])))


def example(fields: Fields, key: str = "digit") -> torch.Tensor:
    """Read fields[key], 0…9, and frame the project's drawing of that digit: (1, 1, 28, 28) float32 in 0…1.

    Raises ValueError for anything else.
    """
    return frame(EXAMPLES[str(whole(key, fields.get(key), 0, 9))])


@torch.inference_mode()
def compress(x: torch.Tensor, vae: VAE, reader: Reader) -> Answer:
    """Decode a digit x (1, 1, 28, 28) from more and more of its latent numbers, the most telling first.

    seen; frames, Z + 1 of them, when z keeps its 0, 1, … Z most telling numbers and 0 elsewhere; proba, the reader's
    mu, nats : the numbers in that order, and what each costs (KL to the prior)
    """
    mu, logvar = vae.encode(x)
    nats = kl_by_unit(mu, logvar)[0]
    order = nats.argsort(descending=True)
    rank = order.argsort()
    kept = rank[None] < torch.arange(vae.latent_dim + 1)[:, None]  # (Z + 1, Z)
    frames = vae.decode(mu * kept)
    return {
        "seen": packed_ink(x.numpy()),
        "frames": packed_ink(frames.numpy()),
        "proba": rounded(reader.predict_proba(frames).numpy()),
        "mu": rounded(mu[0, order].numpy()),
        "nats": rounded(nats[order].numpy()),
    }


def place(model: Plane | VAE, x: torch.Tensor) -> torch.Tensor:
    """Find where digits x (n, 1, 28, 28) lie in a model's latent space: (n, Z); of a VAE, mu."""
    found = model.encode(x)
    return found[0] if isinstance(found, tuple) else found


def window(z: torch.Tensor) -> tuple[torch.Tensor, float]:
    """Choose the part of the plane to show for places z (n, 2): its centre (2,), and half the side of its square."""
    low, high = torch.quantile(z, torch.tensor([0.01, 0.99]), dim=0)
    return (low + high) / 2, float((high - low).max()) / 2 * (1 + 2 * MARGIN)


def grid(centre: torch.Tensor, half: float, n: int = SIDE) -> torch.Tensor:
    """Return n × n places of a window, row by row from the top left: (n·n, 2), the first number to the right."""
    steps = torch.linspace(-half, half, n)
    up, right = torch.meshgrid(-steps, steps, indexing="ij")
    return centre + torch.stack([right.flatten(), up.flatten()], dim=1)


def astray(model: Plane | VAE, z: torch.Tensor, tiles: torch.Tensor) -> torch.Tensor:
    """Measure how far from z (n, Z) the encoder puts what was decoded there, tiles (n, 1, 28, 28): (n,) distances.

    Where that is far lies a gap: no picture is encoded there.
    """
    return (place(model, tiles) - z).norm(dim=1)


def blind(model: Plane | VAE, z: torch.Tensor, n: int) -> torch.Tensor:
    """Draw n places without looking: from a VAE's own prior, else from a Gaussian with the digits' mean and spread."""
    normals = latent.prior(n, z.shape[1], seed=0)
    return normals if isinstance(model, VAE) else z.mean(0) + normals @ torch.linalg.cholesky(torch.cov(z.T)).T


@torch.inference_mode()
def survey(planes: Mapping[str, Plane | VAE], crowd: GAN, reader: Reader) -> Answer:
    """Return planes, a dict by model name of what the page shows of each plane.

    crowd : draws the digits whose places are shown

    tiles : JPEG of SIDE × SIDE decoded frames; gaps : base64, for each frame how far `astray`, 255 for FAR or more
    dots : [[right, up, digit], …] of the crowd's digits; centre, half : the window
    lost : share of the frames beyond FAR
    axes : [[right, up, length, length, angle], …] of CROSSES × CROSSES places, as `axes_at` measures them
    rarest : the digit that the fewest of as many frames at `blind` places read as, and their share
    """
    label = torch.arange(10 * EACH) % 10
    x = crowd.sample(len(label), label=label, seed=0)
    found: dict[str, Any] = {}
    for name, model in planes.items():
        z = place(model, x)
        centre, half = window(z)
        at = grid(centre, half)
        tiles = latent.in_blocks(model.decode, at)
        off = (astray(model, at, tiles) / (FAR * half)).clamp(max=1).numpy()
        read = reader.predict_proba(latent.in_blocks(model.decode, blind(model, z, len(label)))).argmax(1)
        shares = torch.bincount(read, minlength=10) / len(read)
        sheet = tiles.reshape(SIDE, SIDE, 28, 28).swapaxes(1, 2).reshape(SIDE * 28, SIDE * 28).numpy()
        found[name] = {
            "tiles": jpeg_url((sheet * 255).round().astype(np.uint8)),
            "gaps": packed((off * 255).round().astype(np.uint8)),
            "dots": [[*at, int(digit)] for at, digit in zip(rounded(z.numpy()), label, strict=True)],
            "centre": rounded(centre.numpy()),
            "half": half,
            "axes": axes_at(model, grid(centre, half * (1 - 1 / CROSSES), CROSSES)),
            "lost": round(float((off == 1).mean()), 4),
            "rarest": [int(shares.argmin()), round(float(shares.min()), 4)],
        }
    return {"planes": found}


def axes_at(model: Plane | VAE, z: torch.Tensor) -> list[list[float]]:
    """Return [right, up, length, length, angle] for places z (n, 2): the lengths of both axes' pictures, per unit of z,
    and the angle between them in degrees."""
    lengths, angle = lengths_and_angle(axis_pictures(model, z))
    return rounded(torch.cat([z, lengths, angle.rad2deg()[:, None]], dim=1).numpy())


@torch.inference_mode()
def decode(request: PlaceRequest, planes: Mapping[str, Plane | VAE], reader: Reader) -> Answer:
    """Return frame, proba, the reader's, and axes, as `axes_at` measures them, of a place on a plane."""
    model, z = planes[request.model], request.z[None]
    frames = model.decode(z)
    proba = rounded(reader.predict_proba(frames).numpy())[0]
    return {"frame": packed_ink(frames.numpy()), "proba": proba, "axes": axes_at(model, z)[0]}


def beta(request: BetaRequest) -> Answer:
    """Return mu, sigma, misfit and kl of the best q(z | x) of the VAE of one number."""
    found = best_posterior(request.x, 10**request.log_beta)
    return {key: round(value, 4) for key, value in found._asdict().items()}


@torch.inference_mode()
def cloud(x: torch.Tensor, vae: VAE) -> Answer:
    """Draw from the posterior of a digit x (1, 1, 28, 28).

    mu, sd (2 numbers each); epsilon (CLOUD × 2); frames, the first SHOWN of mu + sd·epsilon, decoded
    mean : the mean of all CLOUD decoded frames, which estimates p(x | X) = ∫ p(x | z) q(z | X) dz; at_mu : mu's frame
    """
    mu, logvar = vae.encode(x)
    sd = (logvar / 2).exp()
    epsilon = latent.prior(CLOUD, vae.latent_dim, seed=0)
    frames = vae.decode(mu + sd * epsilon)
    return {
        "mu": rounded(mu[0].numpy()),
        "sd": rounded(sd[0].numpy()),
        "epsilon": rounded(epsilon.numpy()),
        "frames": packed_ink(frames[:SHOWN].numpy()),
        "mean": packed_ink(frames.mean(0, keepdim=True).numpy()),
        "at_mu": packed_ink(vae.decode(mu).numpy()),
    }


@torch.inference_mode()
def flip(request: FlipRequest, vae: VAE, reader: Reader) -> Answer:
    """Return n frames of the way from one example to the other, and proba, the reader's for each."""
    mu_a, mu_b = vae.encode(request.x)[0]
    frames, proba = way(mu_a, mu_b, vae, reader, FLIPS, request.path)
    return {"frames": packed_ink(frames), "proba": rounded(proba), "n": FLIPS}
