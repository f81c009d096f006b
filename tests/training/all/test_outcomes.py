"""What becomes of trainings that fail, run out of time, run beside each other or are stopped."""

import functools
import signal
from contextlib import contextmanager

import pytest

from tests.support.train_all_runs import ENDS_GENTLY, FakeFinisher, UpWhenReady, run_fakes
from training.all import __main__ as train_all
from training.all import finish, outcomes, workers
from training.all.outcomes import FAILED, LEFT_OUT, TRAINED, Outcome


@pytest.fixture
def fakes(tmp_path, mnist, monkeypatch):
    """`fakes(body, …)` is `run_fakes` in a folder of its own, with a program that looks at the clock more often."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(train_all, "POLL_SECONDS", 0.05)
    return functools.partial(run_fakes, tmp_path, mnist)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise SystemExit('no room')", "no room"),
        ("raise RuntimeError('CUDA error: gone\\nmore on it')", "RuntimeError: CUDA error: gone"),
        ("import os; os.abort()", "ended by SIGABRT"),
        ("print('what argparse says'); sys.exit(2)", "what argparse says"),
    ],
    ids=["a sentence", "an exception", "a crash", "argparse"],
)
def test_a_training_that_fails_says_why_and_does_not_stop_the_others(body, said, fakes):
    found = fakes(f"if name == 'gan_mlp': {body}")
    assert {name: outcome.what for name, outcome in found.items()} == {
        "reader": TRAINED,
        "gan_mlp": FAILED,
        "vae_mlp": TRAINED,
    }
    assert found["gan_mlp"].said == said
    assert [outcome.failed for outcome in found.values()] == [False, True, False]


def test_a_training_that_fails_is_not_published(fakes):
    finisher = FakeFinisher()
    fakes("if name == 'gan_mlp': sys.exit('no room')", finisher=finisher)
    assert finisher.taken == ["reader", "vae_mlp"]


def test_measuring_shipped_models_anew_is_no_part_of_an_outcome(fakes):
    results = [("gan_mlp", finish.NOT_ANEW, "ValueError: damaged"), ("pca_map", finish.MEASURED_ANEW, "")]
    found = fakes("if name == 'gan_mlp': sys.exit('no room')", finisher=FakeFinisher(*results))
    assert found["gan_mlp"] == Outcome(FAILED, "no room", found["gan_mlp"].seconds, failed=True)
    assert "pca_map" not in found


def test_what_exports_when_the_time_is_up_is_trained_and_published(fakes, tmp_path):
    finisher = FakeFinisher()
    more = ("--at-once", 3, "--epochs", 2)
    found = fakes(ENDS_GENTLY.strip(), *more, budget=UpWhenReady(tmp_path / "runs"), finisher=finisher)
    assert {(outcome.what, outcome.said) for outcome in found.values()} == {(TRAINED, "cut short, the time was up")}
    assert finisher.taken == ["reader", "gan_mlp", "vae_mlp"]


def test_the_finisher_stands_still_while_trainings_are_stopped(fakes, tmp_path, monkeypatch):
    went = []

    @contextmanager
    def paused(_process):
        went.append("paused")
        yield
        went.append("goes on")

    stop = workers.stop

    def noted(*processes):
        stop(*processes)
        if len(processes) == 3:
            went.append("stopped")

    monkeypatch.setattr(workers, "paused", paused)
    monkeypatch.setattr(workers, "stop", noted)
    budget = UpWhenReady(tmp_path / "runs")
    found = fakes("print('ready'); time.sleep(60)", "--at-once", 3, budget=budget, finisher=FakeFinisher())
    assert went[:3] == ["paused", "stopped", "goes on"]
    assert {outcome.what for outcome in found.values()} == {outcomes.STOPPED}


def test_trainings_run_beside_each_other_where_that_is_asked_for(fakes):
    # Each waits for the file of the other; alone it would fail.
    body = """
    (out.parent / name).mkdir(exist_ok=True)
    (out / "here").touch()
    for _ in range(3000):
        if all((out.parent / each / "here").exists() for each in RECIPES):
            return
        time.sleep(0.02)
    sys.exit("alone")
    """
    assert {outcome.what for outcome in fakes(body.strip(), "--at-once", 3).values()} == {TRAINED}


def test_a_signal_stops_what_trains_and_leaves_out_the_rest(fakes):
    class WhenBegun:
        """A signal that comes when the second training has begun."""

        @property
        def number(self):
            return signal.SIGTERM if "gan_mlp" in self.begun else None

    signals, begin = WhenBegun(), train_all.begin
    signals.begun = set()

    def noted(planned, *rest):
        signals.begun.add(planned.name)
        return begin(planned, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train_all, "begin", noted)
        found = fakes("if name == 'gan_mlp': time.sleep(60)", signals=signals)
    assert [outcome.what for outcome in found.values()] == [TRAINED, outcomes.STOPPED, LEFT_OUT]
    assert found["gan_mlp"].said == "after epoch 0 of 1, by SIGTERM; the same command goes on from there"
