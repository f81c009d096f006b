"""What is counted, and what is written down, of the requests."""

import logging

import httpx
import pytest

from tests.support.coroutines import run
from ui.server.observed import Figures, Observed, is_near

SECRET = "a visitor's own drawing"


def served(status=200, body=b"abc", raises=None):
    """Serve one request that carries a secret; returns the figures."""
    figures = Figures(lambda: 3)

    async def app(_scope, _receive, send):
        if raises:
            raise raises
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body})

    async def send(_message):
        pass

    scope = {"type": "http", "method": "POST", "path": "/x", "query_string": SECRET.encode(), "headers": []}
    observed = Observed(app, figures, lambda _scope: "live_reconstruct")
    run(observed(scope, None, send))
    return figures


def value(figures, name, **labels):
    return figures.registry.get_sample_value(name, labels)


def test_answers_are_counted_by_kind_and_status_and_timed():
    figures = served(503)
    assert value(figures, "inkspace_answers_total", kind="live_reconstruct", status="503") == 1
    assert value(figures, "inkspace_seconds_count", kind="live_reconstruct") == 1
    assert value(figures, "inkspace_waiting") == 3


def test_the_access_log_has_one_line_for_each_request_and_nothing_of_what_was_sent(caplog):
    with caplog.at_level(logging.INFO, "inkspace.access"):
        served()
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("POST live_reconstruct 200 3 bytes ")
    assert SECRET not in line and "/x" not in line


def test_a_fault_is_noted_too():
    with pytest.raises(RuntimeError):
        served(raises=RuntimeError("fault"))


@pytest.mark.parametrize(
    ("address", "near"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("::1", True), ("8.8.8.8", False), ("", False), ("nonsense", False)],
)
def test_figures_are_for_machines_nearby(address, near):
    assert is_near(address) is near


def test_the_app_gives_its_figures_to_a_machine_nearby_and_to_no_visitor_behind_the_proxy(app_url):
    assert "inkspace_answers_total" in httpx.get(f"{app_url}/metrics").text
    assert httpx.get(f"{app_url}/metrics", headers={"x-forwarded-for": "8.8.8.8"}).status_code == 404


def test_the_app_says_that_it_is_well_and_which_models_it_has(app_url):
    health = httpx.get(f"{app_url}/healthz")
    assert health.status_code == 200
    assert health.json()["status"] == "ok" and "vae_conv" in health.json()["models"]
