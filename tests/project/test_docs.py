"""Documents that lag behind the code fail here: commands that do not run, links that lead nowhere."""

import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from PIL import Image

from tests.support.paths import PROJECT

READMES = ["README.md", "README.ja.md"]
ON_THE_WEB = ["SECURITY.md", *(f"docs/{name}.md" for name in ("deploy", "scaling", "trust", "api"))]
GUIDES = [*READMES, "CONTRIBUTING.md", "docs/architecture.md", *ON_THE_WEB]
CHAPTERS = sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "docs").glob("??/*.md"))
DECISIONS = sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "docs/decisions").glob("*.md"))
SUBJECTS = [filename for filename in DECISIONS if not filename.endswith("README.md")]
# `make` runs these, or they unpack what tests/training/pack/test_unpack.py does; here only what they name is looked at.
SETS_UP = ("python3 -m venv", ".venv/bin/pip install", ".venv/bin/pre-commit install", "tar -xzf")
ANIMATION_LIMIT = 2_000_000


def read(filename):
    return (PROJECT / filename).read_text(encoding="utf-8")


def makefile_targets():
    return set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.M))


def commands(filename):
    """Every command that a document shows: lines of its sh blocks, and what stands in backticks and can be run."""
    text = read(filename)
    blocks = (
        re.sub(r"(?:\\|(\|))\n\s+", r"\1 ", block) for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    )
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`((?:python -m|make|torchrun|\.venv/bin/python) [^`]+)`", text)
    for line in lines:
        shown = line.split(" #")[0].strip()
        # two make commands may stand in one line, and an ellipsis stands for whatever the reader puts there
        yield from (part.strip() for part in re.split(r"\s{3,}", shown) if part.strip() and "…" not in part)


def modules():
    """Modules and scripts of ours that a document calls, each to be asked for --help."""
    found = set()
    for filename in GUIDES + CHAPTERS:
        for command in commands(filename):
            words = shlex.split(command)
            if "-m" in words:
                found.add(words[words.index("-m") + 1])
    return sorted(found - {"venv", "pytest"})


def kind(command):
    """What is to be done about a command, or None for one that no test knows."""
    words = shlex.split(command)
    if command.startswith(SETS_UP):
        return "sets up"
    if words[0] == "make":
        return "make"
    if words[0] in {"python", ".venv/bin/python", "torchrun"}:
        return "python"
    if words[0] == "curl":  # tests/deploy/test_clients.py runs it
        return "asks"
    if words[0] == ".venv/bin/inkspace":  # tests/project/test_package.py holds that it is installed
        return "installed"
    return None


@pytest.mark.parametrize("filename", GUIDES + CHAPTERS)
def test_every_command_is_of_a_kind_that_is_tested(filename):
    assert not [command for command in commands(filename) if kind(command) is None]


def test_the_readmes_show_commands_at_all():
    for filename in READMES:
        assert {kind(command) for command in commands(filename)} == {"make", "python", "sets up", "installed"}


@pytest.mark.parametrize("filename", GUIDES)
def test_every_make_command_exists(filename):
    named = {shlex.split(command)[1] for command in commands(filename) if kind(command) == "make"}
    assert named <= makefile_targets()


@pytest.mark.parametrize("filename", GUIDES)
def test_every_make_command_would_run(filename):
    for command in commands(filename):
        if kind(command) == "make":
            words = shlex.split(command)
            dry = subprocess.run(["make", "-n", *words[1:]], cwd=PROJECT, check=False, capture_output=True, text=True)
            assert dry.returncode == 0, (command, dry.stderr)


@pytest.mark.parametrize("module", modules())
@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
def test_every_module_that_is_called_says_how(module, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [module, "--help"])
    with pytest.raises(SystemExit) as ended:  # as `python -m` would, but torch need not be imported anew each time
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_the_app_says_how():
    helped = subprocess.run(
        [sys.executable, "app.py", "--help"], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    assert "--port" in helped.stdout


@pytest.mark.parametrize("filename", READMES)
def test_every_file_that_a_command_names_is_there(filename):
    for command in commands(filename):
        for word in shlex.split(command):
            if word.endswith((".py", ".txt")):
                assert (PROJECT / word).exists(), command


def test_every_make_command_says_what_it_does():
    phony = set(re.findall(r"^\.PHONY: (.+)$", read("Makefile"), re.M)[0].split())
    assert phony == makefile_targets()


@pytest.mark.parametrize("filename", READMES)
def test_the_python_of_the_readme_gives_the_shapes_it_names(filename):
    (block,) = re.findall(r"^```python\n(.*?)^```", read(filename), re.M | re.S)
    made = {}
    exec(block, made)
    assert made["x"].shape == made["response"].shape == (28, 28)
    assert made["mu"].shape == made["logvar"].shape == (1, 20)
    assert made["walk"].shape == (9, 1, 28, 28)
    assert made["sevens"].shape == (16, 1, 28, 28)


def test_continuous_integration_calls_the_commands_of_the_readme():
    workflow = yaml.safe_load(read(".github/workflows/test.yml"))
    ran = {step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step}
    assert ran
    assert ran <= set(commands("README.md"))


def links(filename):
    """Targets of links and pictures inside the repository: (file, anchor or "")."""
    for target in re.findall(r"\]\(([^)\s]+)\)", read(filename)):
        if not re.match(r"[a-z]+:|#", target):
            path, _, anchor = target.partition("#")
            yield path, anchor


@pytest.mark.parametrize("filename", [*GUIDES, *CHAPTERS, *DECISIONS, "CHANGELOG.md"])
def test_every_link_to_a_file_leads_somewhere(filename):
    here = (PROJECT / filename).parent
    assert not [path for path, _ in links(filename) if not path.startswith("?") and not (here / path).exists()]


def anchor_of(heading):
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def decisions(filename):
    """Return date, title and text of each entry in a file of decisions, in its order: list of tuples."""
    return re.findall(r"^## (\d{4}-\d\d-\d\d) · (.+)\n\n((?:(?!## ).*\n)+)", read(filename), re.M)


@pytest.mark.parametrize("filename", DECISIONS)
def test_every_anchor_in_the_decisions_leads_to_a_heading(filename):
    here = (PROJECT / filename).parent
    for path, anchor in re.findall(r"\]\(([\w-]*(?:\.md)?)#([^)]+)\)", read(filename)):
        headings = re.findall(r"^#+ (.+)$", read(here / path if path else filename), re.M)
        assert anchor in map(anchor_of, headings), f"{path}#{anchor}"


@pytest.mark.parametrize("filename", SUBJECTS)
def test_decisions_have_question_evidence_and_choice_newest_first(filename):
    entries = decisions(filename)
    assert len(entries) == len(re.findall(r"^## ", read(filename), re.M)) > 0
    assert [date for date, _, _ in entries] == sorted((date for date, _, _ in entries), reverse=True)
    for _, title, text in entries:
        assert re.findall(r"^\*\*(\w+)\.\*\* ", text, re.M) == ["Question", "Evidence", "Choice"], title


def test_the_list_of_decisions_has_every_entry():
    written = set()
    for filename in SUBJECTS:
        for date, title, text in decisions(filename):
            place = f"{Path(filename).name}#{anchor_of(f'{date} · {title}')}"
            question = " ".join(re.search(r"\*\*Question\.\*\* (.+?)\n\n", text, re.S)[1].split())
            written.add(f"- {date} · [{title}]({place}) · {question}")
    listed = re.findall(r"^- \d{4}-.+$", read("docs/decisions/README.md"), re.M)
    assert set(listed) == written
    assert len(listed) == len(written)


def test_every_file_that_the_architecture_names_is_there():
    text = read("docs/architecture.md")
    named = re.findall(r"`((?:ui|models|training|tests|docs)/[\w/.]*)`", text)
    assert len(named) > 10
    assert not [path for path in named if not (PROJECT / path).exists()]
    widgets = re.findall(r"`(\w+\.js)`", text)
    scripts = {path.name for path in (PROJECT / "ui").rglob("*.js")}
    assert not set(widgets) - scripts


def test_every_room_module_that_the_architecture_names_is_there():
    for room, module in re.findall(r"`(models|training)\.(\w+)", read("docs/architecture.md")):
        place = PROJECT / room / module
        assert place.is_dir() or place.with_suffix(".py").exists() or module == "load", f"{room}.{module}"


@pytest.mark.parametrize("command", ["make run", "make test"])
@pytest.mark.parametrize("filename", READMES)
def test_the_two_commands_stand_in_both_readmes(filename, command):
    assert command in read(filename)


def test_both_readmes_have_the_same_parts():
    def parts(filename):
        text = re.sub(r"^```.*?^```", "```", read(filename), flags=re.M | re.S)
        return re.findall(r"^(#+ |```|\||- )", text, re.M)

    assert parts(READMES[0]) == parts(READMES[1])


@pytest.mark.parametrize("filename", READMES)
def test_the_first_screen_shows_the_morph_moving(filename):
    first_screen = read(filename)[:1500]
    path = PROJECT / re.search(r"!\[[^]]+\]\((\S+\.gif)\)", first_screen)[1]
    assert path.stat().st_size <= ANIMATION_LIMIT
    with Image.open(path) as animation:
        assert animation.n_frames > 20


@pytest.mark.parametrize("filename", sorted(path.name for path in PROJECT.glob("requirements*.txt")))
def test_every_requirement_is_pinned(filename):
    for line in read(filename).splitlines():
        if line and not line.startswith(("#", "-r")):
            assert re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9.]+", line), line
