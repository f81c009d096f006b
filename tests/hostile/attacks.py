"""Build hostile requests out of valid ones: something in them is replaced, left out, added or damaged."""

import copy
import json
from dataclasses import dataclass, field
from functools import cache

import orjson
from hypothesis import strategies as st

from tests.hostile import examples, pictures

PAGE_ADDRESS = "/gradio_api/component_server"
SESSION = "hostile1"
POINTS = 20_000

NUMBERS = [0, -0.0, 1, -1, 2, 0.5, 3.0000001, 5e-324, 1e-9, 1e8, -1e8, 1e300, -1e300, 1.7e308, 2**31, 2**31 - 1]
NUMBERS += [2**53 + 1, 2**63 - 1, 2**63, -(2**63), 2**64 - 1, 10**25, 99, 100, 101]
TEXTS = [
    "",
    " ",
    "1",
    "-1",
    "1e8",
    "٣",
    "３",
    "1,5",
    "NaN",
    "Infinity",
    "null",
    "true",
    "\0",
    "\x1b[31m\x07",
    "\u202e3",
]
TEXTS += ["😀", "é" * 300, "../../etc/passwd", "file:///etc/passwd", "<script>alert(1)</script>", "__proto__", "{}"]
TEXTS += ["constructor", "%s%n{0}{x}", "'; drop table z;--", "vae_conv", "gan_mlp", "reader", "any", "a" * 5000]
TEXTS += ["skimage:camera", "skimage:../x", "9" * 400, "9" * 5000, "\ud800", "gAAA", "=" * 12, "A" * 1044, "AAA=" * 300]
KEYS = ["__proto__", "constructor", "prototype", "lang", "model", "seed", "pen", "frame", "", "\0", "self", "fields"]


def nested(depth, inside=1):
    """A list of a list of a list …"""
    for _ in range(depth):
        inside = [inside]
    return inside


def objects(depth):
    """An object in an object …"""
    inside = {}
    for _ in range(depth):
        inside = {"a": inside}
    return inside


# Made when they are first drawn, since most tests do without: (what it is, function that makes it).
LARGE = [
    ("20,000 points", lambda: [[[at % 100 / 100, at % 77 / 77] for at in range(POINTS)]]),
    ("20,001 points", lambda: [[[at % 100 / 100, at % 77 / 77] for at in range(POINTS + 1)]]),
    ("20,000 strokes", lambda: [[[at % 100 / 100, at % 77 / 77]] for at in range(POINTS)]),
    ("20,000 empty strokes", lambda: [[] for _ in range(POINTS)]),
    ("strokes across the sheet", lambda: [[[at % 2, at % 3 / 2] for at in range(POINTS)]]),
    ("200,000 zeros", lambda: [0] * 200_000),
    ("100,000 keys", lambda: {str(at): at for at in range(100_000)}),
    ("a text of a megabyte", lambda: "x" * 2**20),
    ("60 levels", lambda: nested(60)),
    ("100 levels", lambda: nested(100)),
    ("500 levels", lambda: nested(500)),
    ("800 levels", lambda: nested(800)),
    ("300 objects in each other", lambda: objects(300)),
]
ODD = [None, True, False, [], {}, [[]], [[[]]], [None], {"a": None}, [[[None, 0]]], [[[0.5]]], [[["0.1", "0.2"]]]]
ODD += [[[[0.1, 0.2, 0.3]]], [[[1e300, 0]]], [[[-0.0, 1]]], [[[True, 0]]], [[[0.5, 0.5]]], [[{"x": 1, "y": 1}]], [0.1]]
ODD += [{"__proto__": {"polluted": 1}}, {"length": 3}, {"width": 2, "height": 2, "grey": "AAAA"}, [[0.1, 0.2]]]


@cache
def _made_large(at):
    return LARGE[at][1]()


def written(body):
    """Write a body as JSON, as bytes: by the quick writer, or where that refuses, by the one that takes everything."""
    try:
        return orjson.dumps(body)
    except TypeError:  # numbers of many digits, half surrogate pairs, brackets nested hundreds deep
        return json.dumps(body).encode()


@dataclass(frozen=True)
class Attack:
    """A request that nobody would send by mistake.

    target : the function or endpoint; about : what was done to the valid request; path; content : the body's bytes
    """

    target: str
    about: str
    path: str
    content: bytes
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})


def places(value, way=()):
    """List the way to every place of a JSON value, at most two places of each list."""
    yield way
    within = value.items() if isinstance(value, dict) else enumerate(value[:2]) if isinstance(value, list) else ()
    for key, one in within:
        yield from places(one, (*way, key))


def put(value, way, new):
    """Replace what stands at a place."""
    if not way:
        return new
    changed = copy.copy(value)
    changed[way[0]] = put(value[way[0]], way[1:], new)
    return changed


def at(value, way):
    """Look up what stands at a place."""
    for key in way:
        if not isinstance(value, list | dict):
            raise TypeError("nothing stands within that")
        value = value[key]
    return value


_small = st.sampled_from([*NUMBERS, *TEXTS, *ODD]).map(lambda one: (f"{one!r:.60}", one))
_made = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner),
    max_leaves=6,
).map(lambda one: (f"{one!r:.60}", one))  # fmt: skip
_large = st.integers(0, len(LARGE) - 1).map(lambda at: (LARGE[at][0], _made_large(at)))
values = st.one_of(*[_small] * 4, *[_made] * 2, _large)


