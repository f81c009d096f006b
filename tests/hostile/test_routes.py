"""Addresses and headers that Gradio, a proxy or a file system might stumble over, sent to the running server."""

import http.client
from urllib.parse import urlsplit

import pytest

from tests.hostile.watch import INTERNAL

ADDRESSES = [
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/file=app.py",
    "/gradio_api/file=http://example.org/",
    "/gradio_api/file=http:%2f%2f169.254.169.254/latest/meta-data",
    "/gradio_api/file%3d/etc/passwd",
    "/gradio_api/proxy=http://127.0.0.1:1/",
    "/gradio_api/upload",
    "/gradio_api/upload_progress?upload_id=a",
    "/gradio_api/deep_link?session_hash=a",
    "/gradio_api/stream/a/b/c/playlist.m3u8",
    "/gradio_api/queue/status",
    "/gradio_api/call/reconstruct/../../file=x",
    "/gradio_api/call/none/0f0f",
    "/gradio_api/mcp/sse",
    "/gradio_api/vibe-edit",
    "/login",
    "/logout",
    "/token",
    "/monitoring",
    "/docs",
    "/openapi.json",
    "/static/../app.py",
    "/static/%2e%2e/%2e%2e/app.py",
    "/static/..%5capp.py",
    "/assets/%00",
    "/assets/a%0d%0aSet-Cookie:%20a=b",
    "/inkspace/../app.py",
    "/inkspace/" + "a" * 4000,
    "//example.org/",
    "/\\example.org",
    "/%ff%fe",
    "/.git/config",
    "/weights/vae_mlp/model.safetensors",
]


@pytest.fixture(scope="module")
def ask(app_url):
    """`ask(method, path, body, headers)` sends exactly that, and returns (status, headers, text)."""
    where = urlsplit(app_url)

    def ask_(method, path, body=None, headers=None, patience=30):
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=patience)
        try:
            connection.putrequest(method, path, skip_host="host" in (headers or {}), skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    return ask_


def harmless(status, text):
    return 400 <= status < 500 and not INTERNAL.search(text) and "root:" not in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_not_ours_is_not_there(ask, address):
    for method in ("GET", "POST"):
        status, headers, text = ask(method, address, headers={"content-length": "0"})
        assert harmless(status, text), (method, status, text[:200])
        assert "set-cookie" not in {name.lower() for name in headers}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get", "A" * 300])
def test_other_methods_are_refused(ask, method):
    status, _, text = ask(method, "/")
    assert harmless(status, text)


def test_a_file_cannot_be_uploaded(ask):
    kind = "multipart/form-data; boundary=b"
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="../a.html"\r\n\r\nx\r\n--b--\r\n'
    headers = {"content-type": kind, "content-length": str(len(body))}
    for path in ("/gradio_api/upload", "/upload", "/gradio_api/upload?upload_id=a", "/gradio_api//upload"):
        status, _, text = ask("POST", path, body, headers)
        assert harmless(status, text)
        assert "/tmp" not in text


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "localhost:7860\x00"},
        {"host": ""},
        {"host": "a" * 5000},
        {"host": "[::1"},
        {"host": "localhost:99999999"},
        {"host": "localhost@evil.example"},
    ],
)
def test_another_name_of_the_host_is_refused(ask, headers):
    status, _, text = ask("GET", "/", headers=headers)
    assert harmless(status, text) or (status == 200 and "evil.example" not in text)


@pytest.mark.parametrize(
    "headers",
    [
        {"x-gradio-server": "http://evil.example/"},
        {"x-gradio-server": "javascript:alert(1)"},
        {"x-forwarded-prefix": "//evil.example"},
        {"x-original-url": "http://evil.example/"},
        {"x-forwarded-proto": "javascript", "x-forwarded-for": "1.2.3.4"},
        {"forwarded": "host=evil.example;proto=https"},
        {"x-forwarded-for": "evil.example, " * 500},
        {"referer": "http://evil.example/", "cookie": "a=" + "b" * 4000},
        {"accept-language": "'\"><script>" * 20},
        {"accept-encoding": "br;q=x, gzip;;;"},
        {"range": "bytes=0-,5-1"},
        {"if-none-match": '"' * 1000},
        {"x-a": "\xff\xfe"},
    ],
)
def test_headers_of_strangers_do_not_get_into_the_page(ask, headers):
    for path in ("/", "/config"):
        status, _, text = ask("GET", path, headers=headers)
        assert status in (200, 206, 400)
        assert "evil.example" not in text
        assert "javascript:alert" not in text


def test_a_page_of_another_site_may_not_have_answers(ask):
    body = b'{"data": [[[[0.1, 0.1], [0.9, 0.9]]]]}'
    length = {"content-length": str(len(body))}
    for origin in ("http://evil.example", "null", "http://localhost.evil.example", "http://["):
        headers = {**length, "content-type": "application/json", "origin": origin}
        status, answered, _ = ask("POST", "/gradio_api/run/reconstruct", body, headers)
        assert status == 403
        assert "access-control-allow-origin" not in {name.lower() for name in answered}
    status, _, _ = ask("POST", "/gradio_api/run/reconstruct", body, {**length, "content-type": "text/plain"})
    assert status == 415


def test_headers_of_half_a_megabyte_are_refused(ask):
    try:
        status, _, text = ask("GET", "/", headers={"x-long": "a" * 500_000})
    except (ConnectionError, http.client.RemoteDisconnected):
        return  # cut off while it was sending
    assert harmless(status, text)


@pytest.mark.parametrize("length", ["-1", "1e3", "99999999999", "0x10", "5, 5"])
def test_a_length_that_is_none_gets_no_answer_or_a_refusal(ask, length):
    headers = {"content-type": "application/json", "content-length": length}
    try:
        status, _, text = ask("POST", "/gradio_api/run/reconstruct", b"{}", headers, patience=2)
    except (ConnectionError, TimeoutError, http.client.RemoteDisconnected):
        return  # it waits for the rest, which does not come
    assert harmless(status, text)
