"""The mean of several runs' weights."""

import pytest
import torch

from models import registry
from models.networks.reader import ReaderConfig
from tests.support.training_runs import run
from training import average

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def runs(mnist, tmp_path_factory):
    """Two runs of the reader, of one epoch and of two, each in a folder of that name."""
    root = tmp_path_factory.mktemp("runs")
    for out, epochs in (("a", 1), ("b", 2)):
        run("reader", mnist, root / out / "reader", "--epochs", epochs)
    return [root / out / "reader" for out in "ab"]


def test_every_tensor_is_the_mean_of_the_two(runs, tmp_path):
    average.main([*map(str, runs), "--out", str(tmp_path / "reader")])
    mean, a, b = (registry.load("reader", root=path.parent).state_dict() for path in (tmp_path / "reader", *runs))
    for key, value in mean.items():
        expected = (a[key].numpy() + b[key].numpy()) / 2 if value.is_floating_point() else b[key].numpy()
        assert value.numpy() == pytest.approx(expected, abs=1e-7), key


def test_the_mean_of_a_run_with_itself_is_that_run(runs):
    reader = registry.load("reader", root=runs[0].parent)
    mean = average.averaged([reader, reader]).state_dict()
    assert all(torch.equal(value, mean[key]) for key, value in reader.state_dict().items())


def test_the_export_tells_of_all_runs_and_of_the_last_ones_epochs(runs, tmp_path):
    average.average(runs, tmp_path / "reader")
    how = registry.describe("reader", tmp_path)["training"]
    assert how["epochs"] == 2
    assert [part["weights"] for part in how["mean_of"]] == [
        registry.describe("reader", path.parent)["weights"]["sha256"][:16] for path in runs
    ]
    assert (tmp_path / "reader" / "history.csv").read_bytes() == (runs[1] / "history.csv").read_bytes()


def test_networks_that_are_built_otherwise_are_refused():
    with pytest.raises(ValueError, match="all must be built alike"):
        average.averaged([ReaderConfig().build(), ReaderConfig(feature_dim=64).build()])


@pytest.mark.parametrize(
    ("folders", "said"), [(["a/reader", "a/gan"], "named after one model"), (["c/reader"], "missing")]
)
def test_what_cannot_be_averaged_is_a_sentence_and_nothing_is_written(folders, said, runs, tmp_path):
    root = runs[0].parents[1]
    with pytest.raises(SystemExit, match=said):
        average.main([*(str(root / folder) for folder in folders), "--out", str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()
