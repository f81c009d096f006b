"""Believe a proxy's word on who asks and under which address, and nobody else's."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

Network = IPv4Network | IPv6Network
OTHERS = (b"x-forwarded-", b"x-gradio-", b"forwarded", b"x-original-", b"x-real-ip")  # what Gradio or we would believe


class Forwarded:
    """Set a request's client, scheme and host by X-Forwarded-For, -Proto and -Host, as ASGI middleware.

    trusted : addresses or networks of proxies, such as "127.0.0.1" or "10.0.0.0/8"; what others say is dropped.
    Raises ValueError for one that is neither.
    """

    def __init__(self, app: ASGIApp, trusted: Sequence[str]) -> None:
        self.app = app
        self.trusted: list[Network] = [ip_network(one, strict=False) for one in trusted]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        own = [(name, value) for name, value in scope["headers"] if not name.startswith(OTHERS)]
        scope = {**scope, "headers": own}
        if self._trusts((scope.get("client") or ("",))[0]):
            scope = {**scope, "client": (self._client(headers, scope), 0)}
            if (scheme := _first(headers, b"x-forwarded-proto")) in ("http", "https"):
                scope["scheme"] = scheme
            if host := _first(headers, b"x-forwarded-host"):
                scope["headers"] = [(b"host", host.encode("latin-1")), *((n, v) for n, v in own if n != b"host")]
        await self.app(scope, receive, send)

    def _trusts(self, address: str) -> bool:
        """Tell whether an address is that of a trusted proxy."""
        try:
            return any(ip_address(address) in network for network in self.trusted)
        except ValueError:
            return False

    def _client(self, headers: dict[bytes, bytes], scope: Scope) -> str:
        """Return the last address that no trusted proxy has: what stands before it, a visitor could have written."""
        way = [part.strip() for part in headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")]
        strangers = [address for address in way if address and not self._trusts(address)]
        return strangers[-1] if strangers else str((scope.get("client") or ("",))[0])


def _first(headers: dict[bytes, bytes], name: bytes) -> str:
    return headers.get(name, b"").decode("latin-1").split(",")[0].strip()
