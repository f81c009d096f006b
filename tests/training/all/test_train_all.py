"""Training every model with one command: what is planned, what is skipped, what is left of a run that fails."""

import json
import math
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
import torch

from models import registry
from tests.support.training_runs import PROJECT, start
from training.all import __main__ as train_all
from training.all import finish, outcomes, plan, workers
from training.all.outcomes import BEFORE, FAILED, LEFT_OUT, TRAINED, Outcome
from training.all.plan import EXPORTING, PLAN, Budget, Planned, Shelf, allotted

CONSTANT, FALLING, CLOSED = (
    next(planned for planned in PLAN if planned.name == name) for name in ("gan_mlp", "vae_conv", "pca_map")
)


def shelf(mnist, out, *more):
    """The shelf of a command line."""
    return Shelf(train_all.arguments(["--data", str(mnist), "--out", str(out), "--device", "cpu", *map(str, more)]))


def named(name):
    return next(planned for planned in PLAN if planned.name == name)


# What is planned


def test_every_model_that_ships_is_planned_once():
    assert sorted(plan.NAMES) == sorted(registry.KNOWN)


def test_the_articles_models_are_trained_in_full_precision():
    assert {planned.name for planned in PLAN if "--bf16" in planned.flags} == {
        "vae_conv",
        "gan_conv",
        "vae_map",
        "ae_map",
    }


def test_the_judge_is_settled_before_anything_is_judged():
    assert plan.NAMES[0] == "reader"


@pytest.mark.parametrize(
    ("planned", "expected", "epoch", "left", "minutes"),
    [
        (CONSTANT, 260, 1.3, math.inf, None),
        (CONSTANT, 260, 1.3, 605, 10.0),  # all that is left, but for what it takes to write the export
        (CONSTANT, 260, 1.3, 65, 1.0),
        (FALLING, 60, 0.6, math.inf, None),
        (FALLING, 60, 0.6, 100, None),
        (CLOSED, 5, 5, 11, None),
    ],
)
def test_what_fits_is_trained(planned, expected, epoch, left, minutes):
    assert allotted(planned, expected, epoch, left) == (minutes, "")


@pytest.mark.parametrize(
    ("planned", "expected", "epoch", "left", "why_not"),
    [
        (CONSTANT, 260, 30, 25, "an epoch takes about 30.0 s, and 20 s were left"),
        (FALLING, 60, 0.6, 45, "it takes about 60 s, and 40 s were left"),
        (CLOSED, 5, 5, -3, "it takes about 5 s, and 0 s were left"),
    ],
)
def test_what_does_not_fit_is_left_out_with_a_sentence(planned, expected, epoch, left, why_not):
    assert allotted(planned, expected, epoch, left) == (None, why_not)


def test_a_slow_machine_corrects_what_trainings_are_expected_to_take():
    now = [0.0]
    budget = Budget(minutes=10, reserve=20, clock=lambda: now[0])
    assert (budget.left, budget.pace) == (580, 1)
    now[0] = 90.0
    budget.learn(nominal=20, taken=60)
    budget.learn(nominal=40, taken=180)
    # Sixty seconds at the pace of an H200, which are believed beforehand, and 240 for 60.
    assert (budget.left, budget.pace, budget.over) == (490, 300 / 120, False)
    now[0] = 600.5
    assert budget.over


@pytest.mark.parametrize(
    ("name", "more", "part"),
    [
        ("vae_map", (), 1),
        ("vae_map", ("--epochs", 12), 1 / 2),
        ("vae_map", ("--limit", 6_000), 1 / 10),
        ("pca_map", ("--limit", 6_000, "--epochs", 12), 1),
    ],
)
def test_a_trial_is_expected_to_take_its_part_of_the_time(name, more, part, tmp_path):
    some = shelf(tmp_path, tmp_path, *more)
    assert some.nominal(named(name), some.epochs(named(name))) == pytest.approx(part * named(name).seconds)


