"""What the server refuses before any tab sees it."""

import warnings

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.server.body_limit import BodyLimit, guard_images
from ui.server.limits import Limits


@pytest.fixture
def client():
    async def length(request):
        return PlainTextResponse(str(len(await request.body())))

    app = Starlette(routes=[Route("/", length, methods=["GET", "POST"])])
    return TestClient(BodyLimit(app, Limits(body=2**20)))


def test_a_small_body_passes(client):
    assert client.post("/", content=b"x" * 2**20).text == str(2**20)


def test_a_large_body_is_refused_with_a_sentence(client):
    answer = client.post("/", content=b"x" * (2**20 + 1))
    assert answer.status_code == 413
    assert answer.json()["error"] == "The request is larger than 1 MB; send something smaller."


def test_a_length_that_is_no_number_is_refused(client):
    assert client.get("/", headers={"content-length": "many"}).status_code == 413


def test_a_body_that_hides_its_length_is_counted(client):
    answer = client.post("/", content=(b"x" * 2**19 for _ in range(3)))
    assert answer.status_code == 413


def test_a_small_body_without_a_length_passes(client):
    assert client.post("/", content=(b"x" * 9 for _ in range(3))).text == "27"


def test_a_picture_that_would_burst_memory_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    path = tmp_path / "wide.png"
    Image.new("1", (400, 400)).save(path)
    with warnings.catch_warnings():
        guard_images(limit=399 * 400)
        with pytest.raises(Image.DecompressionBombWarning):
            Image.open(path)
