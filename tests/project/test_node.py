"""The scripts' own tests, which stand beside those of Python as *.test.js and are run by Node."""

import shutil
import subprocess

import pytest

from tests.support.paths import PROJECT

FILES = sorted((PROJECT / "tests").rglob("*.test.js"))


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node 20 or newer, which the app itself does not")
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PROJECT / "tests")))
def test_script(path):
    done = subprocess.run(["node", "--test", path], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