def test_a_run_that_was_begun_is_expected_to_take_what_is_left_of_it(tmp_path):
    some = shelf(tmp_path, tmp_path)
    folder = tmp_path / "vae_map"
    folder.mkdir()
    assert some.done(named("vae_map")) == 0
    (folder / "last.pt").touch()
    (folder / "history.csv").write_text("epoch,bce\n" + "".join(f"{epoch},90\n" for epoch in range(1, 19)))
    assert some.done(named("vae_map")) == 18
    quarter = named("vae_map").seconds / 4
    assert some.allotted(named("vae_map"), left=quarter + EXPORTING + 0.1) == (None, "")
    assert some.allotted(named("vae_map"), left=quarter + EXPORTING - 0.1)[1] != ""


def test_beside_others_all_but_the_longest_training_get_a_part_of_the_gpu(tmp_path):
    alone, three = shelf(tmp_path, tmp_path), shelf(tmp_path, tmp_path, "--at-once", 3)
    assert alone.environment(named("reader")) == {}
    assert three.environment(named("reader")) == {"CUDA_MPS_ACTIVE_THREAD_PERCENTAGE": "33"}
    assert three.environment(named("gan_mlp")) == {}


def test_options_reach_the_scripts_that_know_them(tmp_path):
    some = shelf(tmp_path, tmp_path / "runs", "--seed", 3, "--limit", 200)
    assert (
        some.command(named("vae_map"), minutes=1.5)
        == (
            f"--name vae_map --data {tmp_path} --out {tmp_path}/runs/vae_map "
            "--seed 3 --device cpu --resume --bf16 --limit 200 --minutes 1.50"
        ).split()
    )
    assert some.command(named("pca_map")) == f"--name pca_map --data {tmp_path} --out {tmp_path}/runs/pca_map".split()


@pytest.mark.parametrize(("compiler", "compiled"), [("/usr/bin/g++", True), (None, False)])
def test_steps_are_compiled_on_cuda_alone_and_where_there_is_a_compiler(compiler, compiled, tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: compiler)
    some = shelf(tmp_path, tmp_path)
    assert "--compile" not in some.command(CONSTANT)
    some.args.device = torch.device("cuda")
    assert ("--compile" in some.command(CONSTANT)) == compiled


def test_a_trial_is_not_published_unless_that_is_asked_for():
    assert train_all.arguments([]).publish
    assert not train_all.arguments(["--limit", "200"]).publish
    assert train_all.arguments(["--limit", "200", "--publish"]).publish


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--minutes", "0"), "must be a number above 0, got '0'"),
        (("--minutes", "soon"), "must be a number above 0, got 'soon'"),
        (("--at-once", "0"), "must be 1 or more, got 0"),
        (("--only", "gan_big"), "invalid choice: 'gan_big'"),
    ],
)
def test_a_mistake_in_the_command_line_is_a_sentence(option, said, capsys):
    with pytest.raises(SystemExit):
        train_all.arguments(option)
    assert said in capsys.readouterr().err.splitlines()[-1]


# What is trained


@pytest.fixture(scope="module")
def trial(mnist, tmp_path_factory):
    """A whole trial over two quick models, and what it printed."""
    out = tmp_path_factory.mktemp("runs")
    command = ["-m", "training.all", "--only", "reader", "vae_mlp", "--epochs", "1", "--limit", "200"]
    ended = start(*command, "--device", "cpu", "--no-publish", "--data", str(mnist), "--out", str(out))
    return out, ended


def test_a_trial_trains_what_is_asked_for(trial):
    out, ended = trial
    assert ended.returncode == 0, ended.stdout + ended.stderr
    for name in ("reader", "vae_mlp"):
        assert registry.load(name, root=out)
        assert "1/1: 100%" in (out / name / "train.log").read_text()


def test_the_table_is_printed_and_kept(trial):
    out, ended = trial
    kept = (out / "table.md").read_text()
    assert kept in ended.stdout
    assert [row.split("|")[1].strip() for row in kept.splitlines()[2:]] == ["reader", "vae_mlp"]


@pytest.mark.parametrize(
    ("more", "finished"),
    [
        ((), ["reader", "vae_mlp"]),
        (("--seed", 1), []),
        (("--limit", 201), []),
        (("--epochs", 2), []),
    ],
)
def test_what_was_trained_alike_is_finished(more, finished, trial, mnist):
    out, _ = trial
    assert shelf(mnist, out, "--epochs", 1, "--limit", 200, *more).finished() == finished


