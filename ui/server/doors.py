"""Let in what the page and the documented API need, and nothing else of what Gradio answers.

Gradio also uploads, serves and relays files, keeps links and recordings, and reloads: none of it is needed here, and
each of it was a way to fill or to exhaust the server.
"""

import re
from collections.abc import Collection, Sequence
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.server.refusals import refuse

# Below the root path, as regular expressions that have to match the whole path. NAME is one of the API's.
READ = (
    r"/",
    r"/(?:assets|static|svelte|inkspace)(?:/[\w@+-][\w.@+-]*)+",
    r"/(?:config|theme\.css|favicon\.ico|manifest\.json|robots\.txt|healthz|metrics)",
    r"/gradio_api/(?:info|startup-events|theme\.css|openapi\.json|queue/data)",
    r"/gradio_api/heartbeat/[\w-]+",
    r"/gradio_api/call(?:/v2)?/NAME/[\w-]+",
)
SENT = (
    r"/gradio_api/component_server/?",
    r"/gradio_api/(?:run|api|call|call/v2)/NAME/?",
    r"/gradio_api/queue/join",
)
TOOLS = r"/gradio_api/mcp/?"  # where programs call the API by the Model Context Protocol
NO_FILES = "This server takes no files: send a picture in the call itself, as data URL or base64."
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
# Of the page's address; anything else, such as the name of a stored state, does not reach Gradio.
QUERIES = frozenset({"lang", "engine", "view", "session_hash", "attempt", "__theme"})


class Doors:
    """Answer 404 to unknown addresses, 403 to pages of other sites, 421 to other hosts' names, as ASGI middleware.

    Parameters
    ----------
    names : the endpoints of the API, without a slash
    hosts : names under which the server may be addressed beside localhost and any number, without port; a leading dot
        stands for all below a domain, "*" for any. A request that names another host comes from a page whose owner has
        bound that name to this address.
    mcp : whether the API's endpoints are offered as tools too
    """

    def __init__(self, app: ASGIApp, names: Collection[str], hosts: Sequence[str] = (), mcp: bool = False) -> None:
        self.app = app
        named = "|".join(map(re.escape, sorted(names))) or r"(?!)"
        ways = (READ, (*SENT, TOOLS) if mcp else SENT)
        read, sent = ("|".join(paths).replace("NAME", f"(?:{named})") for paths in ways)
        self.ways = {"GET": re.compile(read), "HEAD": re.compile(read), "POST": re.compile(sent)}
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # the page has no web sockets
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = {key: value.decode("latin-1") for key, value in scope["headers"]}
        host, origin = headers.get(b"host", ""), headers.get(b"origin")
        way = self.ways.get(scope["method"])
        if not self._known(name_of(host)):
            await refuse(send, 421, "This server does not answer under that host name; see ALLOWED_HOSTS.")
        elif way is None or not way.fullmatch(below_root(scope)):
            path = below_root(scope)
            other = way is None or any(one.fullmatch(path) for one in self.ways.values())
            sentence = NO_FILES if path.startswith("/gradio_api/upload") else "There is nothing at this address."
            await refuse(send, 405 if other else 404, sentence)
        elif scope["method"] == "POST" and origin is not None and not self._same(origin, host):
            await refuse(send, 403, "Pages of other sites may not ask this server.")
        elif scope["method"] == "POST" and not headers.get(b"content-type", "").startswith("application/json"):
            await refuse(send, 415, "Send JSON, with the header Content-Type: application/json.")
        else:
            await self.app({**scope, "query_string": _kept(scope["query_string"])}, receive, send)

    def _known(self, name: str) -> bool:
        """Tell whether a host's name is one of ours; a number cannot be bound to another address."""
        return (
            name in LOCAL
            or _is_number(name)
            or any(
                name == host or host == "*" or (host.startswith(".") and (name.endswith(host) or name == host[1:]))
                for host in self.hosts
            )
        )

    def _same(self, origin: str, host: str) -> bool:
        """Tell whether a page at `origin` was served under the name `host`; of one machine the names are alike."""
        try:
            theirs = urlsplit(origin)
            ports = (theirs.port or {"https": 443}.get(theirs.scheme, 80), _port(host, theirs.scheme))
        except ValueError:
            return False
        name = (theirs.hostname or "").lower()
        return (name == name_of(host) or {name, name_of(host)} <= LOCAL) and ports[0] == ports[1]


def name_of(host: str) -> str:
    """Return the name in a Host header, lower case and without port: "[::1]:7860" is "::1".

    >>> name_of("Example.org:443"), name_of("[::1]:7860"), name_of("")
    ('example.org', '::1', '')
    """
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _port(host: str, scheme: str) -> int:
    return urlsplit(f"//{host}").port or {"https": 443}.get(scheme, 80)


def below_root(scope: Scope) -> str:
    """Return a request's path below the root path under which a proxy serves the page."""
    path, root = scope["path"], scope.get("root_path", "").rstrip("/")
    return (path.removeprefix(root) or "/") if path == root or path.startswith(f"{root}/") else path


def _kept(query: bytes) -> bytes:
    """Drop the parts of a query that nothing here reads."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return urlencode([(key, value) for key, value in pairs if key in QUERIES]).encode()
