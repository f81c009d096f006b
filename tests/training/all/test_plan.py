"""What `training.all` plans: which models, in which order, and what of it fits into a budget of time."""

import math

import pytest
import torch

from models import registry
from tests.support.train_all_runs import runs_of
from training.all import __main__ as train_all
from training.all import plan
from training.all.plan import EXPORTING, PLAN, Budget, allotted

CONSTANT, FALLING, CLOSED = (
    next(planned for planned in PLAN if planned.name == name) for name in ("gan_mlp", "vae_conv", "pca_map")
)


def named(name):
    return next(planned for planned in PLAN if planned.name == name)


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
    some = runs_of(tmp_path, tmp_path, *more)
    assert some.nominal(named(name), some.epochs(named(name))) == pytest.approx(part * named(name).seconds)


def test_a_run_that_was_begun_is_expected_to_take_what_is_left_of_it(tmp_path):
    some = runs_of(tmp_path, tmp_path)
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
    alone, three = runs_of(tmp_path, tmp_path), runs_of(tmp_path, tmp_path, "--at-once", 3)
    assert alone.environment(named("reader")) == {}
    assert three.environment(named("reader")) == {"CUDA_MPS_ACTIVE_THREAD_PERCENTAGE": "33"}
    assert three.environment(named("gan_mlp")) == {}


def test_options_reach_the_scripts_that_know_them(tmp_path):
    some = runs_of(tmp_path, tmp_path / "runs", "--seed", 3, "--limit", 200)
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
    some = runs_of(tmp_path, tmp_path)
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
