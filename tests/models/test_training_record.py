"""The files that say how training went: what is in them comes out, what is damaged is told by its name."""

import numpy as np
import pytest

import models
from models import WeightsError, registry, training_record
from tests.support.training_record_files import CLASSES, pictures, write_course, write_film
from training.loop.recipe_names import recipe_of
from training.loop.schedule import refinement_begins


@pytest.fixture
def folder(tmp_path):
    return write_course(tmp_path / "gan_mlp")


def test_the_history_comes_by_columns(folder):
    assert training_record.history("gan_mlp", folder.parent) == {
        "epoch": [1, 2],
        "d_loss": [1.2, 1.3],
        "g_loss": [0.9, 0.8],
        "d_real": [0.6, 0.55],
        "d_fake": [0.4, 0.45],
    }


def test_the_counts_come_with_their_epochs(folder):
    counts = training_record.classes("gan_mlp", folder.parent)
    assert (counts.epochs, counts.samples) == ([1, 2], [10_000, 10_000])
    np.testing.assert_array_equal(counts.shares, [[0.1] * 10, [0, 1, *[0] * 8]])


def test_a_count_may_say_how_many_samples_there_were(folder):
    head, *rows = CLASSES.splitlines()
    lines = [f"{head},samples", *(f"{row},{count}" for row, count in zip(rows, (75, 10_000), strict=True))]
    (folder / "classes.csv").write_text("\n".join(lines) + "\n")
    assert training_record.classes("gan_mlp", folder.parent).samples == [75, 10_000]


def test_the_frames_are_the_pictures_that_went_into_the_film(folder):
    film = training_record.film("gan_mlp", folder.parent)
    assert (film.steps, film.epochs) == ([0, 50, 200], [0, 0.5, 2])
    np.testing.assert_array_equal(film.frames, pictures())


def test_what_is_not_there_is_nothing(tmp_path):
    assert training_record.history("gan_conv", tmp_path) == {}
    assert training_record.classes("gan_conv", tmp_path) is None
    assert training_record.film("gan_conv", tmp_path) is None


@pytest.mark.parametrize("file", ["timeline.csv", "timeline.webp"])
def test_frames_without_steps_cannot_be_placed_and_steps_without_frames_show_nothing(folder, file):
    (folder / file).unlink()
    assert training_record.film("gan_mlp", folder.parent) is None


@pytest.mark.parametrize("read", [training_record.history, training_record.classes, training_record.film])
def test_an_unknown_model_is_refused(read):
    with pytest.raises(ValueError, match="no model is called 'gan_big'"):
        read("gan_big")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no table of numbers"),
        ("epoch,d_loss\n", "at least one row"),
        ("epoch,d_loss\n1,much\n", "no table of numbers.*much"),
        ("epoch,d_loss\n1,0.5\n2\n", "no table of numbers"),
        ("epoch,d_loss\n1,nan\n", "not finite"),
        ("epoch,d_loss\n2,1\n1,1\n", "in the order of its epochs"),
        ("step,d_loss\n1,1\n", "must have the columns epoch"),
        (b"\xff\xfe\x00", "no table of numbers"),
    ],
)
def test_a_damaged_history_is_told_by_its_name(folder, text, said):
    path = folder / "history.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(WeightsError, match=rf"history\.csv.*{said}"):
        training_record.history("gan_mlp", folder.parent)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("epoch,0,1\n1,0.5,0.5\n", "must have the columns epoch, 0 to 9"),
        (CLASSES.replace("2,0,1,0", "2,0,1,1"), "sum to 1"),
        (CLASSES.replace("2,0,1,0", "2,-1,1,1"), "sum to 1"),
    ],
)
def test_shares_that_are_none_are_told(folder, text, said):
    (folder / "classes.csv").write_text(text)
    with pytest.raises(WeightsError, match=rf"classes\.csv.*{said}"):
        training_record.classes("gan_mlp", folder.parent)


def test_a_film_that_is_cut_short_is_told(folder):
    path = folder / "timeline.webp"
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(WeightsError, match=r"timeline\.webp"):
        training_record.film("gan_mlp", folder.parent)


def test_a_film_of_another_size_is_told(folder):
    write_film(folder / "timeline.webp", pictures(), scale=1)
    with pytest.raises(WeightsError, match="must be 280 px a side, got 140 x 140"):
        training_record.film("gan_mlp", folder.parent)


def test_a_film_with_another_number_of_frames_than_steps_is_told(folder):
    write_film(folder / "timeline.webp", pictures(2))
    with pytest.raises(WeightsError, match=r"has 2 frames, but timeline\.csv places 3"):
        training_record.film("gan_mlp", folder.parent)


@pytest.mark.parametrize("name", models.available())
def test_what_ships_can_be_read_and_ends_where_training_did(name):
    history, counted, film = training_record.history(name), training_record.classes(name), training_record.film(name)
    training = registry.describe(name).get("training", {})
    if history and training.get("epochs"):
        assert history["epoch"][-1] == training["epochs"]
    for epochs in (counted and counted[0], film and film.epochs):
        if epochs:
            # While a VAE's refinement step learns alone, its decoder does not change.
            recipe = recipe_of(training)
            share = 0 if recipe.get("tuning_share") else recipe.get("refinement_share", 0)
            assert epochs[-1] == refinement_begins(history["epoch"][-1], share)
