"""Call a function with several requests at once, so that none of them suffers from another."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any


def outcome(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a function returns, or the exception that it raises."""
    try:
        return function(*arguments)
    except Exception as error:
        return error


def in_one_go(function: Callable[[list], Sequence], requests: Sequence[Any], alike: Callable[[Any], Hashable]) -> list:
    """Call a function of several requests once for all that are alike.

    function : of a list of requests, which returns something for each
    requests : exceptions among them stay what they are
    alike : function of a request, whose value those have in common that may go together

    Returns what the function has for each request, in order. Where it fails, each is tried by itself, and the exception
    stands for those that fail then.
    """
    found = list(requests)
    groups: dict[Hashable, list[int]] = {}
    for at, request in enumerate(requests):
        if not isinstance(request, Exception):
            groups.setdefault(alike(request), []).append(at)
    for places in groups.values():
        several = outcome(function, [requests[at] for at in places])
        if isinstance(several, Exception):
            several = [outcome(lambda at=at: function([requests[at]])[0]) for at in places]
        for at, one in zip(places, several, strict=True):
            found[at] = one
    return found
