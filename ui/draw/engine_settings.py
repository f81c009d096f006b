"""Say what the Draw tab's answers depend on, for the engine that gives the same answers in the browser."""

from typing import Any

from models import latent
from models.analysis import elbo, refine
from ui.draw.four_corners import server as four_corners
from ui.draw.latent_map import part as latent_map
from ui.draw.latent_map import server as latent_map_server
from ui.draw.latent_sliders import server as latent_sliders
from ui.draw.morph import server as morph
from ui.draw.pad import part as pad
from ui.draw.pad import server as pad_server
from ui.draw.vaes import vaes
from ui.kit.model_inputs import FARTHEST
from ui.kit.tab import Models


def engine_settings(models: Models) -> dict[str, Any]:
    """Return the settings that answers.js of each part reads as `draw`, as JSON."""
    names = list(vaes(models))
    return {
        "vaes": names,
        "farthest": FARTHEST,
        "seed_limit": pad_server.SEED_LIMIT,
        "percentiles": {name: pad.percentiles(name) for name in names},
        "class_temperature": pad_server.TEMPERATURE,
        "elbo_draws": elbo.DRAWS,
        "walk": {
            "steps": refine.STEPS,
            "learningRate": refine.LEARNING_RATE,
            "meanDecay": refine.MEAN_DECAY,
            "squareDecay": refine.SQUARE_DECAY,
            "epsilon": refine.EPSILON,
        },
        "strip_frames": morph.FRAMES,
        "paths": list(morph.PATHS),
        "latent_paths": list(latent.PATHS),
        "square_side": four_corners.SIDE,
        "reach": latent_sliders.REACH,
        "stops": latent_sliders.STOPS,
        "cloud": latent_sliders.CLOUD,
        "map": latent_map.MAP,
        "map_steps": latent_map_server.STEPS,
    }
