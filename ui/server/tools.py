"""Offer the API's endpoints as tools by the Model Context Protocol, where the package `mcp` is installed.

Gradio does it; here is what it has to be told for a server that lets few requests compute at once.
"""

import copy
from importlib.util import find_spec
from typing import Any

import gradio as gr

NEEDED = 'MCP=1 needs the package mcp: pip install "mcp>=1.21,<2"'


def possible() -> bool:
    """Tell whether the package is there that Gradio needs for it."""
    return find_spec("mcp") is not None


def call_directly(demo: gr.Blocks) -> None:
    """Have tools call their functions within the request.

    demo : a page that was mounted with `mcp_server=True`

    Gradio would call itself by HTTP through its queue: two tools, each of them holding a turn, would wait for each
    other's second request for ever.
    """
    server = demo.mcp_server_obj
    prepare = server._prepare_tool_call_args

    def prepare_without_queue(name: str, arguments: dict[str, Any]) -> tuple[Any, ...]:
        *others, function = prepare(name, arguments)
        function = copy.copy(function)
        function.queue = False
        return *others, function

    server._prepare_tool_call_args = prepare_without_queue