def test_an_export_that_was_damaged_is_not_finished(trial, mnist, tmp_path):
    (tmp_path / "reader").mkdir()
    for path in ("config.json", "model.safetensors"):
        (tmp_path / "reader" / path).write_bytes((trial[0] / "reader" / path).read_bytes()[:-1] + b" ")
    assert shelf(mnist, tmp_path, "--epochs", 1, "--limit", 200).finished() == []


SCRIPT = """
import sys, time, pathlib
from types import SimpleNamespace

RECIPES = dict.fromkeys(["reader", "gan_mlp", "vae_mlp"], SimpleNamespace(split="fit", schedule="constant", epochs=1))

def main(argv):
    name, out = argv[argv.index("--name") + 1], pathlib.Path(argv[argv.index("--out") + 1])
    print("training", name)
    {body}
"""


@pytest.fixture
def run_fakes(tmp_path, mnist, monkeypatch):
    """`train_all` of three models by a script whose main ends with the given lines; returns the outcomes."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(train_all, "LOOKING", 0.05)

    def run(body, *more, signals=None, finisher=None, budget=None):
        (tmp_path / "fake_script.py").write_text(SCRIPT.format(body=body))
        some = shelf(mnist, tmp_path / "runs", *more)
        some.args.out.mkdir()
        some.args.plan = [Planned(name, "fake_script", 10) for name in ("reader", "gan_mlp", "vae_mlp")]
        signals = signals or SimpleNamespace(number=None)
        return train_all.train_all(some, [], budget or Budget(), signals, finisher)

    return run


class FakeFinisher:
    """Notes what it is handed; tells of each run, and of some others, what it is told to."""

    def __init__(self, *told):
        self.taken, self.told, self.anew = [], list(told), {}
        self.process = SimpleNamespace(is_alive=lambda: False)

    def take(self, name, _out):
        self.taken.append(name)

    def results(self):
        told, self.told = self.told, []
        return told


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
def test_a_training_that_fails_says_why_and_does_not_stop_the_others(body, said, run_fakes):
    found = run_fakes(f"if name == 'gan_mlp': {body}")
    assert {name: outcome.what for name, outcome in found.items()} == {
        "reader": TRAINED,
        "gan_mlp": FAILED,
        "vae_mlp": TRAINED,
    }
    assert found["gan_mlp"].said == said
    assert [outcome.failed for outcome in found.values()] == [False, True, False]


def test_a_training_that_fails_is_not_published(run_fakes):
    finisher = FakeFinisher()
    run_fakes("if name == 'gan_mlp': sys.exit('no room')", finisher=finisher)
    assert finisher.taken == ["reader", "vae_mlp"]


def test_measuring_shipped_models_anew_is_no_part_of_an_outcome(run_fakes):
    told = [("gan_mlp", finish.NOT_ANEW, "ValueError: damaged"), ("pca_map", finish.MEASURED_ANEW, "")]
    found = run_fakes("if name == 'gan_mlp': sys.exit('no room')", finisher=FakeFinisher(*told))
    assert found["gan_mlp"] == Outcome(FAILED, "no room", found["gan_mlp"].seconds, failed=True)
    assert "pca_map" not in found


def test_what_was_measured_anew_is_told_below_the_table():
    lines = outcomes.judged_anew({"pca_map": "", "vae_map": "", "gan_mlp": "ValueError: damaged"})
    assert lines == [
        "",
        "Measured anew, for another reader judges now: pca_map, vae_map.",
        "",
        "gan_mlp was not measured anew: ValueError: damaged",
    ]


# Exports one epoch when it is asked to end, as a training does whose learning rate is constant.
ENDS_GENTLY = """
    import json, signal
    weights = {"bytes": 1, "sha256": "a" * 64}
    described = {"name": name, "config": {}, "weights": weights, "training": {"epochs": 1}}
    def end(*_):
        (out / "config.json").write_text(json.dumps(described))
        sys.exit()
    signal.signal(signal.SIGTERM, end)
    print("ready")
    time.sleep(60)
