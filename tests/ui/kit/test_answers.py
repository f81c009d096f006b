"""How the page is answered: with what a function returns, or with why its request cannot be used, in its language."""

from dataclasses import dataclass

import pytest

from models import sketch
from ui.i18n.catalogue import t
from ui.kit.answers import Needed, Worded, answers, field_sentences
from ui.kit.validation import Refused, read_each, whole


@dataclass(frozen=True)
class Doubled:
    n: int

    @classmethod
    def parse(cls, fields, most=9):
        return cls(whole("n", fields.get("n"), 1, most))


@answers(Doubled.parse)
def double(request):
    return {"twice": 2 * request.n}


def raising(error, **wording):
    """A function of the page that raises an error whatever it is sent."""

    @answers(dict, **wording)
    def fail(_request):
        raise error

    return fail


def test_the_function_gets_the_parsed_request_and_keeps_its_name():
    assert double({"n": "3"}) == {"ok": True, "twice": 6}
    assert double.__name__ == "double"


def test_what_parsing_needs_besides_is_handed_to_it():
    ask = answers(Doubled.parse, 100)(lambda request: {"n": request.n})
    assert ask({"n": 50}) == {"ok": True, "n": 50}


@pytest.mark.parametrize("message", [None, [], "three", 7, {}])
def test_what_is_no_request_is_parsed_as_an_empty_one(message):
    assert double(message) == {
        "ok": False,
        "error": t("en", "draw.unusable", reason="n must be a whole number from 1 to 9, got None"),
    }


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_refusal_is_one_sentence_in_the_pages_language(lang):
    said = double({"lang": lang, "n": 10})["error"]
    assert said == t(lang, "draw.unusable", reason="n must be a whole number from 1 to 9, got 10")


def test_a_part_with_fields_gets_a_sentence_for_each_that_is_wrong():
    def parse(fields):
        return read_each({name: lambda name=name: whole(name, fields.get(name), 1, 9) for name in ("n", "seed")})

    ask = answers(parse, fields="dream")(dict)
    assert ask({"n": 1, "seed": 2}) == {"ok": True, "n": 1, "seed": 2}
    assert ask({"lang": "ja"})["errors"].keys() == {"n", "seed"}
    assert ask({"n": 1})["errors"] == {"seed": t("en", "dream.bad_seed", came="“None”")}


def test_one_refused_field_is_told_like_several():
    assert raising(Refused("what", "gif", "png or zip"), fields="dream")({})["errors"].keys() == {"what"}


def test_a_sheet_without_ink_has_a_sentence_where_the_part_has_one():
    assert raising(sketch.NoInk(), no_ink="draw.no_ink")({})["error"] == t("en", "draw.no_ink")
    assert raising(sketch.NoInk())({})["error"] == t("en", "draw.unusable", reason=sketch.NoInk())


def test_a_refusal_with_a_sentence_of_its_own_is_told_with_it():
    error = Worded("filter.kernel_too_wide", px=600, most=511)
    assert raising(error)({"lang": "ja"}) == {
        "ok": False,
        "error": t("ja", "filter.kernel_too_wide", px=600, most=511),
    }


def test_what_is_needed_once_more_is_named():
    assert raising(Needed("image"))({}) == {"ok": False, "need": "image"}


def test_a_function_with_nothing_to_answer_says_only_that():
    assert answers(dict)(lambda _request: None)({}) == {"ok": False}


def test_a_fault_of_the_server_is_no_refusal():
    with pytest.raises(ZeroDivisionError):
        raising(ZeroDivisionError())({})


@pytest.mark.parametrize(("lang", "sentence"), [("en", "got “abc”"), ("ja", "入力：「abc」"), ("xx", "got “abc”")])
def test_a_refusal_quotes_what_came_in_the_visitors_language(lang, sentence):
    said = field_sentences(lang, "dream", [Refused("seed", "abc", "a number")])
    assert list(said) == ["seed"]
    assert sentence in said["seed"]


def test_an_empty_field_is_called_empty():
    assert "got nothing" in field_sentences("en", "dream", [Refused("n", "", "a number")])["n"]
