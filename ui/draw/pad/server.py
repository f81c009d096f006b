"""Answer a pad while one draws: reconstructions, their refinement, digits from the model, pictures framed."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

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
from ui.server.batch import give_up_if_overtaken

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


def alike(request: SheetRequest) -> tuple[tuple[str, ...], bool]:
    """Return what requests have in common that can be answered in one go."""
    return request.models, request.detail


@torch.inference_mode()
def live_reconstruct(
    requests: Sequence[SheetRequest],
    vaes: Mapping[str, VAE],
    reader: Reader,
    percentiles: Mapping[str, Sequence[float] | None],
) -> list[Answer]:
    """Reconstruct sheets from the means of their posteriors.

    requests : sheets that are `alike`
    percentiles : for each VAE 101 values, nats, −ELBO of MNIST's test digits; None or absent where not measured

    Returns for each seen and recon (base64 of 784 grey bytes), proba, proba_hat (the reader's, of both), mu, logvar,
    model; with detail nats, class_proba (or None) and, where MNIST's own are known, low, high (nats, their 1st and 99th
    percentile) and share (of them that lie below, in %); other {recon, proba_hat, model} of a second VAE or None.
    """
    names, detail = alike(requests[0])
    chosen, x = [vaes[name] for name in names], _sheets(requests)
    posteriors = [vae.encode(x) for vae in chosen]
    decoded = [vae.decode(mu) for vae, (mu, _) in zip(chosen, posteriors, strict=True)]
    mu, logvar = posteriors[0]
    numbers = [{"mu": one.tolist(), "logvar": other.tolist()} for one, other in zip(mu, logvar, strict=True)]
    found = [_reconstructions(names, x, decoded, reader), numbers]
    if detail:
        found.append(_details(chosen[0], x, mu, logvar, percentiles.get(names[0])))
    return [{key: value for part in parts for key, value in part.items()} for parts in zip(*found, strict=True)]


def polish(requests: Sequence[SheetRequest], vaes: Mapping[str, VAE], reader: Reader) -> list[Answer]:
    """Reconstruct sheets from the points of latent space that gradient steps find for them.

    requests : sheets that are `alike`
    Raises Overtaken once newer ink has come in the place of all of them.
    Returns for each what `live_reconstruct` does, without mu, logvar and detail, but with that point, z.
    """
    names, _ = alike(requests[0])
    chosen, x = [vaes[name] for name in names], _sheets(requests)
    points = [refine.refine(vae, x, before_step=give_up_if_overtaken) for vae in chosen]
    with torch.inference_mode():
        decoded = [vae.decode(z) for vae, z in zip(chosen, points, strict=True)]
        found = _reconstructions(names, x, decoded, reader)
    return [answer | {"z": z.tolist()} for answer, z in zip(found, points[0], strict=True)]


@torch.inference_mode()
def sample_digit(request: SampleRequest, vaes: Mapping[str, VAE]) -> Answer:
    """Draw a digit with a VAE: frame, base64 of 784 grey bytes."""
    x = vaes[request.model].sample(1, label=request.digit, seed=request.seed)
    return {"frame": packed_ink(x.numpy())}


def frame_picture(grey: np.ndarray) -> Answer:
    """Frame the digit in a picture (H, W) uint8 as MNIST would have done: frame, base64 of 784 grey bytes."""
    return {"frame": packed_ink(framed_picture(grey))}


def _sheets(requests: Sequence[SheetRequest]) -> torch.Tensor:
    """Stack what the models see of each sheet: (n, 1, 28, 28)."""
    return torch.cat([request.x for request in requests])


def _reconstructions(
    names: Sequence[str], x: torch.Tensor, decoded: Sequence[torch.Tensor], reader: Reader
) -> list[Answer]:
    """Return, for each sheet, x and what each VAE decoded, as the page paints them, and the reader's word on each."""
    proba = reader.predict_proba(torch.cat([x, *decoded])).unflatten(0, (-1, len(x)))  # (1 + VAEs, n, 10)
    answers = []
    for at, sheet in enumerate(x):
        first, *others = [
            {"model": name, "recon": packed_ink(x_hat[at].numpy()), "proba_hat": rounded(read[at].numpy())}
            for name, x_hat, read in zip(names, decoded, proba[1:], strict=True)
        ]
        seen = {"seen": packed_ink(sheet.numpy()), "proba": rounded(proba[0, at].numpy())}
        answers.append({**first, **seen, "other": others[0] if others else None})
    return answers


def _details(
    vae: VAE, x: torch.Tensor, mu: torch.Tensor, logvar: torch.Tensor, known: Sequence[float] | None
) -> list[Answer]:
    bounds = elbo.negative_elbo(vae, x, mu, logvar).tolist()
    # The mixtures were fitted to the mu of digits, so it is mu that they are asked about, and not draws around it.
    proba = (vae.classes.log_prob(mu) / TEMPERATURE).softmax(1) if vae.classes.components else [None] * len(x)
    return [
        {"nats": round(nats, 1), "class_proba": None if one is None else rounded(one.numpy()), **_standing(nats, known)}
        for nats, one in zip(bounds, proba, strict=True)
    ]


def _standing(nats: float, known: Sequence[float] | None) -> Answer:
    """Return low, high and share of a sheet's −ELBO, as `live_reconstruct` says; nothing where none are known."""
    if not known:
        return {}
    low, *_, high = known[COMMON]
    share = min(100, max(0, bisect_left(known, nats) - 0.5))
    return {"low": round(low, 1), "high": round(high, 1), "share": round(share)}
