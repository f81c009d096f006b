"""A recipe that was written under older names of its settings is read as today's."""

from dataclasses import asdict, fields

import pytest

import models
from models import registry
from tests.support.training_runs import script_of
from training import curves, pca, vae
from training.loop.recipe_names import OLDER_NAMES, recipe_of

OLD = {"jittered": 0.6, "thickened": 0.2, "warped": 0.5, "clean": 0.25, "looking": 0.2, "looks": 2}
OLD |= {"reads": 10.0, "reading": 0.38, "clip": 50.0, "ema": 0.9995}
NEW = {"affine_prob": 0.6, "thickness_prob": 0.2, "elastic_prob": 0.5, "clean_share": 0.25, "refinement_share": 0.2}
NEW |= {"refinement_steps": 2, "reader_weight": 10.0, "reader_share": 0.38, "grad_clip": 50.0, "ema_decay": 0.9995}


def recipe_class(name):
    """The Recipe of the script that trains a model."""
    return {"pca_map": pca.Recipe, "ae_map": vae.Recipe}.get(name) or script_of(name).Recipe


def test_older_names_become_todays_and_values_and_order_stay():
    assert list(recipe_of({"recipe": {"batch": 64, **OLD}}).items()) == [("batch", 64), *NEW.items()]
    assert OLD.keys() == OLDER_NAMES.keys()


def test_todays_names_stay_as_they_are():
    for recipe in vae.RECIPES.values():
        assert recipe_of({"recipe": asdict(recipe)}) == asdict(recipe)
    assert not OLDER_NAMES.keys() & set(OLDER_NAMES.values())


def test_a_training_without_a_recipe_has_an_empty_one():
    assert recipe_of({"epochs": 3}) == {}


@pytest.mark.parametrize("name", models.available())
def test_every_setting_of_what_ships_is_one_of_todays_recipe(name):
    known = {field.name for field in fields(recipe_class(name))}
    assert recipe_of(registry.describe(name)["training"]).keys() <= known


def test_both_spellings_mark_the_same_parts_of_a_training():
    parts = curves.stages({"epochs": 10, "recipe": OLD})
    assert parts == curves.stages({"epochs": 10, "recipe": NEW})
    assert parts == [(6, "no augmentation"), (8, "refinement step learns")]
