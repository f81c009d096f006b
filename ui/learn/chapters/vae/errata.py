"""List what needs mending in the article on VAEs: formula, evidence computed on the spot, and the mended line.

The sentences stand in ui/i18n/ under learn.errata_vae.<key>; formulas and code are the same in every language.
"""

import math

import torch

from models.analysis.elbo import kl_by_unit
from models.digits import PIXELS
from ui.learn.chapters.errata_note import Erratum
from ui.learn.chapters.vae.likelihood import entropy

MU, VARIANCE = 0.5, 0.25  # of the one number that the evidence is computed for
LOGVAR = math.log(VARIANCE)
BATCH = 64  # the article's


def errata() -> list[Erratum]:
    """Return the article's errata, in the order in which its text comes to them."""
    right = kl(MU, LOGVAR)
    mistaken = 0.5 * (math.exp(VARIANCE) + MU**2 - 1 - VARIANCE)  # the variance where its logarithm is meant
    return [
        Erratum(
            "two_meanings",
            "½ Σ (Σ(X) + μ² − 1 − log Σ(X)),  ½ Σ (exp(Σ(X)) + μ² − 1 − Σ(X))",
            "½ Σ (σ² + μ² − 1 − log σ²) = ½ Σ (exp(logvar) + μ² − 1 − logvar)",
            {"variance": _number(VARIANCE), "mu": _number(MU), "right": _number(right), "mistaken": _number(mistaken)},
        ),
        Erratum(
            "named_sigma",
            "mu, sigma = encode(x)",
            "mu, logvar = encode(x);  std = exp(0.5 * logvar)",
            {"logvar": _number(LOGVAR), "std": _number(math.exp(LOGVAR / 2))},
        ),
        Erratum(
            "range",
            "Normalize((0.5,), (0.5,))  →  x in −1 … 1",
            "ToTensor()  →  x in 0 … 1",
            {"paper": _number(cross_entropy(-1, 0.01)), "surer": _number(cross_entropy(-1, 1e-6))},
        ),
        Erratum(
            "mean_or_sum",
            "size_average = False",
            'reduction="sum"',
            {"pixels": str(PIXELS), "batch": str(BATCH), "weight": f"{BATCH * PIXELS:,}"},
        ),
        Erratum(
            "grey",
            "log p(x | z) = Σ x log x̂ + (1 − x) log(1 − x̂)",
            "log p(x | z) + Σ log C(x̂),  C(x̂) = 2 artanh(1 − 2x̂) / (1 − 2x̂)",
            {"floor": _number(entropy(torch.tensor([[0.5]])).item()), "total": _number(bernoulli_total(0.9))},
        ),
    ]


def kl(mu: float, logvar: float) -> float:
    """Return KL(N(mu, e^logvar) ‖ N(0, 1)), nats."""
    return kl_by_unit(torch.tensor([[mu]]), torch.tensor([[logvar]])).item()


def cross_entropy(x: float, p: float) -> float:
    """Return −x log p − (1 − x) log(1 − p), nats, for any x."""
    return -x * math.log(p) - (1 - x) * math.log(1 - p)


def bernoulli_total(p: float) -> float:
    """Return ∫₀¹ p^x (1 − p)^(1 − x) dx: what the grey values' "probabilities" add up to; 1 for a density.

    Loaiza-Ganem & Cunningham 2019, "The continuous Bernoulli", arXiv:1907.06845.
    """
    return 0.5 if p == 0.5 else (2 * p - 1) / (math.log(p) - math.log(1 - p))


def _number(value: float) -> str:
    """Write three digits and a true minus sign."""
    return f"{value:.3g}".replace("-", "−")
