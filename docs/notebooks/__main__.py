"""Write the notebooks from docs/code: python -m docs.notebooks"""

import argparse
from pathlib import Path

from ui.learn.chapters.code.notebook import notebook
from ui.learn.tab import CHAPTERS

FOLDER = Path(__file__).parent


def main() -> None:
    """Write a notebook for each chapter beside this file."""
    argparse.ArgumentParser(prog="python -m docs.notebooks", description=__doc__).parse_args()
    for chapter in CHAPTERS:
        (FOLDER / f"{chapter}.ipynb").write_text(notebook(chapter), encoding="utf-8")


if __name__ == "__main__":
    main()
