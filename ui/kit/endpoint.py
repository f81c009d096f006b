"""How the tabs offer their functions to other programs."""

import gradio as gr


def publish(function):
    """Add an endpoint of the function's name, described by its whole docstring.

    Gradio alone would show the first sentence and no parameters.
    """
    about = " ".join(function.__doc__.split())
    gr.api(function, api_name=function.__name__, api_description=about, queue=False)


def refused(error):
    """A ValueError as the sentence that a program gets; refusing is no fault of the server, so nothing is logged."""
    return gr.Error(str(error), print_exception=False)
