"""One valid request for each function of the page and each endpoint of the API: what an attack begins with."""

import base64

from models.sketch.examples import EXAMPLES
from ui.draw.vaes import FOUR, SEVEN


def _point(size):
    """A point of a latent space of so many units."""
    return [round(0.1 * (at % 7) - 0.3, 1) for at in range(size)]


FRAME = base64.b64encode(bytes(255 if at % 28 == 14 and 56 < at < 700 else 0 for at in range(784))).decode()
PIXELS = {"width": 32, "height": 24, "grey": base64.b64encode(bytes(at % 256 for at in range(32 * 24))).decode()}
SHEET = {"strokes": SEVEN, "pen": 2.6, "frame": FRAME, "edited": True}
DREAM = {"lang": "en", "model": "gan_conv", "n": "4", "seed": "7", "temperature": "1", "digit": "any", "number": "31"}
WAVELET = {"sigma": 2, "theta": 30, "scale": 2, "gamma": 1, "psi": 0, "dc_free": True, "norm": "l1"}
FILTER = {"lang": "en", "picture": "zone_plate", "pixels": PIXELS, "part": "all", **WAVELET}

# By the function's name, what the page sends to it. Two parts that have a function of the same name share the example.
PAGE = {
    "live_reconstruct": {"lang": "en", "model": "vae_conv", "also": "vae_mlp", "detail": True, **SHEET},
    "polish": {"lang": "ja", "model": "vae_mlp", "also": None, **SHEET},
    "sample_digit": {"lang": "en", "model": "vae_conv", "digit": 4, "seed": 11},
    "frame_picture": {"lang": "en", "width": 28, "height": 28, "grey": FRAME},
    "strip": {"lang": "en", "model": "vae_mlp", "a": _point(20), "b": _point(20)[::-1], "path": "spherical"},
    "take": {"model": "vae_mlp", "a": _point(20), "b": _point(20)[::-1], "path": "pixels", "what": "gif", "pace": 2},
    "square": {"lang": "en", "model": "vae_mlp", "a": _point(20), "b": _point(20)[::-1], "c": SEVEN, "d": FOUR},
    "unit_frames": {"lang": "en", "model": "vae_mlp", "z": _point(20), "strips": True},
    "cloud": {"lang": "en", "model": "vae_mlp", "mu": _point(20), "logvar": _point(20), "seed": 3},
    "atlas": {"lang": "en"},
    "find_places": {"lang": "en", "a": SHEET, "b": {"strokes": FOUR, "pen": 3, "frame": None}, "path": "straight"},
    "sample_digits": DREAM,
    "read_digits": {**DREAM, "digit": "number"},
    "take_digits": {**DREAM, "what": "zip", "order": [3, 1, 0, 2]},
    "way": {
        "lang": "en",
        "model": "gan_conv",
        "what": "morph",
        "tiles": [{"z": _point(64), "label": 3}, {"z": _point(64)[::-1], "label": 8}],
        "seed": 5,
    },
    "survey_samples": {"lang": "en", "model": "gan_mlp", "seed": 0},
    "course_of": {"lang": "en", "model": "gan_mlp"},
    "ask_critics": {"lang": "en", "label": "read", **SHEET},
    "ask_forger": {"lang": "en", "model": "gan_conv", "digit": 5, "seed": 12},
    "deal_rounds": {"lang": "en", "model": "gan_conv", "hand": "drawn", "seed": "123"},
    "judge_drawing": {"lang": "en", "model": "gan_conv", "digit": 7, "strokes": SEVEN, "pen": 2.2},
    "filter_picture": {**FILTER, "detail": True},
    "show_picture": {"lang": "en", "picture": "siemens_star"},
    "show_thumbs": {"lang": "en"},
    "show_bank": {**FILTER, "row": 1, "sheet": True},
    "take_away": {**FILTER, "what": "csv"},
    "ask_compress": {"lang": "en", "digit": 3},
    "ask_planes": {"lang": "en"},
    "ask_decode": {"lang": "en", "model": "vae_map", "z": [0.5, -1]},
    "ask_beta": {"lang": "en", "beta": 0.3, "x": 1.5},
    "ask_cloud": {"lang": "en", "digit": 6},
    "ask_draws": {"lang": "en", "digit": 4, "seed": 2},
    "ask_noise": {"lang": "en", "digit": 4, "epsilon": 0.5},
    "ask_networks": {"lang": "en", "digit": 4, "shift": -2},
    "ask_grey": {"lang": "en", "digit": 4},
    "ask_code": {"lang": "en"},
    "ask_errata": {"lang": "en"},
    "ask_flip": {"lang": "en", "a": 2, "b": 9, "path": "straight"},
    "ask_round": {"lang": "en", "seed": 4},
    "ask_count": {"lang": "en", "model": "gan_mlp", "seed": 4},
    "ask_cure": {"lang": "en", "seed": 4},
    "ask_section": {"lang": "en", "sigma": 1, "psi": 30},
    "ask_turned": {"lang": "en", "theta": 30, "scale": 8},
    "ask_cells": {"lang": "en", "theta": 60},
    "ask_textures": {"lang": "en"},
}

# By the endpoint's name, its arguments by their names, in order.
API = {
    "interpolate": {"strokes_a": SEVEN, "strokes_b": FOUR, "n": 5, "path": "straight"},
    "reconstruct": {"strokes": EXAMPLES["5"]},
    "sample_digits": {"n": 4, "seed": 3, "label": [1, 2, 3, 4], "temperature": 0.8, "model": "gan_conv"},
    "discriminate": {"strokes": EXAMPLES["3"]},
    "gabor_filter": {
        "image": "texture",
        "sigma": 1.5,
        "theta": 0.3,
        "scale": 2,
        "wavelength": 6.28,
        "gamma": 1,
        "psi": 0,
        "dc_free": True,
        "norm": "l2",
        "boundary": "wrap",
        "part": "phase",
    },
}
