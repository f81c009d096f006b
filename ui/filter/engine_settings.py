"""Say what the Filter tab's answers depend on, for the engine that gives the same answers in the browser."""

from typing import Any

from models.gabor.spectrum import REACH_STDS, STEP
from ui.filter.bank import server as bank
from ui.filter.kernel import server as kernel
from ui.filter.lab.server import SHOWN
from ui.filter.request import CONTROLS, NEEDED, NORMS, WAVELENGTH
from ui.filter.response_image import FAINT
from ui.kit.image_codec import PICTURE_LEAST, PICTURE_LIMIT
from ui.kit.tab import Models


def engine_settings(_models: Models) -> dict[str, Any]:
    """Return the settings that answers.js reads as `filter`, as JSON."""
    return {
        "controls": CONTROLS,
        "needed": list(NEEDED),
        "norms": list(NORMS),
        "wavelength": WAVELENGTH,
        "shown": {part: list(parts) for part, parts in SHOWN.items()},
        "faint": FAINT,
        "sides": [PICTURE_LEAST, PICTURE_LIMIT],
        "padding": {"reach": REACH_STDS, "step": STEP},
        "kernel": {
            "side": kernel.SIDE,
            "least": kernel.LEAST,
            "plane": kernel.PLANE,
            "beyond": kernel.BEYOND,
            "octaves": kernel.OCTAVES,
            "curve": kernel.CURVE,
            "undersampled": kernel.UNDERSAMPLED,
        },
        "bank": {"scales": list(bank.SCALES), "directions": bank.DIRECTIONS, "tile": bank.TILE},
    }
