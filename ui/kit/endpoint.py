"""Offer functions to other programs, over HTTP."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import gradio as gr


def publish(function: Callable) -> None:
    """Add an endpoint of the function's name, described by its whole docstring.

    Gradio alone would show the first sentence and no parameters.
    """
    about = " ".join((function.__doc__ or "").split())
    gr.api(function, api_name=function.__name__, api_description=about, queue=False)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a ValueError of the block into the sentence that a program gets.

    Refusing is no fault of the server, so nothing is logged.
    """
    try:
        yield
    except ValueError as error:
        raise gr.Error(str(error), print_exception=False) from None
