"""The command that measures models: what it writes, prints and refuses."""

import dataclasses
import errno

import pytest
import torch

import models
from tests.support.evaluation_digits import bundled_reference
from training import evaluate
from training.reports import readme_tables

pytestmark = pytest.mark.usefixtures("quick_measures")


@pytest.fixture(scope="module")
def ground():
    return bundled_reference()


@pytest.fixture
def by_command(ground, monkeypatch):
    """Runs the command on the bundled digits; returns the names of the models whose files it would have written."""
    written = []
    monkeypatch.setattr(evaluate, "prepare", lambda split, *_: dataclasses.replace(ground, split=split))
    monkeypatch.setattr(evaluate, "write", lambda name, report: written.append(name))
    monkeypatch.setattr(readme_tables, "write_readme_tables", lambda: written.append("READMEs"))

    def run(*argv):
        evaluate.main(list(argv))
        return written

    return run


def test_the_command_writes_what_it_measured_and_prints_a_table(by_command, capsys):
    assert by_command("reader", "reader") == ["reader", "READMEs"]
    printed = capsys.readouterr().out
    assert printed.startswith("test split, 250 digits, seed 0")
    assert "| accuracy | 9" in printed


def test_validation_digits_leave_no_trace_in_files(by_command, capsys):
    assert by_command("reader", "--split", "validation") == []
    assert capsys.readouterr().out.startswith("validation split")


def test_a_disk_that_is_full_is_a_sentence(by_command, monkeypatch):
    def full(name, report):
        raise OSError(errno.ENOSPC, "No space left on device", "metrics.json.tmp")

    monkeypatch.setattr(evaluate, "write", full)
    with pytest.raises(SystemExit, match=r"metrics.json.tmp cannot be written: No space left on device"):
        by_command("reader")


def test_inceptions_fid_is_left_out_where_its_network_is_absent(by_command, capsys, monkeypatch):
    monkeypatch.setattr(evaluate, "inception_network", lambda: None)
    by_command("gan_mlp", "--split", "validation", "--inception")
    said = capsys.readouterr()
    assert "left out" in said.err
    assert "Inception" not in said.out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "name a model, or give --all"),
        (["vae_big"], "no model is called 'vae_big'; there are vae_mlp"),
        (["reader", "--split", "train"], "invalid choice: 'train'"),
        (["reader", "--seed", "-1"], "seed must be a whole number from 0"),
        (["reader", "--device", "tpu"], "argument --device: must be auto, cpu, cuda or mps, got 'tpu'"),
        (["reader", "--device", "cuda"], "argument --device: this machine has no cuda; use --device cpu"),
    ],
)
def test_a_mistake_on_the_command_line_is_answered_in_a_sentence(argv, said, capsys, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(SystemExit):
        evaluate.options(argv)
    assert said in capsys.readouterr().err


def test_models_are_measured_on_the_cpu_unless_another_device_is_asked_for(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert evaluate.options(["reader"]).device == torch.device("cpu")
    assert evaluate.options(["reader", "--device", "auto"]).device == torch.device("cuda")


def test_a_model_that_is_not_there_yet_is_named(monkeypatch, capsys):
    monkeypatch.setattr(models, "available", lambda: ["reader"])
    with pytest.raises(SystemExit):
        evaluate.options(["gan_conv"])
    assert "gan_conv is not in" in capsys.readouterr().err


@pytest.mark.parametrize("text", [None, "{}x"])
def test_drawings_that_cannot_be_read_end_the_command_with_a_sentence(text, tmp_path):
    path = tmp_path / "drawn.json"
    if text:
        path.write_text(text)
    with pytest.raises(SystemExit, match=r"drawn\.json"):
        evaluate.prepare("test", "nowhere", strokes=path)
