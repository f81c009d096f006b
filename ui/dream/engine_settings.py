"""Say what the Dream tab's answers depend on, for the engine that gives the same answers in the browser."""

from typing import Any

from ui.dream.critic import server as critic
from ui.dream.grid import request as grid
from ui.dream.samplers import GANS, SAMPLERS, among, critic_of, is_conditional, knows_digits
from ui.dream.steer import server as steer
from ui.kit.model_inputs import FARTHEST
from ui.kit.tab import Models


def engine_settings(models: Models) -> dict[str, Any]:
    """Return the settings that answers.js of each part reads as `dream`, as JSON."""
    samplers = among(models, SAMPLERS)
    return {
        "samplers": list(samplers),
        "gans": list(among(models, GANS)),
        "able": {name: knows_digits(model) for name, model in samplers.items()},
        "conditional": [name for name, model in samplers.items() if is_conditional(model)],
        "critics": {name: critic_of(models, name) for name in samplers},
        "digits": grid.DIGITS_LIMIT,
        "hottest": grid.HOTTEST,
        "farthest": FARTHEST,
        "forger_seed_limit": critic.SEED_LIMIT,
        "tiles": dict(steer.TILES),
        "steps": steer.STEPS,
        "round": steer.ROUND,
        "side": steer.SIDE,
    }