"""


class UpWhenReady:
    """A budget whose time is up once all three trainings have printed "ready"."""

    pace = 1.0

    def __init__(self, runs):
        self.runs = runs

    @property
    def left(self):
        return -1 if sum("ready" in log.read_text() for log in self.runs.glob("*/train.log")) == 3 else math.inf

    def learn(self, *_):
        pass


def test_what_exports_when_the_time_is_up_is_trained_and_published(run_fakes, tmp_path):
    finisher = FakeFinisher()
    more = ("--at-once", 3, "--epochs", 2)
    found = run_fakes(ENDS_GENTLY.strip(), *more, budget=UpWhenReady(tmp_path / "runs"), finisher=finisher)
    assert {(outcome.what, outcome.said) for outcome in found.values()} == {(TRAINED, "cut short, the time was up")}
    assert finisher.taken == ["reader", "gan_mlp", "vae_mlp"]


def test_the_finisher_stands_still_while_trainings_are_stopped(run_fakes, tmp_path, monkeypatch):
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
    found = run_fakes("print('ready'); time.sleep(60)", "--at-once", 3, budget=budget, finisher=FakeFinisher())
    assert went[:3] == ["paused", "stopped", "goes on"]
    assert {outcome.what for outcome in found.values()} == {outcomes.STOPPED}


def test_a_paused_process_stands_still_until_the_block_is_done():
    process = workers.CONTEXT.Process(target=time.sleep, args=(60,))
    process.start()
    with workers.paused(process):
        assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
    assert os.WIFCONTINUED(os.waitpid(process.pid, os.WCONTINUED)[1])
    workers.stop(process)


def test_the_minutes_of_a_training_count_from_when_it_is_begun(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(3)\ndef main(argv): pass\n")
    worker = workers.Worker(["slow_to_import"])
    worker.begin("slow_to_import", ["--name", "gan_mlp"], str(tmp_path / "log"), {}, minutes=1)
    worker.process.join()
    *command, minutes = workers.last_line(tmp_path / "log").split()
    assert command == ["$", "python", "-m", "slow_to_import", "--name", "gan_mlp", "--minutes"]
    assert 0 < float(minutes) <= 57 / 60


# The program, with one model whose training starts a process of its own and does not end when it is asked to.
PARENT = """
import sys, time
from training.all import __main__ as train_all, plan, workers
from training.all.plan import Planned

workers.PATIENCE = 1
train_all.PLAN = (Planned("gan_mlp", "fake_script", 1),)

if __name__ == "__main__":
    train_all.main(sys.argv[1:])
"""
HAS_CHILDREN = """
    import signal
    from multiprocessing import get_context
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    get_context("spawn").Process(target=time.sleep, args=(300,)).start()
    print("ready")
    time.sleep(300)
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_that_a_training_has_started_outlives_the_program(how, mnist, tmp_path):
    (tmp_path / "fake_script.py").write_text(SCRIPT.format(body=HAS_CHILDREN.strip()))
    (tmp_path / "parent.py").write_text(PARENT)
    command = ["parent.py", "--data", mnist, "--out", tmp_path, "--limit", "200", "--device", "cpu"]
    program = subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    while program.poll() is None and "ready" not in workers.last_line(tmp_path / "gan_mlp" / "train.log"):
        time.sleep(0.1)
    program.send_signal(how)
    said, _ = program.communicate(timeout=60)  # it ends when nobody holds the pipe any more
    assert "training; it prints to" in said


def test_trainings_run_beside_each_other_where_that_is_asked_for(run_fakes):
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
    assert {outcome.what for outcome in run_fakes(body.strip(), "--at-once", 3).values()} == {TRAINED}


def test_a_signal_stops_what_trains_and_leaves_out_the_rest(run_fakes):
    class Told:
        """A signal that comes when the second training has begun."""

        @property
        def number(self):
            return signal.SIGTERM if "gan_mlp" in self.begun else None

    told, begin = Told(), train_all.begin
    told.begun = set()

    def noted(planned, *rest):
        told.begun.add(planned.name)
        return begin(planned, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train_all, "begin", noted)
        found = run_fakes("if name == 'gan_mlp': time.sleep(60)", signals=told)
    assert [outcome.what for outcome in found.values()] == [TRAINED, outcomes.STOPPED, LEFT_OUT]
    assert found["gan_mlp"].said == "after epoch 0 of 1, by SIGTERM; the same command goes on from there"


