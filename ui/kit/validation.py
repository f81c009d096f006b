"""Read the values of a request: numbers and choices as a field, a slider or JSON holds them."""

import math
import re
import reprlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.kit.typed_numbers import plain_number, typed_number

Fields = Mapping[str, Any]  # what the page sends, {lang, …}; nothing in it has been checked

SHOWN = 40  # characters of what came that a sentence quotes
DIGITS = re.compile(r"[+-]?[0-9]{1,400}", re.ASCII)  # longer numbers would cost more to read than to refuse
BETWEEN_DIGITS = re.compile(r"[()+./,、-]")  # what a telephone number is written with, once its dashes are plain


class Refused(ValueError):
    """Refuse one value. The message is for programs; a page builds its own from `name` and `came`."""

    def __init__(self, name: str, value: Any, wanted: str):
        self.name = name
        self.came = shown(value)
        super().__init__(f"{name} must be {wanted}, got {self.came or 'nothing'}")

    @property
    def fields(self) -> Sequence["Refused"]:
        """List the fields that were refused: this one."""
        return (self,)


class RefusedFields(ValueError):
    """Refuse several values. fields : a Refused for each; the message is that of the first"""

    def __init__(self, fields: Sequence[Refused]):
        self.fields = fields
        super().__init__(str(fields[0]))


def shown(value: Any) -> str:
    """Return a value short enough to quote: text without control characters, anything else as Python writes it."""
    if isinstance(value, str):
        text = "".join(one if one.isprintable() else " " for one in value.strip()[: SHOWN + 1])
    else:
        text = reprlib.repr(value)  # of millions of values it writes a few
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def whole(name: str, value: Any, low: int, high: int) -> int:
    """Read a whole number.

    Parameters
    ----------
    name : str
        What it is called, for the message.
    value : int, float or str
        3, 3.0 and "3" are all 3, since JSON clients write 3.0 and a field holds text, as
        `ui.kit.typed_numbers` reads it. Text carries 64-bit numbers that JavaScript's own would round.
    low, high : int
        Both allowed.

    Raises
    ------
    Refused
        For anything else, True included.
    """
    wanted = f"a whole number from {low} to {high}"
    if isinstance(value, str):
        text = plain_number(value)
        number = int(text) if DIGITS.fullmatch(text) else None
    elif isinstance(value, bool):
        number = None
    elif isinstance(value, float):
        number = int(value) if value.is_integer() else None
    else:
        number = value if isinstance(value, int) else None
    if number is None or not low <= number <= high:
        raise Refused(name, value, wanted)
    return number


def real(name: str, value: Any, low: float, high: float) -> float:
    """Read a finite number from low to high, both allowed, as a float. Raises Refused for anything else."""
    number = float(value) if _is_number(value) and abs(value) < 1e300 else math.nan
    if not low <= number <= high:  # NaN fails both comparisons
        raise Refused(name, value, f"a number from {low:g} to {high:g}")
    return number


def above(name: str, value: Any, low: float, high: float) -> float:
    """Read a number above low and at most high, as a float.

    value : int, float or text, as `ui.kit.typed_numbers` reads it. Raises Refused for anything else.
    """
    number: Any = typed_number(value) if isinstance(value, str) else value
    if not _is_number(number) or not low < number <= high:  # NaN fails both
        raise Refused(name, value, f"a number above {low:g} and at most {high:g}")
    return float(number)


def _is_number(value: Any) -> bool:
    """Tell whether a value is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def digits(name: str, value: Any, most: int) -> list[int]:
    """Read a number that is to be written out, such as a telephone number: a list of 1 to `most` ints 0…9.

    value : text, full-width digits too; spaces, dashes, brackets, points, commas, slashes and a plus are passed over.
    Raises Refused for anything else.
    """
    text = BETWEEN_DIGITS.sub("", plain_number(value)) if isinstance(value, str) else ""
    if not 1 <= len(text) <= most or not DIGITS.fullmatch(text):
        raise Refused(name, value, f"1 to {most} digits")
    return [int(digit) for digit in text]


def one_of(name: str, value: Any, known: Sequence[Any]) -> Any:
    """Return a value that is one of those known, of the same type too: 1 is no True. Raises Refused for another."""
    if not any(type(value) is type(one) and value == one for one in known):
        raise Refused(name, value, " or ".join(map(str, known)))
    return value


def read_each(readers: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """Read several values, so that every wrong one can be told at once.

    readers : for each name a function without arguments, which returns the value or raises Refused
    Returns the values by name. Raises RefusedFields, which holds every refusal.
    """
    values, refused = {}, []
    for name, read in readers.items():
        try:
            values[name] = read()
        except Refused as error:
            refused.append(error)
    if refused:
        raise RefusedFields(refused)
    return values
