"""Publishing and measuring finished runs while others still train."""

import json
import signal

import pytest

from training.all import finish


@pytest.fixture
def publisher(tmp_path, monkeypatch):
    """A Publisher with folders of its own, whose measuring only notes by which reader it was done."""
    prepared = []

    def prepare(*_, **__):
        prepared.append(finish.sha256("reader", tmp_path / "weights"))
        return prepared[-1]

    def write(name, report, root):
        (root / name / "metrics.json").write_text(json.dumps(report))

    def evaluate(name, real, root):
        return {"weights": finish.sha256(name, root)[:16], "judge": real[:16]}

    def publish(name, run, root, device):
        (root / name).mkdir(parents=True, exist_ok=True)
        for path in ("config.json", "model.safetensors"):
            (root / name / path).write_bytes((run / path).read_bytes())

    monkeypatch.setattr(finish.evaluate, "prepare", prepare)
    monkeypatch.setattr(finish.evaluate, "write", write)
    monkeypatch.setattr(finish.evaluate, "evaluate", evaluate)
    monkeypatch.setattr(finish.publish, "publish", publish)
    publisher = finish.Publisher("data", tmp_path / "weights")
    publisher.prepared = prepared
    return publisher


def lay(root, name, letter, epochs=1, planned=1, judge=None):
    """Weights whose sha256 is all one letter and, where a judge is given, figures by it."""
    (root / name).mkdir(parents=True, exist_ok=True)
    how = {"epochs": epochs, "recipe": {"epochs": planned}}
    described = {"name": name, "config": {}, "weights": {"bytes": 1, "sha256": letter * 64}, "training": how}
    (root / name / "config.json").write_text(json.dumps(described))
    (root / name / "model.safetensors").write_text(letter)
    if judge:
        (root / name / "metrics.json").write_text(json.dumps({"weights": letter * 16, "judge": judge * 16}))


def test_a_finished_run_is_published_and_measured(publisher, tmp_path):
    lay(publisher.root, "reader", "r", judge="r")
    lay(tmp_path, "vae_mlp", "b")
    publisher.finish("vae_mlp", tmp_path)
    assert (publisher.root / "vae_mlp" / "model.safetensors").read_text() == "b"
    assert finish.measured("vae_mlp", publisher.root, "r" * 64)


def test_what_was_published_and_measured_before_is_left_alone(publisher, tmp_path):
    lay(publisher.root, "reader", "r", judge="r")
    for root, judge in ((tmp_path, None), (publisher.root, "r")):
        lay(root, "vae_mlp", "b", judge=judge)
    publisher.finish("vae_mlp", tmp_path)
    assert publisher.prepared == []


def test_real_digits_are_gathered_once_for_each_reader(publisher, tmp_path):
    lay(publisher.root, "reader", "q", judge="q")
    lay(tmp_path, "reader", "r")
    for name in ("vae_mlp", "vae_map"):
        lay(tmp_path, name, "b")
    for name in ("vae_mlp", "reader", "vae_map"):
        publisher.finish(name, tmp_path)
    assert publisher.prepared == ["q" * 64, "r" * 64]


def test_another_reader_has_every_model_measured_again(publisher, tmp_path):
    for name in ("reader", "vae_mlp", "gan_mlp"):
        lay(publisher.root, name, "q", judge="q")
    lay(tmp_path, "reader", "r")
    assert publisher.judged_by_another() == []
    publisher.finish("reader", tmp_path)
    assert publisher.judged_by_another() == ["vae_mlp", "gan_mlp"]


def test_a_run_cut_short_does_not_replace_a_longer_one(publisher, tmp_path):
    lay(publisher.root, "reader", "r", judge="r")
    lay(publisher.root, "gan_mlp", "a", epochs=35, planned=200)
    lay(tmp_path, "gan_mlp", "b", epochs=12, planned=200)
    what, said = publisher.finish("gan_mlp", tmp_path)
    assert (what, said) == (finish.KEPT_OUT, f"not published: 12 epochs, and {publisher.root / 'gan_mlp'} has 35")
    assert (publisher.root / "gan_mlp" / "model.safetensors").read_text() == "a"


def test_a_signal_waits_until_weights_and_config_are_both_new():
    came = []
    before = signal.signal(signal.SIGTERM, lambda *_: came.append("signal"))
    try:
        with finish.undisturbed():
            signal.raise_signal(signal.SIGTERM)
            came.append("both written")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert came == ["both written", "signal"]
