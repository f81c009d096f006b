"""Answer the sliders over the units of z, and draw from the posterior that a VAE stores for a drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch

from models import latent
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import packed_ink
from ui.kit.known_figures import known_figures
from ui.kit.model_inputs import model_name, point
from ui.kit.validation import Fields, whole

REACH = 3  # standard deviations of the prior that a slider goes to either side
STOPS = 7  # frames of a unit's strip
CLOUD = 16  # draws from q(z | x)
SEED_LIMIT = 2**31


@dataclass(frozen=True)
class UnitsRequest:
    """A point of latent space to be decoded."""

    model: str
    z: torch.Tensor  # (Z,)
    strips: bool  # whether each unit's strip is wanted too

    @classmethod
    def parse(cls, fields: Fields, vaes: Mapping[str, VAE]) -> Self:
        """Read {model, z: a list of Z numbers, strips}. Raises ValueError for anything else."""
        model = model_name(vaes, fields.get("model"))
        z = point("z", fields.get("z"), vaes[model].latent_dim)
        return cls(model, z, fields.get("strips") is True)


@dataclass(frozen=True)
class CloudRequest:
    """A posterior q(z | x) to be drawn from."""

    model: str
    mu: torch.Tensor  # (Z,)
    logvar: torch.Tensor  # (Z,)
    seed: int

    @classmethod
    def parse(cls, fields: Fields, vaes: Mapping[str, VAE]) -> Self:
        """Read {model, mu, logvar: lists of Z numbers, seed}. Raises ValueError for anything else."""
        model = model_name(vaes, fields.get("model"))
        mu, logvar = (point(name, fields.get(name), vaes[model].latent_dim) for name in ("mu", "logvar"))
        return cls(model, mu, logvar, whole("seed", fields.get("seed"), 0, SEED_LIMIT - 1))


def kl_by_unit(name: str) -> Sequence[float] | None:
    """Return the mean KL of each unit over MNIST's test digits, nats (Z values); None where it was not measured."""
    return known_figures(name, "reference").get("kl_by_unit")


@torch.inference_mode()
def traversals(z: torch.Tensor, vae: VAE) -> np.ndarray:
    """Decode z (Z,) with one unit at a time set to −3 … 3: (Z, 7, 28, 28) float32, which shows what each unit does."""
    stops = torch.linspace(-REACH, REACH, STOPS)
    every = torch.cat([latent.traversal(z, unit, stops) for unit in range(len(z))])
    return vae.decode(every)[:, 0].unflatten(0, (len(z), STOPS)).numpy()


def live_units(request: UnitsRequest, vaes: Mapping[str, VAE], reader: Reader) -> Answer:
    """Return the decoded frame, proba, the reader's for it, and strips, each unit's (None unless wanted)."""
    vae = vaes[request.model]
    with torch.inference_mode():
        x_hat = vae.decode(request.z[None])
        found = {"frame": packed_ink(x_hat.numpy()), "proba": rounded(reader.predict_proba(x_hat)[0].numpy())}
    return {**found, "strips": packed_ink(traversals(request.z, vae)) if request.strips else None}


@torch.inference_mode()
def live_cloud(request: CloudRequest, vaes: Mapping[str, VAE], reader: Reader) -> Answer:
    """Return 16 draws from a posterior: frames, decoded, and proba, the reader's for each."""
    vae = vaes[request.model]
    x_hat = vae.decode(latent.posterior(request.mu[None], request.logvar[None], CLOUD, request.seed))
    return {"frames": packed_ink(x_hat.numpy()), "proba": rounded(reader.predict_proba(x_hat).numpy())}
