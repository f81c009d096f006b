"""How functions are offered to other programs."""

import gradio as gr
import pytest

from ui.dream import api as dream
from ui.dream.grid.sampler import Sampler
from ui.filter import api as filter
from ui.kit import endpoint


def greet(name: str = "you") -> str:
    """Say hello.

    Parameters:
        name: whom to greet
    """
    return f"Hello {name}"


def test_an_endpoint_is_described_by_its_whole_docstring():
    with gr.Blocks() as demo:
        endpoint.publish(greet)
    described = demo.get_api_info()["named_endpoints"]["/greet"]["description"]
    assert described == "Say hello. Parameters: name: whom to greet"


@pytest.mark.parametrize(
    "call",
    [
        lambda: dream.sampling(Sampler({"gan_mlp": None, "reader": None}))(n=0),
        lambda: dream.discrimination({"gan_mlp": None}, None)(strokes=[]),
        lambda: filter.gabor_filter(image="moon"),
    ],
    ids=["sample_digits", "discriminate", "gabor_filter"],
)
def test_a_refusal_leaves_no_traceback_in_the_log(call):
    with pytest.raises(gr.Error) as refused:
        call()
    assert refused.value.print_exception is False
