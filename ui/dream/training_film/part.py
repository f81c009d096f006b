"""Lay out the training film."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from models import registry, training_record
from ui.dream.samplers import among, words_with_names
from ui.dream.training_film.server import ARTICLES, MODELS, FilmRequest, live_record, record
from ui.dream.training_film.widget import TrainingFilm
from ui.kit.answers import Answer, answers
from ui.kit.tab import Models

# What is drawn over time: plots by name, each with columns of history.csv.
CURVES = {
    "gan": {"losses": ["d_loss", "g_loss"], "scores": ["d_real", "d_fake"]},
    "vae": {"bound": ["negative_elbo", "bce"], "divergence": ["kl"]},
}


def functions(names: Sequence[str], read: Callable[[str], Answer]) -> list[Callable]:
    """Return what the page calls: course_of. names : of the models whose record `read` returns"""

    @answers(FilmRequest.parse, names)
    def course_of(request: FilmRequest) -> Answer:
        return live_record(request, read)

    return [course_of]


def build(models: Models, root: Path = registry.WEIGHTS) -> None:
    """Lay out the part inside the current gr.Tab; a sentence where there is no record of any training."""
    names = [name for name in among(models, MODELS) if registry.beside(name, "history.csv", root)]

    @cache
    def read(name: str) -> Answer:
        return record(name, root)

    about = [{"name": name, "curves": CURVES[registry.KNOWN[name].family]} for name in names]
    texts = words_with_names("runs", "film")
    (course,) = functions(names, read)
    TrainingFilm(texts, course, about, MODELS, ARTICLES, training_record.SIDE, elem_id="film-room")
