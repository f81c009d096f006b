"""Read what was measured of a model, for a page that can do without it."""

from pathlib import Path
from typing import Any

from models import WeightsError, registry


def known_figures(name: str, part: str, root: str | Path = registry.WEIGHTS) -> dict[str, Any]:
    """Return a part of a model's metrics.json: "figures", "real" or "reference".

    {} where it was not measured, or the file is damaged: app.py says so when it starts, and the page goes without.
    """
    try:
        return registry.measured(name, root).get(part, {})
    except WeightsError:
        return {}
