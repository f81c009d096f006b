"""What the browser gets before anything of Gradio's runs: language, description, a first sight of the page.

Gradio inserts its own `head=` only after it has chosen a language and fetched its parts; the
page's language has to stand before that, or Gradio's labels and ours would differ. Its HTML
also describes Gradio instead of Inkspace, is not compressed, and shows a blank page until its
scripts have come.
"""

import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from ui.i18n.catalogue import in_each_language, t
from ui.kit.theme import NIGHT, PAPER
from ui.server.compression import coding_for, compressed
from ui.server.preload import links
from ui.shell.tab_files import PAGE, early_script, files

HERE = Path(__file__).parent
SKELETON = HERE / "skeleton.html"
CARD = "inkspace/card.png"  # where the picture for links to this page is served
CARD_SIZE = (1200, 630)


class FrontPage:
    """ASGI middleware that edits the HTML answers to GET and compresses them.

    edit : function of (HTML, base address of the page, query string), which returns HTML
    """

    def __init__(self, app, edit):
        self.app = app
        self.edit = edit

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        started, chunks = None, []

        async def edited(message):
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

    async def _send(self, send, started, scope, body):
        accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
        body = self.edit(body.decode(), base_address(scope), scope["query_string"].decode("latin-1")).encode()
        headers = [(key, value) for key, value in started["headers"] if key.lower() != b"content-length"]
        coding = coding_for(accepted)
        body = compressed(body, coding)
        headers += [(b"content-encoding", coding.encode())] if coding else []
        headers += [(b"vary", b"accept-encoding"), (b"content-length", str(len(body)).encode())]
        await send({**started, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _is_html(message):
    headers = {key.lower(): value for key, value in message["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


def base_address(scope):
    """Where the page is reached, as its visitor sees it: behind a proxy that is what X-Forwarded-… say.

    >>> base_address({"scheme": "http", "headers": [(b"host", b"example.org")], "root_path": "/ink"})
    'http://example.org/ink/'
    """
    headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
    scheme = headers.get("x-forwarded-proto", scope["scheme"]).split(",")[0].strip()
    host = headers.get("x-forwarded-host", headers.get("host", "")).split(",")[0].strip()
    return f"{scheme}://{host}{scope.get('root_path', '').rstrip('/')}/"


def dressed(html, base, query, tabs):
    """Gradio's page with our head and, until its scripts have come, our skeleton.

    html : str, as Gradio serves it; base : str, address of the page, with a slash at its end
    query : str, of the request; its `lang` chooses the language of the description
    tabs : names of the tabs in their order
    """
    lang = parse_qs(query).get("lang", [""])[0]
    # Half a megabyte of configuration stands between the two places that are edited.
    head, mark, rest = html.partition("window.gradio_config")
    head = re.sub(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>', "", head)
    head = head.replace("<head>", f"<head>{_scripts()}{links()}{_description(lang, base)}", 1)
    config, opening, body = rest.rpartition("<body")
    attributes, bracket, body = body.partition(">")
    return f"{head}{mark}{config}{opening}{attributes}{bracket}{skeleton(tabs)}{body}"


@cache
def _scripts():
    name, _ = files()[PAGE]
    return f'<script>{early_script()}</script><script type="module" src="./inkspace/{name}"></script>'


def _description(lang, base):
    """Title, description and card for whoever shows a link to this page."""
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
def skeleton(tabs):
    """The first sight of the page: its name, its tabs and two sheets that take ink, until front.js takes it away.

    Behind it stand the sentences of a page whose scripts did not come.
    """

    def masthead(texts, _lang):
        names = "".join(f"<li>{texts[f'tab.{name}']}</li>" for name in tabs)
        return f"<p><b>{texts['page.title']}</b><span>{texts['page.tagline']}</span></p><ul>{names}</ul>"

    def invitation(texts, _lang):
        return f"<small>{texts['draw.invitation']}</small>"

    def sentence(key):
        return in_each_language(lambda texts, _lang: f"<p>{texts[key]}</p>")

    def part_lost(texts, _lang):
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
