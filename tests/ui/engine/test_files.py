"""What the server lists and serves for the engine in the browser."""

import hashlib
import json
import subprocess
import sys
from importlib.util import find_spec

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import models
from tests.support.paths import PROJECT
from ui.engine.files import WASM, EngineFiles

MEGABYTE = 1e6


@pytest.fixture(scope="module")
def files():
    loaded = {name: models.load(name) for name in ("reader", "vae_conv")}
    return EngineFiles(loaded, b"serve();", lambda: {"first": ["reader", "vae_conv"]})


@pytest.fixture(scope="module")
def client(files):
    return TestClient(Starlette(routes=files.routes()))


def test_every_listed_file_is_served_under_its_hash_and_kept_for_ever(client):
    manifest = client.get("/inkspace/engine.json").json()
    for listed in (manifest["wasm"], *manifest["weights"].values()):
        answer = client.get(f"/inkspace/{listed['file']}", headers={"accept-encoding": "br, gzip"})
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert len(answer.content) == listed["bytes"]
        assert hashlib.sha256(answer.content).hexdigest() == listed["sha256"]
        assert listed["sha256"][:12] in listed["file"]


def test_the_list_itself_is_asked_for_anew(client):
    assert client.get("/inkspace/engine.json").headers["cache-control"] == "no-cache"


def test_the_worker_may_fetch_from_here_and_run_webassembly_and_nothing_else(client):
    worker = client.get("/inkspace/engine.json").json()["worker"]
    policy = client.get(f"/inkspace/{worker}").headers["content-security-policy"]
    assert policy == "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'"


def test_what_the_first_tab_fetches_is_at_most_four_megabytes(files):
    manifest = json.loads(files.make()[0])
    packed = manifest["wasm"]["packed"] + sum(each["packed"] for each in manifest["weights"].values())
    assert packed <= 4 * MEGABYTE


def test_an_unknown_file_is_not_found(client):
    assert client.get("/inkspace/engine/weights.reader.000000000000.safetensors").status_code == 404


@pytest.mark.skipif(not find_spec("ziglang"), reason="needs PyPI's ziglang, the compiler, which the app does not")
def test_engine_wasm_is_what_its_source_compiles_to(tmp_path):
    built = tmp_path / "engine.wasm"
    script = PROJECT / "ui/engine/kernels/build.sh"
    subprocess.run(["sh", script, built], check=True, env={"PYTHON": sys.executable, "HOME": str(tmp_path)})
    assert built.read_bytes() == WASM.read_bytes()
