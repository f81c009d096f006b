"""Documents that lag behind the code fail here."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
READMES = ["README.md", "README.ja.md"]


def makefile_targets():
    return set(re.findall(r"^([a-z-]+):.*## ", (PROJECT / "Makefile").read_text(), re.M))


@pytest.mark.parametrize("filename", READMES)
def test_every_make_command_in_a_readme_exists(filename):
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", (PROJECT / filename).read_text()))
    assert named
    assert named <= makefile_targets()


def test_every_make_command_says_what_it_does():
    phony = set(re.findall(r"^\.PHONY: (.+)$", (PROJECT / "Makefile").read_text(), re.M)[0].split())
    assert phony == makefile_targets()


@pytest.mark.parametrize("filename", [*READMES, "CHANGELOG.md", "docs/decisions.md"])
def test_every_link_to_a_file_leads_somewhere(filename):
    path = PROJECT / filename
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("command", ["make run", "make test"])
@pytest.mark.parametrize("filename", READMES)
def test_the_two_commands_stand_in_both_readmes(filename, command):
    assert command in (PROJECT / filename).read_text()


def test_both_readmes_have_the_same_parts():
    parts = [re.findall(r"^(#+) ", (PROJECT / name).read_text(), re.M) for name in READMES]
    assert parts[0] == parts[1]


@pytest.mark.parametrize("filename", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned(filename):
    for line in (PROJECT / filename).read_text().splitlines():
        if line and not line.startswith(("#", "-r")):
            assert re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9.]+", line), line
