"""Count and time what is answered, and write one line for each request that says nothing of what was sent."""

import logging
import time
from collections.abc import Callable
from ipaddress import ip_address

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("inkspace.access")
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)  # seconds


class Figures:
    """Hold the figures of a server process, for Prometheus.

    waiting : function without arguments, how many requests wait for a turn now
    """

    def __init__(self, waiting: Callable[[], int]) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.answered = Counter(
            "inkspace_answers", "Requests answered, by kind and status", ["kind", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "inkspace_seconds", "Seconds until an answer was whole", ["kind"], buckets=BUCKETS, registry=self.registry
        )
        line = Gauge("inkspace_waiting", "Requests that wait for a thread", registry=self.registry)
        line.set_function(waiting)

    async def answer(self, request: Request) -> Response:
        """Answer /metrics, for machines on the same network alone."""
        if not is_near(request.client.host if request.client else ""):
            return PlainTextResponse("There is nothing at this address.", 404)
        return Response(generate_latest(self.registry), media_type="text/plain; version=0.0.4; charset=utf-8")


class Observed:
    """Note each answer in the figures and in the access log, as ASGI middleware.

    kind_of : function of a request's scope once it has been answered, which names what was asked for; of few names,
        since each one is a series of figures
    """

    def __init__(self, app: ASGIApp, figures: Figures, kind_of: Callable[[Scope], str]) -> None:
        self.app = app
        self.figures = figures
        self.kind_of = kind_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})
        began, status, size = time.perf_counter(), 499, 0  # 499: the client left before there was an answer

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            seconds, kind = time.perf_counter() - began, self.kind_of(scope)
            self.figures.answered.labels(kind, status).inc()
            self.figures.seconds.labels(kind).observe(seconds)
            LOG.info("%s %s %d %d bytes %.0f ms", scope["method"], kind, status, size, seconds * 1000)


def is_near(address: str) -> bool:
    """Tell whether an address belongs to this machine or to a private network."""
    try:
        return ip_address(address).is_private
    except ValueError:
        return False
