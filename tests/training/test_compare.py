"""Two trainings side by side: what is printed, what is drawn, and what is refused."""

import csv
import io
import json

import pytest
from PIL import Image

from models import registry
from training import compare
from training.reports import curve_pictures

HISTORY = "epoch,negative_elbo,kl,validation_negative_elbo\n1,150,10,148\n2,120,12,119.5\n3,110,13,121\n"
SHORTER = "epoch,negative_elbo,kl\n1,160,9\n2,130,11.5\n"


def config(name="vae_mlp", **training):
    """Return the part of a config.json that a comparison reads."""
    told = {"seed": 0, "commit": "abc", "device": "cpu", "recipe": {"batch": 64, "beta": 1.0}, **training}
    return {"name": name, "parameters": 1000, "config": {"latent_dim": 20}, "training": told}


@pytest.fixture
def pair(tmp_path):
    """Two folders of runs that differ in seed, batch and length."""
    told = {
        "a": (config(), HISTORY),
        "b": (config(seed=7, recipe={"batch": 128, "beta": 1.0, "clip": 50.0}), SHORTER),
    }
    for name, (described, table) in told.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text(json.dumps(described))
        (tmp_path / name / "history.csv").write_text(table)
    return tmp_path / "a", tmp_path / "b"


def cells(lines, title):
    """The table below a title: {first cell: the others}."""
    start = next(i for i, line in enumerate(lines) if line.startswith(title))
    body = lines[start + 1 :]
    end = body.index("") if "" in body else len(body)
    rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in body[:end]]
    return {first: others for first, *others in rows}


def report(pair):
    return compare.report(*map(compare.read, pair))


def test_settings_are_told_where_they_differ_and_seed_commit_and_device_always(pair):
    assert cells(report(pair), "settings") == {
        "seed": ["0", "7"],
        "commit": ["abc", "abc"],
        "device": ["cpu", "cpu"],
        "recipe: batch": ["64", "128"],
        "recipe: grad_clip": ["–", "50.0"],
    }


def test_figures_are_those_of_the_last_epoch_that_both_have(pair):
    assert cells(report(pair), "after epoch 2") == {
        "negative_elbo": ["120", "130", "+10"],
        "kl": ["12", "11.5", "-0.5"],
    }


def test_last_and_best_are_told_with_their_epochs(pair):
    told = cells(report(pair), "last and best")
    assert told["negative_elbo, last"] == ["110 (epoch 3)", "130 (epoch 2)"]
    assert told["validation_negative_elbo, last"] == ["121 (epoch 3)", "–"]
    assert told["validation_negative_elbo, best"] == ["119.5 (epoch 2)", "–"]
    assert "kl, best" not in told  # neither a large nor a small one is good in itself


def test_an_accuracy_is_best_where_it_is_largest():
    assert compare.best(
        {"epoch": [1.0, 2.0, 3.0], "validation_accuracy": [0.9, 0.95, 0.95]}, "validation_accuracy"
    ) == (
        0.95,
        2.0,
    )


def test_runs_without_a_common_epoch_have_no_such_table(pair):
    (pair[1] / "history.csv").write_text("epoch,kl\n7,1\n")
    assert not any(line.startswith("after epoch") for line in report(pair))


def test_what_evaluate_measured_is_told_of_shipped_models():
    pair = [registry.WEIGHTS / name for name in ("gan_mlp", "gan_mlp_k1")]
    told = cells(report(pair), "measured on 10,000 test digits")
    for column, folder in enumerate(pair):
        found = json.loads((folder / "metrics.json").read_text())["figures"]
        assert float(told["coverage"][column]) == pytest.approx(found["coverage"], abs=5e-4)


def test_figures_of_another_judge_are_not_laid_side_by_side(pair):
    alike = {"split": "test", "digits": 10, "seed": 0, "judge": "one", "figures": {"coverage": 0.5}}
    for folder, judge in zip(pair, ("one", "another"), strict=True):
        (folder / "metrics.json").write_text(json.dumps({**alike, "judge": judge}))
    assert "Figures in metrics.json do not compare" in report(pair)[-1]


def test_both_runs_curves_are_in_one_picture_each_in_its_colour(pair):
    runs = {str(folder): compare.read(folder).history for folder in pair}
    figure = curve_pictures.compared(runs)
    drawn = {
        (line.get_color(), line.get_linestyle(), tuple(line.get_ydata()))
        for ax in figure.axes
        for line in ax.get_lines()
    }
    expected = set()
    for text, colour in zip((HISTORY, SHORTER), curve_pictures.LINES, strict=True):
        rows = list(csv.DictReader(io.StringIO(text)))
        for name in rows[0].keys() - {"epoch"}:
            dashes = "--" if name.startswith("validation") else "-"
            expected.add((colour, dashes, tuple(float(row[name]) for row in rows)))
    assert drawn == expected
    assert [text.get_text() for text in figure.legends[0].get_texts()] == [*runs, "training", "validation"]


def test_a_picture_is_written_where_it_is_asked_for_and_the_same_twice(pair, tmp_path, capsys):
    files = [tmp_path / "one.png", tmp_path / "two.png"]
    for file in files:
        compare.main([*map(str, pair), "--picture", str(file)])
    assert f"wrote {files[0]}" in capsys.readouterr().out
    assert files[0].read_bytes() == files[1].read_bytes()
    with Image.open(files[0]) as picture:
        assert picture.width == 1600


def remove(file):
    return lambda folder: (folder / file).unlink()


def replace(file, text):
    return lambda folder: (folder / file).write_text(text)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (remove("history.csv"), "history.csv is missing: there is no training to compare"),
        (remove("config.json"), "config.json is missing; a training writes it when it ends"),
        (replace("config.json", "{"), "config.json cannot be read: "),
        (replace("config.json", "[]"), "config.json cannot be read: it holds no object"),
        (replace("config.json", '{"name": "gpt"}'), "does not say how a model of this project was trained"),
        (replace("history.csv", "epoch,kl\n1,\n"), "history.csv is no table of numbers"),
        (replace("config.json", json.dumps(config("gan_mlp"))), "vae_mlp is a vae and gan_mlp a gan"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(spoil, said, pair):
    spoil(pair[1])
    with pytest.raises(SystemExit) as stopped:
        compare.main([str(folder) for folder in pair])
    assert said in stopped.value.code
    assert "\n" not in stopped.value.code


def test_a_folder_that_is_not_there_is_named(pair, tmp_path):
    with pytest.raises(SystemExit, match=f"^{tmp_path / 'c'} is no folder"):
        compare.main([str(pair[0]), str(tmp_path / "c")])


def test_a_picture_that_cannot_be_written_is_a_sentence(pair, tmp_path):
    with pytest.raises(SystemExit, match="cannot be drawn: "):
        compare.main([*map(str, pair), "--picture", str(tmp_path / "no" / "folder.png")])
