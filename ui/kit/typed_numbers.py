"""Read numbers as visitors type them, on any keyboard.

ui/kit/controls/typed_number.js reads the same; one table of cases, tests/ui/kit/typed_numbers.json, holds both.
"""

import re
import unicodedata

# What keyboards give for a minus: hyphens and dashes, the minus sign, and the sound mark of Japanese input.
MINUS = re.compile("[\u2010-\u2015\u2212\u30fc]")
# What they give for a decimal point: a comma, and the full stop and middle dots of Japanese input.
POINT = re.compile("[,\u3002\u30fb\u00b7]")
NUMBER = re.compile(r"[+-]?([0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})", re.ASCII)


def plain_number(typed: str) -> str:
    """Turn what people type, full-width letters, dashes, commas, spaces, into the letters that `float` reads."""
    return POINT.sub(".", MINUS.sub("-", "".join(unicodedata.normalize("NFKC", typed).split())))


def typed_number(typed: str) -> float | None:
    """Read a typed number; None for what is none."""
    plain = plain_number(typed)
    return float(plain) if NUMBER.fullmatch(plain) else None
