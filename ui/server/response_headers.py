"""Add to every answer what browsers need to know to keep a page apart from others."""

import base64
import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.doors import below_root
from ui.server.preload import FOREVER

INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
# A page may use none of what it does not need. A camera is asked for by the page itself, if at all.
PERMISSIONS = "geolocation=(), microphone=(), payment=(), usb=(), serial=(), midi=(), display-capture=()"
COMMON: Mapping[str, str] = MappingProxyType(
    {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": PERMISSIONS,
        "cross-origin-opener-policy": "same-origin",
    }
)


def content_policy(html: str, frame_ancestors: str) -> str:
    """Write the Content-Security-Policy of a page: everything from here, and of inline scripts those that it has.

    frame_ancestors : who may embed the page, such as "'self'" or "'self' https://example.org"

    `unsafe-eval` is for Gradio, which makes each widget's `js_on_load` by `new Function`; `wasm-unsafe-eval` would be
    enough for all that is ours. Styles are inline because Gradio sets them so.
    """
    hashes = sorted({_hash(script) for script in INLINE.findall(html)})
    directives = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "'unsafe-eval'", *hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": frame_ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _hash(script: str) -> str:
    """Write a script's hash as a policy names it. Browsers count line ends as one character each."""
    text = script.replace("\r\n", "\n").replace("\r", "\n").encode()
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"


class ResponseHeaders:
    """Add the common headers, and how long an answer may be kept where it does not say so, as ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                added = {**COMMON, "cache-control": caching(below_root(scope), message["status"])}
                extra = [(name.encode(), value.encode()) for name, value in added.items() if name.encode() not in there]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def caching(path: str, status: int) -> str:
    """Say how long an answer may be kept: Gradio's own files are named by their content, or change with its version."""
    if status == 200 and path.startswith("/assets/"):
        return FOREVER
    if (status == 200 and path.startswith(("/static/", "/svelte/"))) or path in ("/favicon.ico", "/robots.txt"):
        return "public, max-age=86400"
    return "no-cache" if path == "/" else "no-store"
