"""Say what became of each model that `training.all` was to train, and put it into a table."""

from dataclasses import dataclass

from models import registry
from training.all import finish
from training.reports import metric_names

TRAINED, BEFORE, LEFT_OUT, STOPPED, FAILED = "trained", "finished before", "left out", "stopped", "failed"


@dataclass
class Outcome:
    """Hold what became of a model: one of the five above, a sentence where there is one, the seconds that it took.

    failed : whether something went wrong, with the training or with measuring it
    """

    what: str
    said: str = ""
    seconds: float | None = None
    failed: bool = False


# The figures that tell most of each family, and their names in a narrow column.
SHORT = {"negative_elbo": "−ELBO", "fid": "FID", "mse": "MSE", "accuracy": "accuracy"}
HEADLINES = {"vae": ("negative_elbo", "fid"), "gan": ("fid",), "plane": ("mse",), "reader": ("accuracy",)}
COMPUTE = {  # what config.json may tell of a run, and how it is written
    "images_per_second": ("images/s", "{:,.0f}"),
    "busy": ("device busy", "{:.0%}"),
    "starting_seconds": ("starting, s", "{:.1f}"),
    "saving_seconds": ("saving, s", "{:.1f}"),
    "energy_wh": ("Wh", "{:.2f}"),
}
HEADS = ("model", "epochs", "seconds", *(head for head, _ in COMPUTE.values()), "figures", "outcome")


def table(runs, outcomes, weights=registry.WEIGHTS):
    """Write a Markdown table, as lines: how each training went, what it cost, and what the model measures.

    runs : `training.all.plan.Runs`; outcomes : {name: Outcome}; weights : where measured models lie
    """
    rows = [_row(name, outcome, runs, weights) for name, outcome in outcomes.items()]
    widths = [max(map(len, column)) for column in zip(HEADS, *rows, strict=True)]
    lines = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in (HEADS, *rows)]
    return ["| " + " | ".join(line) + " |" for line in (lines[0], ["-" * width for width in widths], *lines[1:])]


def judged_anew(anew):
    """Write lines of Markdown on the models that were to be measured anew: {name: why that failed, or ""}.

    Whether that went well is no part of a training's outcome: most of them were not trained in this run.
    """
    went = [name for name, why_not in anew.items() if not why_not]
    lines = [f"Measured anew, for another reader judges now: {', '.join(went)}."] if went else []
    lines += [f"{name} was not measured anew: {why_not}" for name, why_not in anew.items() if why_not]
    return [line for each in lines for line in ("", each)]


def _row(name, outcome, runs, weights):
    # An export that another training left behind says nothing of this one.
    how = runs.how(name) if outcome.what in (TRAINED, BEFORE) else {}
    compute = how.get("compute", {})
    return [
        name,
        _epochs(how),
        _cell(compute.get("seconds", outcome.seconds), "{:.1f}"),
        *(_cell(compute.get(key), form) for key, (_, form) in COMPUTE.items()),
        _figures(name, runs.args.out, weights) if how else "–",
        f"{outcome.what}: {outcome.said}" if outcome.said else outcome.what,
    ]


def _epochs(how):
    if "epochs" not in how:
        return "–"
    planned = how.get("recipe", {}).get("epochs", how["epochs"])
    return f"{how['epochs']}" if how["epochs"] >= planned else f"{how['epochs']} of {planned}"


def _cell(value, form):
    return "–" if value is None else form.format(value)


def _figures(name, out, weights):
    """Write one or two figures of a model, where those in weights/ are of the run in `out`."""
    exported, report = finish.sha256(name, out), registry.measured(name, weights)
    if exported is None or report.get("weights") != exported[:16]:
        return "–"
    shown = [key for key in HEADLINES[registry.KNOWN[name].family] if key in report["figures"]]
    return ", ".join(f"{SHORT[key]} {metric_names.number(key, report['figures'][key])}" for key in shown) or "–"
