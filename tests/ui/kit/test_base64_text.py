"""base64 as other tools write it."""

import base64
import contextlib
import textwrap
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.base64_text import from_base64

DATA = bytes(range(256)) * 3 + b"\xfb\xff\xfe"  # every letter of the alphabet
PLAIN = base64.b64encode(DATA).decode()

WAYS = {
    "plain": PLAIN,
    "in lines of 76": "\n".join(textwrap.wrap(PLAIN, 76)),
    "in lines of 64 with carriage returns": "\r\n".join(textwrap.wrap(PLAIN, 64)) + "\r\n",
    "in indented lines": "\n    ".join(textwrap.wrap(PLAIN, 60)),
    "URL-safe": base64.urlsafe_b64encode(DATA).decode(),
    "URL-safe without padding": base64.urlsafe_b64encode(DATA + b"x").decode().rstrip("="),
    "data URL": f"data:image/png;base64,{PLAIN}",
    "data URL in capitals": f"DATA:image/png;BASE64,{PLAIN}",
    "data URL with a name and a space": f"data:image/png; name=a b.png;base64, {PLAIN}",
    "percent signs": f"data:image/png;base64,{quote(PLAIN)}",
    "spaces where a plus was": PLAIN.replace("+", " "),
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_it_is_read_however_it_is_written(text):
    assert from_base64(text) in (DATA, DATA + b"x")


@pytest.mark.parametrize("text", ["a", "abc!", "ab=c", "====", "é" * 8, "a===", "%zz", "no base64, but a sentence."])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="no base64"):
        from_base64(text)


@given(st.binary(max_size=200), st.integers(4, 90), st.booleans(), st.booleans())
def test_any_bytes_come_back(data, width, safe, padded):
    text = (base64.urlsafe_b64encode if safe else base64.b64encode)(data).decode()
    text = text if padded else text.rstrip("=")
    assert from_base64("\n".join(textwrap.wrap(text, width))) == data


@given(st.text(max_size=60))
def test_any_text_is_bytes_or_a_refusal(text):
    with contextlib.suppress(ValueError):
        assert isinstance(from_base64(text), bytes)
