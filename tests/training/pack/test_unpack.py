"""Take in what came back from a machine with a GPU: whole, or not at all."""

import hashlib
import io
import json
import os
import tarfile

import pytest

from tests.support.pack_files import fill, home_at, machine_at, pack_results, refused, tree
from training.pack.__main__ import main


@pytest.fixture
def machine(tmp_path):
    return machine_at(tmp_path / "there")


@pytest.fixture
def parts(machine, tmp_path):
    """The results of that machine in parts of 20 kB."""
    pack_results(machine, tmp_path / "parts", "--part", "0.02", "--files", "20")
    return tmp_path / "parts"


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


def test_what_was_trained_comes_home_byte_for_byte(machine, home, parts):
    main(["unpack", str(parts), "--into", str(home)])
    before, after = tree(machine), tree(home)
    left_out = {"runs/vae_mlp/last.pt.tmp", "weights/vae_mlp/model.safetensors"}
    left_out |= {path for path in before if "/samples/" in path or "/generators/" in path}
    assert {path: after.get(path) for path in before if path not in left_out} == {
        path: content for path, content in before.items() if path not in left_out
    }
    assert not left_out & after.keys()


def test_a_file_larger_than_a_part_is_split_and_joined(machine, home, parts):
    checkpoint = (machine / "runs" / "gan_mlp" / "last.pt").read_bytes()
    assert all(path.stat().st_size < len(checkpoint) for path in parts.iterdir())
    main(["unpack", str(parts), "--into", str(home)])
    assert (home / "runs" / "gan_mlp" / "last.pt").read_bytes() == checkpoint


def test_a_second_run_of_a_model_may_have_a_name_of_its_own(machine, home, tmp_path):
    (machine / "runs" / "gan_mlp_k1").rename(machine / "runs" / "gan_mlp_seed1")
    pack_results(machine, tmp_path / "parts")
    main(["unpack", str(tmp_path / "parts"), "--into", str(home)])
    assert json.loads((home / "runs" / "gan_mlp_seed1" / "config.json").read_text())["name"] == "gan_mlp_k1"


def flip_a_byte(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda parts: flip_a_byte(parts / "results.tar.gz.02"), "results.tar.gz.02 is damaged: its sha256"),
        (lambda parts: (parts / "results.tar.gz.02").unlink(), "results.tar.gz.02 is missing; copy all"),
        (lambda parts: (parts / "results.sha256").unlink(), "no readable results.sha256"),
        (lambda parts: (parts / "results.sha256").write_text("?"), "results.sha256 is damaged; copy it once more"),
        (lambda parts: (parts / "results.sha256").write_text(""), "the archive ends too early"),
    ],
    ids=["flipped byte", "missing part", "no sums", "no sums in it", "empty sums"],
)
def test_parts_that_are_not_all_there_change_nothing(harm, sentence, parts, home):
    harm(parts)
    before = tree(home)
    assert sentence in refused("unpack", parts, "--into", home)
    assert tree(home) == before


def entry(name, content=b"", kind=tarfile.REGTYPE, linkname=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, linkname, len(content)
    return info, content


def write_archive(folder, *entries):
    """One part with its sum, made by tarfile and hashlib."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for info, content in entries:
            tar.addfile(info, io.BytesIO(content))
    digest = hashlib.sha256(buffer.getvalue()).hexdigest()
    fill(folder, {"results.tar.gz.01": buffer.getvalue(), "results.sha256": f"{digest}  results.tar.gz.01\n".encode()})


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (entry("/tmp/runs/x", b"x"), "leads out of the project"),
        (entry("runs/../../x", b"x"), "leads out of the project"),
        (entry("..", b"x"), "leads out of the project"),
        (entry("runs\\..\\x", b"x"), "leads out of the project"),
        (entry("app.py", b"x"), "lies neither in runs/ nor in weights/"),
        (entry("runs/link", kind=tarfile.SYMTYPE, linkname="/etc/passwd"), "is a link or no file"),
        (entry("runs/link", kind=tarfile.LNKTYPE, linkname="../app.py"), "is a link or no file"),
        (entry("runs/link", kind=tarfile.LNKTYPE, linkname="runs/link"), "is a link or no file"),
        (entry("runs/pipe", kind=tarfile.FIFOTYPE), "is a link or no file"),
        (entry("weights/gan_mlp/README.md", b"x"), "weights/gan_mlp in the archive is no whole model"),
        (entry("weights/../weights/x", b"x"), "leads out of the project"),
        (entry("weights/nobody/model.safetensors", b"x"), "no model is called 'nobody'"),
        (entry("runs/x/model.safetensors", b"x"), "config.json is missing or names no model"),
    ],
    ids=lambda value: value[0].name if isinstance(value, tuple) else "",
)
def test_an_archive_with_one_bad_entry_changes_nothing(bad, sentence, home, tmp_path):
    write_archive(tmp_path / "parts", entry("runs/vae_mlp/history.csv", b"epoch\n"), bad)
    before = tree(tmp_path)
    assert sentence in refused("unpack", tmp_path / "parts", "--into", home)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("room", ["runs", "weights"])
def test_a_model_that_does_not_load_changes_nothing(room, machine, home, tmp_path):
    files = tree(machine / "runs" / "gan_mlp")
    files["model.safetensors"] = files["model.safetensors"][:-1] + b"?"
    write_archive(
        tmp_path / "parts",
        *(entry(f"{room}/gan_mlp/{name}", files[name]) for name in ("model.safetensors", "config.json")),
    )
    before = tree(home)
    assert f"{room}/gan_mlp in the archive is no whole model" in refused("unpack", tmp_path / "parts", "--into", home)
    assert tree(home) == before


def test_what_was_there_is_kept_aside(home, parts, capsys):
    before = tree(home)
    main(["unpack", str(parts), "--into", str(home)])
    after = tree(home)
    assert after["runs/replaced-1/runs/gan_mlp/last.pt"] == before["runs/gan_mlp/last.pt"]
    assert after["runs/replaced-1/weights/gan_mlp/README.md"] == before["weights/gan_mlp/README.md"]
    assert f"{home}/runs/gan_mlp was there and is now {home}/runs/replaced-1/runs/gan_mlp" in capsys.readouterr().out


def test_weights_stay_as_they_are_where_only_runs_are_wanted(home, parts):
    main(["unpack", str(parts), "--into", str(home), "--runs-only"])
    assert tree(home / "weights") == {"gan_mlp/README.md": b"old"}
    assert (home / "runs" / "gan_mlp" / "model.safetensors").is_file()


def test_a_disk_that_takes_no_more_changes_nothing(home, parts, monkeypatch):
    before, replace, moves = tree(home), os.replace, []

    def full_after_three(source, target):
        moves.append(target)
        if len(moves) == 4:
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", full_after_three)
    assert refused("unpack", parts, "--into", home).endswith("No space left on device")
    assert tree(home) == before
