"""Name figures and write them as text; lay models side by side in a table.

Figures come from `weights/<name>/metrics.json`, which evaluate writes, and from nowhere else.
"""

import json
from dataclasses import dataclass

from models import registry

# The articles' models, whose figures stand beside everyone's; and the VAE that the other planes are set beside.
BASELINES = {"vae": ["vae_mlp"], "gan": ["gan_mlp", "gan_mlp_k1"], "plane": ["vae_map"], "reader": []}


@dataclass(frozen=True)
class Figure:
    """Describe how a figure is written.

    real : the figure of real digits that it compares with, where that has another name
    multiple : whether the ratio of the two says more than either
    """

    title: str
    form: str = "{:.3f}"
    unit: str = ""
    real: str = ""
    multiple: bool = False


def _distance(title, real="fid"):
    return Figure(title, "{:.4g}", real=real, multiple=True)


FIGURES = {
    "parameters": Figure("parameters", "{:,}"),
    "accuracy": Figure("accuracy", "{:.2%}"),
    "calibration_error": Figure("expected calibration error", "{:.4f}"),
    "negative_elbo": Figure("−ELBO, grey pixels", "{:.2f}", "nats"),
    "bce": Figure("−ELBO's reconstruction term (BCE)", "{:.2f}", "nats"),
    "kl": Figure("−ELBO's KL term", "{:.2f}", "nats"),
    "mse": Figure("MSE of the reconstruction from mu", "{:.5f}"),
    "reconstruction_keeps_digit": Figure("reconstructions that keep their digit", "{:.2%}"),
    "drawings_read": Figure("pen drawings read right as framed", "{:.1%}"),
    "drawings_kept": Figure("pen drawings read right whose reconstruction keeps the digit", "{:.1%}"),
    "drawings_kept_refined": Figure("pen drawings read right that keep the digit with z refined", "{:.1%}"),
    "canvas_read": Figure("MNIST through a canvas, read right as framed", "{:.1%}"),
    "canvas_kept": Figure("canvas digits read right whose reconstruction keeps the digit", "{:.1%}"),
    "fid": _distance("FID of samples"),
    "class_fid": _distance("FID within each digit, mean", "class_fid"),
    "label_accuracy": Figure("samples that read as the digit asked for", "{:.2%}"),
    "coverage": Figure("coverage"),
    "density": Figure("density"),
    "class_kl": Figure("KL from the digits' real shares", "{:.5f}", "nats"),
    "prior_fid": _distance("FID of samples from N(0, I)"),
    "prior_coverage": Figure("coverage, N(0, I)", real="coverage"),
    "prior_density": Figure("density, N(0, I)", real="density"),
    "prior_class_kl": Figure("KL from the digits' real shares, N(0, I)", "{:.5f}", "nats", "class_kl"),
    "classes_holding_90": Figure("digits that hold 90 % of unlabelled samples", "{}"),
    "midpoint_fid": _distance("FID halfway between two digits, spherical"),
    "midpoint_fid_straight": _distance("FID halfway between two digits, straight"),
    "midpoint_fid_pixels": _distance("FID halfway between two digits, average of the pixels"),
    "nearest": Figure("distance to the nearest training digit, median", "{:.2f}"),
    "nearest_percent": Figure("distance to the nearest training digit, of the nearest 1 %", "{:.2f}"),
    "active_units": Figure("units of z in use", "{}"),
    "knn_accuracy": Figure("15 nearest neighbours in mu say the digit", "{:.2%}"),
    "mixture_accuracy": Figure("the mixtures' p(class given mu) says the digit", "{:.2%}"),
    "nearest_other": Figure("distance to the nearest other sample, mean of 1,000"),
    "score_real": Figure("D's mean score of real digits"),
    "score_fake": Figure("D's mean score of its own forgeries"),
    "inception_fid": Figure("FID on Inception's features", "{:.2f}"),
    "multiply_adds": Figure("multiply-adds a digit", "{:,}"),
    "encoder_multiply_adds": Figure("multiply-adds a digit, encoder", "{:,}"),
    "ms_per_digit": Figure("milliseconds a digit, 64 at once, one thread", "{:.3f}"),
    "sample_ratio": Figure("time of sample(64) over the bare forward pass", "{:.2f}", "×"),
}
# Figures of real digits alone, each beside the model's figure that it is the measure of.
CEILINGS = {
    "drawings_read": "drawings_kept",
    "canvas_read": "canvas_kept",
    "midpoint_fid_pixels": "midpoint_fid",
}
SHARES = "class_shares"  # ten figures, one for each digit; shown in a table of their own