@st.composite
def changed(draw, example):
    """Draw (what was done, a changed copy) of a JSON value."""
    every = list(places(example))
    about = []
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        # A change may have taken away what another one meant.
        way = draw(st.sampled_from([way for way in every if _is_there(example, way)]))
        there = at(example, way)
        deed = draw(st.sampled_from(["replace"] * 5 + ["leave out", "add", "damage"]))
        if deed == "leave out" and way and isinstance(at(example, way[:-1]), dict):
            rest = {key: one for key, one in at(example, way[:-1]).items() if key != way[-1]}
            example = put(example, way[:-1], rest)
        elif deed == "add" and isinstance(there, dict):
            key, (named, new) = draw(st.sampled_from(KEYS)), draw(values)
            example = put(example, way, {**there, key: new})
            deed = f"add {key!r} {named} to"
        elif deed == "add" and isinstance(there, list):
            named, new = draw(values)
            example = put(example, way, [*there, new])
            deed = f"add {named} to"
        elif deed == "damage" and isinstance(there, str):
            cut = draw(st.integers(0, max(0, len(there) - 1)))
            example = put(
                example, way, there[:cut] + draw(st.sampled_from(["", "%", "=", "\n", "é"])) + there[cut + 1 :]
            )
        else:
            named, new = draw(values)
            example, deed = put(example, way, new), f"put {named} for"
        about.append(f"{deed} {'.'.join(map(str, way)) or 'all'}")
    return "; ".join(about), example


def _is_there(value, way):
    try:
        at(value, way)
    except (KeyError, IndexError, TypeError):
        return False
    return True


# What is done to a body's bytes, once they are written.
DAMAGES = [
    ("NaN", lambda body: body.replace(b": 1", b": NaN", 1).replace(b"0.", b"NaN, 0.", 1)),
    ("an infinite number", lambda body: body.replace(b"0.", b"1e999, 0.", 1).replace(b": 1", b": -1e999", 1)),
    ("a number of 5,000 digits", lambda body: body.replace(b": 1", b": 1" + b"0" * 5000, 1)),
    ("half a surrogate pair", lambda body: body.replace(b'": "', b'": "\\ud800', 1)),
    ("a letter that is no UTF-8", lambda body: body.replace(b'": "', b'": "\xff', 1)),
    ("a byte order mark", lambda body: b"\xef\xbb\xbf" + body),
    ("UTF-16", lambda body: body.decode().encode("utf-16")),
    ("cut in the middle", lambda body: body[: len(body) // 2]),
    ("the same twice", lambda body: body + body),
    ("nothing", lambda body: b""),
    ("brackets alone", lambda body: b"[" * 200_000),
    ("a key twice", lambda body: body.replace(b"{", b'{"data": 1, "data": [],', 1)),
    ("a form", lambda body: b"data=1&fn_index=0"),
]


@st.composite
def bodies(draw, body):
    """Draw (what was done, the bytes) of a request's body whose data is valid: the rest of it is attacked."""
    if draw(st.booleans()):
        named, damage = draw(st.sampled_from(DAMAGES))
        return named, damage(json.dumps(body).encode())
    rest = {key: one for key, one in body.items() if key != "data"}
    about, rest = draw(changed({**rest, "event_data": {}, "trigger_id": 3, "fn_index": 0, "request": {}}))
    return about, written({**rest, "data": body["data"]} if isinstance(rest, dict) else rest)


def page_body(component, name, data):
    """What the page posts to call a function."""
    return {"data": data, "component_id": component, "fn_name": name, "session_hash": SESSION}


@st.composite
def on_page(draw, component, name):
    """Draw an attack on a function of the page."""
    example = examples.PAGE.get(name, {})
    if draw(st.integers(0, 9)) == 0:
        about, content = draw(bodies(page_body(component, name, example)))
    else:
        about, data = draw(changed(example))
        content = written(page_body(component, name, data))
    return Attack(name, about, PAGE_ADDRESS, content)


PICTURES = pictures.hostile()
WAYS = ["run"] * 6 + ["api", "call", "call/v2", "join"]


@st.composite
def on_api(draw, number, name):
    """Draw an attack on an endpoint of the API, by one of the ways that lead to it. number : of the endpoint"""
    example = examples.API.get(name, {})
    picture = ""
    if "image" in example and draw(st.booleans()):
        picture = draw(st.sampled_from(sorted(PICTURES)))
        example = {**example, "image": PICTURES[picture]}
    about, arguments = draw(changed(example)) if not picture or draw(st.booleans()) else ("", example)
    in_order = list(arguments.values()) if isinstance(arguments, dict) else arguments
    way = draw(st.sampled_from(WAYS))
    if way == "join":
        path, body = "/gradio_api/queue/join", {"data": in_order, "fn_index": number, "session_hash": SESSION}
    else:
        path, body = f"/gradio_api/{way}/{name}", arguments if way == "call/v2" else {"data": in_order}
    if draw(st.integers(0, 9)) == 0 and way != "call/v2":
        more, content = draw(bodies(body))
        about = f"{about}; {more}"
    else:
        content = written(body)
    return Attack(f"/{name}", "; ".join(part for part in (way, picture, about) if part), path, content)
