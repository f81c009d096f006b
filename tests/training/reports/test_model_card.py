"""Model cards and README tables: every figure traced to metrics.json, in the form that Hugging Face reads."""

import json
import re
import shutil

import pytest
from huggingface_hub import ModelCard

import models
from models import registry
from tests.support.paths import PROJECT
from training.loop.recipe_names import recipe_of
from training.reports import metric_names, model_card, readme_tables

NAMES = models.available()


def metrics(name):
    return json.loads((registry.WEIGHTS / name / "metrics.json").read_text())


def card_of(name):
    return ModelCard.load(registry.WEIGHTS / name / "README.md")


def rows(text, head):
    """The Markdown table whose first line starts with `head`: list of rows of cells, the head first."""
    table = text[text.index(head) :].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if "---" not in line]


def same(said, figure):
    """Whether a figure as written, such as 98.23% or 1,234 or 0.012 nats, is `figure` rounded to as many digits."""
    text = re.match(r"[\d.,]+", said).group().replace(",", "")
    decimals = len(text.partition(".")[2])
    figure = 100 * figure if said[len(re.match(r"[\d.,]+", said).group()) :].startswith("%") else figure
    return abs(float(text) - figure) <= 0.51 * 10**-decimals


@pytest.mark.parametrize("name", NAMES)
def test_hugging_face_reads_the_head(name):
    data = card_of(name).data
    assert data.license == "mit"
    assert data.library_name == "pytorch"
    assert data.datasets == ["mnist"]
    assert "safetensors" in data.tags
    assert data.pipeline_tag.endswith(("image-generation", "image-classification", "image-feature-extraction"))
    assert data.model_name == name


@pytest.mark.parametrize("name", NAMES)
def test_the_model_index_holds_the_figures_of_metrics_json(name):
    told = {result.metric_type: result.metric_value for result in card_of(name).data.eval_results}
    found = metrics(name)["figures"]
    assert told == {key: value for key, value in found.items() if key != "class_shares"}
    assert {result.dataset_split for result in card_of(name).data.eval_results} == {"test"}


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_in_a_cards_table_is_in_metrics_json(name):
    head, *body = rows(card_of(name).text.split("## Figures")[1], "|")
    columns = {column: metrics(column)["figures"] for column in head[1:] if column in NAMES}
    columns["real digits"] = metrics(name)["real"]
    titles = {figure.title: key for key, figure in metric_names.FIGURES.items()}
    assert len(titles) == len(metric_names.FIGURES), "two figures have the same name"
    told = 0
    for title, *cells in body:
        key = titles[title]
        for column, said in zip(head[1:], cells, strict=True):
            if said != "–":
                found = columns[column]
                assert same(said, found[key if key in found else metric_names.FIGURES[key].real]), (title, column)
                told += 1
    assert told > len(metrics(name)["figures"]) - 2


@pytest.mark.parametrize("name", NAMES)
def test_a_multiple_on_a_card_is_the_quotient_of_two_figures(name):
    found = metrics(name)
    for title, said, *_ in rows(card_of(name).text.split("## Figures")[1], "|"):
        if ratio := re.search(r"\(([\d.,]+)×\)", said):
            key = next(key for key, figure in metric_names.FIGURES.items() if figure.title == title)
            floor = found["real"]["class_fid" if key == "class_fid" else "fid"]
            assert same(ratio[1] + "×", found["figures"][key] / floor)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_of_the_run_is_on_the_card(name):
    config = registry.describe(name)
    settings = {key: value for key, value in rows(card_of(name).text, "| setting |")}
    for key, value in {**recipe_of(config["training"]), "seed": config["training"]["seed"]}.items():
        if key != "epochs":
            written = ", ".join(map(str, value)) if isinstance(value, list) else str(value).replace(",", "")
            assert settings[key.replace("_", " ")].replace(",", "") == written.replace(",", "")
    assert f"{config['parameters']:,} parameters" in card_of(name).text


@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_its_parts_and_says_what_it_was_computed_on(name):
    text = card_of(name).text
    parts = re.findall(r"^## (.+)$", text, re.M)
    assert parts == ["Intended use", "Data", "Training", "Figures", "Limits", "Compute", "Licence"]
    if registry.describe(name)["training"]["device"] == "cpu":
        assert "Trained on a CPU" in text


@pytest.mark.parametrize("name", NAMES)
def test_the_articles_models_stand_beside_the_others(name):
    family = registry.KNOWN[name].family
    head, *_ = rows(card_of(name).text.split("## Figures")[1], "|")
    expected = [other for other in metric_names.BASELINES[family] if other in NAMES and other != name]
    assert head[1:] == [name, *expected, *(["real digits"] if family != "reader" else [])]


