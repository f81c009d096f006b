"""Name files by their content, so that a browser may keep them for ever."""

import hashlib
import json
from typing import Any


def hashed_file(name: str, kind: str, body: bytes) -> tuple[str, bytes]:
    """Name a file by its content: (name.<hash>.<kind>, body)."""
    return f"{name}.{hashlib.sha256(body).hexdigest()[:12]}.{kind}", body


def hashed_json(name: str, content: Any) -> tuple[str, bytes]:
    """Name and write `content` as a file of JSON: (file name, bytes)."""
    return hashed_file(name, "json", json.dumps(content, ensure_ascii=False).encode())
