"""Whose word on client, scheme and host is believed."""

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.testclient import TestClient

from ui.server.forwarded import Forwarded

SAID = {
    "x-forwarded-for": "203.0.113.7",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "ink.example.org",
    "x-gradio-server": "http://evil.example",
    "forwarded": "for=1.2.3.4",
}


def seen(peer, trusted=("10.0.0.0/8", "::1"), **said):
    """What an app learns of a request that comes from `peer` with these headers."""

    async def tell(scope, receive, send):
        request = Request(scope)
        told = {"client": request.client.host, "address": str(request.url), "headers": dict(request.headers)}
        await JSONResponse(told)(scope, receive, send)

    client = TestClient(Forwarded(tell, trusted), base_url="http://inner:7860", client=(peer, 5))
    return client.get("/", headers={name.replace("_", "-"): value for name, value in said.items()} or SAID).json()


def test_a_trusted_proxy_is_believed():
    told = seen("10.1.2.3")
    assert (told["client"], told["address"]) == ("203.0.113.7", "https://ink.example.org/")


@pytest.mark.parametrize("peer", ["203.0.113.99", "11.0.0.1", "::2"])
def test_a_stranger_is_not(peer):
    told = seen(peer)
    assert (told["client"], told["address"]) == (peer, "http://inner:7860/")


@pytest.mark.parametrize("peer", ["10.1.2.3", "203.0.113.99"])
def test_what_gradio_would_believe_never_reaches_it(peer):
    assert not [name for name in seen(peer)["headers"] if name.startswith(("x-forwarded", "x-gradio", "forwarded"))]


def test_what_a_visitor_wrote_before_the_proxy_is_not_believed():
    assert seen("10.1.2.3", x_forwarded_for="1.1.1.1, 203.0.113.7, 10.9.9.9")["client"] == "203.0.113.7"


@pytest.mark.parametrize("said", ["", "nonsense", "10.9.9.9, "])
def test_without_a_stranger_in_the_list_it_is_somebody_all_the_same(said):
    assert seen("10.1.2.3", x_forwarded_for=said)["client"] in ("10.1.2.3", "nonsense")


def test_a_scheme_that_is_none_is_not_believed():
    assert seen("10.1.2.3", x_forwarded_proto="javascript")["address"].startswith("http://")


def test_a_network_that_is_none_is_refused():
    with pytest.raises(ValueError, match="proxy"):
        Forwarded(None, ["proxy"])
