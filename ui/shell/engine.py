"""Gather what the engine in the visitor's browser is made of: its worker, its page's side, models, settings, words."""

from functools import cache
from typing import Any

import gradio as gr

from models import sketch
from ui.draw import engine_settings as draw
from ui.dream import engine_settings as dream
from ui.engine.files import EngineFiles
from ui.filter import engine_settings as filter
from ui.i18n.catalogue import words
from ui.kit.tab import Models
from ui.kit.widget import UI
from ui.learn.chapters.gabor import engine_settings as gabor_chapter
from ui.server.linker import in_order, join
from ui.shell.tab_files import COMPUTE, files

WORKER = "shell/worker.js"


def engine_files(models: Models, demo: gr.Blocks) -> EngineFiles:
    """Prepare the engine's files for a page over loaded models. demo : as `ui.shell.layout.build` returns it"""

    def about() -> dict[str, Any]:
        settings = {
            "draw": draw.engine_settings(models),
            "dream": dream.engine_settings(models),
            "filter": filter.engine_settings(models),
            "gabor": gabor_chapter.engine_settings(),
            "sketch": sketch.settings(),
        }
        return {
            "page": files()[COMPUTE][0],
            "first": [name for name in ("reader", *settings["draw"]["vaes"][:1]) if name in models],
            "settings": settings,
            "words": words("compute"),
            **_of_functions(demo),
        }

    return EngineFiles(models, worker_script(), about)


@cache
def worker_script() -> bytes:
    """Join the modules that the worker runs, as a classic script."""
    return f'"use strict";\n{join(in_order(UI, (WORKER,)))}\n'.encode()


def _of_functions(demo: gr.Blocks) -> dict[str, Any]:
    """Say of the page's functions which are live, and which newer calls make an answer useless."""
    functions = [
        function
        for block in demo.blocks.values()
        for function in vars(block).values()
        if getattr(function, "_is_server_fn", False) is True
    ]
    outdated_by = {one.__name__: list(one.outdated_by) for one in functions if getattr(one, "outdated_by", ())}
    heavy = {name for one in functions if (name := one.__name__) in outdated_by and one.heavy({})}
    return {"outdated_by": outdated_by, "live": sorted(set(outdated_by) - heavy)}
