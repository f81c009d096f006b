"""Numbers as visitors type them; the table of cases holds for the page's own reader too."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.typed_numbers import typed_number
from ui.kit.validation import Refused, digits, whole

CASES = json.loads(Path(__file__).with_name("typed_numbers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("typed", "number"), CASES["numbers"].items())
def test_numbers_are_read_as_keyboards_of_many_languages_write_them(typed, number):
    assert typed_number(typed) == number


@pytest.mark.parametrize("typed", CASES["none"])
def test_what_is_no_number_is_not_read(typed):
    assert typed_number(typed) is None


@pytest.mark.parametrize(("typed", "written"), CASES["written"].items())
def test_a_number_to_be_written_out_is_its_digits(typed, written):
    if written is None:
        with pytest.raises(Refused):
            digits("number", typed, 100)
    else:
        assert digits("number", typed, 100) == [int(digit) for digit in written]


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_none(typed):
    number = typed_number(typed)
    assert number is None or math.isfinite(number)


def in_full_width(text):
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


@given(st.integers(-(10**18), 10**18), st.sampled_from("-−－ー–"), st.booleans())
def test_whole_numbers_come_back_however_they_are_written(number, minus, wide):
    written = in_full_width(str(number)) if wide else str(number)
    typed = written.replace(in_full_width("-") if wide else "-", minus)
    assert whole("n", typed, -(10**18), 10**18) == number
