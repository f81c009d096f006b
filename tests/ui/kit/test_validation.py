"""Numbers as visitors and programs send them."""

import math

import pytest

from ui.kit.validation import Refused, RefusedFields, above, digits, one_of, read_each, real, shown, whole


@pytest.mark.parametrize("value", [7, 7.0, "7", " 7 ", "+7", "007", "７"])
def test_seven_is_seven_however_it_is_written(value):
    assert whole("n", value, 1, 100) == 7


def test_text_carries_64_bits():
    assert whole("seed", "9223372036854775807", 0, 2**63 - 1) == 2**63 - 1


@pytest.mark.parametrize(
    "value", [0, -1, 101, 1e9, 2.5, True, None, "", "  ", "abc", "1.5", "1e2", math.nan, math.inf, [], {"n": 1}]
)
def test_what_is_no_whole_number_in_range_is_refused(value):
    with pytest.raises(Refused, match=r"^n must be a whole number from 1 to 100, got .+$"):
        whole("n", value, 1, 100)


def test_endless_digits_are_refused_in_a_short_sentence():
    with pytest.raises(Refused) as refused:
        whole("seed", "9" * 100_000, 0, 2**63 - 1)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize("value", [0.5, 4, 2])
def test_numbers_in_range_pass(value):
    assert real("sigma", value, 0.5, 4) == value


@pytest.mark.parametrize("value", [0, -1, 4.01, math.nan, math.inf, -math.inf, 10**400, "2", True, None, [2]])
def test_what_is_no_number_in_range_is_refused(value):
    with pytest.raises(Refused, match=r"^sigma must be a number from 0.5 to 4, got .+$"):
        real("sigma", value, 0.5, 4)


def test_what_can_be_read_is_read_and_every_refusal_is_kept():
    readers = {name: lambda name=name: whole(name, name, 1, 9) for name in ("7", "a", "b")}
    assert read_each({"7": readers["7"]}) == {"7": 7}
    with pytest.raises(RefusedFields, match=r"^a must be") as refused:
        read_each(readers)
    assert [one.name for one in refused.value.fields] == ["a", "b"]


@pytest.mark.parametrize("value", [1, 0, "True", None, [True]])
def test_a_value_of_another_type_is_not_one_of_those_known(value):
    assert one_of("setting", True, (True, False)) is True
    with pytest.raises(Refused, match=r"^setting must be True or False, got"):
        one_of("setting", value, (True, False))


@pytest.mark.parametrize("value", [0.5, "0.5", "0,5", ".5", " ０．５ ", "+0.50"])
def test_a_half_is_a_half_however_it_is_written(value):
    assert above("temperature", value, 0, 10) == 0.5


@pytest.mark.parametrize(
    "value", [0, "0", -1, 10.1, "10.1", math.nan, math.inf, "NaN", "inf", "1e1", "", "warm", True, None, [1], "1" * 500]
)
def test_what_is_not_above_zero_and_at_most_ten_is_refused(value):
    with pytest.raises(Refused, match=r"^temperature must be a number above 0 and at most 10, got .+$"):
        above("temperature", value, 0, 10)


@pytest.mark.parametrize(
    "value", ["0312345678", "03-1234-5678", "(03) 1234/5678", "０３－１２３４－５６７８", "03.1234.5678"]
)
def test_a_telephone_number_is_its_digits(value):
    assert digits("number", value, 100) == [0, 3, 1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("value", ["", "-", "+", "03-CALL-ME", "1" * 101, "1e5", None, 7, ["1"], "½", "٣"])
def test_a_number_with_anything_else_is_refused(value):
    with pytest.raises(Refused, match=r"^number must be 1 to 100 digits, got .+$"):
        digits("number", value, 100)


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        (" seven ", "seven"),
        ("a\nb\x1b[31m\u202ec\ud800", "a b [31m c "),
        ("x" * 99, "x" * 39 + "…"),
        (None, "None"),
        ([0] * 10**6, "[0, 0, 0, 0, 0, 0, ...]"),
    ],
)
def test_what_came_is_quoted_on_one_short_line(value, quoted):
    assert shown(value) == quoted
