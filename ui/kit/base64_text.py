"""Read base64 as anybody writes it."""

import base64
import binascii
import re
from urllib.parse import unquote

ALPHABET = re.compile(r"[A-Za-z0-9+/]*={0,2}", re.ASCII)


def from_base64(text: str) -> bytes:
    """Decode base64, or a data URL of it.

    Read are: lines of any length, the URL-safe alphabet (- and _), missing padding, percent signs (%2B), and spaces
    where a plus was, as a form that was sent without quoting it leaves them.

    Raises ValueError for anything else.
    """
    body = text.partition(",")[2] if text[:5].lower() == "data:" else text
    body = unquote(body).lstrip().rstrip("\t\r\n").translate({ord("-"): "+", ord("_"): "/"})
    lines = re.sub(r"[\t\r\n]+ *", "", body)
    # A space stands for a plus, or for nothing where lines were joined by it: then the length tells.
    plain = next((way for way in (lines.replace(" ", "+"), lines.replace(" ", "")) if _is_whole(way)), None)
    if plain is None:
        raise ValueError("this is no base64")
    try:
        return base64.b64decode(plain.rstrip("=") + "=" * (-len(plain.rstrip("=")) % 4), validate=True)
    except binascii.Error:
        raise ValueError("this is no base64") from None


def _is_whole(text: str) -> bool:
    """Tell whether a text has base64's letters alone, and a length that base64 can have."""
    bare = text.rstrip("=")
    padding = len(text) - len(bare)
    return bool(ALPHABET.fullmatch(text)) and len(bare) % 4 != 1 and (padding == 0 or len(text) % 4 == 0)
