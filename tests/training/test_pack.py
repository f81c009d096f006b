"""Read the archives that go to a machine with a GPU and come back, by tarfile, gzip and hashlib alone."""

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import registry
from models.networks.gan import GANConfig
from training import pack

MIB = 2**20
SMALL_GAN = GANConfig(latent_dim=4, generator_widths=(8,), discriminator_widths=(8,))


def tree(folder):
    """Every file below a folder: {path: bytes}."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill(folder, contents):
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def sums(parts):
    return {
        name: digest
        for digest, name in (line.split("  ") for line in (parts / "results.sha256").open().read().split("\n")[:-1])
    }


def unpacked(parts):
    """What the parts hold, in order, as `cat results.tar.gz.* | tar -xz` would find it: {path: bytes}."""
    joined = b"".join(path.read_bytes() for path in sorted(parts.glob("results.tar.gz.*")))
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(joined))) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar}


def refused(*args):
    """The sentence with which a command ends."""
    with pytest.raises(SystemExit) as stopped:
        pack.main([str(arg) for arg in args])
    assert isinstance(stopped.value.code, str)
    assert "\n" not in stopped.value.code
    return stopped.value.code


@pytest.fixture
def machine(tmp_path):
    """A machine after minute nine: gan_mlp is published, vae_mlp goes on, gan_conv travelled there and was begun."""
    there = tmp_path / "there"
    noise = os.urandom
    for name in ("gan_mlp", "gan_mlp_k1"):
        registry.save(there / "runs" / name, name, SMALL_GAN.build(), training={"epochs": 2})
    published = tree(there / "runs" / "gan_mlp")
    fill(there / "weights" / "gan_mlp", published)
    fill(
        there,
        {
            "runs/table.md": b"| model |\n",
            "runs/gan_mlp/history.csv": b"epoch,loss\n1,0.5\n2,0.4\n",
            "runs/gan_mlp/last.pt": noise(100_000),
            "runs/gan_mlp/samples/step_0000001.png": noise(300),
            "runs/gan_mlp/generators/epoch_001.safetensors": noise(400),
            "runs/vae_mlp/history.csv": b"epoch,loss\n1,100\n",
            "runs/vae_mlp/last.pt": noise(40_000),
            "runs/vae_mlp/last.pt.tmp": noise(100),
            "weights/gan_mlp/history.csv": b"epoch,loss\n1,0.5\n2,0.4\n",
            "weights/gan_mlp/timeline.webp": noise(700),
            "weights/gan_mlp/README.md": "σ\n".encode(),
            "weights/vae_mlp/model.safetensors": b"came here with the code",
        },
    )
    return there


def results(machine, out, *more):
    pack.main(["results", "--runs", f"{machine}/runs", "--weights", f"{machine}/weights", "--out", str(out), *more])


@pytest.fixture
def parts(machine, tmp_path):
    """The results of that machine in parts of 20 kB."""
    results(machine, tmp_path / "parts", "--part", "0.02", "--files", "20")
    return tmp_path / "parts"


@pytest.fixture
def home(tmp_path):
    """The project at home, which has trained a gan_mlp of its own."""
    fill(tmp_path / "home", {"runs/gan_mlp/last.pt": b"on a CPU", "weights/gan_mlp/README.md": b"old", "app.py": b""})
    return tmp_path / "home"


def test_what_was_trained_comes_home_byte_for_byte(machine, home, parts):
    pack.main(["unpack", str(parts), "--into", str(home)])
    before, after = tree(machine), tree(home)
    left_out = {"runs/vae_mlp/last.pt.tmp", "weights/vae_mlp/model.safetensors"}
    left_out |= {path for path in before if "/samples/" in path or "/generators/" in path}
    assert {path: after.get(path) for path in before if path not in left_out} == {
        path: content for path, content in before.items() if path not in left_out
    }
    assert not left_out & after.keys()


def test_standard_tools_read_the_parts(machine, parts):
    before = tree(machine)
    found = unpacked(parts)
    assert found and all(before[path] == content for path, content in found.items())


def test_every_part_is_accompanied_by_its_sum(parts):
    assert sums(parts) == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(parts.glob("results.tar.gz.*"))
    }


def test_a_file_larger_than_a_part_is_split_and_joined(machine, home, parts):
    checkpoint = (machine / "runs" / "gan_mlp" / "last.pt").read_bytes()
    assert all(path.stat().st_size < len(checkpoint) for path in parts.iterdir())
    pack.main(["unpack", str(parts), "--into", str(home)])
    assert (home / "runs" / "gan_mlp" / "last.pt").read_bytes() == checkpoint


def test_what_ships_comes_before_checkpoints_and_those_in_order_of_need(parts):
    paths = list(unpacked(parts))
    assert [path for path in paths if path.endswith(".pt")] == paths[-2:]
    assert paths[-2:] == ["runs/gan_mlp/last.pt", "runs/vae_mlp/last.pt"]


def test_another_order_can_be_asked_for(machine, tmp_path):
    results(machine, tmp_path / "parts", "--order", "vae_mlp")
    assert list(unpacked(tmp_path / "parts"))[-2:] == ["runs/vae_mlp/last.pt", "runs/gan_mlp/last.pt"]


def test_weights_that_are_published_travel_once(machine, tmp_path):
    results(machine, tmp_path / "parts")
    tensors = (machine / "runs" / "gan_mlp" / "model.safetensors").read_bytes()
    joined = gzip.decompress((tmp_path / "parts" / "results.tar.gz.01").read_bytes())
    assert joined.count(tensors) == 1
    found = unpacked(tmp_path / "parts")
    assert found["weights/gan_mlp/model.safetensors"] == found["runs/gan_mlp/model.safetensors"] == tensors


def test_samples_and_generators_come_last_and_only_when_asked_for(machine, tmp_path, capsys):
    results(machine, tmp_path / "without")
    assert "left out: runs/gan_mlp/samples, 0.00 MiB: give --samples for these" in capsys.readouterr().out
    results(machine, tmp_path / "with", "--samples", "--generators")
    assert (
        set(list(unpacked(tmp_path / "with"))[-2:])
        == unpacked(tmp_path / "with").keys() - unpacked(tmp_path / "without").keys()
    )


def test_what_does_not_fit_is_left_out_and_named(machine, tmp_path, capsys):
    results(machine, tmp_path / "parts", "--total", "0.15")
    assert "left out: runs/gan_mlp/last.pt, 0.10 MiB: does not fit" in capsys.readouterr().out
    assert "runs/vae_mlp/last.pt" in unpacked(tmp_path / "parts")
    assert sum(path.stat().st_size for path in (tmp_path / "parts").iterdir()) <= 0.15 * MIB


def test_an_export_cut_short_stays_behind_and_its_checkpoint_returns(machine, tmp_path, capsys):
    tensors = machine / "runs" / "gan_mlp_k1" / "model.safetensors"
    tensors.write_bytes(tensors.read_bytes()[:-1])
    fill(machine, {"runs/gan_mlp_k1/last.pt": b"whole"})
    results(machine, tmp_path / "parts")
    assert "cut short or altered" in capsys.readouterr().out
    assert [path for path in unpacked(tmp_path / "parts") if "k1" in path] == ["runs/gan_mlp_k1/last.pt"]


def test_a_second_run_of_a_model_may_have_a_name_of_its_own(machine, home, tmp_path):
    (machine / "runs" / "gan_mlp_k1").rename(machine / "runs" / "gan_mlp_seed1")
    results(machine, tmp_path / "parts")
    pack.main(["unpack", str(tmp_path / "parts"), "--into", str(home)])
    assert json.loads((home / "runs" / "gan_mlp_seed1" / "config.json").read_text())["name"] == "gan_mlp_k1"


def test_fewer_parts_replace_more(machine, tmp_path):
    results(machine, tmp_path / "parts", "--part", "0.02")
    results(machine, tmp_path / "parts")
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == ["results.sha256", "results.tar.gz.01"]


@given(st.integers(2, 12), st.integers(1, 2000), st.integers(1, 6000))
@settings(deadline=None, max_examples=60)
def test_an_archive_of_the_largest_size_keeps_all_limits(tmp_path_factory, files, part, total):
    size = pack.capacity(files, part, total)
    if size > 0:
        out = tmp_path_factory.mktemp("parts")
        pack.write_parts(bytes(size), out, part)
        sizes = [path.stat().st_size for path in out.iterdir()]
        assert len(sizes) <= files
        assert max(sizes) <= part
        assert sum(sizes) <= total


@given(st.lists(st.lists(st.binary(max_size=3000), min_size=1, max_size=3), max_size=6), st.integers(0, 12_000))
@settings(deadline=None, max_examples=60)
def test_groups_are_packed_whole_or_not_at_all(contents, room):
    groups = [{f"runs/{i}/{j}": data for j, data in enumerate(group)} for i, group in enumerate(contents)]
    archive, packed, left = pack.pack_groups(groups, room)
    assert len(archive) <= room
    found = {}
    if archive:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            found = {entry.name: tar.extractfile(entry).read() for entry in tar}
    whole = {path: data for group in groups if next(iter(group)) in found for path, data in group.items()}
    assert found == whole
    assert dict(packed) == {path: len(data) for path, data in found.items()}
    assert {path for path, _, _ in left} == {path for group in groups for path in group} - found.keys()


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
    pack.main(["unpack", str(parts), "--into", str(home)])
    after = tree(home)
    assert after["runs/replaced-1/runs/gan_mlp/last.pt"] == before["runs/gan_mlp/last.pt"]
    assert after["runs/replaced-1/weights/gan_mlp/README.md"] == before["weights/gan_mlp/README.md"]
    assert f"{home}/runs/gan_mlp was there and is now {home}/runs/replaced-1/runs/gan_mlp" in capsys.readouterr().out


def test_weights_stay_as_they_are_where_only_runs_are_wanted(home, parts):
    pack.main(["unpack", str(parts), "--into", str(home), "--runs-only"])
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


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["results", "--runs", "nowhere"], "there is no folder nowhere"),
        (["results", "--runs", "{machine}/runs", "--part", "0.00001"], "too large for --files, --part and --total"),
        (["unpack", "nowhere"], "no readable results.sha256 in nowhere"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(args, sentence, machine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert sentence in refused(*(arg.format(machine=machine) for arg in args))


@pytest.mark.parametrize("args", [["--files", "1"], ["--part", "0"], ["--total", "nan"], ["--part", "ten"]])
def test_a_limit_of_nothing_is_refused(args, capsys):
    with pytest.raises(SystemExit, match="2"):
        pack.main(["results", *args])
    assert f"argument {args[0]}: must be a" in capsys.readouterr().err


def small_project(folder):
    """A project and an MNIST of few bytes."""
    fill(
        folder, {"models/a.py": b"a = 1\n", "training/b.py": b"", "weights/reader/config.json": b"{}", "README.md": b""}
    )
    names = ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")
    fill(folder, {f"data/MNIST/raw/{name}-ubyte": name.encode() for name in names})
    return folder


def test_the_same_files_give_the_same_archive(tmp_path):
    first, second = small_project(tmp_path / "a"), small_project(tmp_path / "b")
    for path in second.rglob("*"):
        os.utime(path, (1, 1))
    fill(second, {"models/__pycache__/a.pyc": b"cache", "models/.hidden": b"", "models/a.py.tmp": b"half"})
    archives = [pack.pack_code(folder, folder / "data") for folder in (first, second)]
    assert archives[0] == archives[1]


def test_a_source_that_changes_gets_another_time(tmp_path):
    """Python takes a .pyc for current when its source has the same time and size."""
    times = []
    for source in (b"a = 1\n", b"a = 2\n"):
        fill(small_project(tmp_path), {"models/a.py": source})
        with tarfile.open(fileobj=io.BytesIO(pack.pack_code(tmp_path, tmp_path / "data"))) as tar:
            times.append(tar.getmember("inkspace/models/a.py").mtime)
    assert times[0] != times[1]


def test_a_code_archive_that_is_too_large_names_its_largest_parts(tmp_path):
    fill(small_project(tmp_path), {"weights/gan_mlp/model.safetensors": os.urandom(3 * MIB)})
    with pytest.raises(ValueError, match=r"3\.0\d MiB, 2\.00 MiB are allowed; most of it: weights/gan_mlp 3\.0"):
        pack.pack_code(tmp_path, tmp_path / "data", ["reader", "gan_mlp"], limit=2 * MIB)


@pytest.fixture(scope="module")
def arrived(mnist, tmp_path_factory):
    """The code archive as it is unpacked on the other machine, in a folder that was empty."""
    folder = tmp_path_factory.mktemp("machine")
    drawings = folder / "drawn.json"
    drawings.write_text("[]")
    pack.main(["code", "--data", str(mnist), "--strokes", str(drawings), "--out", str(folder / "inkspace.tar.gz")])
    with tarfile.open(folder / "inkspace.tar.gz") as tar:
        tar.extractall(folder, filter="data")
    return folder / "inkspace"


def test_what_arrives_trains_without_git_and_names_the_commit(arrived):
    command = "training.vae --name vae_mlp --limit 200 --epochs 1 --device cpu --data data"
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "GIT_DIR")}
    ended = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=arrived,
        env={**clean, "OMP_NUM_THREADS": "1", "GIT_CEILING_DIRECTORIES": "/"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    how = json.loads((arrived / "runs" / "vae_mlp" / "config.json").read_text())["training"]
    head = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], cwd=pack.PROJECT, capture_output=True, text=True, check=False
    )
    assert how["commit"].rstrip("+") == (head.stdout.strip() or "unknown")


def test_what_arrives_holds_mnist_the_judge_and_the_drawings(arrived, mnist):
    assert tree(arrived / "data" / "MNIST") == tree(mnist / "MNIST")
    assert tree(arrived / "weights") == {
        f"reader/{path}": content for path, content in tree(registry.WEIGHTS / "reader").items()
    }
    assert (arrived / "data" / "strokes.json").read_text() == "[]"
