"""weights/: what lies there loads, and whatever is wrong with it is refused by name."""

import json
import shutil

import pytest
import torch
from safetensors.torch import save_file

import models
from models import registry

SHIPPED = ["vae_mlp", "gan_mlp", "reader"]


@pytest.fixture
def copy(tmp_path):
    """A copy of weights/vae_mlp that a test may spoil; returns (root, folder)."""
    shutil.copytree(registry.WEIGHTS / "vae_mlp", tmp_path / "vae_mlp")
    return tmp_path, tmp_path / "vae_mlp"


def test_the_articles_models_and_the_reader_are_shipped():
    assert set(SHIPPED) <= set(models.available())


@pytest.mark.parametrize("name", SHIPPED)
def test_a_loaded_model_is_ready_to_use(name):
    model = models.load(name)
    assert not model.training
    assert not any(p.requires_grad for p in model.parameters())


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_model_comes_with_figures_history_and_card(name):
    folder = registry.WEIGHTS / name
    assert json.loads((folder / "metrics.json").read_text())["figures"]
    assert (folder / "history.csv").read_text().startswith("epoch,")
    assert f"# {name}" in (folder / "README.md").read_text()


def test_unknown_name_lists_the_known():
    with pytest.raises(ValueError, match=r"'vae_mlpp'.*vae_mlp, vae_conv, .*, reader"):
        models.load("vae_mlpp")


@pytest.mark.parametrize("name", [None, 3, [], ["vae_mlp"]])
def test_a_name_that_is_no_text_is_unknown(name):
    with pytest.raises(ValueError, match="no model is called"):
        models.load(name)


def test_a_device_that_is_not_here_is_refused():
    with pytest.raises(ValueError, match="device 'abacus' cannot be used here"):
        models.load("vae_mlp", device="abacus")


def test_a_name_that_walks_out_of_the_folder_is_unknown():
    with pytest.raises(ValueError, match="no model is called"):
        models.load("../weights/vae_mlp")


@pytest.mark.parametrize("file", ["model.safetensors", "config.json"])
def test_a_missing_file_is_named(copy, file):
    root, folder = copy
    (folder / file).unlink()
    with pytest.raises(models.WeightsError, match=f"{file} is missing"):
        registry.load("vae_mlp", root=root)


def test_a_truncated_file_is_refused_by_its_size(copy):
    root, folder = copy
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(models.WeightsError, match=r"model.safetensors has \d+ bytes, \d+ expected"):
        registry.load("vae_mlp", root=root)


def test_one_flipped_bit_is_refused_by_its_hash(copy):
    root, folder = copy
    path = folder / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(models.WeightsError, match="sha256"):
        registry.load("vae_mlp", root=root)


def test_another_models_config_is_refused(copy):
    root, folder = copy
    shutil.copy(registry.WEIGHTS / "reader" / "config.json", folder)
    with pytest.raises(models.WeightsError, match="describes 'reader', not 'vae_mlp'"):
        registry.load("vae_mlp", root=root)


@pytest.mark.parametrize(("field", "value"), [("latent_dim", 3), ("hidden", "x"), ("hidden", 400.0)])
def test_a_config_that_was_altered_is_refused(copy, field, value):
    root, folder = copy
    described = json.loads((folder / "config.json").read_text())
    described["config"][field] = value
    (folder / "config.json").write_text(json.dumps(described))
    with pytest.raises(models.WeightsError, match=r"config.json was altered"):
        registry.load("vae_mlp", root=root)


def test_shapes_that_do_not_fit_the_config_are_named(tmp_path):
    vae = registry.KNOWN["vae_mlp"](latent_dim=3).build()
    vae.config = registry.KNOWN["vae_mlp"]()
    registry.save(tmp_path / "vae_mlp", "vae_mlp", vae)
    with pytest.raises(models.WeightsError, match=r"expand.weight is float32 \(400, 3\), float32 \(400, 20\) expected"):
        registry.load("vae_mlp", root=tmp_path)