def test_a_lock_or_whatever_else_a_training_refuses_is_shown_at_the_end(trial, mnist):
    out, _ = trial
    command = ["-m", "training.all", "--only", "vae_mlp", "--epochs", "1", "--limit", "200", "--seed", "1"]
    ended = start(*command, "--device", "cpu", "--no-publish", "--data", str(mnist), "--out", str(out))
    assert ended.returncode == 1
    assert "failed: " + f"{out}/vae_mlp/last.pt was trained with --seed 0, not 1" in ended.stdout


# The table


def exported(out, name, **training):
    """A config.json as a run leaves it, of weights whose sha256 is all a."""
    (out / name).mkdir(parents=True)
    described = {"name": name, "config": {}, "weights": {"bytes": 1, "sha256": "a" * 64}, "training": training}
    (out / name / "config.json").write_text(json.dumps(described))


def cells(lines):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


COMPUTE = {
    "device": "NVIDIA H100 80GB HBM3",
    "seconds": 312.44,
    "starting_seconds": 9.1,
    "saving_seconds": 3.25,
    "images_per_second": 61234.5,
    "busy": 0.934,
    "energy_wh": 21.456,
}


def test_the_table_says_what_a_training_cost_and_what_its_model_measures(tmp_path):
    exported(tmp_path / "runs", "gan_mlp", epochs=80, recipe={"epochs": 200}, compute=COMPUTE)
    (tmp_path / "weights" / "gan_mlp").mkdir(parents=True)
    (tmp_path / "weights" / "gan_mlp" / "metrics.json").write_text(
        json.dumps({"weights": "a" * 16, "figures": {"fid": 51.234}})
    )
    lines = outcomes.table(
        shelf(tmp_path, tmp_path / "runs"), {"gan_mlp": Outcome(TRAINED, seconds=330.0)}, tmp_path / "weights"
    )
    head, _, row = cells(lines)
    assert dict(zip(head, row, strict=True)) == {
        "model": "gan_mlp",
        "epochs": "80 of 200",
        "seconds": "312.4",
        "images/s": "61,234",
        "device busy": "93%",
        "starting, s": "9.1",
        "saving, s": "3.2",
        "Wh": "21.46",
        "figures": "FID 51.23",
        "outcome": "trained",
    }
    assert len({len(line) for line in lines}) == 1


def test_figures_of_other_weights_than_the_trained_ones_are_not_shown(tmp_path):
    exported(tmp_path / "runs", "gan_mlp", epochs=80)
    (tmp_path / "weights" / "gan_mlp").mkdir(parents=True)
    (tmp_path / "weights" / "gan_mlp" / "metrics.json").write_text(
        json.dumps({"weights": "b" * 16, "figures": {"fid": 51.234}})
    )
    lines = outcomes.table(shelf(tmp_path, tmp_path / "runs"), {"gan_mlp": Outcome(BEFORE)}, tmp_path / "weights")
    assert cells(lines)[2][-2:] == ["–", "finished before"]


def test_a_failure_is_a_row_with_its_sentence_and_nothing_of_an_earlier_run(tmp_path):
    exported(tmp_path, "gan_mlp", epochs=200, compute=COMPUTE)
    lines = outcomes.table(shelf(tmp_path, tmp_path), {"gan_mlp": Outcome(FAILED, "no room", 4.0, True)})
    assert cells(lines)[2] == ["gan_mlp", "–", "4.0", *["–"] * 6, "failed: no room"]


