"""Where a server stands: what the environment says, and what the app on the network makes of it."""

import httpx
import pytest

from ui.shell.web_app import Deployment


def test_by_default_this_machine_alone_is_believed():
    where = Deployment.from_environment({})
    assert where == Deployment(hosts=(), proxies=("127.0.0.1", "::1"), ancestors="'self'", root_path="", threads=2)


def test_the_environment_says_who_may_ask():
    where = Deployment.from_environment(
        {
            "ALLOWED_HOSTS": "Ink.example.org, .example.com",
            "TRUSTED_PROXIES": "10.0.0.0/8",
            "FRAME_ANCESTORS": "https://example.org",
            "ROOT_PATH": "/ink/",
            "THREADS": "4",
        }
    )
    assert where.hosts == ("ink.example.org", ".example.com")
    assert where.proxies == ("10.0.0.0/8",)
    assert (where.ancestors, where.root_path, where.threads) == ("https://example.org", "/ink", 4)


def test_on_a_space_it_answers_to_the_spaces_names_and_may_be_embedded():
    where = Deployment.from_environment({"SPACE_ID": "someone/inkspace"})
    assert where.hosts == (".hf.space",)
    assert "https://huggingface.co" in where.ancestors


@pytest.mark.parametrize(
    ("environment", "said"),
    [({"THREADS": "0"}, "THREADS"), ({"THREADS": "many"}, "THREADS"), ({"ROOT_PATH": "ink"}, "ROOT_PATH")],
)
def test_what_cannot_be_used_is_said(environment, said):
    with pytest.raises(ValueError, match=said):
        Deployment.from_environment(environment)


@pytest.mark.parametrize(
    "path", ["upload", "file=/etc/hostname", "proxy=http://example.org/", "deep_link?session_hash=a"]
)
def test_the_app_has_none_of_gradios_other_doors(app_url, path):
    assert httpx.get(f"{app_url}/gradio_api/{path}").status_code == 404
    sent = httpx.post(f"{app_url}/gradio_api/{path}", files={"files": ("a.txt", b"abc")})
    assert sent.status_code in (404, 415)


def test_the_app_believes_no_header_about_where_it_stands(app_url):
    lies = {"x-gradio-server": "http://evil.example", "x-forwarded-host": "evil.example"}
    page = httpx.get(app_url, headers=lies | {"x-forwarded-for": "1.2.3.4"})
    assert "x-gradio-server" not in page.text
    assert httpx.get(app_url, headers={"x-gradio-server": "http://evil.example"}).text.count("evil.example") == 0
    assert page.status_code == 421  # the proxy is trusted, and names a host that is not ours
