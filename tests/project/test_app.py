"""The command that starts the app, and what it says when weights are missing or damaged."""

import shutil
import socket
import subprocess
import sys

import pytest

import app
from models import registry
from tests.support.paths import PROJECT
from ui.shell.layout import build


def test_it_listens_on_this_machine_alone_unless_told(monkeypatch):
    for name in ("HOST", "PORT", "SPACE_ID"):
        monkeypatch.delenv(name, raising=False)
    options = app.parse([])
    assert (options.host, options.port) == ("127.0.0.1", 7860)


def test_the_environment_changes_host_and_port(monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("PORT", "8123")
    options = app.parse([])
    assert (options.host, options.port) == ("0.0.0.0", 8123)


def test_the_command_line_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    assert app.parse(["--port", "8124"]).port == 8124


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "7860.5"])
def test_a_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit):
        app.parse(["--port", port])
    assert "a port is a whole number from 1 to 65535" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_in_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "app.py", "--port", port]
        ended = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, text=True)
    assert ended.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}: it is taken" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_space_is_reached_from_outside(monkeypatch):
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.setenv("SPACE_ID", "someone/inkspace")
    assert app.parse([]).host == "0.0.0.0"


def test_importing_the_app_builds_nothing():
    code = "import sys, app; sys.exit('gradio' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0


def test_an_unknown_attribute_is_still_an_error():
    with pytest.raises(AttributeError, match="demonstration"):
        app.demonstration  # noqa: B018


def test_all_shipped_models_load():
    loaded, problems = app.load_models()
    assert problems == []
    assert set(loaded) == set(registry.KNOWN)


def test_missing_weights_are_named_one_sentence_each(tmp_path):
    loaded, problems = app.load_models(tmp_path)
    assert loaded == {}
    assert len(problems) == len(registry.KNOWN)
    assert all(str(tmp_path / name) in problem for name, problem in zip(registry.KNOWN, problems, strict=True))
    assert not any("\n" in problem for problem in problems)


def test_one_damaged_model_leaves_the_others(tmp_path):
    shutil.copytree(registry.WEIGHTS, tmp_path, dirs_exist_ok=True)
    tensors = tmp_path / "reader" / "model.safetensors"
    tensors.write_bytes(tensors.read_bytes()[:-1])
    loaded, problems = app.load_models(tmp_path)
    assert set(loaded) == set(registry.KNOWN) - {"reader"}
    assert len(problems) == 1
    assert str(tensors) in problems[0]
    assert "cut short" in problems[0]


@pytest.mark.parametrize("text", ["rubbish", "[]", '{"figures": {"fid": "low"}, "reference": 3}', ""])
def test_damaged_figures_are_named_and_the_page_is_built_without_them(tmp_path, monkeypatch, text):
    """Figures are optional: the page that could not do without them did not start."""
    shutil.copytree(registry.WEIGHTS, tmp_path, dirs_exist_ok=True)
    for name in registry.KNOWN:
        (tmp_path / name / "metrics.json").write_text(text)
    loaded, problems = app.load_models(tmp_path)
    assert set(loaded) == set(registry.KNOWN)
    assert [problem.split(":")[0] for problem in problems] == [f"{name} goes without its figures" for name in loaded]
    assert all(str(tmp_path) in problem and "\n" not in problem for problem in problems)
    shipped = registry.measured
    monkeypatch.setattr(registry, "measured", lambda name, _root: shipped(name, tmp_path))
    build(loaded)
