"""HTTPS without a proxy: --ssl-certfile and --ssl-keyfile."""

import shutil
import subprocess

import pytest

from tests.support.api_calls import CALLS, RIGHT, run
from tests.support.running_app import get, running_app

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which makes the certificate, is absent")


@pytest.fixture
def certificate(tmp_path):
    """(certificate, key) for 127.0.0.1, signed by itself."""
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=inkspace -addext subjectAltName=IP:127.0.0.1"
    subprocess.run([*command.split(), "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    return files


def test_page_and_api_are_served_by_https(certificate):
    cert, key = certificate
    with running_app("--ssl-certfile", str(cert), "--ssl-keyfile", str(key)) as app:
        assert f"ready at {app.url}" in app.said and app.url.startswith("https://")
        status, page = get(app.url, trusted=cert)
        assert status == 200
        assert f'content="{app.url}/"'.encode() in page  # the address that links to the page will have
        for name in CALLS:
            assert RIGHT[name](run(app.url, name, trusted=cert)), name
        assert app.stop() == 0
