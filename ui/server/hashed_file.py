"""Files that a browser may keep for ever, since their names change with what is in them."""

import hashlib
import json


def hashed_file(name, kind, body):
    """Name a file by its content: (name.<hash>.<kind>, bytes). body : bytes"""
    return f"{name}.{hashlib.sha256(body).hexdigest()[:12]}.{kind}", body


def hashed_json(name, content):
    """Name and write `content` as a file of JSON: (file name, bytes)."""
    return hashed_file(name, "json", json.dumps(content, ensure_ascii=False).encode())
