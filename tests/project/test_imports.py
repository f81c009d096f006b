"""The rooms and the ways between them, read from the code's own imports."""

import ast

import pytest

from tests.support.paths import PROJECT

ROOMS = {"app", "ui", "models", "training"}
# room: what its modules must not import
FORBIDDEN = {
    "models": {"app", "ui", "training", "gradio", "torchvision"},
    "training": {"app", "ui", "gradio"},
    "ui": {"app", "training", "torchvision"},
}


def imported(path):
    """Top-level packages that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_point_one_way(room):
    for path in (PROJECT / room).rglob("*.py"):
        assert not imported(path) & FORBIDDEN[room], path


def test_torchvision_has_one_door():
    doors = [p.name for p in (PROJECT / "training").rglob("*.py") if "torchvision" in imported(p)]
    assert doors == ["mnist.py"]


def test_nothing_imports_the_app():
    for room in ROOMS - {"app"}:
        assert not [p for p in (PROJECT / room).rglob("*.py") if "app" in imported(p)]


def test_no_weights_are_pickled():
    assert not [
        p for p in (PROJECT / "weights").rglob("*") if p.suffix in {".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".bin"}
    ]


@pytest.mark.parametrize("room", ["models", "ui", "app.py"])
def test_what_the_app_runs_never_unpickles(room):
    path = PROJECT / room
    for file in path.rglob("*.py") if path.is_dir() else [path]:
        assert not imported(file) & {"pickle", "dill", "joblib", "cloudpickle"}, file
        assert "torch.load" not in file.read_text(), file


def test_every_widget_keeps_its_script_in_a_file_of_its_own():
    for path in (PROJECT / "ui").rglob("*.py"):
        assert "addEventListener" not in path.read_text(), path
