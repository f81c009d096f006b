"""Pack what returns from a machine with a GPU: its parts are read by tarfile, gzip and hashlib alone."""

import gzip
import hashlib
import io
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.pack_files import MIB, fill, machine_at, pack_results, refused, tree, unpacked
from training.pack.__main__ import main
from training.pack.results import capacity, pack_groups, write_parts


@pytest.fixture
def machine(tmp_path):
    return machine_at(tmp_path / "there")


@pytest.fixture
def parts(machine, tmp_path):
    """The results of that machine in parts of 20 kB."""
    pack_results(machine, tmp_path / "parts", "--part", "0.02", "--files", "20")
    return tmp_path / "parts"


def sums(parts):
    return {
        name: digest
        for digest, name in (line.split("  ") for line in (parts / "results.sha256").open().read().split("\n")[:-1])
    }


def test_standard_tools_read_the_parts(machine, parts):
    before = tree(machine)
    found = unpacked(parts)
    assert found and all(before[path] == content for path, content in found.items())


def test_every_part_is_accompanied_by_its_sum(parts):
    assert sums(parts) == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(parts.glob("results.tar.gz.*"))
    }


def test_what_ships_comes_before_checkpoints_and_those_in_order_of_need(parts):
    paths = list(unpacked(parts))
    assert [path for path in paths if path.endswith(".pt")] == paths[-2:]
    assert paths[-2:] == ["runs/gan_mlp/last.pt", "runs/vae_mlp/last.pt"]


def test_another_order_can_be_asked_for(machine, tmp_path):
    pack_results(machine, tmp_path / "parts", "--order", "vae_mlp")
    assert list(unpacked(tmp_path / "parts"))[-2:] == ["runs/vae_mlp/last.pt", "runs/gan_mlp/last.pt"]


def test_weights_that_are_published_travel_once(machine, tmp_path):
    pack_results(machine, tmp_path / "parts")
    tensors = (machine / "runs" / "gan_mlp" / "model.safetensors").read_bytes()
    joined = gzip.decompress((tmp_path / "parts" / "results.tar.gz.01").read_bytes())
    assert joined.count(tensors) == 1
    found = unpacked(tmp_path / "parts")
    assert found["weights/gan_mlp/model.safetensors"] == found["runs/gan_mlp/model.safetensors"] == tensors


def test_samples_and_generators_come_last_and_only_when_asked_for(machine, tmp_path, capsys):
    pack_results(machine, tmp_path / "without")
    assert "left out: runs/gan_mlp/samples, 0.00 MiB: give --samples for these" in capsys.readouterr().out
    pack_results(machine, tmp_path / "with", "--samples", "--generators")
    assert (
        set(list(unpacked(tmp_path / "with"))[-2:])
        == unpacked(tmp_path / "with").keys() - unpacked(tmp_path / "without").keys()
    )


def test_what_does_not_fit_is_left_out_and_named(machine, tmp_path, capsys):
    pack_results(machine, tmp_path / "parts", "--total", "0.15")
    assert "left out: runs/gan_mlp/last.pt, 0.10 MiB: does not fit" in capsys.readouterr().out
    assert "runs/vae_mlp/last.pt" in unpacked(tmp_path / "parts")
    assert sum(path.stat().st_size for path in (tmp_path / "parts").iterdir()) <= 0.15 * MIB


def test_an_export_cut_short_stays_behind_and_its_checkpoint_returns(machine, tmp_path, capsys):
    tensors = machine / "runs" / "gan_mlp_k1" / "model.safetensors"
    tensors.write_bytes(tensors.read_bytes()[:-1])
    fill(machine, {"runs/gan_mlp_k1/last.pt": b"whole"})
    pack_results(machine, tmp_path / "parts")
    assert "cut short or altered" in capsys.readouterr().out
    assert [path for path in unpacked(tmp_path / "parts") if "k1" in path] == ["runs/gan_mlp_k1/last.pt"]


def test_fewer_parts_replace_more(machine, tmp_path):
    pack_results(machine, tmp_path / "parts", "--part", "0.02")
    pack_results(machine, tmp_path / "parts")
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == ["results.sha256", "results.tar.gz.01"]


@given(st.integers(2, 12), st.integers(1, 2000), st.integers(1, 6000))
@settings(deadline=None, max_examples=60)
def test_an_archive_of_the_largest_size_keeps_all_limits(tmp_path_factory, files, part, total):
    size = capacity(files, part, total)
    if size > 0:
        out = tmp_path_factory.mktemp("parts")
        write_parts(bytes(size), out, part)
        sizes = [path.stat().st_size for path in out.iterdir()]
        assert len(sizes) <= files
        assert max(sizes) <= part
        assert sum(sizes) <= total


@given(st.lists(st.lists(st.binary(max_size=3000), min_size=1, max_size=3), max_size=6), st.integers(0, 12_000))
@settings(deadline=None, max_examples=60)
def test_groups_are_packed_whole_or_not_at_all(contents, room):
    groups = [{f"runs/{i}/{j}": data for j, data in enumerate(group)} for i, group in enumerate(contents)]
    archive, packed, left = pack_groups(groups, room)
    assert len(archive) <= room
    found = {}
    if archive:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            found = {entry.name: tar.extractfile(entry).read() for entry in tar}
    whole = {path: data for group in groups if next(iter(group)) in found for path, data in group.items()}
    assert found == whole
    assert dict(packed) == {path: len(data) for path, data in found.items()}
    assert {path for path, _, _ in left} == {path for group in groups for path in group} - found.keys()


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
        main(["results", *args])
    assert f"argument {args[0]}: must be a" in capsys.readouterr().err
