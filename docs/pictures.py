"""Take the READMEs' animation and the card for links from the running app.

`make run` elsewhere, then: python -m docs.pictures [--address ADDRESS]
"""

import argparse
import io
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from bench.browser import FLAGS, chromium_path
from models.sketch.examples import EXAMPLES
from ui.i18n.catalogue import t
from ui.kit import theme
from ui.shell.front_page import CARD_SIZE

HERE = Path(__file__).parent
IMAGES = HERE / "images"
CARD = HERE.parent / "ui" / "shell" / "card.png"
MORPHS = {"en": "morph.gif", "ja": "morph.ja.gif"}
LIMIT = 2_000_000  # bytes of an animation
WIDTH = 860  # px of an animation; READMEs are shown about as wide
PAIR = {"a": "3", "b": "8"}
STEPS = 24  # from one drawing to the other
PEN_MS, MORPH_MS, REST_MS = 70, 60, 900
CARD_FRAMES = 7
PATIENCE_MS = 120_000  # on a busy machine


def opened(browser, address, lang):
    page = browser.new_page(viewport={"width": 1120, "height": 860}, color_scheme="light", reduced_motion="reduce")
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}?lang={lang}")
    page.locator("#pad-a canvas").wait_for()
    page.locator("#tab-draw .dismiss:visible").click()
    return page


def morph(browser, address, lang):
    """Frames of the Draw tab, [(picture, milliseconds)]: two digits are drawn, then α goes there and back."""
    page = opened(browser, address, lang)
    frames = []

    def shoot(milliseconds):
        box = page.locator("#draw-room").bounding_box()
        film = page.locator("#between .film").bounding_box()
        clip = {"x": box["x"] - 16, "y": box["y"] - 14, "width": box["width"] + 32}
        clip["height"] = film["y"] + film["height"] + 4 - clip["y"]
        picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
        height = round(WIDTH * picture.height / picture.width)
        frames.append((picture.resize((WIDTH, height), Image.Resampling.LANCZOS), milliseconds))

    for pad, digit in PAIR.items():
        box = page.locator(f"#pad-{pad} canvas").bounding_box()
        for stroke in EXAMPLES[digit]:
            spots = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
            page.mouse.move(*spots[0])
            page.mouse.down()
            for at, spot in enumerate(spots):
                page.mouse.move(*spot)
                if at % 4 == 3:
                    shoot(PEN_MS)
            page.mouse.up()
        page.locator(f"#drawing-{pad} section.answered:not(.waiting):not(.polishing)").wait_for()
    page.locator("#between section:not(.waiting):not(.empty)").wait_for()
    way = [step / STEPS for step in range(STEPS + 1)]
    for alpha in way:
        page.locator("#alpha input").fill(f"{alpha:.2f}")
        shoot(REST_MS if alpha in (0, 1) else MORPH_MS)
    page.close()
    return frames + [(picture, MORPH_MS) for picture, _ in frames[-2 : -STEPS - 1 : -1]]


def save_animation(frames, path):
    """One palette for all frames, so that what does not change costs nothing; it keeps the little red there is."""
    pictures = [picture for picture, _ in frames]
    palette = pictures[-STEPS].quantize(128, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    first, *rest = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    first.save(path, save_all=True, append_images=rest, duration=[ms for _, ms in frames], loop=0, optimize=True)
    if path.stat().st_size > LIMIT:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes, {LIMIT} are allowed: take fewer or smaller frames")


def save_card(browser, address):
    """What is shown for a link to the page: its name over frames of a way that the model went."""
    page = opened(browser, address, "en")
    page.locator("#between .try").click()
    page.locator("#between section:not(.waiting):not(.empty)").wait_for()
    stills = []
    for step in range(CARD_FRAMES):
        page.locator("#alpha input").fill(f"{step / (CARD_FRAMES - 1):.2f}")
        stills.append(page.locator("#morph canvas").evaluate("canvas => canvas.toDataURL()"))
    html = (HERE / "card.html").read_text(encoding="utf-8")
    words = {"TITLE": escape(t("en", "page.title")), "TAGLINE": escape(t("en", "page.tagline"))}
    words["FRAMES"] = "".join(f'<img src="{still}">' for still in stills)
    colours = {name: getattr(theme, name) for name in ("PAPER", "SHEET", "INK", "FADED", "SEAL", "RULE")}
    for name, value in {**colours, **words}.items():
        html = html.replace(name, value)
    page.set_viewport_size(dict(zip(("width", "height"), CARD_SIZE, strict=True)))
    page.set_content(html)
    page.screenshot(path=CARD)
    page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="http://127.0.0.1:7860/", help="of the running app")
    address = parser.parse_args().address
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        save_card(browser, address)
        for lang, name in MORPHS.items():
            save_animation(morph(browser, address, lang), IMAGES / name)
        browser.close()


if __name__ == "__main__":
    main()
