"""Refuse a request: a status, and one sentence as JSON in the two fields that clients look for."""

import json
from typing import Any

from starlette.types import Send

Headers = list[tuple[bytes, bytes]]


async def refuse(send: Send, status: int, sentence: str, headers: Headers | None = None) -> None:
    """Answer a request with a status and {"detail": sentence, "error": sentence}."""
    await answer(send, status, {"detail": sentence, "error": sentence}, headers)


async def answer(send: Send, status: int, content: dict[str, Any], headers: Headers | None = None) -> None:
    """Answer a request with a status and JSON."""
    body = json.dumps(content, ensure_ascii=False).encode()
    described = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    named = [*described, (b"cache-control", b"no-store"), *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": named})
    await send({"type": "http.response.body", "body": body})
