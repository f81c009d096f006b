"""Files that a browser may keep for ever, since their names change with what is in them."""

import hashlib
import json


def parcel(name, content):
    """(file name, bytes) of `content` as JSON."""
    body = json.dumps(content, ensure_ascii=False).encode()
    return f"{name}.{hashlib.sha256(body).hexdigest()[:12]}.json", body