# Publishing and measuring


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A desk over folders of its own, whose measuring only notes by which reader it was done."""
    prepared = []

    def prepare(*_, **__):
        prepared.append(finish.sha256("reader", tmp_path / "weights"))
        return prepared[-1]

    def write(name, report, root):
        (root / name / "metrics.json").write_text(json.dumps(report))

    def evaluate(name, real, root):
        return {"weights": finish.sha256(name, root)[:16], "judge": real[:16]}

    def publish(name, run, root, device):
        (root / name).mkdir(parents=True, exist_ok=True)
        for path in ("config.json", "model.safetensors"):
            (root / name / path).write_bytes((run / path).read_bytes())

    monkeypatch.setattr(finish.evaluate, "prepare", prepare)
    monkeypatch.setattr(finish.evaluate, "write", write)
    monkeypatch.setattr(finish.evaluate, "evaluate", evaluate)
    monkeypatch.setattr(finish.publish, "publish", publish)
    desk = finish.Desk("data", tmp_path / "weights")
    desk.prepared = prepared
    return desk


def lay(root, name, letter, epochs=1, planned=1, judge=None):
    """Weights whose sha256 is all one letter and, where a judge is given, figures by it."""
    (root / name).mkdir(parents=True, exist_ok=True)
    how = {"epochs": epochs, "recipe": {"epochs": planned}}
    described = {"name": name, "config": {}, "weights": {"bytes": 1, "sha256": letter * 64}, "training": how}
    (root / name / "config.json").write_text(json.dumps(described))
    (root / name / "model.safetensors").write_text(letter)
    if judge:
        (root / name / "metrics.json").write_text(json.dumps({"weights": letter * 16, "judge": judge * 16}))


def test_a_finished_run_is_published_and_measured(desk, tmp_path):
    lay(desk.root, "reader", "r", judge="r")
    lay(tmp_path, "vae_mlp", "b")
    desk.finish("vae_mlp", tmp_path)
    assert (desk.root / "vae_mlp" / "model.safetensors").read_text() == "b"
    assert finish.measured("vae_mlp", desk.root, "r" * 64)


def test_what_was_published_and_measured_before_is_left_alone(desk, tmp_path):
    lay(desk.root, "reader", "r", judge="r")
    for root, judge in ((tmp_path, None), (desk.root, "r")):
        lay(root, "vae_mlp", "b", judge=judge)
    desk.finish("vae_mlp", tmp_path)
    assert desk.prepared == []


def test_real_digits_are_gathered_once_for_each_reader(desk, tmp_path):
    lay(desk.root, "reader", "q", judge="q")
    lay(tmp_path, "reader", "r")
    for name in ("vae_mlp", "vae_map"):
        lay(tmp_path, name, "b")
    for name in ("vae_mlp", "reader", "vae_map"):
        desk.finish(name, tmp_path)
    assert desk.prepared == ["q" * 64, "r" * 64]


def test_another_reader_has_every_model_measured_again(desk, tmp_path):
    for name in ("reader", "vae_mlp", "gan_mlp"):
        lay(desk.root, name, "q", judge="q")
    lay(tmp_path, "reader", "r")
    assert desk.judged_by_another() == []
    desk.finish("reader", tmp_path)
    assert desk.judged_by_another() == ["vae_mlp", "gan_mlp"]


def test_a_run_cut_short_does_not_replace_a_longer_one(desk, tmp_path):
    lay(desk.root, "reader", "r", judge="r")
    lay(desk.root, "gan_mlp", "a", epochs=35, planned=200)
    lay(tmp_path, "gan_mlp", "b", epochs=12, planned=200)
    what, said = desk.finish("gan_mlp", tmp_path)
    assert (what, said) == (finish.KEPT_OUT, f"not published: 12 epochs, and {desk.root / 'gan_mlp'} has 35")
    assert (desk.root / "gan_mlp" / "model.safetensors").read_text() == "a"


def test_a_signal_waits_until_weights_and_config_are_both_new():
    came = []
    before = signal.signal(signal.SIGTERM, lambda *_: came.append("signal"))
    try:
        with finish.undisturbed():
            signal.raise_signal(signal.SIGTERM)
            came.append("both written")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert came == ["both written", "signal"]


def test_the_last_line_of_a_progress_bar_is_the_last_line(tmp_path):
    log = tmp_path / "train.log"
    log.write_text("$ python -m training.vae\n 0%|   |\r50%|##  |\r100%|####|\n\n")
    assert workers.last_line(log) == "100%|####|"
    assert workers.last_line(tmp_path / "none") == ""
