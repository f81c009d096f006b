"""Write what the engine in the browser weighs into docs/api.md: python -m deploy.engine_sizes"""

import argparse
from pathlib import Path
from typing import Any

import orjson

import models
from ui.engine.files import EngineFiles
from ui.shell.engine import worker_script

API = Path(__file__).resolve().parent.parent / "docs" / "api.md"
BEGIN, END = "<!-- engine: written by deploy.engine_sizes -->\n", "<!-- end of engine -->\n"


def listed() -> dict[str, Any]:
    """Return what engine.json lists: the WebAssembly and the weights, with their sizes."""
    loaded = {name: models.load(name) for name in models.available()}
    manifest, _ = EngineFiles(loaded, worker_script(), dict).make()
    return orjson.loads(manifest)


def table(manifest: dict[str, Any]) -> str:
    """Write a row for each file: what it is, and how much of it travels."""
    files = {"engine.wasm": manifest["wasm"], **manifest["weights"]}
    rows = [f"| {name} | {file['packed'] / 1e6:.2f} | {file['bytes'] / 1e6:.2f} |\n" for name, file in files.items()]
    return "| File | MB on the way (brotli) | MB |\n| --- | --- | --- |\n" + "".join(rows)


def with_table(text: str, manifest: dict[str, Any]) -> str:
    """Return a document with the table between its two marks."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + table(manifest) + END + rest.partition(END)[2]


def main() -> None:
    """Write the table."""
    argparse.ArgumentParser(
        prog="python -m deploy.engine_sizes", description="Write what the engine weighs into docs/api.md."
    ).parse_args()
    API.write_text(with_table(API.read_text(encoding="utf-8"), listed()), encoding="utf-8")


if __name__ == "__main__":
    main()
