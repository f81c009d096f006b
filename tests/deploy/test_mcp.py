"""The API as tools by the Model Context Protocol, called by the protocol's own client."""

import ast
import asyncio
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.support.api_calls import CALLS, RIGHT
from tests.support.coroutines import run
from tests.support.paths import PROJECT
from tests.support.running_app import post, running_app

ARGUMENTS = {
    "reconstruct": ["strokes"],
    "interpolate": ["strokes_a", "strokes_b"],
    "sample_digits": ["n", "seed"],
    "discriminate": ["strokes"],
    "gabor_filter": ["image"],
}
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
needs_mcp = pytest.mark.skipif(not find_spec("mcp"), reason='mcp is not installed: pip install "mcp>=1.24,<2"')


@pytest.fixture(scope="module")
def url():
    with running_app("--mcp") as app:
        yield f"{app.url}/gradio_api/mcp/"
        assert app.stop() == 0
    assert "Traceback" not in app.said


def with_session(url, work):
    """Do some work, an async function of a session, as a client of the protocol."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def connected():
        async with streamable_http_client(url) as (reading, writing, _), ClientSession(reading, writing) as session:
            await session.initialize()
            return await work(session)

    return run(connected())


def call(session, name):
    return session.call_tool(name, dict(zip(ARGUMENTS[name], CALLS[name], strict=True)))


def answer_of(result):
    assert not result.isError, result.content
    return ast.literal_eval(result.content[0].text)


@needs_mcp
def test_every_endpoint_is_a_tool_that_says_what_it_does(url):
    tools = with_session(url, lambda session: session.list_tools()).tools
    assert {tool.name for tool in tools} == set(CALLS)
    for tool in tools:
        assert len(tool.description) > 40
        assert set(ARGUMENTS[tool.name]) <= set(tool.inputSchema["properties"])


@needs_mcp
@pytest.mark.parametrize("name", CALLS)
def test_a_tool_answers_as_its_endpoint_does(url, name):
    assert RIGHT[name](answer_of(with_session(url, lambda session: call(session, name))))


@needs_mcp
def test_more_tools_at_once_than_the_server_computes_are_all_answered(url):
    async def eight(session):
        return await asyncio.gather(*(call(session, "sample_digits") for _ in range(8)))

    assert all(RIGHT["sample_digits"](answer_of(one)) for one in with_session(url, eight))


@needs_mcp
def test_what_is_wrong_is_said_in_one_sentence(url):
    result = with_session(url, lambda session: session.call_tool("reconstruct", {"strokes": []}))
    assert result.isError
    assert "draw something first" in result.content[0].text


def test_unless_it_was_asked_for_there_is_no_such_address(app_url):
    assert post(f"{app_url}/gradio_api/mcp/", HELLO)[0] == 404


@pytest.mark.skipif(bool(find_spec("mcp")), reason="mcp is installed")
def test_where_the_package_is_absent_that_is_said():
    ended = subprocess.run(
        [sys.executable, "app.py", "--mcp"], cwd=PROJECT, check=False, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (1, 'MCP=1 needs the package mcp: pip install "mcp>=1.24,<2"\n')
