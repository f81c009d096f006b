"""Make a Hugging Face Space of the project: python -m deploy.space --help

A Space reads how it is to be run from a block of YAML before the first line of README.md. The block is made here from
what the project says elsewhere, so that nothing stands in two places.
"""

import argparse
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent
MEGABYTE = 2**20
FILE_LIMIT = 10 * MEGABYTE  # a larger file is refused by git unless it goes to large file storage
TREE_LIMIT = 1024 * MEGABYTE  # of all; a Space may hold more, but is built from a copy of it each time
ROOMS = ("models", "ui", "weights", "docs")
FILES = ("app.py", "requirements.txt", "pyproject.toml", "LICENSE", "README.md", "README.ja.md")
LEFT = shutil.ignore_patterns("__pycache__", "*.pyi", "*.tmp")


def head(project: Path = PROJECT) -> str:
    """Write the block: title, Gradio's version as requirements.txt pins it, Python's as pyproject.toml wants it."""
    about = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = (project / "requirements.txt").read_text(encoding="utf-8")
    gradio = re.search(r"^gradio==(\S+)$", requirements, re.M)
    python = re.search(r"\d+\.\d+", about["requires-python"])
    if gradio is None or python is None:
        raise SystemExit("requirements.txt must pin gradio==…, and pyproject.toml say requires-python")
    block = {
        "title": about["name"].capitalize(),
        "emoji": "🖋️",
        "colorFrom": "gray",
        "colorTo": "yellow",
        "sdk": "gradio",
        "sdk_version": gradio[1],
        "python_version": python[0],
        "app_file": "app.py",
        "pinned": False,
        "license": about["license"].lower(),
        "short_description": about["description"].partition(":")[0],
    }
    return f"---\n{yaml.safe_dump(block, sort_keys=False, allow_unicode=True)}---\n"


def too_large(project: Path = PROJECT, file_limit: int = FILE_LIMIT, tree_limit: int = TREE_LIMIT) -> list[str]:
    """Return a sentence for each file, and for the whole, that a Space would not take."""
    sizes = {path: path.stat().st_size for path in _files(project)}
    found = [
        f"{path.relative_to(project)} has {size / MEGABYTE:.1f} MiB; a file may have {file_limit / MEGABYTE:g}"
        for path, size in sizes.items()
        if size > file_limit
    ]
    if (total := sum(sizes.values())) > tree_limit:
        found.append(f"all files together have {total / MEGABYTE:.0f} MiB; they may have {tree_limit / MEGABYTE:g}")
    return found


def _files(project: Path) -> Iterator[Path]:
    """List what a Space needs of a project."""
    yield from (project / name for name in FILES)
    for room in ROOMS:
        for path in sorted((project / room).rglob("*")):
            if path.is_file() and not LEFT(str(path.parent), [path.name]) and "__pycache__" not in path.parts:
                yield path


def write(folder: Path, project: Path = PROJECT) -> None:
    """Copy what a Space needs into a new folder, the block before README.md's first line."""
    folder.mkdir(parents=True)
    for path in _files(project):
        target = folder / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    readme = folder / "README.md"
    readme.write_text(head(project) + readme.read_text(encoding="utf-8"), encoding="utf-8")


def main() -> None:
    """Print the block, or write a folder that can be pushed; end with 1 where the project does not fit a Space."""
    parser = argparse.ArgumentParser(prog="python -m deploy.space", description=str(__doc__).partition(":")[0] + ".")
    parser.add_argument("--write", metavar="FOLDER", type=Path, help="write there what is to be pushed, a new folder")
    options = parser.parse_args()
    if sentences := too_large():
        sys.exit("\n".join(sentences))
    if options.write is None:
        print(head(), end="")
    elif options.write.exists():
        sys.exit(f"{options.write} is already there; name a new folder")
    else:
        write(options.write)


if __name__ == "__main__":
    main()
