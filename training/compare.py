"""Lay two trainings side by side: python -m training.compare --help

A run is a folder with config.json and history.csv, such as runs/NAME or weights/NAME. Printed are the settings that
differ, the figures of the last epoch that both have, last and best of each, and what evaluate measured of both.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

from models import registry, training_record
from training.loop.recipe_names import recipe_of
from training.reports import curve_pictures, metric_names

ALWAYS = ("seed", "commit", "device")  # shown of both runs even where they agree
# Which of a figure's values is the best. Losses and scores of a GAN have none: each network's gain is the other's loss.
BEST = {
    "negative_elbo": min,
    "bce": min,
    "validation_negative_elbo": min,
    "validation_bce": min,
    "loss": min,
    "validation_accuracy": max,
    "mse": min,
    "validation_mse": min,
}


@dataclass(frozen=True)
class Trained:
    """Hold one run: the model's name, settings flat by name, history as columns, evaluate's report or None."""

    folder: Path
    name: str
    settings: dict
    history: dict
    report: dict | None


def read(folder):
    """Read a run's folder; SystemExit with a sentence for one that holds no run."""
    folder = Path(folder)
    if not folder.is_dir():
        raise SystemExit(f"{folder} is no folder; name a run such as runs/vae_mlp or weights/vae_mlp")
    config = _json(folder / registry.CONFIG)
    name = config.get("name")
    if name not in registry.KNOWN or not isinstance(config.get("training"), dict):
        raise SystemExit(f"{folder / registry.CONFIG} does not say how a model of this project was trained")
    table = folder / "history.csv"
    if not table.is_file():
        raise SystemExit(f"{table} is missing: there is no training to compare")
    try:
        history = training_record.columns(table.read_bytes(), table)
    except registry.WeightsError as error:
        raise SystemExit(str(error)) from None
    measured = folder / registry.METRICS
    return Trained(folder, name, _settings(config), history, _json(measured) if measured.is_file() else None)


def _json(path):
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise SystemExit(f"{path} is missing; a training writes it when it ends") from None
    except (OSError, ValueError) as error:
        raise SystemExit(f"{path} cannot be read: {error}") from None
    if not isinstance(found, dict):
        raise SystemExit(f"{path} cannot be read: it holds no object")
    return found


def _settings(config):
    """Put network, recipe and circumstances of a run into one flat dict."""
    training = dict(config["training"])
    recipe, versions = recipe_of(training), training.pop("versions", {})
    training.pop("recipe", None)
    return {
        "model": config["name"],
        "parameters": config.get("parameters"),
        **training,
        **{f"recipe: {key}": value for key, value in recipe.items()},
        **{f"network: {key}": value for key, value in config.get("config", {}).items()},
        **versions,
    }


def differences(a, b):
    """List rows (setting, of a, of b): what differs in two flat dicts, and `ALWAYS`; None for what is absent."""
    keys = [*ALWAYS, *(key for key in {**a, **b} if key not in ALWAYS)]
    return [(key, a.get(key), b.get(key)) for key in keys if key in ALWAYS or a.get(key) != b.get(key)]


def common(a, b):
    """Find the last epoch that two histories share, and rows (figure, of a, of b) after it; None and [] without one."""
    shared = set(a["epoch"]) & set(b["epoch"])
    if not shared:
        return None, []
    epoch = max(shared)
    at = [history["epoch"].index(epoch) for history in (a, b)]
    return epoch, [(name, a[name][at[0]], b[name][at[1]]) for name in a if name in b and name != "epoch"]


def best(history, name):
    """Return the best value of a figure and its epoch, the first of equal ones; None where it has no best."""
    if name not in history or name not in BEST:
        return None
    value = BEST[name](history[name])
    return value, history["epoch"][history[name].index(value)]


def last(history, name):
    """Return the last value of a figure and its epoch; None where the history lacks it."""
    return (history[name][-1], history["epoch"][-1]) if name in history and name != "epoch" else None


def report(a, b):
    """Write the comparison of two `Trained` runs, as lines."""
    heads = [str(a.folder), str(b.folder)]
    rows = [(key, _written(one), _written(other)) for key, one, other in differences(a.settings, b.settings)]
    lines = _table("settings", heads, rows)
    epoch, shared = common(a.history, b.history)
    if epoch is not None:
        rows = [(name, f"{one:.6g}", f"{other:.6g}", f"{other - one:+.4g}") for name, one, other in shared]
        lines += _table(f"after epoch {epoch:g}, the last of both", [*heads, "difference"], rows)
    rows = []
    for name in dict.fromkeys([*a.history, *b.history]):
        rows.append((f"{name}, last", *(_with_epoch(last(run.history, name)) for run in (a, b))))
        rows.append((f"{name}, best", *(_with_epoch(best(run.history, name)) for run in (a, b))))
    lines += _table("last and best", heads, [row for row in rows if set(row[1:]) != {"–"}])
    if a.report and b.report:
        lines += _measured(a.report, b.report, heads)
    return lines


def _with_epoch(found):
    """Write a value with its epoch."""
    return f"{found[0]:.6g} (epoch {found[1]:g})" if found else "–"


def _measured(a, b, heads):
    """Write the table of metrics.json's figures, as lines; both runs must have been measured alike."""
    if not metric_names.comparable(a, b):
        return ["", "Figures in metrics.json do not compare: they are of other digits, another seed or another judge."]
    rows = [
        (
            metric_names.FIGURES[key].title,
            metric_names.number(key, a["figures"][key]),
            metric_names.number(key, b["figures"][key]),
        )
        for key in metric_names.FIGURES
        if key in a["figures"] and key in b["figures"]
    ]
    return _table(f"measured on {a['digits']:,} {a['split']} digits", heads, rows)


def _written(value):
    """Write a setting as one reads it."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return ", ".join(map(_written, value))
    if isinstance(value, dict):
        return " ".join(f"{key} {_written(each)}" for key, each in value.items())
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _table(title, heads, rows):
    """Write a table as lines, columns as wide as their cells, below a title and an empty line; [] without rows."""
    if not rows:
        return []
    cells = [(title, *heads), *rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["", *("  ".join(map(str.ljust, row, widths)).rstrip() for row in cells)]


def draw(a, b, file):
    """Draw the curves of two runs into one PNG file."""
    labels = (str(a.folder), str(b.folder))
    if labels[0] == labels[1]:
        raise SystemExit(f"{labels[0]} was named twice; name two runs")
    registry.write(
        file, curve_pictures.png(curve_pictures.compared(dict(zip(labels, (a.history, b.history), strict=True))))
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs=2, metavar="RUN", type=Path, help="folder with config.json and history.csv")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the curves of both into this PNG file")
    args = parser.parse_args(argv)
    a, b = map(read, args.runs)
    families = [registry.KNOWN[run.name].family for run in (a, b)]
    if families[0] != families[1]:
        raise SystemExit(f"{a.name} is a {families[0]} and {b.name} a {families[1]}: their figures do not compare")
    print("\n".join(report(a, b)[1:]))
    if args.picture:
        try:
            draw(a, b, args.picture)
        except ImportError:
            raise SystemExit(curve_pictures.NO_MATPLOTLIB) from None
        except (OSError, ValueError) as error:
            raise SystemExit(f"{args.picture} cannot be drawn: {error}") from None
        print(f"\nwrote {args.picture}")


if __name__ == "__main__":
    main()
