"""The table of what trainings cost, what became of them and what their models measure."""

import json

from tests.support.train_all_runs import exported, runs_of
from training.all import outcomes
from training.all.outcomes import BEFORE, FAILED, TRAINED, Outcome

COMPUTE = {
    "device": "NVIDIA H100 80GB HBM3",
    "seconds": 312.44,
    "starting_seconds": 9.1,
    "saving_seconds": 3.25,
    "images_per_second": 61234.5,
    "busy": 0.934,
    "energy_wh": 21.456,
}


def cells(lines):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_table_says_what_a_training_cost_and_what_its_model_measures(tmp_path):
    exported(tmp_path / "runs", "gan_mlp", epochs=80, recipe={"epochs": 200}, compute=COMPUTE)
    (tmp_path / "weights" / "gan_mlp").mkdir(parents=True)
    (tmp_path / "weights" / "gan_mlp" / "metrics.json").write_text(
        json.dumps({"weights": "a" * 16, "figures": {"fid": 51.234}})
    )
    lines = outcomes.table(
        runs_of(tmp_path, tmp_path / "runs"), {"gan_mlp": Outcome(TRAINED, seconds=330.0)}, tmp_path / "weights"
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
    lines = outcomes.table(runs_of(tmp_path, tmp_path / "runs"), {"gan_mlp": Outcome(BEFORE)}, tmp_path / "weights")
    assert cells(lines)[2][-2:] == ["–", "finished before"]


def test_a_failure_is_a_row_with_its_sentence_and_nothing_of_an_earlier_run(tmp_path):
    exported(tmp_path, "gan_mlp", epochs=200, compute=COMPUTE)
    lines = outcomes.table(runs_of(tmp_path, tmp_path), {"gan_mlp": Outcome(FAILED, "no room", 4.0, True)})
    assert cells(lines)[2] == ["gan_mlp", "–", "4.0", *["–"] * 6, "failed: no room"]


def test_what_was_measured_anew_is_told_below_the_table():
    lines = outcomes.judged_anew({"pca_map": "", "vae_map": "", "gan_mlp": "ValueError: damaged"})
    assert lines == [
        "",
        "Measured anew, for another reader judges now: pca_map, vae_map.",
        "",
        "gan_mlp was not measured anew: ValueError: damaged",
    ]
