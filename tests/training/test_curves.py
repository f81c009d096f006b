"""Pictures of trainings: they hold the numbers of the files, come out the same twice, and seldom stop a run."""

import csv
import io
import json
import re
import shutil
import sys

import matplotlib
import numpy as np
import pytest
from PIL import Image

import models
from models import registry, sketch, training_record
from models.sketch.examples import EXAMPLES
from training import curves
from training.loop.run import Run
from training.loop.run_folder import write_history
from training.loop.watch import EVERY, Watch
from training.reports import curve_pictures, digit_pictures, model_card

NAMES = models.available()
DRAWN = [name for name in NAMES if name != "pca_map"]  # a closed form has no epochs to draw
GANS = [name for name in NAMES if registry.KNOWN[name].family == "gan"]


def columns(name, file):
    """A CSV file of a shipped model as Python's own reader sees it: dict of columns of floats."""
    rows = list(csv.DictReader((registry.WEIGHTS / name / file).open()))
    return {key: [float(row[key]) for row in rows] for key in rows[0]}


def lines(figure):
    """Every curve of a figure: [(x, y)] as lists; the dotted lines of stages are no curves."""
    drawn = [line for ax in figure.axes for line in ax.get_lines() if line.get_linestyle() != ":"]
    return [(list(line.get_xdata()), list(line.get_ydata())) for line in drawn]


@pytest.fixture
def shipped(tmp_path):
    """weights/ as it lies there, but without cards and pictures."""
    left_out = shutil.ignore_patterns("*.md", "*.webp", "*.png")
    shutil.copytree(registry.WEIGHTS, tmp_path / "weights", ignore=left_out)
    return tmp_path / "weights"


@pytest.mark.parametrize("name", DRAWN)
def test_every_column_of_a_history_is_drawn_as_it_is(name):
    found = columns(name, "history.csv")
    epochs = found.pop("epoch")
    assert sorted(lines(curve_pictures.curves(training_record.history(name)))) == sorted(
        (epochs, values) for values in found.values()
    )


@pytest.mark.parametrize("name", DRAWN)
def test_axes_say_what_they_count(name):
    for ax in curve_pictures.curves(training_record.history(name)).axes:
        assert ax.get_xlabel() == "epoch"
        assert ax.get_ylabel() in ("nats a digit", "mean score", "share of digits")
        assert ax.get_title(loc="left")


@pytest.mark.parametrize("name", GANS)
def test_a_digits_band_is_as_wide_as_its_share_after_every_epoch(name):
    found = columns(name, "classes.csv")
    (ax,) = curve_pictures.classes(*training_record.classes(name)[:2]).axes
    assert len(ax.collections) == 10
    for digit, band in enumerate(ax.collections):
        corners = band.get_paths()[0].vertices
        for epoch, share in zip(found["epoch"], found[str(digit)], strict=True):
            heights = corners[corners[:, 0] == epoch, 1]
            assert heights.max() - heights.min() == pytest.approx(share, abs=1e-9)


def test_bands_lie_in_the_order_of_the_digits_and_the_thick_ones_are_named():
    shares = np.array([[0.5, 0.48, 0.02, 0, 0, 0, 0, 0, 0, 0], [0.0, 0.98, 0.02, 0, 0, 0, 0, 0, 0, 0]])
    (ax,) = curve_pictures.classes([1.0, 10.0], shares).axes
    bottoms = [band.get_paths()[0].vertices[:, 1].min() for band in ax.collections]
    assert bottoms == sorted(bottoms)
    assert sorted((text.get_text(), *text.xy) for text in ax.texts) == [
        ("0", 1.0, pytest.approx(0.25)),
        ("1", 1.0, pytest.approx(0.74)),
        ("1", 10.0, pytest.approx(0.49)),
    ]


def test_a_first_epoch_that_would_flatten_the_rest_is_told_instead():
    history = {"epoch": [1, 2, 3, 4, 5, 6, 7], "kl": [300.0, 12.0, 11.0, 10.5, 10.2, 10.1, 10.0]}
    (ax,) = curve_pictures.curves(history).axes
    assert ax.get_ylim()[1] < 13
    assert ax.get_title(loc="right") == "↑ epoch 1: 300"


def test_parts_of_a_training_are_marked_after_the_epoch_that_ends_them():
    recipe = {"clean_share": 0.25, "refinement_share": 0.2, "affine_prob": 0.6}
    parts = curves.stages({"epochs": 10, "recipe": recipe})
    assert parts == [(6, "no augmentation"), (8, "refinement step learns")]
    figure = curve_pictures.curves({"epoch": list(range(1, 11)), "kl": [1.0] * 10}, parts)
    dotted = [line.get_xdata()[0] for line in figure.axes[0].get_lines() if line.get_linestyle() == ":"]
    assert dotted == [6.5, 8.5]
    assert curves.stages({"epochs": 10, "recipe": {"clean_share": 0.25, "affine_prob": 0.0}}) == []
    assert curves.stages({"epochs": 8, "recipe": {"tuning_share": 0.25}}) == [(6, "all learns, with hands")]


def pictures_of(name):
    """List the pictures that a model's card shows, in the order in which they are drawn."""
    family = registry.KNOWN[name].family
    there = {
        "curves.png": name in DRAWN,
        "classes.png": family == "gan",
        "samples.png": family in ("vae", "gan"),
        "reconstructions.png": family in ("vae", "plane"),
    }
    return [file for file, drawn in there.items() if drawn]


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_files_give_the_same_bytes(name, shipped):
    made = curves.draw(name, shipped)
    assert made == pictures_of(name)
    first = [(shipped / name / file).read_bytes() for file in made]
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "savefig.dpi": 10}):  # somebody's own settings
        curves.draw(name, shipped)
    assert [(shipped / name / file).read_bytes() for file in made] == first
    for data in first:
        picture = Image.open(io.BytesIO(data))
        assert picture.info.keys() <= {"dpi", "transparency"}  # neither a date nor a version
        assert len(data) < 80_000


