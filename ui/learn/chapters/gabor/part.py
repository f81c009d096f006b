"""Lay out the live figures of the chapter on Gabor wavelets."""

from collections.abc import Callable
from typing import Any

import numpy as np

from models import gabor
from ui.kit.answers import Answer, answers, nothing
from ui.kit.image_codec import jpeg_url
from ui.learn.chapters.gabor import server
from ui.learn.chapters.gabor.server import REACH, SIDE, SectionRequest, TurnRequest
from ui.learn.figures.gabor.widget import Cell, Leak, Turn, Wave


@answers(SectionRequest.parse)
def ask_section(request: SectionRequest) -> Answer:
    """Cut a wavelet along its wave."""
    return server.section(request)


@answers(TurnRequest.parse)
def ask_turned(request: TurnRequest) -> Answer:
    """Draw a wavelet, turned and stretched."""
    return server.turned(request)


def texture_functions() -> list[Callable]:
    """Return what the figure of two textures calls: ask_cells and ask_textures."""
    picture, inside = server.textures(), server.disc()
    spectrum = gabor.Spectrum(picture.astype(np.float32))
    shown = jpeg_url((255 * picture).round().astype(np.uint8))

    @answers(server.parse_direction)
    def ask_cells(theta: float) -> Answer:
        return server.answer_of_cells(theta, spectrum, inside)

    @answers(nothing)
    def ask_textures(_request: None) -> Answer:
        return {"picture": shown}

    return [ask_cells, ask_textures]


def figures() -> dict[str, Callable[[], Any]]:
    """Return {name: a function that lays out the figure}."""
    return {
        "wave": lambda: Wave([ask_section], reach=REACH),
        "leak": lambda: Leak([ask_section], reach=REACH),
        "turn": lambda: Turn([ask_turned], side=SIDE),
        "cell": lambda: Cell(texture_functions()),
    }
