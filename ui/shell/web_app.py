"""Put the page behind its doors: one ASGI app, from what the network sends to Gradio."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

import gradio as gr
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from ui.engine.files import EngineFiles
from ui.server import tools
from ui.server.admission import Admission, TurnAway
from ui.server.body_limit import BodyLimit
from ui.server.calls import Calls
from ui.server.client_rates import ClientRates
from ui.server.comeback import Comeback
from ui.server.default_arguments import DefaultArguments
from ui.server.doors import Doors
from ui.server.forwarded import Forwarded
from ui.server.health import Health
from ui.server.json_bodies import JsonBodies
from ui.server.limits import LIMITS, Limits
from ui.server.observed import Figures, Observed
from ui.server.preload import Preload
from ui.server.response_headers import ResponseHeaders
from ui.server.unread_results import UnreadResults
from ui.server.waiting_line import WaitingLine
from ui.shell.front_page import FrontPage, edit_page
from ui.shell.layout import TABS, page_options
from ui.shell.static_routes import routes


@dataclass(frozen=True)
class Deployment:
    """Say where a server stands.

    hosts : names it answers to, beside localhost and any number; see `ui.server.doors.Doors`
    proxies : addresses or networks whose X-Forwarded-… is believed
    ancestors : who may embed the page, as a Content-Security-Policy says it
    root_path : under which a proxy serves the page, such as "/ink", or ""
    threads : how many requests are computed at once
    mcp : whether programs may call the API as tools, by the Model Context Protocol; see `ui.server.tools`
    """

    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    ancestors: str = "'self'"
    root_path: str = ""
    threads: int = 2
    mcp: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read ALLOWED_HOSTS, TRUSTED_PROXIES, FRAME_ANCESTORS, ROOT_PATH (or GRADIO_ROOT_PATH), THREADS and MCP.

        On a Hugging Face Space, the defaults are those of a Space. Raises ValueError for what cannot be used.
        """
        space = "SPACE_ID" in environment
        hosts = environment.get("ALLOWED_HOSTS", ".hf.space" if space else "")
        proxies = environment.get("TRUSTED_PROXIES", "127.0.0.1 ::1" + (" 10.0.0.0/8" if space else ""))
        ancestors = environment.get("FRAME_ANCESTORS", "'self'" + (" https://huggingface.co" if space else ""))
        root_path = environment.get("ROOT_PATH") or environment.get("GRADIO_ROOT_PATH", "")
        threads = environment.get("THREADS", "2")
        if not threads.isdigit() or not 1 <= int(threads) <= 64:
            raise ValueError(f"THREADS is a whole number from 1 to 64, got {threads!r}")
        if root_path and not root_path.startswith("/"):
            raise ValueError(f"ROOT_PATH begins with a slash, as in /ink, got {root_path!r}")
        mcp = environment.get("MCP", "0")
        if mcp not in ("0", "1"):
            raise ValueError(f"MCP is 1 or 0, got {mcp!r}")
        if mcp == "1" and not tools.possible():
            raise ValueError(tools.NEEDED)
        return cls(_several(hosts), _several(proxies), ancestors, root_path.rstrip("/"), int(threads), mcp == "1")


def _several(text: str) -> tuple[str, ...]:
    """Split a list that is written with spaces or commas."""
    return tuple(text.replace(",", " ").lower().split())


def web_app(
    demo: gr.Blocks, where: Deployment, health: Health, engine: EngineFiles, limits: Limits = LIMITS
) -> ASGIApp:
    """Wrap a page in everything that happens to a request before it.

    demo : as `ui.shell.layout.build` returns it; engine : as `ui.shell.engine.engine_files` returns it
    """
    calls = Calls(demo)
    line = WaitingLine(
        where.threads,
        limits.waiting,
        limits.waiting_each,
        limits.waiting_time,
        max(1, where.threads - 1),
        limits.waiting_time_heavy,
        limits.share_heavy,
        limits.batch,
    )
    comeback = Comeback(limits.comeback, limits.comeback_time)
    figures = Figures(lambda: len(line.line))
    demo.state_session_capacity = limits.sessions
    demo.queue(max_size=limits.unread, default_concurrency_limit=where.threads)
    parent = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        parent,
        demo,
        path="/",
        root_path=where.root_path or None,
        app_kwargs={
            "middleware": [
                Middleware(Preload),
                Middleware(FrontPage, edit=partial(edit_page, tabs=tuple(TABS)), ancestors=where.ancestors),
                Middleware(DefaultArguments),
            ],
            "routes": [
                *routes(),
                *engine.routes(),
                *calls.routes(),
                Route("/healthz", health.answer),
                Route("/metrics", figures.answer),
            ],
        },
        mcp_server=where.mcp,
        **page_options(),
    )
    if where.mcp:
        tools.call_directly(demo)
    # Gradio had made another one, which serves nothing, so that nobody would hear that it stops.
    demo.app = next(route.app for route in parent.routes if isinstance(route, Mount))
    app: ASGIApp = parent
    app = UnreadResults(app, demo, limits)
    app = Admission(
        app,
        line,
        ClientRates(limits.rate, limits.burst, limits.clients),
        ClientRates(limits.rate_heavy, limits.burst_heavy, limits.clients),
        comeback,
        calls.about,
    )
    app = JsonBodies(app, lambda *names: calls.page_function(*names) is not None, calls.takes, limits)
    app = TurnAway(app, line, comeback)
    app = BodyLimit(app, limits)
    app = Doors(app, calls.endpoints(), where.hosts, mcp=where.mcp)
    app = ResponseHeaders(app)
    app = Observed(app, figures, calls.kind_of)
    return Forwarded(app, where.proxies)


def end_pages(demo: gr.Blocks, health: Health) -> None:
    """Tell those who listen that the server ends; to be called in its event loop."""
    health.stopping = True
    demo.app.stop_event.set()
