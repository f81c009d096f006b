"""Answer the page: parse what it sends, call a function with the parsed request, and word whatever is refused."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import numpy as np

from models import sketch
from ui.i18n.catalogue import t
from ui.kit.in_one_go import in_one_go, outcome
from ui.kit.validation import Fields, Refused, RefusedFields

Request = TypeVar("Request")
Answer = dict[str, Any]  # JSON


class Needed(Exception):
    """Ask the page to send something once more.

    what : its name, as the page knows it; about : what else the page is told, such as who lacks it
    """

    def __init__(self, what: str, **about: str):
        self.what, self.about = what, about
        super().__init__(f"{what} is needed")


class Worded(ValueError):
    """Refuse with a sentence of its own in the catalogue. key, values : as `ui.i18n.catalogue.t` takes them"""

    def __init__(self, key: str, **values: Any):
        self.key, self.values = key, values
        super().__init__(t(None, key, **values))


def answers(
    parse: Callable[..., Request],
    *loaded: Any,
    fields: str = "",
    refused: str = "draw.unusable",
    no_ink: str | None = None,
    heavy: bool | Callable[[Fields], bool] = False,
    outdated_by: Sequence[str] = (),
    alike: Callable[[Request], Hashable] | None = None,
) -> Callable[[Callable[..., Any]], Callable[[Any], Answer]]:
    """Turn a function of a parsed request into one that takes what the page sends.

    Parameters
    ----------
    parse : function of (fields, *loaded)
        Returns the request that the decorated function takes; raises ValueError for one that cannot be used.
        fields is the page's dict, {lang, …}; {} stands for anything that is no dict.
    *loaded : what `parse` needs besides, such as the models that can be named
    fields : prefix of the sentences about single fields, as "dream" of "dream.bad_seed"; "" where the part has none
    refused : key of the sentence about any other ValueError, with a place for its {reason}
    no_ink : key of the sentence about a sheet without ink; `refused` where it is left out
    heavy : whether an answer takes a thread for long, so that one client gets few of them and others come first; or
        function of the page's fields that tells it
    outdated_by : functions of the same part; once the page calls one of them, a call that still waits is dropped
    alike : function of a parsed request, whose value requests have in common that can be answered in one go; the
        decorated function then takes a list of them and returns an answer, or None, for each

    Returns
    -------
    decorator of a function (request) → dict, or None where there is nothing to answer

    The page gets {ok: True, …} with the function's dict, or {ok: False} with one of these, in the page's language:
    error (a sentence), errors (a sentence for each wrong field), need (what to send once more), or nothing.
    """

    def decorate(function: Callable[..., Any]) -> Callable[[Any], Answer]:
        several = function if alike else lambda requests: [function(request) for request in requests]

        def together(messages: Sequence[Any]) -> list[Answer | Exception]:
            """Answer messages in one go; an exception stands for one that fails otherwise than by a refusal."""
            given = [message if isinstance(message, dict) else {} for message in messages]
            requests = [outcome(parse, one, *loaded) for one in given]
            found = in_one_go(several, requests, alike or id)
            return [said(answer, one.get("lang")) for answer, one in zip(found, given, strict=True)]

        def said(found: Answer | Exception | None, lang: Any) -> Answer | Exception:
            if isinstance(found, Needed | ValueError):
                return {"ok": False, **_refusal(found, lang, fields, refused, no_ink)}
            if isinstance(found, Exception):
                return found
            return {"ok": False} if found is None else {"ok": True, **found}

        def answer(message: Any) -> Answer:
            [answered] = together([message])
            if isinstance(answered, Exception):
                raise answered
            return answered

        answer.__name__ = function.__name__  # by which the page calls it
        answer.__dict__.update(
            heavy=heavy if callable(heavy) else lambda _fields: heavy, outdated_by=tuple(outdated_by)
        )  # which ui/server/calls.py reads
        if alike:
            answer.__dict__["together"] = together
        return answer

    return decorate


def _refusal(error: Exception, lang: Any, fields: str, refused: str, no_ink: str | None) -> Answer:
    """Word an error in the page's language; fields, refused, no_ink as for `answers`."""
    if isinstance(error, Needed):
        return {"need": error.what, **error.about}
    if isinstance(error, Worded):
        return {"error": t(lang, error.key, **error.values)}
    if fields and isinstance(error, Refused | RefusedFields):
        return {"errors": field_sentences(lang, fields, error.fields)}
    key = no_ink if no_ink and isinstance(error, sketch.NoInk) else refused
    return {"error": t(lang, key, reason=error)}


def nothing(_fields: Fields) -> None:
    """Parse a request that says nothing."""


def field_sentences(lang: Any, prefix: str, refused: Sequence[Refused]) -> dict[str, str]:
    """Return a sentence in the page's language for each field that was refused, by the field's name.

    lang : the page's language, unchecked; prefix : of the sentences' keys, as "dream" of "dream.bad_seed"
    """

    def sentence(one: Refused) -> str:
        came = t(lang, "asked.came", came=one.came) if one.came else t(lang, "asked.nothing")
        return t(lang, f"{prefix}.bad_{one.name}", came=came)

    return {one.name: sentence(one) for one in refused}


def rounded(numbers: np.ndarray) -> list:
    """Round to four decimals, as nested lists: more would pretend to an accuracy that probabilities do not have."""
    return np.round(numbers.astype(np.float64), 4).tolist()
