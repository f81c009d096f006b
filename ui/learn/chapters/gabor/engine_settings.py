"""Say what the answers of the chapter on Gabor wavelets depend on, for the engine in the browser."""

from typing import Any

from models.gabor.spectrum import REACH_STDS, STEP
from ui.learn.chapters.gabor import server


def engine_settings() -> dict[str, Any]:
    """Return the settings that answers.js beside this file reads as `gabor`, as JSON."""
    return {
        "fine": server.FINE,
        "reach": server.REACH,
        "side": server.SIDE,
        "textures": {
            "side": server.PICTURE,
            "period": server.STRIPES,
            "inside": server.INSIDE,
            "outside": server.OUTSIDE,
            "sigma": server.TEXTURE_SIGMA,
            "white": server.WHITE,
        },
        "padding": {"reach": REACH_STDS, "step": STEP},
        "sigmas": list(server.SIGMAS),
        "phases": list(server.PHASES),
        "turns": list(server.TURNS),
        "scales": list(server.SCALES),
        "directions": list(server.DIRECTIONS),
    }
