"""Which requests come in: the page's and the documented API's, from our own page or from programs."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from ui.server.doors import Doors, below_root


def client(base="http://localhost:7860", **options):
    async def echo(scope, receive, send):
        await PlainTextResponse(f"in?{scope['query_string'].decode()}")(scope, receive, send)

    return TestClient(Doors(echo, {"reconstruct"}, **options), base_url=base)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/assets/index-a1.js",
        "/static/fonts/x/y.woff2",
        "/inkspace/page.0f.js",
        "/config",
        "/theme.css",
        "/healthz",
        "/gradio_api/info",
        "/gradio_api/heartbeat/abc123",
        "/gradio_api/call/reconstruct/0f0f",
        "/gradio_api/queue/data?session_hash=abc",
    ],
)
def test_what_the_page_and_the_api_read_is_let_in(path):
    assert client().get(path).status_code == 200
    assert client().head(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["component_server", "component_server/", "run/reconstruct", "call/reconstruct/", "call/v2/reconstruct"]
)
def test_what_the_page_and_the_api_send_is_let_in(path):
    assert client().post(f"/gradio_api/{path}", json={}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=http://example.org/",
        "/gradio_api/file/tmp/x",
        "/gradio_api/proxy=http://example.org/",
        "/gradio_api/deep_link?session_hash=a",
        "/gradio_api/stream/a/b/c/playlist.m3u8",
        "/gradio_api/upload_progress",
        "/gradio_api/dev/reload",
        "/gradio_api/queue/status",
        "/gradio_api/runs",
        "/gradio_api/call/another/0f0f",
        "/gradio_api/call/reconstruct/0f/../../file=x",
        "/monitoring",
        "/login",
        "/docs",
        "/inkspace/",
        "/assets/%2e%2e/config",
        "/assets/a/%2e%2e/%2e%2e/config",
        "/inkspace/.hidden",
    ],
)
def test_what_else_gradio_would_answer_is_not_there(path):
    assert client().get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "upload",
        "reset",
        "cancel",
        "process_recording",
        "vibe-edit",
        "stream/a",
        "run/another",
        "run/",
        "call/",
        "login",
    ],
)
def test_nothing_else_can_be_sent(path):
    assert client().post(f"/gradio_api/{path}", json={}).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method):
    assert client().request(method, "/").status_code == 405


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:7860", "http://localhost:7860"),
        ("127.0.0.1:7860", "http://localhost:7860"),
        ("[::1]:7860", "http://[::1]:7860"),
        ("192.168.1.5:7860", "http://192.168.1.5:7860"),
        ("ink.example.org", "https://ink.example.org"),
        ("ink.example.org:443", "https://ink.example.org"),
        ("INK.example.org", "https://ink.example.org"),
    ],
)
def test_our_own_page_may_ask(host, origin):
    headers = {"host": host, "origin": origin}
    assert client(hosts=(".example.org",)).post("/gradio_api/component_server", json={}, headers=headers).is_success


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://localhost:3000",
        "http://localhost.evil.example:7860",
        "file://",
        "http://[",
        "",
    ],
)
def test_a_page_of_another_site_may_not_ask(origin):
    answer = client().post("/gradio_api/component_server", json={}, headers={"origin": origin})
    assert answer.status_code == 403
    assert "other sites" in answer.json()["error"]


def test_what_a_form_of_another_site_could_send_is_refused():
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = client().post("/gradio_api/component_server", content="{}", headers={"content-type": kind})
        assert answer.status_code == 415


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "ink.example.org.evil.example", "", "a b"])
def test_a_name_that_is_not_ours_is_refused(host):
    """A page whose owner binds its name to 127.0.0.1 would else be one of the same origin."""
    answer = client(hosts=(".example.org",)).get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "ALLOWED_HOSTS" in answer.json()["error"]


@pytest.mark.parametrize("host", ["example.org", "ink.example.org", "a.b.example.org:8443", "example.org."])
def test_names_below_an_allowed_domain_are_ours(host):
    assert client(hosts=(".example.org",)).get("/", headers={"host": host}).status_code == 200


def test_any_name_is_ours_where_that_is_said():
    assert client(hosts=("*",)).get("/", headers={"host": "what.ever"}).status_code == 200


def test_parts_of_the_address_that_nothing_reads_do_not_come_through():
    assert client().get("/?lang=ja&deep_link=../x&__theme=dark&page=y").text == "in?lang=ja&__theme=dark"


def test_a_root_path_is_taken_off_where_it_stands():
    assert below_root({"path": "/ink/config", "root_path": "/ink"}) == "/config"
    assert below_root({"path": "/ink", "root_path": "/ink"}) == "/"
    assert below_root({"path": "/inkspace/x.js", "root_path": "/ink"}) == "/inkspace/x.js"
