"""Write the limits into docs/trust.md, from the modules that hold them: python -m deploy.limits_table"""

import argparse
import re
from pathlib import Path

from models import limits as of_inputs
from ui.server import limits as of_server

TRUST = Path(__file__).resolve().parent.parent / "docs" / "trust.md"
BEGIN, END = "<!-- limits: written by deploy.limits_table -->\n", "<!-- end of limits -->\n"
SERVER = re.compile(r"^    (\w+): \w+ = [^#\n]+?(?:  # (.+))?$", re.M)
INPUTS = re.compile(r"^([A-Z_]+) = [^#\n]+?(?:  # (.+))?$", re.M)


def table() -> str:
    """Write a row for each limit: its name, its value, and the comment that stands beside it."""
    rows = [*_rows(of_server, of_server.LIMITS, SERVER), *_rows(of_inputs, of_inputs, INPUTS)]
    return "| Limit | Value | of what, and why |\n| --- | --- | --- |\n" + "".join(rows)


def _rows(module, values, pattern: re.Pattern) -> list[str]:
    """Write the rows of a module. values : what has them as attributes; pattern : of the lines that define them"""
    found = pattern.findall(Path(module.__file__).read_text(encoding="utf-8"))
    return [f"| {name} | {getattr(values, name):,} | {why} |\n" for name, why in found]


def with_table(text: str) -> str:
    """Return a document with the table between its two marks."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


def main() -> None:
    """Write the table."""
    argparse.ArgumentParser(
        prog="python -m deploy.limits_table", description="Write the limits into docs/trust.md."
    ).parse_args()
    TRUST.write_text(with_table(TRUST.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