def test_the_picture_made_on_the_way_is_the_one_made_of_the_file(tmp_path):
    rows = [{"epoch": epoch, "loss": 1 / 3 / epoch, "validation_accuracy": 1 - 0.1 / epoch} for epoch in (1, 2, 3)]
    write_history(tmp_path / "history.csv", rows)
    read = training_record.columns((tmp_path / "history.csv").read_bytes(), tmp_path / "history.csv")
    assert curve_pictures.columns(rows) == read
    assert curve_pictures.png(curve_pictures.curves(curve_pictures.columns(rows))) == curve_pictures.png(
        curve_pictures.curves(read)
    )


class Clock:
    """A clock that shows what it is set to."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def watched(tmp_path):
    """A run whose watch has a clock that the test sets: (run, clock, which epochs curves.png shows)."""
    run, clock = Run(tmp_path, "vae_mlp", 0, 10, {}), Clock()
    run.watch = Watch(run, clock=clock)
    return run, clock, tmp_path / "curves.png"


def shows(path, run, epochs):
    """Whether a picture is that of so many epochs of the run."""
    return path.read_bytes() == curve_pictures.png(curve_pictures.curves(curve_pictures.columns(run.history[:epochs])))


def test_a_run_is_drawn_as_often_as_every_ten_seconds_and_at_its_end(watched):
    run, clock, path = watched
    run.end_epoch(kl=3.0)
    assert not path.exists()
    clock.now += EVERY
    run.end_epoch(kl=2.0)
    assert shows(path, run, 2)
    clock.now += EVERY - 0.1
    run.end_epoch(kl=1.0)
    assert shows(path, run, 2)
    clock.now += 0.1
    run.end_epoch(kl=0.5)
    assert shows(path, run, 4)
    run.end_epoch(kl=0.4)
    run.watch.end()
    assert shows(path, run, 5)


def test_without_matplotlib_a_run_goes_on_and_says_so_once(watched, monkeypatch, capsys):
    run, clock, path = watched
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
    for _ in range(3):
        clock.now += EVERY
        run.end_epoch(kl=1.0)
    run.watch.end()
    said = capsys.readouterr().err
    assert said == "curves.png is left out: drawing needs matplotlib and found none; pip install matplotlib\n"
    assert not path.exists()
    assert (path.parent / "history.csv").exists()


def test_figures_that_no_panel_knows_make_no_picture(watched):
    run, clock, path = watched
    clock.now += EVERY
    run.end_epoch(explained_variance=0.2)
    run.watch.end()
    assert not path.exists()


def test_one_command_draws_all_models_and_shows_the_pictures_on_their_cards(shipped, capsys):
    curves.main(["--all", "--root", str(shipped)])
    assert f"{shipped / 'pca_map'}: reconstructions.png" in capsys.readouterr().out
    for name in NAMES:
        text = (shipped / name / "README.md").read_text()
        assert sorted(re.findall(r"\]\((\w+\.png)\)", text)) == sorted(pictures_of(name))


def test_a_card_shows_only_pictures_that_are_there(shipped):
    model_card.write_card(shipped / "gan_mlp")
    assert "![" not in (shipped / "gan_mlp" / "README.md").read_text()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "name a model, or give --all"),
        (["gan_big"], "gan_big is not in"),
        (["--all", "--root", "nowhere"], "nowhere holds no model"),
    ],
)
def test_wrong_options_are_answered_in_a_sentence(options, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        curves.main(options)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


def test_a_damaged_history_is_named(shipped):
    path = shipped / "vae_mlp" / "history.csv"
    path.write_text("epoch,kl\n1,lots\n")
    with pytest.raises(SystemExit, match=f"^{path} is no table of numbers"):
        curves.main(["vae_mlp", "--root", str(shipped)])


def test_a_model_without_metrics_is_drawn_and_gets_no_card(shipped):
    (shipped / "reader" / "metrics.json").unlink()
    config = shipped / "reader" / "config.json"
    described = json.loads(config.read_text())
    del described["training"]["recipe"]  # as an old one may be
    config.write_text(json.dumps(described))
    curves.main(["reader", "--root", str(shipped)])
    assert (shipped / "reader" / "curves.png").exists()
    assert not (shipped / "reader" / "README.md").exists()


def digits_in(figure):
    """Return the digits that a picture of digits shows: (rows, 10, 28, 28), ink 1."""
    paper = 1 - np.asarray(figure.axes[0].images[0].get_array()) / 255
    return paper.reshape(-1, 28, 10, 28).swapaxes(1, 2)


def test_each_row_of_a_conditional_models_samples_is_one_digit():
    shown = digits_in(digit_pictures.samples(models.load("gan_conv")))
    proba = models.load("reader").predict_proba(shown.reshape(100, 1, 28, 28).astype(np.float32))
    assert (proba.argmax(1).reshape(10, 10).numpy() == np.arange(10)[:, None]).mean() > 0.95


def test_reconstructions_stand_below_the_drawings():
    drawings, reconstructions = digits_in(digit_pictures.reconstructions(models.load("vae_conv")))
    for digit, drawing, x_hat in zip("0123456789", drawings, reconstructions, strict=True):
        assert drawing == pytest.approx(sketch.frame(EXAMPLES[digit]), abs=1 / 255)
        assert np.abs(drawing - x_hat).mean() < 0.05


def test_a_reader_draws_nothing():
    reader = models.load("reader")
    assert digit_pictures.samples(reader) is None
    assert digit_pictures.reconstructions(reader) is None
