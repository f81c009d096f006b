"""Read what the grid of the Dream tab asks for: digits to be drawn, and files of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from models.latent import SEED_LIMIT
from ui.dream.samplers import knows_digits
from ui.kit.validation import Fields, Refused, above, digits, read_each, whole

DIGITS_LIMIT = 100
HOTTEST = 10  # temperature that models.latent still takes
FILES = ("png", "zip")


@dataclass(frozen=True)
class Wish:
    """Digits to be drawn: models[model].sample(n, label, seed, temperature) draws them."""

    model: str
    n: int
    label: int | tuple[int, ...] | None  # the digit requested of all, or of each; None for any
    seed: int
    temperature: float

    @classmethod
    def parse(cls, fields: Fields, samplers: Mapping[str, Any]) -> Self:
        """Read {model, n, seed, temperature, digit, number}: see `readers`. Raises Refused or RefusedFields."""
        values = read_each(readers(fields, samplers))
        label = values["label"]
        n = len(label) if isinstance(label, tuple) else values["n"]
        return cls(fields["model"], n, label, values["seed"], values["temperature"])


@dataclass(frozen=True)
class FileRequest:
    """Digits as a file to take along."""

    what: str  # one of FILES
    order: tuple[int, ...]  # all places 0…n − 1, as the page shows them
    wish: Wish

    @classmethod
    def parse(cls, fields: Fields, samplers: Mapping[str, Any]) -> Self:
        """Read {what, order, …}, the rest as `Wish.parse` does. Raises Refused or RefusedFields."""
        what = fields.get("what")
        if what not in FILES:
            raise Refused("what", what, "png or zip")
        wish = Wish.parse(fields, samplers)
        return cls(what, read_order(fields.get("order"), wish.n), wish)


def read_order(order: Any, n: int) -> tuple[int, ...]:
    """Read a list of all places 0…n − 1; anything else is the order in which digits are drawn."""
    places = [place for place in order if type(place) is int] if isinstance(order, list) else []
    return tuple(places if sorted(places) == list(range(n)) else range(n))


def readers(fields: Fields, samplers: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    """Return how to read each part of a wish, by name, for `ui.kit.validation.read_each`.

    fields : {model, n, seed, temperature, digit, number}; digit: "any", a digit, or "number", which is then written
    out, a digit each, whatever n is. Raises Refused for a model that is not there.
    """
    model = fields.get("model")
    if not isinstance(model, str) or model not in samplers:
        raise Refused("model", model, f"one of {', '.join(samplers)}")
    read: dict[str, Callable[[], Any]] = {
        "n": lambda: whole("n", fields.get("n"), 1, DIGITS_LIMIT),
        "seed": lambda: whole("seed", fields.get("seed"), 0, SEED_LIMIT - 1),
        "temperature": lambda: above("temperature", fields.get("temperature"), 0, HOTTEST),
    }
    digit = fields.get("digit", "any")
    if digit == "any":
        return {**read, "label": lambda: None}
    if not knows_digits(samplers[model]):
        return {**read, "label": lambda: whole("digit", digit, 0, -1)}
    if digit == "number":
        del read["n"]
        return {**read, "label": lambda: tuple(digits("number", fields.get("number"), DIGITS_LIMIT))}
    return {**read, "label": lambda: whole("digit", digit, 0, 9)}
