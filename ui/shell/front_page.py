"""Edit the HTML that Gradio serves: set the language, describe Inkspace, show a skeleton until the scripts run.

Gradio inserts its own `head=` only after it has chosen a language and fetched its parts. The page's language must be
set before that, or Gradio's labels and the project's would differ. Gradio's HTML also describes Gradio instead of
Inkspace, is not compressed, and shows a blank page until its scripts have come.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.i18n.catalogue import in_each_language, t
from ui.kit.theme import CONTRAST, NIGHT, PAPER
from ui.server.compression import coding_for, compressed
from ui.server.preload import links
from ui.server.response_headers import content_policy
from ui.shell.tab_files import PAGE, early_script, files

HERE = Path(__file__).parent
SKELETON = HERE / "skeleton.html"
CARD = "inkspace/card.png"  # where the picture for links to this page is served
CARD_SIZE = (1200, 630)


class FrontPage:
    """Edit the HTML answers to GET and compress them, as ASGI middleware.

    edit : function of (HTML, base address of the page, query string), which returns HTML
    ancestors : who may embed the page, as a Content-Security-Policy says it
    """

    def __init__(self, app: ASGIApp, edit: Callable[[str, str, str], str], ancestors: str = "'self'") -> None:
        self.app = app
        self.edit = edit
        self.ancestors = ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        started: Message | None = None
        chunks: list[bytes] = []

        async def edited(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start" and _is_html(message):
                started = message
            elif started is None:
                await send(message)
            elif message["type"] == "http.response.body":
                chunks.append(message.get("body", b""))
                if not message.get("more_body"):
                    await self._send(send, started, scope, b"".join(chunks))

        await self.app(scope, receive, edited)

    async def _send(self, send: Send, started: Message, scope: Scope, body: bytes) -> None:
        """Send the edited page. started : the message that began Gradio's answer; body : Gradio's HTML"""
        accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
        html = self.edit(body.decode(), base_address(scope), scope["query_string"].decode("latin-1"))
        body = html.encode()
        headers = [(key, value) for key, value in started["headers"] if key.lower() != b"content-length"]
        coding = coding_for(accepted)
        body = compressed(body, coding)
        headers += [(b"content-encoding", coding.encode())] if coding else []
        headers.append((b"content-security-policy", content_policy(html, self.ancestors).encode()))
        headers += [(b"vary", b"accept-encoding"), (b"content-length", str(len(body)).encode())]
        await send({**started, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _is_html(message: Message) -> bool:
    headers = {key.lower(): value for key, value in message["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


def base_address(scope: Scope) -> str:
    """Return the page's address as its visitor sees it; `ui.server.forwarded` has put it there behind a proxy.

    >>> base_address({"scheme": "http", "headers": [(b"host", b"example.org")], "root_path": "/ink"})
    'http://example.org/ink/'
    """
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    return f"{scope['scheme']}://{host}{scope.get('root_path', '').rstrip('/')}/"


def edit_page(html: str, base: str, query: str, tabs: tuple[str, ...]) -> str:
    """Add Inkspace's head and skeleton to Gradio's page; the skeleton stands until the scripts have come.

    html : str, as Gradio serves it; base : str, address of the page, with a slash at its end
    query : str, of the request; its `lang` chooses the language of the description
    tabs : names of the tabs in their order
    """
    lang = parse_qs(query).get("lang", [""])[0]
    # Half a megabyte of configuration lies between the two places that are edited, and is not searched.
    head, mark, rest = html.partition("window.gradio_config")
    head = re.sub(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>', "", head)
    head = head.replace("<head>", f"<head>{_scripts()}{links()}{_contrast()}{_description(lang, base)}", 1)
    config, opening, body = rest.rpartition("<body")
    attributes, bracket, body = body.partition(">")
    return f"{head}{mark}{config}{opening}{attributes}{bracket}{skeleton(tabs)}{body}"


@cache
def _scripts() -> str:
    name, _ = files()[PAGE]
    return f'<script>{early_script()}</script><script type="module" src="./inkspace/{name}"></script>'


@cache
def _contrast() -> str:
    """Write what contrast themes make of the theme's variables, without the comment for readers."""
    return f"<style>{re.sub(r'/[*].*?[*]/', '', CONTRAST.read_text(encoding='utf-8'), flags=re.DOTALL).strip()}</style>"


def _description(lang: str, base: str) -> str:
    """Write title, description and card, for sites that show a link to this page."""
    width, height = CARD_SIZE
    title, about = t(lang, "page.title"), t(lang, "page.about")
    named = {"description": about, "twitter:card": "summary_large_image"}
    properties = {
        "og:type": "website",
        "og:site_name": title,
        "og:title": f"{title}: {t(lang, 'page.tagline')}",
        "og:description": about,
        "og:url": base,
        "og:image": base + CARD,
        "og:image:width": width,
        "og:image:height": height,
        "og:image:alt": t(lang, "page.card_alt"),
    }
    lines = [f"<title>{escape(title)}</title>"]
    lines += [f'<meta name="{key}" content="{escape(str(value))}">' for key, value in named.items()]
    lines += [f'<meta property="{key}" content="{escape(str(value))}">' for key, value in properties.items()]
    for scheme, colour in (("light", PAPER), ("dark", NIGHT)):
        lines.append(f'<meta name="theme-color" media="(prefers-color-scheme: {scheme})" content="{colour}">')
    return "".join(lines)


@cache
def skeleton(tabs: tuple[str, ...]) -> str:
    """Write the skeleton: the page's name, its tabs and two sheets that take ink, until skeleton.js removes it.

    It also holds the sentences of a page whose scripts did not come.
    """

    def masthead(texts: Mapping[str, str], _lang: str) -> str:
        names = "".join(f"<li>{texts[f'tab.{name}']}</li>" for name in tabs)
        return f"<p><b>{texts['page.title']}</b><span>{texts['page.tagline']}</span></p><ul>{names}</ul>"

    def invitation(texts: Mapping[str, str], _lang: str) -> str:
        return f"<small>{texts['draw.invitation']}</small>"

    def sentence(key: str) -> str:
        return in_each_language(lambda texts, _lang: f"<p>{texts[key]}</p>")

    def part_lost(texts: Mapping[str, str], _lang: str) -> str:
        return f'<p role="alert">{texts["page.part_lost"]} <button type="button">{texts["page.again"]}</button></p>'

    parts = {
        "masthead": in_each_language(masthead),
        "hint": sentence("hint.draw"),
        "invitation": in_each_language(invitation),
        "no_start": sentence("page.no_start"),
        "no_script": sentence("page.no_script"),
        "part_lost": in_each_language(part_lost),
    }
    html = SKELETON.read_text(encoding="utf-8")
    for name, part in parts.items():
        html = html.replace(f"<!-- {name} -->", part)
    return html
