"""List what needs mending in the article on GANs: formula, evidence computed on the spot, and the mended line.

The sentences stand in ui/i18n/ under learn.errata_gan.<key>; formulas and code are the same in every language.
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch.nn import functional as F

from models.sketch.examples import EXAMPLES
from ui.kit.model_inputs import frame
from ui.kit.tab import Models
from ui.learn.chapters.errata_note import Erratum

BATCH, STEPS = 64, 20  # the article's
CERTAIN = 17.5  # a logit whose sigmoid is 1 in 32 bits
HOPELESS = -28.0  # one whose sigmoid PyTorch's cross-entropy divides by 1e-12 instead


def errata(models: Models, metrics: Mapping[str, Any]) -> list[Erratum]:
    """Return the article's errata; those whose evidence needs a model that is absent are left out.

    metrics : {model: figures of its metrics.json}
    """
    found = [
        Erratum(
            "rounded",
            "validity = sigmoid(D(x));  loss = BCELoss()(validity, label)",
            "loss = BCEWithLogitsLoss()(D(x), label)",
            {
                "logit": _number(CERTAIN),
                "right": _number(slope(CERTAIN, 0, apart=False)),
                "mistaken": _number(slope(CERTAIN, 0, apart=True)),
                "low": _number(HOPELESS),
                "left": f"{slope(HOPELESS, 1, apart=True) / slope(HOPELESS, 1, apart=False):.0%}",
            },
        ),
    ]
    if "gan_mlp" in models:
        logits = models["gan_mlp"].checked_logits(torch.cat([frame(EXAMPLES[str(digit)]) for digit in range(10)]))
        ends = {"lowest": _number(logits.min().item()), "highest": _number(logits.max().item())}
        found.append(
            Erratum(
                "density", "D(x) = p(x)", "D*(x) = log p(x) − log q(x);  sigmoid(D*(x)) = p(x) / (p(x) + q(x))", ends
            )
        )
    if all("coverage" in metrics.get(name, {}) for name in ("gan_mlp", "gan_mlp_k1")):
        twenty, one = (f"{metrics[name]['coverage']:.0%}" for name in ("gan_mlp", "gan_mlp_k1"))
        found.append(
            Erratum("steps", "for _ in range(20):  # D", "for _ in range(1):  # D", {"twenty": twenty, "one": one})
        )
    found.append(
        Erratum(
            "batch",
            "for real in loader:  for _ in range(k): step_D(real)",
            "for _ in range(k): step_D(next(reals))",
            {"batch": str(BATCH), "meant": f"{BATCH * STEPS:,}"},
        )
    )
    return found


def slope(logit: float, target: float, apart: bool) -> float:
    """Return the size of cross-entropy's slope in a logit, in 32 bits.

    apart : whether the sigmoid comes first and the logarithm after, as the article has it
    """
    with torch.inference_mode(False), torch.enable_grad():
        at = torch.tensor([logit], requires_grad=True)
        wanted = torch.tensor([float(target)])
        if apart:
            loss = F.binary_cross_entropy(torch.sigmoid(at), wanted)
        else:
            loss = F.binary_cross_entropy_with_logits(at, wanted)
        (found,) = torch.autograd.grad(loss, at)
    return abs(found.item())


def _number(value: float) -> str:
    """Write three digits and a true minus sign."""
    return f"{value:.3g}".replace("-", "−")
