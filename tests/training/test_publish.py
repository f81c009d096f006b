"""From a run's folder to weights/: what is copied, and the film of the fixed noise."""

import csv

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save

import models
from models.networks.gan import GANConfig
from tests.support.training_runs import bundled
from training import publish
from training.loop.image_grid import png

TRAINING = {"digits": 200, "epochs": 3, "recipe": {"batch": 20}}  # ten steps an epoch


def film(tmp_path, steps, training=TRAINING):
    """A samples folder whose picture of step s has grey level s, and the film made of it."""
    samples = tmp_path / "samples"
    samples.mkdir()
    for step in steps:
        Image.fromarray(np.full((10, 10), step, np.uint8)).save(samples / f"step_{step:07d}.png")
    publish.timeline(samples, training, tmp_path)
    rows = list(csv.DictReader((tmp_path / "timeline.csv").open()))
    webp = Image.open(tmp_path / "timeline.webp")
    levels = []
    for frame in range(webp.n_frames):
        webp.seek(frame)
        levels.append(webp.convert("L").getpixel((0, 0)))
    return rows, levels


def test_every_frame_shows_the_step_that_the_table_says(tmp_path):
    rows, levels = film(tmp_path, [0, 4, 10, 14, 20, 30])
    assert [int(row["step"]) for row in rows] == levels == [0, 4, 10, 20, 30]
    assert [row["epoch"] for row in rows] == ["0", "0.4", "1", "2", "3"]


def test_pictures_past_the_exported_epoch_are_left_out(tmp_path):
    rows, _ = film(tmp_path, [10, 20, 30, 40])
    assert rows[-1]["step"] == "30"


def test_the_film_ends_where_the_refinement_step_begins_to_learn(tmp_path):
    recipe = {"batch": 20, "refinement_share": 1 / 3}
    rows, _ = film(tmp_path, [10, 20, 30], {"digits": 200, "epochs": 3, "recipe": recipe})
    assert rows[-1]["step"] == "20"


def test_the_film_goes_on_where_all_parts_learn_together_after_that():
    recipe = {"batch": 20, "refinement_share": 0.3, "tuning_share": 0.2}
    assert publish.moving({"epochs": 20, "recipe": recipe}) == [*range(1, 11), 18, 20]
    assert publish.moving({"epochs": 5, "recipe": {"batch": 20}}) == [1, 2, 3, 4, 5]


def test_a_long_run_is_thinned_and_its_last_epoch_kept():
    epochs = publish.chosen(200)
    assert epochs[:10] == list(range(1, 11))
    assert epochs[-1] == 200
    assert len(epochs) < 40
    assert publish.chosen(33)[-1] == 33


def test_generators_that_were_not_kept_are_passed_over(tmp_path):
    for epoch in (1, 3, 4):
        (tmp_path / f"epoch_{epoch:03d}.safetensors").touch()
    assert [epoch for epoch, _ in publish.kept(tmp_path, [1, 2, 3])] == [1, 3]


@pytest.mark.parametrize("content", [b"short", save({"0.weight": torch.zeros(2)})])
def test_a_generator_that_is_damaged_or_of_another_model_is_named(content, tmp_path):
    (tmp_path / "epoch_001.safetensors").write_bytes(content)
    with pytest.raises(SystemExit, match=r"epoch_001\.safetensors holds no generator of this model"):
        publish.count_classes(GANConfig().build(), tmp_path, 1, tmp_path / "classes.csv")


def test_where_no_generator_was_kept_the_digits_in_the_pictures_are_counted_since_the_row_before(tmp_path, monkeypatch):
    """Two pictures of ones in the first epoch, one of zeros in the second, and the shipped generator's samples."""
    monkeypatch.setattr(publish, "SAMPLES", 40)
    x, y = bundled()
    ones, zeros = (x[y == digit][:25].float() / 255 for digit in (1, 0))
    for step, digits in ((4, ones), (10, ones), (20, zeros)):
        (tmp_path / f"step_{step:07d}.png").write_bytes(png(digits))
    publish.count_pictures(models.load("gan_mlp"), tmp_path, TRAINING, tmp_path / "classes.csv")
    first, second, last = csv.DictReader((tmp_path / "classes.csv").open())
    assert (first["epoch"], first["samples"], second["samples"], last["samples"]) == ("1", "50", "25", "40")
    assert float(first["1"]) > 0.95
    assert float(second["0"]) > 0.95
    assert float(last["1"]) > 0.8  # it has collapsed into ones


def test_a_run_without_an_export_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="is missing: train vae_mlp first"):
        publish.publish("vae_mlp", tmp_path, root=tmp_path / "weights")
