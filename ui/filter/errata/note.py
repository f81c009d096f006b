"""Where the article's formulas are wrong, with figures that are computed here from the corrected wavelet."""

import math
from functools import cache

import gradio as gr
import numpy as np

from models import gabor
from ui.i18n.catalogue import in_each_language
from ui.kit.widget import text_of

FINE = 8  # px per unit of the article's coordinates, so that sums over pixels are integrals
SIGMAS = (1.0, 2.0, 3.0)
SCALES = (0.5, 1.0, 2.0, 4.0, 8.0)


@cache
def plain_wavelet(sigma, wavelength=2 * math.pi):
    """The wavelet without the term that removes its mean, sampled finely: psi (K, K) and the area of a pixel."""
    return gabor.kernel(sigma, scale=FINE, wavelength=wavelength, dc_free=False) * FINE**2, 1 / FINE**2


def remaining_mean(sigma, factor, wavelength=2 * math.pi):
    """The integral of the wave minus `factor`, inside the envelope."""
    psi, area = plain_wavelet(sigma, wavelength)
    return float((psi.real - factor * np.abs(psi)).sum() * area)


def envelope_integral(sigma, prefactor):
    """The integral of the envelope with that prefactor in place of 1/(4πσ²)."""
    psi, area = plain_wavelet(sigma)
    return float(np.abs(psi).sum() * area) * prefactor * 4 * math.pi * sigma**2


def measured_std(sigma):
    """The envelope's standard deviation along the wave, in units of the scale."""
    envelope = np.abs(plain_wavelet(sigma)[0])
    x = (np.arange(len(envelope)) - len(envelope) // 2) / FINE
    return float(np.sqrt((x**2 * envelope).sum() / envelope.sum()))


def energy(scale, prefactor):
    """The L2 norm at a scale a with that prefactor, a function of a, in front of psi(x/a, y/a), σ = 1."""
    psi = gabor.kernel(1.0, scale=FINE) * FINE**2
    return float(np.linalg.norm(psi)) / FINE * scale * prefactor(scale)


def figures():
    """{key of the sentence: {placeholder: text}}, in the order of the note."""
    return {
        "mean": {
            "none": _row(remaining_mean(s, 0.0) for s in SIGMAS),
            "plus": _row(remaining_mean(s, math.exp(s**2)) for s in SIGMAS),
            "minus": _row(remaining_mean(s, math.exp(-(s**2))) for s in SIGMAS),
        },
        "general": {
            "article": _number(remaining_mean(1.0, math.exp(-1), math.pi)),
            "general": _number(remaining_mean(1.0, math.exp(-4), math.pi)),
        },
        "prefactor": {
            "article": _row(envelope_integral(s, 1 / (4 * math.pi * s)) for s in SIGMAS),
            "right": _row(envelope_integral(s, 1 / (4 * math.pi * s**2)) for s in SIGMAS),
        },
        "scale": {
            "article": _row(energy(a, lambda a: a**-0.5) for a in SCALES),
            "right": _row(energy(a, lambda a: 1 / a) for a in SCALES),
        },
        "power": {
            "article": _row(1 / 2 ** (1 / j) for j in (1, 2, 3)),
            "right": _row(2.0**-j for j in (1, 2, 3)),
        },
        "width": {"std": _number(measured_std(1.0))},
        "product": {"left": _number(remaining_mean(1.0, 0.0))},
    }


def show(elem_id="gabor-errata", opened=False, styles=()):
    """The note in every language, folded unless `opened`; styles : more files for it."""
    found = figures()

    def render(texts, _lang):
        items = "".join(f"<li>{texts[f'errata.{key}'].format(**values)}</li>" for key, values in found.items())
        return (
            f'<details class="fold"{" open" if opened else ""}><summary>{texts["errata.title"]}</summary>'
            f"<p>{texts['errata.intro']}</p><ul>{items}</ul></details>"
        )

    gr.HTML(
        in_each_language(render),
        elem_id=elem_id,
        css_template="".join(map(text_of, ("kit/controls/fold.css", "filter/errata/note.css", *styles))),
        js_on_load=None,
        apply_default_css=False,
    )


def _number(value):
    """Three digits and a true minus sign. What lies beyond a kernel's square, less than 1e-6, is no figure: 0."""
    if abs(value) < 1e-6:
        return "0"
    return (f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}").replace("-", "−")


def _row(values):
    return ", ".join(map(_number, values))
