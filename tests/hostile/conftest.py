"""The whole app in this process, over all models: what an attack calls."""

import pytest
from starlette.testclient import TestClient

import app
from tests.hostile.doors import asgi_app, doors


@pytest.fixture(scope="session")
def client():
    with TestClient(asgi_app(), base_url="http://localhost:7860", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def found():
    """Everything that can be asked, by introspection of the page."""
    return doors(app.demo)
