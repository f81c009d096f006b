"""What a Hugging Face Space is given: the block before the README, and files that it takes and can start."""

import subprocess
import sys

import pytest
import yaml

from deploy import space
from tests.support.api_calls import all_are_right
from tests.support.paths import PROJECT
from tests.support.running_app import running_app


def block_of(text):
    """The block of YAML at the beginning of a README, and what follows it."""
    before, block, after = text.split("---\n", 2)
    assert before == ""
    return yaml.safe_load(block), after


def test_the_block_says_what_the_project_says_elsewhere():
    block, after = block_of(space.head())
    pins = dict(line.split("==") for line in (PROJECT / "requirements.txt").read_text().splitlines() if "==" in line)
    assert after == ""
    assert (block["sdk"], block["sdk_version"]) == ("gradio", pins["gradio"])
    assert (PROJECT / block["app_file"]).is_file()
    assert block["python_version"] == "3.11"
    assert block["license"] == "mit"
    assert {"title", "emoji", "pinned"} <= set(block)
    assert len(block["short_description"]) <= 60  # what the Hub takes


def test_the_command_prints_it():
    command = [sys.executable, "-m", "deploy.space"]
    assert subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout == space.head()


def test_the_project_fits_a_space():
    assert space.too_large() == []


@pytest.mark.parametrize(("limits", "said"), [((1000, 2**40), "app.py has"), ((2**40, 1000), "all files together")])
def test_what_does_not_fit_is_named(limits, said):
    assert any(sentence.startswith(said) for sentence in space.too_large(PROJECT, *limits))


def test_what_it_writes_is_pushed_as_it_is_and_runs(tmp_path):
    folder = tmp_path / "space"
    space.write(folder)
    block, after = block_of((folder / "README.md").read_text())
    assert block["title"] == "Inkspace"
    assert after == (PROJECT / "README.md").read_text()
    with running_app(cwd=folder, SPACE_ID="someone/inkspace", HOST="127.0.0.1") as app:
        assert all_are_right(app.url)


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    command = [sys.executable, "-m", "deploy.space", "--write", str(tmp_path)]
    ended = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (1, f"{tmp_path} is already there; name a new folder\n")
