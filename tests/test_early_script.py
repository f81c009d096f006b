"""The script that stands in the page's head before anything of Gradio's."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.page import SCRIPT, EarlyScript

PAGE = "<!doctype html><html><head><title>é</title></head><body><head></body></html>"


@pytest.fixture
def client():
    async def page(_request):
        return HTMLResponse(PAGE)

    async def data(_request):
        return JSONResponse({"page": PAGE})

    app = Starlette(routes=[Route("/", page, methods=["GET", "POST"]), Route("/data", data)])
    return TestClient(EarlyScript(app, script="one()"))


def test_it_comes_first_in_the_head_and_once(client):
    answer = client.get("/")
    assert answer.text == PAGE.replace("<head>", "<head><script>one()</script>", 1)
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_what_is_no_page_passes_unchanged(client):
    assert client.get("/data").json() == {"page": PAGE}
    assert client.post("/").text == PAGE


def test_the_script_cannot_end_its_own_element():
    assert "</script" not in SCRIPT.read_text(encoding="utf-8").lower()
