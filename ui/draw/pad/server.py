"""Answer a pad while one draws: reconstructions, their refinement, digits from the model, pictures framed."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch

from models.analysis import elbo, refine
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.kit.answers import Answer, rounded
from ui.kit.image_codec import packed_ink
from ui.kit.model_inputs import batch, model_name
from ui.kit.sheet_codec import framed_picture, seen
from ui.kit.validation import Fields, whole

COMMON = slice(1, 100)  # of the percentiles 0…100: beyond the 99th a digit is called unusual
SEED_LIMIT = 2**31
# log p(class, z) is divided by this, or the VAEs would be too sure of pen drawings: vae_conv and vae_mlp said 97 and
# 98 % and were right in 92 and 93 %. Now they say 93 and 96 %; on MNIST's test digits 97 and 99, where 98 % are right.
TEMPERATURE = 2


@dataclass(frozen=True)
class SheetRequest:
    """A sheet to be reconstructed by one VAE, or by two beside each other."""

    models: tuple[str, ...]  # one or two names
    x: torch.Tensor  # (1, 1, 28, 28) float32 in 0…1, the sheet as the models see it
    detail: bool  # whether −ELBO and the VAE's own classification are wanted, which take 8 decodings

    @classmethod
    def parse(cls, fields: Fields, vaes: Mapping[str, VAE]) -> Self:
        """Read {model, also: a second one or null, detail, and a sheet as `ui.kit.sheet_codec.seen` takes it}.

        Raises ValueError for a model that is not there and for an unfit sheet, NoInk for an empty one.
        """
        names = [model_name(vaes, fields.get("model"))]
        if fields.get("also") is not None:
            names.append(model_name(vaes, fields["also"]))
        return cls(tuple(names), batch(seen(fields)), bool(fields.get("detail")))


@dataclass(frozen=True)
class SampleRequest:
    """A digit to be drawn by a VAE."""

    model: str
    digit: int  # 0…9
    seed: int

    @classmethod
    def parse(cls, fields: Fields, vaes: Mapping[str, VAE]) -> Self:
        """Read {model, digit, seed}. Raises ValueError for anything else."""
        model = model_name(vaes, fields.get("model"))
        digit = whole("digit", fields.get("digit"), 0, 9)
        return cls(model, digit, whole("seed", fields.get("seed"), 0, SEED_LIMIT))


@torch.inference_mode()
def live_reconstruct(
    request: SheetRequest,
    vaes: Mapping[str, VAE],
    reader: Reader,
    percentiles: Mapping[str, Sequence[float] | None],
) -> Answer:
    """Reconstruct a sheet from the mean of its posterior.

    percentiles : for each VAE 101 values, nats, −ELBO of MNIST's test digits; None or absent where not measured

    Returns seen and recon (base64 of 784 grey bytes), proba, proba_hat (the reader's, of both), mu, logvar, model; with
    detail nats, class_proba (or None) and, where MNIST's own are known, low, high (nats, their 1st and 99th
    percentile) and share (of them that lie below, in %); other {recon, proba_hat, model} of a second VAE or None.
    """
    chosen = [vaes[name] for name in request.models]
    posteriors = [vae.encode(request.x) for vae in chosen]
    decoded = [vae.decode(mu) for vae, (mu, _) in zip(chosen, posteriors, strict=True)]
    mu, logvar = posteriors[0]
    answer = _reconstructions(request, decoded, reader) | {"mu": mu[0].tolist(), "logvar": logvar[0].tolist()}
    if not request.detail:
        return answer
    return answer | _detail(chosen[0], request.x, mu, logvar, percentiles.get(request.models[0]))


def polish(request: SheetRequest, vaes: Mapping[str, VAE], reader: Reader) -> Answer:
    """Reconstruct a sheet from the point of latent space that gradient steps find for it.

    Returns what `live_reconstruct` does, without mu, logvar and detail, but with that point, z.
    """
    chosen = [vaes[name] for name in request.models]
    points = [refine.refine(vae, request.x) for vae in chosen]
    with torch.inference_mode():
        decoded = [vae.decode(z) for vae, z in zip(chosen, points, strict=True)]
        return _reconstructions(request, decoded, reader) | {"z": points[0][0].tolist()}


@torch.inference_mode()
def sample_digit(request: SampleRequest, vaes: Mapping[str, VAE]) -> Answer:
    """Draw a digit with a VAE: frame, base64 of 784 grey bytes."""
    x = vaes[request.model].sample(1, label=request.digit, seed=request.seed)
    return {"frame": packed_ink(x.numpy())}


def frame_picture(grey: np.ndarray) -> Answer:
    """Frame the digit in a picture (H, W) uint8 as MNIST would have done: frame, base64 of 784 grey bytes."""
    return {"frame": packed_ink(framed_picture(grey))}


def _reconstructions(request: SheetRequest, decoded: list[torch.Tensor], reader: Reader) -> Answer:
    """Return x and what each VAE decoded, as the page paints them, with the reader's classification of each."""
    proba = rounded(reader.predict_proba(torch.cat([request.x, *decoded])).numpy())
    first, *others = [
        {"model": name, "recon": packed_ink(x_hat.numpy()), "proba_hat": read}
        for name, x_hat, read in zip(request.models, decoded, proba[1:], strict=True)
    ]
    return first | {"seen": packed_ink(request.x.numpy()), "proba": proba[0], "other": others[0] if others else None}


def _detail(
    vae: VAE, x: torch.Tensor, mu: torch.Tensor, logvar: torch.Tensor, known: Sequence[float] | None
) -> dict[str, Any]:
    nats = elbo.negative_elbo(vae, x, mu, logvar)
    # The mixtures were fitted to the mu of digits, so it is mu that they are asked about, and not draws around it.
    proba = (vae.classes.log_prob(mu) / TEMPERATURE).softmax(1)[0] if vae.classes.components else None
    detail = {"nats": round(nats, 1), "class_proba": None if proba is None else rounded(proba.numpy())}
    if known:
        low, *_, high = known[COMMON]
        share = min(100, max(0, bisect_left(known, nats) - 0.5))
        detail |= {"low": round(low, 1), "high": round(high, 1), "share": round(share)}
    return detail
