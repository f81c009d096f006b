"""What the container holds, laid out in a folder, and two of the app side by side."""

import os
import tempfile
from pathlib import Path

import pytest

from tests.support.dockerfile import copy_app, read
from tests.support.paths import PROJECT
from tests.support.running_app import two_apps


@pytest.fixture
def container_tree():
    """A folder with exactly the files that the Dockerfile copies to /app; whoever is on this machine can read it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        tree = Path(folder) / "app"
        copy_app(read((PROJECT / "deploy" / "Dockerfile").read_text()), PROJECT, tree)
        yield tree
        for path in [tree, *tree.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture(scope="module")
def replicas():
    """Two of the app, each in a process of its own."""
    with two_apps() as apps:
        yield apps


@pytest.fixture
def as_nobody():
    """Words before a command that run it as a user who may do nothing; none where the tests are run by such a one."""
    return ["setpriv", "--reuid=65532", "--regid=65532", "--clear-groups"] if os.geteuid() == 0 else []
