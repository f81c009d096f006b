"""What the training film is given: frames beside their own steps, counts that were made by then, and who took over."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from models import WeightsError
from tests.support.training_record_files import pictures, write_course
from ui.dream.training_film import part
from ui.dream.training_film import server as training_film
from ui.i18n.catalogue import t


@pytest.fixture
def root(tmp_path):
    write_course(tmp_path / "gan_mlp")
    return tmp_path


def shares(*rows):
    """Rows {digit: share}, what is left spread over the other digits."""
    table = []
    for row in rows:
        rest = (1 - sum(row.values())) / (10 - len(row))
        table.append([row.get(digit, rest) for digit in range(10)])
    return np.array(table)


def test_the_frames_come_one_below_the_other_with_their_steps(root):
    record = training_film.record("gan_mlp", root)
    assert record["steps"] == [0, 50, 200]
    assert record["epochs"] == [0, 0.5, 2]
    data = base64.b64decode(record["frames"].removeprefix("data:image/png;base64,"))
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(data))).reshape(3, 140, 140), pictures())


def test_each_moment_shows_the_losses_of_the_epoch_that_it_lies_in(root):
    assert training_film.record("gan_mlp", root)["row"] == [0, 0, 1]


def test_losses_past_the_last_frame_are_not_told(root):
    path = root / "gan_mlp" / "history.csv"
    last = path.read_text().splitlines()[-1]
    path.write_text(path.read_text() + last.replace("2", "3", 1) + "\n")
    assert training_film.record("gan_mlp", root)["history"]["epoch"] == [1, 2]


def test_each_moment_shows_the_last_count_that_was_made_by_then(root):
    record = training_film.record("gan_mlp", root)
    assert record["counted"] == [None, None, 2]
    assert record["shares"] == [None, None, [0, 1, *[0] * 8]]
    assert record["samples"] == [None, None, 10_000]


def test_without_a_film_the_moments_are_those_that_were_counted(root):
    (root / "gan_mlp" / "timeline.csv").unlink()
    record = training_film.record("gan_mlp", root)
    assert record["frames"] is record["steps"] is None
    assert record["epochs"] == record["counted"] == [1, 2]


def test_without_film_and_counts_there_are_still_the_epochs(root):
    for file in ("timeline.csv", "classes.csv"):
        (root / "gan_mlp" / file).unlink()
    record = training_film.record("gan_mlp", root)
    assert record["epochs"] == [1, 2]
    assert record["row"] == [0, 1]
    assert record["shares"] is record["takeover"] is None


def test_without_a_history_there_is_no_record(tmp_path):
    with pytest.raises(WeightsError, match=r"history\.csv is missing"):
        training_film.record("gan_mlp", tmp_path)


def test_a_digit_takes_over_from_the_epoch_on_that_it_keeps_more_than_half():
    found = training_film.takeover([1, 2, 4, 8], shares({1: 0.3}, {1: 0.6}, {1: 0.7}, {1: 0.97}))
    assert (found["digit"], found["half_from"]) == (1, 2)
    assert found["share"] == pytest.approx(0.97)


def test_a_digit_that_loses_its_majority_in_between_takes_over_later():
    assert training_film.takeover([1, 2, 3], shares({7: 0.6}, {7: 0.4}, {7: 0.8}))["half_from"] == 3


def test_a_digit_that_holds_the_majority_throughout_has_it_from_the_first_count_on():
    assert training_film.takeover([1, 2], shares({9: 0.6}, {9: 0.8}))["half_from"] == 1


def test_nobody_takes_over_where_no_digit_ends_above_half():
    found = training_film.takeover([1, 2], shares({8: 0.9}, {3: 0.2}))
    assert (found["digit"], found["half_from"]) == (3, None)


def test_the_largest_shares_of_the_articles_digits_are_told():
    found = training_film.takeover([1, 2], shares({7: 0.2, 9: 0.3}, {1: 0.8}))
    assert found["peaks"] == pytest.approx({"7": 0.2, "9": 0.3, "1": 0.8})


def test_a_damaged_record_is_one_sentence_without_a_path(root, capsys):
    (root / "gan_mlp" / "history.csv").write_text("what?")

    def read(name):
        return training_film.record(name, root)

    answer = part.functions(["gan_mlp"], read)[0]({"lang": "ja", "model": "gan_mlp"})
    assert t("ja", "film.damaged", name="gan_mlp") in answer["error"]
    assert str(root) not in answer["error"]
    assert "history.csv" in capsys.readouterr().err


@pytest.mark.parametrize("model", ["gan_big", 3, ["gan_mlp"], "../gan_mlp"])
def test_a_model_without_a_record_is_refused(model):
    answer = part.functions(["gan_mlp"], dict)[0]({"model": model})
    assert "model must be one of gan_mlp" in answer["error"]