def test_tensors_of_another_type_are_named(tmp_path):
    registry.save(tmp_path / "vae_mlp", "vae_mlp", registry.KNOWN["vae_mlp"]().build().half())
    with pytest.raises(models.WeightsError, match=r"expand.bias is float16 \(400,\), float32 \(400,\) expected"):
        registry.load("vae_mlp", root=tmp_path)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[" * 100_000, '{"name": "vae_mlp"}', '{"name": "vae_mlp", "config": {}, "weights": 3}']
)
def test_a_config_that_describes_nothing_is_refused(copy, text):
    root, folder = copy
    (folder / "config.json").write_text(text)
    with pytest.raises(models.WeightsError, match=r"config.json"):
        registry.load("vae_mlp", root=root)


def test_a_config_with_a_strange_field_is_refused(copy):
    root, folder = copy
    described = json.loads((folder / "config.json").read_text())
    described["config"]["colour"] = "red"
    (folder / "config.json").write_text(json.dumps(described))
    with pytest.raises(models.WeightsError, match=r"config.json was altered"):
        registry.load("vae_mlp", root=root)


def test_a_pickle_in_the_place_of_the_weights_is_refused_unopened(copy):
    root, folder = copy
    path = folder / "model.safetensors"
    torch.save({"x": torch.zeros(3)}, path)
    with pytest.raises(models.WeightsError, match="bytes"):
        registry.load("vae_mlp", root=root)


def test_values_that_are_not_finite_are_refused(tmp_path):
    vae = models.load("vae_mlp")
    vae.mu.bias[0] = float("nan")
    registry.save(tmp_path / "vae_mlp", "vae_mlp", vae)
    with pytest.raises(models.WeightsError, match="not finite"):
        registry.load("vae_mlp", root=tmp_path)


def test_what_is_saved_loads_as_it_was(tmp_path):
    vae = registry.KNOWN["vae_mlp"]().build()
    registry.save(tmp_path / "vae_mlp", "vae_mlp", vae)
    loaded = registry.load("vae_mlp", root=tmp_path)
    assert all(torch.equal(a, b) for a, b in zip(vae.state_dict().values(), loaded.state_dict().values(), strict=True))


def test_a_model_cannot_be_saved_under_anothers_name(tmp_path):
    with pytest.raises(ValueError, match="gan_mlp is built from GANConfig, got VAEConfig"):
        registry.save(tmp_path, "gan_mlp", models.load("vae_mlp"))


def test_a_safetensors_file_of_other_tensors_is_refused(copy):
    root, folder = copy
    save_file({"other": torch.zeros(2)}, folder / "model.safetensors")
    with pytest.raises(models.WeightsError, match="expected"):
        registry.load("vae_mlp", root=root)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("rubbish", "not valid JSON"),
        ("", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "must hold an object"),
        ("null", "must hold an object"),
        ('{"figures": []}', "an object under figures"),
        ('{"real": {"fid": null}}', "real has none under fid"),
        ('{"figures": {"fid": NaN}}', "figures has none under fid"),
        ('{"figures": {"fid": true}}', "figures has none under fid"),
        ('{"figures": {"class_shares": [0.1, "x"]}}', "figures has none under class_shares"),
        ('{"reference": {"negative_elbo_percentiles": [1, 2]}}', "reference has none under negative_elbo_percentiles"),
    ],
)
def test_figures_that_are_none_are_refused_by_name(copy, text, reason):
    root, folder = copy
    (folder / "metrics.json").write_text(text)
    with pytest.raises(registry.WeightsError, match=reason) as refused:
        registry.measured("vae_mlp", root)
    assert str(folder / "metrics.json") in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_model_that_was_not_measured_has_no_figures(copy):
    root, folder = copy
    (folder / "metrics.json").unlink()
    assert registry.measured("vae_mlp", root) == {}
