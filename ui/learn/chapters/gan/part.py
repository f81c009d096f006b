"""Lay out the live figures of the chapter on generative adversarial networks."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import torch

from models.sketch.examples import EXAMPLES
from ui.dream.samplers import among
from ui.kit.answers import Answer, answers
from ui.kit.model_inputs import frame
from ui.kit.tab import Models
from ui.learn.chapters import errata_note
from ui.learn.chapters.gan.errata import errata
from ui.learn.chapters.gan.server import COUNTED, CountRequest, count, cured, history, parse_seed, play, recipe
from ui.learn.figures.gan.widget import Cure, Duel, Mean, Optimum, Pull, Race, Round, Steps

PLAYER = "gan_mlp_k1"  # plays the round: its two players are a match for each other
RACE = ("gan_mlp", "gan_mlp_k1")  # alike but for the discriminator's steps
CURE = (*RACE, "gan_conv")
# Of metrics.json: what the last figure sets side by side.
FIGURES = ("fid", "coverage", "classes_holding_90", "score_real", "score_fake")


def functions(models: Models) -> list[Callable]:
    """Return what the page calls: ask_round, ask_count and ask_cure."""
    pair, gans = among(models, RACE), among(models, CURE)

    @cache
    def reals() -> torch.Tensor:
        return torch.cat([frame(EXAMPLES[str(digit)]) for digit in range(10)])

    @answers(parse_seed)
    def ask_round(seed: int) -> Answer:
        return play(seed, models[PLAYER], reals())

    @answers(CountRequest.parse, pair)
    def ask_count(request: CountRequest) -> Answer:
        return count(request, pair, models["reader"])

    @answers(parse_seed)
    def ask_cure(seed: int) -> Answer:
        return cured(seed, gans)

    return [ask_round, ask_count, ask_cure]


def about(models: Models, metrics: Mapping[str, Any], real: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return {model: recipe and figures} of the models that the last figure sets side by side."""
    return {
        name: {
            **(recipe(name) or {}),
            **{key: metrics[name][key] for key in FIGURES if key in metrics.get(name, {})},
            "floor": real.get(name, {}).get("fid"),
        }
        for name in among(models, CURE)
    }


def figures(models: Models, metrics: Mapping[str, Any], real: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    """Return {name: a function that lays out the figure}.

    metrics, real : {model: figures of metrics.json}, of its own digits and of real ones
    """
    ask_round, ask_count, ask_cure = functions(models)

    def lacks(*names: str) -> list[str]:
        return [name for name in names if name not in models]

    steps = {name: (recipe(name) or {}).get("steps") for name in RACE}
    return {
        "optimum": Optimum,
        "mean": Mean,
        "pull": Pull,
        "steps": Steps,
        "round": lambda: Round([ask_round], lacks(PLAYER)),
        "race": lambda: Race([ask_count], lacks(*RACE, "reader"), history=history(RACE), steps=steps, counted=COUNTED),
        "duel": Duel,
        "errata_gan": lambda: errata_note.build("errata_gan", errata(models, metrics)),
        "cure": lambda: Cure([ask_cure], lacks(*CURE), about=about(models, metrics, real)),
    }
