"""What `pip install .` installs: every file that the app reads, what it needs, and the command `inkspace`."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata

import pytest
import yaml

from tests.support.paths import PROJECT

ROOMS = ("models", "ui", "training", "weights", "docs/en", "docs/ja", "docs/code")
ABOUT = ("pyproject.toml", "README.md", "LICENSE", "app.py")
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
PASSING = shutil.ignore_patterns("__pycache__", "*.pyi", "*.tmp")  # what running the app leaves behind
OPEN = """
import app, pathlib
folder = pathlib.Path(app.__file__).parent
models, problems = app.load_models()
assert app.demo and sorted(models) == sorted(p.name for p in folder.glob("weights/*")) and not problems, problems
print(folder)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """(copy of the project, folder with what its wheel puts into site-packages)."""
    copy, built, site = (tmp_path_factory.mktemp(name) for name in ("project", "built", "site"))
    for file in (*ABOUT, *(path.name for path in PROJECT.glob("requirements*.txt"))):
        shutil.copy(PROJECT / file, copy)
    for room in ROOMS:
        shutil.copytree(PROJECT / room, copy / room, ignore=PASSING)
    subprocess.run([sys.executable, "-c", BUILD, built], cwd=copy, check=True, capture_output=True)
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    return copy, site


def files_of(folder):
    return {path.relative_to(folder).as_posix() for room in ROOMS for path in (folder / room).rglob("*.*")}


def requirements(*files):
    lines = [line for file in files for line in (PROJECT / file).read_text().splitlines()]
    return {line for line in lines if line and not line.startswith(("#", "-r"))}


def described(site):
    return next(iter(metadata.distributions(name="inkspace", path=[str(site)])))


def test_every_file_of_the_rooms_is_installed(installed):
    copy, site = installed
    assert files_of(site) == files_of(copy)


def test_the_installed_app_finds_its_weights_and_chapters_from_any_folder(installed, tmp_path):
    _, site = installed
    command, found = [sys.executable, "-c", OPEN], {**os.environ, "PYTHONPATH": str(site)}
    ran = subprocess.run(command, cwd=tmp_path, env=found, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == str(site)


def test_the_command_inkspace_serves_the_app(installed):
    (command,) = described(installed[1]).entry_points
    assert (command.group, command.name, command.value) == ("console_scripts", "inkspace", "app:main")


@pytest.mark.parametrize(
    ("extra", "files"),
    [
        (None, ["requirements.txt"]),
        ("train", ["requirements-train.txt"]),
        ("dev", ["requirements-train.txt", "requirements-test.txt"]),
    ],
)
def test_the_package_needs_what_the_requirements_say(installed, extra, files):
    needed = [line.partition("; ") for line in described(installed[1]).requires]
    of_extra = {name for name, _, marker in needed if marker == (f'extra == "{extra}"' if extra else "")}
    assert of_extra == requirements(*files)


def test_requirements_for_developers_hold_all_others():
    included = re.findall(r"^-r (.+)$", (PROJECT / "requirements-dev.txt").read_text(), re.M)
    others = {path.name for path in PROJECT.glob("requirements*.txt")} - {"requirements-dev.txt"}
    assert set(included) == others


def test_the_citation_names_the_version_of_the_package():
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text())
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
