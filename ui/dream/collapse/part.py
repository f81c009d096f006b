"""Lay out what shows mode collapse: samples, their histogram, stored figures."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from models import registry
from models.networks.gan import GAN
from models.networks.reader import Reader
from models.networks.vae import VAE
from ui.dream.collapse.server import MODELS, SAMPLES, SurveyRequest, figures, live_survey
from ui.dream.collapse.widget import Collapse
from ui.dream.samplers import among, is_conditional, words_with_names
from ui.kit.answers import Answer, answers
from ui.kit.tab import Models

KEPT = 64  # answers, 22 kB each: a seed draws the same digits whoever asks


def functions(samplers: Mapping[str, GAN | VAE], reader: Reader) -> list[Callable]:
    """Return what the page calls: survey_samples."""

    @answers(SurveyRequest.parse, samplers, heavy=True)
    @lru_cache(KEPT)
    def survey_samples(request: SurveyRequest) -> Answer:
        return live_survey(request, samplers, reader)

    return [survey_samples]


def build(models: Models) -> None:
    """Lay out the part inside the current gr.Tab; a sentence where none of its models is there."""
    present = among(models, MODELS)
    about = [
        {
            "name": name,
            "family": registry.KNOWN[name].family,
            "labelled": is_conditional(model),
            "figures": figures(name),
        }
        for name, model in present.items()
    ]
    (survey,) = functions(present, models["reader"])
    Collapse(words_with_names("runs", "collapse"), survey, about, MODELS, SAMPLES, elem_id="collapse-room")
