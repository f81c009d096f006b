"""The rooms and the ways between them, read from the code's own imports."""

import ast

import pytest

from tests.support.paths import PROJECT

ROOMS = {"app", "ui", "models", "training", "deploy"}
# room: what its modules must not import
FORBIDDEN = {
    "models": {"app", "ui", "training", "gradio", "torchvision"},
    "training": {"app", "ui", "gradio"},
    "ui": {"app", "training", "torchvision"},
    "deploy": {"app", "training", "gradio", "torch"},
}
# room of ui/: other rooms of ui/ that its modules may import from
BELOW = {
    "shell": {"learn", "draw", "dream", "filter", "engine", "kit", "i18n", "server"},
    "learn": {"draw", "dream", "filter", "kit", "i18n", "server"},
    "draw": {"kit", "i18n", "server"},
    "dream": {"kit", "i18n", "server"},
    "filter": {"kit", "i18n", "server"},
    "engine": {"kit", "i18n", "server"},
    "kit": {"i18n", "server"},
    "i18n": {"server"},
    "server": {"i18n"},
}


def modules(path):
    """All that a module imports, anywhere in it: of `from a.b import c` both a.b and a.b.c, as c may be a module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level)  # relative: the project has none, so that every import can be read here
    return found


def imported(path):
    """Top-level packages that a module imports, anywhere in it."""
    return {name.split(".")[0] for name in modules(path)}


def through_walls(ui):
    """(file, import) of each import in a folder like ui/ that leads from a room to one that does not lie below it."""
    return [
        (str(path.relative_to(ui)), name)
        for room in sorted(BELOW)
        for path in sorted((ui / room).rglob("*.py"))
        for name in sorted(modules(path))
        if name.startswith(".") or (name.startswith("ui.") and name.split(".")[1] not in {room, *BELOW[room]})
    ]


def test_every_room_of_the_page_has_its_walls():
    rooms = {path.name for path in (PROJECT / "ui").iterdir() if any(path.glob("*.py"))}
    assert rooms == set(BELOW)


def test_rooms_of_the_page_import_only_from_those_below():
    assert through_walls(PROJECT / "ui") == []


@pytest.mark.parametrize(
    ("file", "line", "found"),
    [
        ("draw/pad/server.py", "from ui.dream.samplers import GANS", "ui.dream.samplers"),
        ("dream/tab.py", "from ui import filter", "ui.filter"),
        ("filter/lab/part.py", "import ui.draw.vaes", "ui.draw.vaes"),
        ("kit/answers.py", "def late():\n    from ui.learn import tab", "ui.learn"),
        ("server/preload.py", "from ui.kit.theme import PAPER", "ui.kit.theme"),
        ("i18n/catalogue.py", "from ui.shell import layout", "ui.shell"),
        ("draw/tab.py", "from ..dream import tab", ".."),
    ],
)
def test_an_import_through_a_wall_is_found(tmp_path, file, line, found):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(f"from ui.i18n.catalogue import t\n{line}\n")
    assert (file, found) in through_walls(tmp_path)
    path.write_text("from ui.i18n.catalogue import t\n")
    assert through_walls(tmp_path) == []


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
