"""Ask the page's engine something in Node: the same WebAssembly and modules that a visitor's browser runs."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

PROJECT = Path(__file__).resolve().parents[2]
needs_node = pytest.mark.skipif(
    not shutil.which("node"), reason="needs Node 20 or newer, which the app itself does not"
)


def run_in_node(script: Path, task: Any, folder: Path) -> Any:
    """Run a module of the tests with a task, and return what it writes; ndarrays travel as lists of numbers.

    script : module that exports `run(task)`, which returns what JSON can carry; folder : for both files
    """
    (folder / "task.json").write_text(json.dumps(task, default=_as_list))
    command = ["node", Path(__file__).with_name("run_task.js"), script, folder / "task.json", folder / "answer.json"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "answer.json").read_text())


def _as_list(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else str(value)