def load(folder):
    """Load weights/<name>/metrics.json: a dict with split, digits, seed, judge, figures, real and more."""
    return json.loads((folder / registry.METRICS).read_text())


def number(key, value):
    """Write a figure as one reads it: rounded, with its unit; shares as a list."""
    if key == SHARES:
        return " · ".join(f"{digit}: {share:.1%}" for digit, share in enumerate(value))
    figure = FIGURES[key]
    return f"{figure.form.format(value)} {figure.unit}".strip().replace(" ×", "×")


def multiple(value):
    """Write a ratio to the floor, to two digits: 1.04×, 6.2×, 178×."""
    return f"{value:,.0f}×" if value >= 10 else f"{value:.1f}×" if value >= 2 else f"{value:.2f}×"


def comparable(report, other):
    """Return whether two reports measured the same: split, digits, seed and judge."""
    return all(report[key] == other[key] for key in ("split", "digits", "seed", "judge"))


def beside(name, root):
    """Find the articles' models whose figures belong beside those of a model: those that were measured alike."""
    reports = {
        other: load(root / other)
        for other in BASELINES[registry.KNOWN[name].family]
        if other != name and (root / other / registry.METRICS).exists()
    }
    return {other: report for other, report in reports.items() if comparable(load(root / name), report)}


def table(reports):
    """Write a Markdown table, as lines: a row for each figure, a column for each report, the last for real digits."""
    columns = {name: report["figures"] for name, report in reports.items()}
    real = next(iter(reports.values()))["real"]
    own = [key for key in FIGURES if any(key in column for column in columns.values())]
    shown = [key for key in FIGURES if key in own or (key in real and CEILINGS.get(key) in own)]
    heads = ["", *columns]
    rows = [[FIGURES[key].title, *(_cell(key, column, real) for column in columns.values())] for key in shown]
    if any(counterpart(key) in real for key in own if key not in CEILINGS):
        heads.append("real digits")
        for key, row in zip(shown, rows, strict=True):
            row.append(_real_cell(key, real))
    return [_row(heads), "|---|" + "---|" * (len(heads) - 1), *map(_row, rows)]


def shares_table(reports):
    """Write a Markdown table, as lines, of what unlabelled samples read as: a row for each report, and real digits."""
    rows = {name: report["figures"][SHARES] for name, report in reports.items() if SHARES in report["figures"]}
    if not rows:
        return []
    rows["real digits"] = next(iter(reports.values()))["real"][SHARES]
    return [
        _row(["", *"0123456789"]),
        "|---|" + "---|" * 10,
        *(_row([name, *(f"{share:.1%}" for share in shares)]) for name, shares in rows.items()),
    ]


def counterpart(key):
    """Name of the figure of real digits that belongs beside a model's."""
    return FIGURES[key].real or key


def ratio(key, value, real):
    """Return a model's figure as a multiple of what real digits score: float."""
    return value / real[counterpart(key)]


def _cell(key, figures, real):
    if key not in figures:
        return "–"
    as_multiple = FIGURES[key].multiple and counterpart(key) in real
    return number(key, figures[key]) + (f" ({multiple(ratio(key, figures[key], real))})" if as_multiple else "")


def _real_cell(key, real):
    if key in CEILINGS and key in real:
        return _cell(key, real, real)
    return number(key, real[counterpart(key)]) if counterpart(key) in real else "–"


def _row(cells):
    return "| " + " | ".join(cells) + " |"
