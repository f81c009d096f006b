"""What docs/deploy.md, docs/scaling.md, docs/trust.md and SECURITY.md say, held against what they speak of."""

import re
from dataclasses import fields

import pytest

import app
from deploy import engine_sizes, limits_table
from tests.support.paths import PROJECT
from ui.server.limits import LIMITS

DOCUMENTS = ["docs/deploy.md", "docs/scaling.md", "docs/trust.md", "docs/api.md", "SECURITY.md"]


def read(filename):
    return (PROJECT / filename).read_text(encoding="utf-8")


def test_the_table_of_limits_is_what_the_modules_say():
    assert limits_table.with_table(read("docs/trust.md")) == read("docs/trust.md")
    for field in fields(LIMITS):
        assert f"\n| {field.name} | {getattr(LIMITS, field.name):,} |" in read("docs/trust.md")


def test_the_table_of_the_engine_s_files_names_all_of_them_with_their_sizes():
    """To a hundredth of a megabyte: another release of brotli may pack a little better."""
    manifest = engine_sizes.listed()
    told = dict(re.findall(r"^\| ([\w.]+) \| ([\d.]+) \| [\d.]+ \|$", read("docs/api.md"), re.M))
    files = {"engine.wasm": manifest["wasm"], **manifest["weights"]}
    assert {name: float(size) for name, size in told.items()} == {
        name: pytest.approx(file["packed"] / 1e6, abs=0.02) for name, file in files.items()
    }


def test_every_variable_that_is_read_is_in_the_table():
    source = [read("app.py"), *(path.read_text() for path in (PROJECT / "ui").rglob("*.py"))]
    names = re.findall(r"environ(?:ment)?(?:\.get\(|\.setdefault\(|\[)\"([A-Z_]+)\"", "\n".join(source))
    told = set(re.findall(r"`([A-Z_]+)`", "\n".join(re.findall(r"^\| `.*$", read("docs/deploy.md"), re.M))))
    assert set(names) - {"GRADIO_ANALYTICS_ENABLED", "GRADIO_TEMP_DIR"} <= told


def test_every_option_is_in_the_document(capsys):
    try:
        app.parse(["--help"])
    except SystemExit:
        options = set(re.findall(r"--[a-z][\w-]+", capsys.readouterr().out)) - {"--help"}
    assert {option for option in options if f"`{option}`" not in read("docs/deploy.md")} == set()


def test_every_file_that_they_name_is_there():
    for filename in DOCUMENTS:
        named = re.findall(r"`((?:ui|models|tests|deploy|docs|bench)/[\w/]+\.\w+)`", read(filename))
        assert not [path for path in named if not (PROJECT / path).exists()], filename


def test_all_findings_are_in_the_table():
    assert re.findall(r"^\| (\d+) \|", read("docs/trust.md"), re.M) == [str(number) for number in range(1, 19)]
