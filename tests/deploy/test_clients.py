"""The examples of docs/api.md, run against the real app: each prints what the document shows."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.support.api_calls import CALLS
from tests.support.paths import PROJECT
from tests.support.running_app import PATIENCE

TEXT = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = [
    (section.partition("\n")[0], *example)
    for section in TEXT.split("\n## ")[1:]
    for example in re.findall(r"^```(\w+)\n(.*?)^```\n\n```text\n(.*?)^```", section, re.M | re.S)
]
RUNS = {"sh": ["sh", "-c"], "python": [sys.executable, "-c"], "js": ["node", "--input-type=module", "--eval"]}
NEEDS = {"sh": "curl", "python": sys.executable, "js": "node"}


def test_there_is_an_example_for_each_client():
    assert [title for title, *_ in EXAMPLES] == [
        "curl",
        "Python, without any package",
        "Python, with gradio_client",
        "JavaScript",
    ]


@pytest.mark.parametrize(("title", "language", "code", "printed"), EXAMPLES, ids=[title for title, *_ in EXAMPLES])
def test_the_example_prints_what_the_document_shows(title, language, code, printed, app_url):
    if not shutil.which(NEEDS[language]):
        pytest.skip(f"{NEEDS[language]} is not installed")
    assert "http://127.0.0.1:7860" in code
    command = [*RUNS[language], code.replace("http://127.0.0.1:7860", app_url)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == printed


def test_every_endpoint_is_listed():
    assert set(re.findall(r"^\| `/(\w+)` \|", TEXT, re.M)) == set(CALLS)
