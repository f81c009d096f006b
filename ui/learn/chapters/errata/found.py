"""Compute what shows where the three articles need mending: for each place the line as printed and mended."""

import math
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional as F

from ui.filter.errata.figures import FINE, plain_wavelet, remaining_mean
from ui.filter.errata.figures import figures as wavelet_figures

BATCH, STEPS, DIGITS, EPOCHS, PIXELS = 64, 20, 60_000, 200, 784  # of the articles' recipes and of MNIST


class Erratum(NamedTuple):
    """One place of an article. Its sentence has the key errata.<key>, with {placeholders} for `values`.

    printed : as the article has it, "" where it leaves something open; mended : as it should read
    """

    key: str
    printed: str
    mended: str
    values: dict[str, str]


LINES = {  # of the wavelet's figures: printed and mended
    "mean": ("exp(i·x′) − exp(σ²)", "exp(i·x′) − exp(−σ²)"),
    "general": ("exp(−σ²)", "exp(−σ²k²)"),
    "prefactor": ("1/(4πσ)", "1/(4πσ²)"),
    "scale": ("1/√a", "1/a"),
    "power": ("1/pow(a, 1/j)", "a⁻ʲ"),
    "width": ("σ", "√2·σ"),
    "product": ("G ∗ exp(i·x′)", "G · exp(i·x′)"),
}


def errata() -> dict[str, list[Erratum]]:
    """Return the errata of each article, by chapter."""
    return {"vae": vae(), "gan": gan(), "gabor": gabor()}


def vae() -> list[Erratum]:
    """Compute the errata of the article on VAEs."""
    logvar = -2.0
    right, wrong = 0.5 * (math.exp(logvar) - 1 - logvar), 0.5 * (logvar**2 - 1 - math.log(logvar**2))
    half = math.log(2)
    return [
        Erratum(
            *("vae_sigma", "sigma", "log σ², σ = exp(sigma / 2)"),
            _values(std=math.exp(logvar / 2), right=right, wrong=wrong),
        ),
        Erratum(
            *("vae_grey", "p(x | z) = x̂ˣ (1 − x̂)¹⁻ˣ", "p(x | z) = C(x̂) · x̂ˣ (1 − x̂)¹⁻ˣ"),
            _values(middle=bernoulli_area(0.5), edge=bernoulli_area(0.9), cost=half),
        ),
        Erratum(
            *("vae_normalize", "Normalize((0.5,), (0.5,))", "ToTensor()"),
            _values(near=cross_entropy(0.01, -1), nearer=cross_entropy(0.0001, -1)),
        ),
        Erratum(
            *("vae_sum", "mean(BCE) + KL", "Σ BCE + Σ KL"),
            _values(mean=half, sum=PIXELS * half, beta=PIXELS),
        ),
    ]


def gan() -> list[Erratum]:
    """Compute the errata of the article on GANs."""
    rounds, unsure = math.ceil(DIGITS / BATCH), 0.01
    return [
        Erratum(
            *("gan_rounds", "for 200 iterations", "for 200 epochs"),
            {"each": f"{rounds:,}", "all": f"{EPOCHS * rounds:,}"},
        ),
        Erratum(
            *("gan_real", "for k: x ~ p(x)", "x ~ p(x); for k"),
            {"pseudo": f"{STEPS * BATCH:,}", "code": f"{BATCH}"},
        ),
        Erratum(
            *("gan_saturates", "log(1 − D(G(z)))", "−log D(G(z))"),
            _values(pseudo=slope(lambda d: torch.log(1 - d), unsure), code=slope(lambda d: -torch.log(d), unsure)),
        ),
        Erratum(
            *("gan_sigmoid", "BCELoss(sigmoid(logit))", "BCEWithLogitsLoss(logit)"),
            {"logit": str(first_certain_logit())},
        ),
    ]


def gabor() -> list[Erratum]:
    """Compute the errata of the article on Gabor wavelets: those of the Filter tab, and two that need more words."""
    readings = vector_readings()
    return [
        *(Erratum(key, *LINES[key], values) for key, values in wavelet_figures().items()),
        Erratum("vector", "exp(i·z)", "exp(i·x′), x′ = x·cos θ + y·sin θ", _values(**readings)),
        Erratum("credit", "", "exp(−1), σ = 1", _values(left=remaining_mean(1.0, 0.0), after=math.exp(-1))),
    ]


def bernoulli_area(p: float) -> float:
    """Integrate pˣ (1 − p)¹⁻ˣ over the greys x of 0…1; 1 if it were a density."""
    x = (np.arange(10_000) + 0.5) / 10_000
    return float(np.mean(p**x * (1 - p) ** (1 - x)))


def cross_entropy(p: float, target: float) -> float:
    """Return −(t ln p + (1 − t) ln(1 − p)), also for a target t that PyTorch refuses."""
    return -(target * math.log(p) + (1 - target) * math.log(1 - p))


def slope(loss: Any, d: float) -> float:
    """Return the size of a loss's slope over D's logit, where D says d."""
    logit = torch.tensor(math.log(d / (1 - d)), dtype=torch.float64, requires_grad=True)
    (found,) = torch.autograd.grad(loss(torch.sigmoid(logit)), logit)
    return abs(float(found))


def first_certain_logit() -> int:
    """Find the smallest whole logit whose sigmoid is exactly 1 in 32 bits."""
    logits = torch.arange(40, dtype=torch.float32)
    return int((F.sigmoid(logits) == 1).int().argmax())


def vector_readings() -> dict[str, float]:
    """Integrate the wave under the envelope, σ = 1, for three readings of exp(i·z): x′ at 30°, x + iy, and |z|."""
    envelope, area = (np.abs(plain_wavelet(1.0)[0]), plain_wavelet(1.0)[1])
    x = (np.arange(len(envelope)) - len(envelope) // 2) / FINE
    y = -x[:, None]
    turned = math.cos(math.pi / 6) * x + math.sin(math.pi / 6) * y
    readings = {
        "along": np.exp(1j * turned),
        "complex": np.exp(1j * (x + 1j * y)),
        "radius": np.exp(1j * np.hypot(x, y)),
    }
    return {name: float((envelope * wave).sum().real * area) for name, wave in readings.items()}


def _values(**numbers: float) -> dict[str, str]:
    """Write three digits and a true minus sign."""
    return {name: f"{number:.3g}".replace("-", "−") for name, number in numbers.items()}