@pytest.mark.parametrize("name", NAMES)
def test_all_models_were_measured_alike(name):
    assert metric_names.comparable(metrics(name), metrics("reader"))
    assert registry.describe("reader")["weights"]["sha256"].startswith(metrics(name)["judge"])


@pytest.fixture
def copies(tmp_path):
    """weights/ as it lies there, but without tensors and cards."""
    shutil.copytree(
        registry.WEIGHTS, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.safetensors", "*.md")
    )
    return tmp_path


def test_cards_written_again_are_the_same(copies):
    model_card.write_cards(copies)
    for name in NAMES:
        assert (copies / name / "README.md").read_bytes() == (registry.WEIGHTS / name / "README.md").read_bytes()


def test_a_model_measured_by_another_judge_is_not_put_beside_others(copies):
    path = copies / "gan_mlp" / "metrics.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "judge": "someone else"}))
    shutil.copytree(copies / "gan_mlp", copies / "gan_mlp_k1", dirs_exist_ok=True)
    assert metric_names.beside("gan_mlp_k1", copies) != {}
    path.write_text(json.dumps({**json.loads(path.read_text()), "judge": "yet another"}))
    assert metric_names.beside("gan_mlp_k1", copies) == {}


def test_a_run_that_noted_more_about_its_machine_has_it_on_the_card(copies):
    path = copies / "vae_mlp" / "config.json"
    config = json.loads(path.read_text())
    config["training"] |= {"device": "cuda", "hours": 2}
    del config["training"]["recipe"]
    config["training"].pop("compute", None)  # older runs tell nothing of it
    path.write_text(json.dumps(config))
    model_card.write_card(copies / "vae_mlp")
    assert "Trained on CUDA (hours: 2)." in (copies / "vae_mlp" / "README.md").read_text()


def test_a_run_on_a_gpu_tells_its_name_its_time_and_its_energy(copies):
    path = copies / "vae_mlp" / "config.json"
    config = json.loads(path.read_text())
    compute = {"device": "NVIDIA H100", "training_seconds": 83.4, "images_per_second": 61234.5}
    config["training"] |= {"device": "cuda", "compute": {**compute, "busy": 0.934, "energy_wh": 7.25}}
    path.write_text(json.dumps(config))
    model_card.write_card(copies / "vae_mlp")
    told = (copies / "vae_mlp" / "README.md").read_text()
    assert "Trained on NVIDIA H100, 1 min 23 s of training, 61,234 digits a second." in told
    assert "The GPU was busy 93% of the time and took 7.2 Wh" in told


def test_a_model_measured_on_a_gpu_says_so_and_whose_milliseconds_it_has(copies):
    path = copies / "vae_mlp" / "metrics.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "device": "NVIDIA H100", "machine": "x86_64"}))
    model_card.write_card(copies / "vae_mlp")
    said = "Measured on NVIDIA H100, milliseconds on one thread of a CPU (x86_64), which is what"
    assert said in (copies / "vae_mlp" / "README.md").read_text()


def test_a_run_that_went_on_with_other_code_names_both(copies):
    path = copies / "vae_mlp" / "config.json"
    config = json.loads(path.read_text())
    config["training"] |= {"earlier": [{"epochs": 20, "commit": "a1b2c3"}], "commit": "d4e5f6"}
    path.write_text(json.dumps(config))
    model_card.write_card(copies / "vae_mlp")
    written = (copies / "vae_mlp" / "README.md").read_text()
    assert "| epochs up to 20 at commit | a1b2c3 |\n| code at commit | d4e5f6 |" in written


@pytest.mark.parametrize("filename", ["README.md", "README.ja.md"])
def test_the_readmes_tables_are_those_the_figures_make(filename, tmp_path, monkeypatch):
    for name in readme_tables.WORDS:
        (tmp_path / name).write_bytes((PROJECT / name).read_bytes())
    monkeypatch.setattr(readme_tables, "PROJECT", tmp_path)
    readme_tables.write_readme_tables()
    assert (tmp_path / filename).read_text() == (PROJECT / filename).read_text()


@pytest.mark.parametrize("filename", ["README.md", "README.ja.md"])
def test_a_readmes_tables_name_every_model_and_fit_a_phone(filename):
    text = (PROJECT / filename).read_text().split(readme_tables.START)[1].split(readme_tables.END)[0]
    for name in NAMES:
        assert name in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.sub(r"\]\([^)]+\)", "", line)) < 90


@pytest.mark.parametrize(
    ("ratio", "said"), [(1.042, "1.04×"), (1.0, "1.00×"), (6.21, "6.2×"), (178.4, "178×"), (1095.2, "1,095×")]
)
def test_a_ratio_is_written_to_two_digits_or_so(ratio, said):
    assert metric_names.multiple(ratio) == said
