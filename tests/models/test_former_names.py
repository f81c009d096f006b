"""Files that were written under former names load, and keep their bytes."""

import json

import pytest
import torch
from safetensors.torch import load_file

import models
from models import registry
from models.former_names import current_fields, current_tensors
from models.networks.conv_vae import ConvVAEConfig
from training.loop.schedule import Average

VAE_CONV = registry.WEIGHTS / "vae_conv"


def under_former_names(state):
    """A state dict as it was saved when the refiner was called look."""
    return {name.replace("refiner.", "look."): value for name, value in state.items()}


def test_a_shipped_config_with_a_former_name_still_builds_its_network():
    assert json.loads((VAE_CONV / "config.json").read_text())["config"]["looks"] == 1
    vae = models.load("vae_conv")
    assert vae.refinement_steps == vae.config.refinement_steps == 1


def test_shipped_tensors_with_former_names_arrive_unchanged():
    shipped, loaded = load_file(VAE_CONV / "model.safetensors"), models.load("vae_conv").state_dict()
    current = current_tensors(shipped)
    assert sorted(loaded) == sorted(current) != sorted(shipped)
    assert all(torch.equal(loaded[name], value) for name, value in current.items())


def test_a_config_without_former_names_stays_as_it_is():
    config = {"latent_dim": 2, "refinement_steps": 3}
    assert current_fields(config) == config


@pytest.mark.parametrize("wrap", [lambda vae: vae, Average], ids=["alone", "averaged"])
def test_a_checkpoint_with_former_names_goes_on(wrap):
    old, new = (wrap(ConvVAEConfig(refinement_steps=1).build()) for _ in range(2))
    new.load_state_dict(under_former_names(old.state_dict()))
    assert all(torch.equal(value, new.state_dict()[name]) for name, value in old.state_dict().items())


def test_what_is_saved_bears_the_names_of_today(tmp_path):
    registry.save(tmp_path / "vae_conv", "vae_conv", models.load("vae_conv"))
    assert registry.describe("vae_conv", tmp_path)["config"]["refinement_steps"] == 1
    names = load_file(tmp_path / "vae_conv" / "model.safetensors").keys()
    assert any(name.startswith("refiner.") for name in names)
    assert not any(name.startswith("look.") for name in names)
    again, shipped = registry.load("vae_conv", root=tmp_path).state_dict(), models.load("vae_conv").state_dict()
    assert all(torch.equal(again[name], value) for name, value in shipped.items())
