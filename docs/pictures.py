"""Take the READMEs' pictures from the running app: `make run` elsewhere, then python docs/pictures.py [ADDRESS]"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parent / "images"
SHOTS = {"draw.png": ("?lang=en", "light"), "draw.ja.png": ("?lang=ja", "light")}


def take(browser, address, query, colours, path):
    """A 3, an 8 and the way between them, as large as the page is at 1280 px."""
    page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme=colours)
    page.goto(address + query)
    page.locator("#between .try").click()
    page.locator("#between section:not(.waiting):not(.empty)").wait_for()
    page.locator("#alpha input").fill("0.6")
    page.screenshot(path=path)
    page.close()


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:7860/"
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (query, colours) in SHOTS.items():
            take(browser, address, query, colours, IMAGES / name)
        browser.close()


if __name__ == "__main__":
    main()
