"""What every answer tells the browser, and what the page may load."""

import base64
import hashlib
import re

import httpx
import pytest

from ui.server.response_headers import caching, content_policy

SCRIPTS = "<script>let a = 1;</script><script type='module'>let b;\r\nlet c;</script><script src='./x.js'></script>"


def directives(policy):
    return dict(part.split(" ", 1) for part in policy.split("; "))


def test_of_inline_scripts_those_of_the_page_alone_may_run():
    """Browsers hash a script's text with its line ends as single characters."""
    allowed = re.findall(r"'sha256-([^']+)'", directives(content_policy(SCRIPTS, "'self'"))["script-src"])
    expected = [hashlib.sha256(text).digest() for text in (b"let a = 1;", b"let b;\nlet c;")]
    assert sorted(allowed) == sorted(base64.b64encode(digest).decode() for digest in expected)
    assert "unsafe-inline" not in directives(content_policy(SCRIPTS, "'self'"))["script-src"]


def test_nothing_comes_from_another_host():
    policy = content_policy(SCRIPTS, "'self'")
    assert "http" not in policy and "*" not in policy
    assert directives(policy)["default-src"] == "'self'"
    assert directives(policy)["object-src"] == "'none'"


def test_who_may_embed_the_page_is_said():
    policy = content_policy("", "'self' https://example.org")
    assert directives(policy)["frame-ancestors"] == "'self' https://example.org"


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/assets/index-a1b2.js", 200, "immutable"),
        ("/assets/index-a1b2.js", 404, "no-store"),
        ("/static/img/x.svg", 200, "max-age=86400"),
        ("/", 200, "no-cache"),
        ("/config", 200, "no-store"),
        ("/gradio_api/component_server", 200, "no-store"),
    ],
)
def test_each_kind_of_answer_is_kept_as_long_as_it_holds(path, status, kept):
    assert kept in caching(path, status)


@pytest.mark.parametrize("path", ["/", "/config", "/theme.css", "/nothing", "/healthz"])
def test_every_answer_of_the_app_has_the_headers(app_url, path):
    headers = httpx.get(app_url + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "cache-control" in headers
    assert not [name for name in headers if name.startswith("access-control") or name == "server"]


def test_the_page_has_a_policy_that_covers_its_scripts(app_url):
    page = httpx.get(app_url)
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", page.text, re.S)
    policy = page.headers["content-security-policy"]
    for script in inline:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
