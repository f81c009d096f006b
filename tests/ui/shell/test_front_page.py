"""What is done to Gradio's HTML before it leaves: our head, a skeleton, compression."""

import gzip
import hashlib
import json

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.filter.export.widget import GaborExport
from ui.i18n.catalogue import LANGUAGES, catalogue, download, words
from ui.server.compression import coding_for, compressed
from ui.server.preload import FRONTEND, LIST, Preload, addresses, links
from ui.shell.front_page import CARD, CARD_SIZE, FrontPage, base_address, edit_page
from ui.shell.layout import TABS
from ui.shell.static_routes import PICTURE, routes
from ui.shell.tab_files import early_script, file_of, files

PAGE = "<!doctype html><html><head><title>é</title></head><body><head></body></html>"
GRADIOS = (
    '<html><head>\n<meta property="og:title" content="Gradio" />\n<meta\n name="twitter:image"\n content="https://x.org/a.jpg"\n/>'
    '<script>window.gradio_config = {"title": "<body>"};</script>'
    '</head><body\n style="margin: 0"\n><gradio-app></gradio-app></body></html>'
)


def dress(query=""):
    return edit_page(GRADIOS, "https://example.org/ink/", query, tuple(TABS))


@pytest.fixture
def client():
    async def page(_request):
        return HTMLResponse(PAGE)

    async def data(_request):
        return JSONResponse({"page": PAGE})

    app = Starlette(routes=[Route("/", page, methods=["GET", "POST"]), Route("/data", data)])
    return TestClient(FrontPage(app, edit=lambda html, base, query: html.replace("é", f"{base} {query}")))


def test_a_page_is_edited_and_its_length_is_that_of_what_is_sent(client):
    answer = client.get("/?lang=ja", headers={"accept-encoding": "identity"})
    assert answer.text == PAGE.replace("é", "http://testserver/ lang=ja")
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_what_is_no_page_passes_unchanged(client):
    assert client.get("/data").json() == {"page": PAGE}
    assert client.post("/").text == PAGE


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        (b"gzip, deflate, br, zstd", "br", brotli.decompress),
        (b"gzip, deflate", "gzip", gzip.decompress),
        (b"br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        (b"identity", None, bytes),
        (b"", None, bytes),
        (b"bro", None, bytes),
    ],
)
def test_a_page_is_compressed_in_the_best_way_that_was_asked_for(accepted, coding, unpack):
    body = b"ink on paper " * 99
    used = coding_for(accepted)
    assert used == coding
    assert unpack(compressed(body, used)) == body


def test_the_address_is_the_one_that_visitors_use():
    headers = [(b"host", b"example.org:8443")]
    scope = {"scheme": "https", "headers": headers, "root_path": "/ink"}
    assert base_address(scope) == "https://example.org:8443/ink/"


def test_our_script_comes_first_in_the_head():
    script = early_script()
    assert dress().startswith(f"<html><head><script>{script}</script>")


def test_the_script_in_the_head_cannot_end_its_own_element():
    assert "</script" not in early_script().lower()


def test_the_page_names_the_file_of_its_first_tab_and_no_other():
    named = [name for name, _ in files().values() if name in dress()]
    assert named == [files()["page"][0]]


def test_links_to_the_page_show_our_words_and_picture_and_none_of_gradios():
    html = dress().partition("</script>")[2]
    assert "Gradio" not in html
    assert "x.org" not in html
    assert f'<meta property="og:image" content="https://example.org/ink/{CARD}">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html


@pytest.mark.parametrize(("query", "lang"), [("", "en"), ("lang=ja", "ja"), ("lang=xx", "en"), ("lang=%00", "en")])
def test_the_description_is_in_the_language_that_the_link_asks_for(query, lang):
    assert f'<meta name="description" content="{catalogue()[lang]["page.about"]}">' in dress(query)


def test_an_address_cannot_leave_its_attribute():
    html = edit_page(GRADIOS, 'https://"><script>x</script>/', "", tuple(TABS))
    assert '"><script>x' not in html


@pytest.mark.parametrize("lang", catalogue())
def test_the_skeleton_stands_before_gradio_and_names_the_tabs(lang):
    before, _, _ = dress().partition("<gradio-app>")
    _, _, skeleton = before.partition('<div id="skeleton">')
    for tab in TABS:
        assert f"<li>{catalogue()[lang][f'tab.{tab}']}</li>" in skeleton
    assert "<!--" not in skeleton


@pytest.mark.parametrize("file", files())
def test_scripts_are_served_under_names_that_change_with_them(file):
    name, body = files()[file]
    answer = TestClient(Starlette(routes=routes())).get(f"/inkspace/{name}")
    assert answer.content == body
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert hashlib.sha256(body).hexdigest()[:12] in name


@pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_a_script_comes_whole_in_whatever_coding(accepted, unpack):
    name, body = files()["page"]
    client = TestClient(Starlette(routes=routes()))
    with client.stream("GET", f"/inkspace/{name}", headers={"accept-encoding": accepted}) as answer:
        assert unpack(b"".join(answer.iter_raw())) == body


@pytest.mark.parametrize("lang", catalogue())
def test_texts_of_one_language_are_served_as_one_file(lang):
    name, _ = download(lang)
    answer = TestClient(Starlette(routes=routes())).get(f"/inkspace/{name}")
    assert answer.json() == catalogue()[lang]


def test_a_widget_of_a_later_tab_leaves_the_page_its_texts_and_files():
    def take_away(request):
        return request

    widget = GaborExport(words("dream", "draw"), take_away)
    widget.pack(files()[file_of(GaborExport)][0], "", late=True)
    sent = json.dumps([widget.html_template, widget.css_template, widget.js_on_load, widget.props])
    assert files()["filter"][0] in sent
    texts = {lang: download(lang)[0] for lang in LANGUAGES}
    assert json.loads(widget.props["packed"])["words"] == {"prefixes": ["dream", "draw"], "files": texts}
    assert len(sent) < 1000


def test_the_card_has_the_size_that_it_claims():
    from PIL import Image

    answer = TestClient(Starlette(routes=routes())).get(f"/{CARD}")
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(PICTURE).size == CARD_SIZE
    assert PICTURE.stat().st_size < 300_000


def test_every_preloaded_file_is_one_of_the_installed_gradios():
    assert [address for address in LIST.read_text().split() if not (FRONTEND / address).is_file()] == []


def test_scripts_and_styles_are_named_each_in_its_way():
    script, style = (next(a for a in addresses() if a.endswith(end)) for end in (".js", ".css"))
    assert f'<link rel="modulepreload" href="./{script}">' in links()
    assert f'<link rel="preload" as="style" crossorigin href="./{style}">' in links()


@pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_a_preloaded_file_comes_whole_in_whatever_coding(accepted, unpack):
    with TestClient(Preload(None)).stream("GET", f"/{addresses()[0]}", headers={"accept-encoding": accepted}) as answer:
        assert unpack(b"".join(answer.iter_raw())) == (FRONTEND / addresses()[0]).read_bytes()
        assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/assets/another.js", "/assets/../ui/text.py", "/"])
def test_a_file_that_is_not_preloaded_is_left_to_gradio(path):
    async def gradio(scope, receive, send):
        await JSONResponse("Gradio's")(scope, receive, send)

    assert TestClient(Preload(gradio)).get(path).json() == "Gradio's"
