"""Answer the figures of the VAE chapter about p(x | z) of a drawing: tried draws, noise, networks, grey pixels."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

from models import latent
from models.analysis.elbo import bce_sum, kl_by_unit, kl_to_prior, negative_elbo
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import packed_ink
from ui.kit.model_inputs import batch
from ui.kit.sheet_codec import seen
from ui.kit.validation import Fields, real, whole
from ui.learn.chapters.vae.server import example

TRIED = 1000  # draws of z for each request
MOST = 100  # requests that a figure makes in a row
CLOSE = 10.0  # nats more than the reconstruction's misfit: a draw within them resembles the drawing
SHIFT = 4  # px to either side
NOISE = 3.0  # of epsilon to either side of 0


def drawing(fields: Fields) -> Tensor:
    """Read a sheet of the visitor's, as `ui.kit.sheet_codec.seen` takes it, or {digit}, an example of the project's.

    Returns (1, 1, 28, 28) float32 in 0…1. Raises ValueError for anything else, NoInk for an empty sheet.
    """
    if "strokes" in fields:
        return batch(seen(fields))
    return example(fields)


@dataclass(frozen=True)
class DrawsRequest:
    """A drawing, and which thousand draws of the prior to try."""

    x: Tensor  # (1, 1, 28, 28)
    seed: int

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {seed, and what `drawing` reads}. Raises ValueError for anything else."""
        return cls(drawing(fields), whole("seed", fields.get("seed"), 0, MOST - 1))


@dataclass(frozen=True)
class NoiseRequest:
    """A drawing, and the noise of the one latent number that is followed."""

    x: Tensor  # (1, 1, 28, 28)
    epsilon: float

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {epsilon, and what `drawing` reads}. Raises ValueError for anything else."""
        return cls(drawing(fields), real("epsilon", fields.get("epsilon"), -NOISE, NOISE))


@dataclass(frozen=True)
class ShiftRequest:
    """A drawing moved to the side."""

    x: Tensor  # (1, 1, 28, 28)

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read {shift: px to the right, and what `drawing` reads}. Raises ValueError for anything else."""
        return cls(moved(drawing(fields), whole("shift", fields.get("shift"), -SHIFT, SHIFT)))


def moved(x: Tensor, shift: int) -> Tensor:
    """Move pictures x (n, 1, 28, 28) by whole pixels to the right; paper comes in, and what leaves is lost."""
    padded = torch.nn.functional.pad(x, (SHIFT, SHIFT))
    return padded[..., SHIFT - shift : SHIFT - shift + x.shape[-1]].contiguous()


@torch.inference_mode()
def draws(request: DrawsRequest, vae: VAE) -> Answer:
    """Try TRIED draws of z ~ N(0, I) on a drawing.

    seen; recon, what mu decodes to, and misfit, its −log p(x | z)
    kl, of q(z | x) to the prior; elbo, a lower bound of log P(X)
    best, best_misfit : the frame of the draw that comes closest
    close : how many draws are within CLOSE nats of the reconstruction
    log_sum : log Σ p(x | zᵢ), from which the page estimates log P(X)
    """
    x = request.x
    mu, logvar = vae.encode(x)
    logits = vae.logits(mu)
    misfit = bce_sum(logits, x)
    tried = vae.logits(latent.prior(TRIED, vae.latent_dim, request.seed))
    misfits = bce_sum(tried, x.expand(TRIED, -1, -1, -1))
    best = misfits.argmin()
    return {
        "seen": packed_ink(x.numpy()),
        "recon": packed_ink(logits.sigmoid().numpy()),
        "misfit": round(misfit.item(), 2),
        "kl": round(kl_to_prior(mu, logvar).item(), 2),
        "elbo": round(-negative_elbo(vae, x, mu, logvar).item(), 2),
        "best": packed_ink(tried[best][None].sigmoid().numpy()),
        "best_misfit": round(misfits[best].item(), 2),
        "close": int((misfits <= misfit + CLOSE).sum()),
        "log_sum": round(torch.logsumexp(-misfits, 0).item(), 3),
        "n": TRIED,
    }


def noise(request: NoiseRequest, vae: VAE) -> Answer:
    """Follow one latent number of a drawing through z = mu + σ·ε, and −ELBO's gradient back to z.

    unit : the number with most KL, counted from 1; the others stay at their mu
    mu, logvar : its own; slope : ∂(−log p(x | z)) / ∂z, nats for each unit of z, from the decoder's gradient
    seen, frame; misfit : −log p(x | z); kl : of the unit
    """
    x = request.x
    with torch.no_grad():
        mu, logvar = vae.encode(x)
        kl = kl_by_unit(mu, logvar)[0]
    unit = int(kl.argmax())
    z = mu.clone()
    z[0, unit] += (logvar[0, unit] / 2).exp() * request.epsilon
    z.requires_grad_()
    with torch.enable_grad():
        logits = vae.logits(z)
        misfit = bce_sum(logits, x)
        (slope,) = torch.autograd.grad(misfit.sum(), z)
    return {
        "unit": unit + 1,
        "mu": round(mu[0, unit].item(), 4),
        "logvar": round(logvar[0, unit].item(), 4),
        "slope": round(slope[0, unit].item(), 4),
        "seen": packed_ink(x.numpy()),
        "frame": packed_ink(logits.detach().sigmoid().numpy()),
        "misfit": round(misfit.item(), 2),
        "kl": round(kl[unit].item(), 3),
    }


@torch.inference_mode()
def networks(request: ShiftRequest, vaes: Mapping[str, VAE], reader: Reader) -> Answer:
    """Reconstruct one drawing by several VAEs: seen, and made, a dict by model of frame, misfit (nats) and proba."""
    x = request.x
    made = {}
    for name, vae in vaes.items():
        logits = vae.logits(vae.encode(x)[0])
        frames = logits.sigmoid()
        made[name] = {
            "frame": packed_ink(frames.numpy()),
            "misfit": round(bce_sum(logits, x).item(), 2),
            "proba": rounded(reader.predict_proba(frames).numpy())[0],
        }
    return {"seen": packed_ink(x.numpy()), "made": made}


def entropy(x: Tensor) -> Tensor:
    """Return Σ −x log x − (1 − x) log(1 − x) of pictures x (B, …) in 0…1, the least misfit that any decoder can reach.

    (B,) nats; a pixel that is black or white costs nothing.
    """
    return -(torch.xlogy(x, x) + torch.xlogy(1 - x, 1 - x)).flatten(1).sum(1)


@torch.inference_mode()
def grey(x: Tensor, vae: VAE) -> Answer:
    """Split the misfit of a drawing x (1, 1, 28, 28): seen, recon; misfit and, of it, floor, the entropy of x; nats."""
    logits = vae.logits(vae.encode(x)[0])
    return {
        "seen": packed_ink(x.numpy()),
        "recon": packed_ink(logits.sigmoid().numpy()),
        "misfit": round(bce_sum(logits, x).item(), 2),
        "floor": round(entropy(x).item(), 2),
    }
