"""Read the recipe that a config.json holds under today's names of its settings.

This is the only place that knows the older names. Shipped weights keep the config.json that they were trained with.
"""

OLDER_NAMES = {
    "clip": "grad_clip",
    "ema": "ema_decay",
    "jittered": "affine_prob",
    "thickened": "thickness_prob",
    "warped": "elastic_prob",
    "clean": "clean_share",
    "looking": "refinement_share",
    "looks": "refinement_steps",
    "reads": "reader_weight",
    "reading": "reader_share",
}


def recipe_of(training):
    """Return the recipe in the "training" part of a config.json, with today's names: dict, {} where it has none.

    Values and their order stay, and so do names that were never changed.
    """
    return {OLDER_NAMES.get(name, name): value for name, value in training.get("recipe", {}).items()}
