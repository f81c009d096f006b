"""Serve an ASGI app by uvicorn, with bounds on connections and on how long they may take to say what they want."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.server import memory
from ui.server.limits import LIMITS, Limits

SPARE_FILES = 100  # descriptors left for files, threads and listening
BACKLOG = 128  # connections that the system holds until they are accepted
FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class BoundedProtocol(H11Protocol):
    """Close connections beyond the limit, and those that do not send a whole request in time.

    uvicorn times out connections that are idle between requests alone. A client that sends a byte now and then would
    hold one for ever.
    """

    limits = LIMITS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or refuse it where there are too many."""
        super().connection_made(transport)
        self.deadline: asyncio.TimerHandle | None = None
        if len(self.connections) > self.limits.connections:
            transport.write(FULL)
            transport.close()
            return
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Take what the client sends, and set the time by which the next part has to be there."""
        before = self.conn.their_state
        super().data_received(data)
        if self.conn.their_state is not before:
            self._expect()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection and its deadline."""
        super().connection_lost(exc)
        self._forget_deadline()

    def _expect(self) -> None:
        """Close the connection unless headers, or the body, are whole in time; beyond a request nothing is awaited."""
        self._forget_deadline()
        times = {h11.IDLE: self.limits.headers_time, h11.SEND_BODY: self.limits.body_time}
        if (seconds := times.get(self.conn.their_state)) is not None:
            self.deadline = self.loop.call_later(seconds, self.transport.abort)

    def _forget_deadline(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None


class HttpServer(uvicorn.Server):
    """Serve until SIGTERM or SIGINT; then let what is in flight end, and tell the app first.

    on_stop : called in the event loop once the server has been told to stop. Pages hold a connection open to hear of
        that, which would keep the server waiting.
    """

    def __init__(self, config: uvicorn.Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self.on_stop = on_stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept connections, one at a time: meanwhile those that are too many are closed.

        asyncio accepts as many at once as it lets the system hold, and where no descriptor is left it logs a traceback
        for each. So it is told to hold one, and the system, afterwards, to hold more.
        """
        await super().startup(sockets)
        for opened in sockets or []:
            opened.listen(BACKLOG)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is in flight, within the time that the configuration gives."""
        self.on_stop()
        await super().shutdown(sockets)


def listening(host: str, port: int) -> socket.socket:
    """Open the socket that a server listens on. Raises OSError where the address is taken or not allowed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Where the protocol is named, asyncio sends small packets at once; otherwise an answer's second one waits 40 ms.
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(BACKLOG)
    except OSError:
        opened.close()
        raise
    return opened


def allowed_connections(limits: Limits = LIMITS) -> int:
    """Return how many connections may be open: the limit, or fewer where the system allows fewer open files.

    The number of open files that this process may have is raised to what the system allows.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return limits.connections
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + SPARE_FILES
    if soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))
            soft = min(wanted, hard)
    return max(1, min(limits.connections, soft - SPARE_FILES))


def config(app: Any, limits: Limits = LIMITS, **options: Any) -> uvicorn.Config:
    """Return uvicorn's configuration for an app, with what `limits` says of connections. options : more of uvicorn's"""
    bounded = type("Bounded", (BoundedProtocol,), {"limits": replace(limits, connections=allowed_connections(limits))})
    return uvicorn.Config(
        app,
        http=bounded,
        ws="none",
        log_level="warning",
        access_log=False,  # ui.server.observed writes one line without what was sent
        proxy_headers=False,  # ui.server.forwarded reads them
        server_header=False,
        backlog=1,  # see HttpServer.startup
        timeout_keep_alive=int(limits.idle_time),
        timeout_graceful_shutdown=int(limits.drain_time),
        **options,
    )


def serve(server: HttpServer, listener: socket.socket, on_ready: Callable[[], None]) -> None:
    """Run a server on an open socket until it is told to stop; then return.

    uvicorn raises the signal once more after it has stopped; SIGTERM is then taken as what was asked for, and done.
    """

    async def run() -> None:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if server.started:
            on_ready()
        tidying = asyncio.create_task(_tidy())
        await serving
        tidying.cancel()

    previous = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        asyncio.run(run())
    finally:
        signal.signal(signal.SIGTERM, previous)


async def _tidy() -> None:
    """Give freed memory back to the system now and then."""
    while True:
        await asyncio.sleep(LIMITS.tidy_time)
        await asyncio.to_thread(memory.give_back)
