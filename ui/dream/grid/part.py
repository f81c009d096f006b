"""Lay out the grid of the Dream tab."""

from collections.abc import Callable

from ui.dream.grid import server
from ui.dream.grid.request import FileRequest, Wish
from ui.dream.grid.sampler import Sampler
from ui.dream.grid.widget import DreamGrid
from ui.dream.samplers import knows_digits
from ui.i18n.catalogue import words
from ui.kit.answers import Answer, answers

FIRST = {"n": 36, "seed": "0", "temperature": 1}  # what a first visit shows


def functions(sampler: Sampler) -> list[Callable]:
    """Return what the page calls: sample_digits, read_digits and take_digits."""

    @answers(Wish.parse, sampler.samplers, fields="dream")
    def sample_digits(wish: Wish) -> Answer:
        return server.pictures(wish, sampler)

    @answers(Wish.parse, sampler.samplers, fields="dream")
    def read_digits(wish: Wish) -> Answer:
        return server.about(wish, sampler)

    @answers(FileRequest.parse, sampler.samplers, fields="dream", heavy=True)
    def take_digits(request: FileRequest) -> Answer:
        return server.file(request, sampler)

    return [sample_digits, read_digits, take_digits]


def build(sampler: Sampler) -> None:
    """Lay out the grid inside the current gr.Tab."""
    able = {name: knows_digits(model) for name, model in sampler.samplers.items()}
    DreamGrid(words("dream"), functions(sampler), FIRST, able, elem_id="dream-room")
