"""Pictures of the Filter tab through a real browser: uploads of every kind, samples, drawings, and what is refused."""

import base64
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import draw
from tests.browser.support.filter_page import (
    JPEG,
    answered,
    file,
    grey,
    noise,
    off,
    open_lab,
    response,
    slider,
    taken,
    upload,
)
from ui.filter.picture_sources import grey_of, samples
from ui.i18n.catalogue import catalogue


@pytest.fixture
def lab(open_page):
    return open_lab(open_page)


def claiming(width, height):
    """A PNG whose header claims a size that its few bytes do not hold."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (header, body)
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def test_a_picture_of_ones_own_is_filtered(lab):
    upload(lab, file(noise()))
    taken(lab, 200)
    assert np.array_equal(grey(lab, "gabor-input"), noise())
    assert off(lab, noise()) <= JPEG


def test_a_flat_picture_gives_mid_grey(lab):
    upload(lab, file(Image.new("RGB", (60, 40), (20, 200, 90))))
    taken(lab, 60)
    assert (grey(lab, "gabor-output") == 128).all()
    expect(lab.locator("#gabor-output .bar")).to_have_text("0")


def test_a_large_picture_is_reduced_in_the_browser(lab):
    sent = []
    lab.on("request", lambda request: sent.append(len(request.post_data or "")))
    upload(lab, file(Image.new("RGB", (2000, 1000), "red")))
    taken(lab, 512)
    assert grey(lab, "gabor-output").shape == (256, 512)
    assert max(sent) < 200_000


def test_a_huge_picture_is_reduced_with_a_notice(lab):
    upload(lab, file(Image.new("1", (6000, 4000)), name="poster.png"))
    taken(lab, 512)
    expect(lab.locator("#gabor-notice")).to_have_text("“poster.png” has 6000 × 4000 px; it is filtered at 512 × 341.")


def test_what_is_transparent_is_white(lab):
    upload(lab, file(Image.new("RGBA", (30, 30), (0, 0, 0, 0))))
    taken(lab, 30)
    assert (grey(lab, "gabor-input") == 255).all()


def test_sixteen_bits_are_scaled_not_clipped(lab):
    ramp = np.linspace(0, 65535, 40 * 30).reshape(30, 40).astype(np.uint16)
    upload(lab, file(Image.fromarray(ramp)))
    taken(lab, 40)
    assert np.abs(grey(lab, "gabor-input").astype(int) - (ramp >> 8)).max() <= 1


def test_ink_on_a_press_becomes_grey(lab):
    upload(lab, file(Image.new("CMYK", (40, 30), (0, 0, 0, 255)), "JPEG", "press.jpg"))
    taken(lab, 40)
    assert grey(lab, "gabor-input").max() < 50


def test_a_photograph_is_turned_as_its_camera_was(lab):
    picture = Image.new("L", (60, 40))
    exif = picture.getexif()
    exif[0x0112] = 6  # turned by 90°
    upload(lab, file(picture, "JPEG", "photo.jpg", exif=exif))
    taken(lab, 40)
    assert grey(lab, "gabor-input").shape == (60, 40)


@pytest.mark.parametrize("kind", ["WEBP", "GIF", "BMP", "AVIF"])
def test_other_formats_are_read(lab, kind):
    upload(lab, file(Image.fromarray(noise()), kind, f"mine.{kind.lower()}"))
    taken(lab, 200)


def test_what_cannot_be_used_gets_a_sentence_and_the_picture_stays(lab):
    before, place = (
        (grey(lab, "gabor-input"), grey(lab, "gabor-output")),
        lab.locator("#tab-filter .pair").bounding_box(),
    )
    cut = file(noise(), name="cut.png")
    cut["buffer"] = cut["buffer"][:200]

    def plain(name, data):
        return {"name": name, "mimeType": "image/png", "buffer": data}

    for one, sentence in (
        (plain("notes.txt", b"no picture"), "“notes.txt” is not an image"),
        (plain("long.txt", b"no picture at all, but many more letters of it"), "“long.txt” is not an image"),
        (plain("empty.png", b""), "“empty.png” is empty"),
        (cut, "“cut.png” is not an image"),
        (file(noise(1, 1), name="dot.png"), "“dot.png” is too thin"),
        (file(noise(1, 300), name="line.png"), "“line.png” is too thin"),
        (plain("bomb.png", claiming(30_000, 30_000)), "“bomb.png” claims 30000 × 30000 px"),
    ):
        upload(lab, one)
        expect(lab.locator("#gabor-picture-wrong")).to_contain_text(sentence)
        assert np.array_equal(grey(lab, "gabor-input"), before[0])
        assert np.array_equal(grey(lab, "gabor-output"), before[1])
        assert lab.locator("#tab-filter .pair").bounding_box() == place


def test_a_bomb_that_is_a_real_picture_is_refused_before_it_is_decoded(lab):
    data = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(data, "PNG")
    upload(lab, {"name": "bomb.png", "mimeType": "image/png", "buffer": data.getvalue()})
    expect(lab.locator("#gabor-picture-wrong")).to_contain_text("claims 12000 × 12000 px")


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("document", "paste"),
        ("document.querySelector('#gabor-input')", "drop"),
        ("document.querySelector('#gabor-sigma input[type=text]')", "drop"),
        ("document.querySelector('#masthead')", "drop"),
    ],
)
def test_a_picture_is_taken_from_the_clipboard_and_from_a_drop(lab, target, kind):
    data = base64.b64encode(file(noise())["buffer"]).decode()
    made = {
        "paste": 'new ClipboardEvent("paste", { ...options, clipboardData: carried })',
        "drop": 'new DragEvent("drop", { ...options, dataTransfer: carried })',
    }[kind]
    lab.evaluate(
        f"""(data) => {{
            const carried = new DataTransfer();
            const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
            carried.items.add(new File([bytes], "mine.png", {{ type: "image/png" }}));
            const options = {{ bubbles: true, cancelable: true }};
            {target}.dispatchEvent({made});
        }}""",
        data,
    )
    lab.wait_for_function("document.querySelector('#gabor-input canvas').width === 200")
    assert np.array_equal(grey(lab, "gabor-input"), noise())


def test_whatever_is_dragged_over_the_tab_does_not_leave_the_page(lab):
    prevented = lab.evaluate(
        """() => ["dragover", "drop"].map((type) => {
            const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() });
            return !document.querySelector("#tab-filter .side").dispatchEvent(event);
        })"""
    )
    assert prevented == [True, True]
    expect(lab.locator("#gabor-picture-wrong")).to_have_text("What you dropped is not an image file.")


@pytest.mark.skipif(not samples(), reason="scikit-image is not installed")
def test_scikit_images_samples_are_filtered(lab):
    lab.locator("#tab-filter .samples").select_option("skimage:coins")
    image = grey_of("skimage:coins")
    taken(lab, image.shape[1], image.shape[0])
    assert np.abs(grey(lab, "gabor-input").astype(int) - image).max() <= JPEG
    assert off(lab, image) <= JPEG


def test_the_drawing_on_sheet_a_can_be_filtered(page):
    draw(page, "a", EXAMPLES["8"])
    page.get_by_role("tab", name="Filter").click()
    answered(page)
    page.get_by_role("button", name="My drawing").click()
    expect(page.get_by_role("button", name="My drawing")).to_have_attribute("aria-pressed", "true")
    answered(page)
    image = grey(page, "gabor-input")
    ink = np.argwhere(image < 128) / image.shape[0]  # rows and columns as shares of the sheet
    points = np.array([point for stroke in EXAMPLES["8"] for point in stroke])
    assert ink.min(0) == pytest.approx(points[:, ::-1].min(0), abs=0.05)
    assert ink.max(0) == pytest.approx(points[:, ::-1].max(0), abs=0.05)
    assert off(page, image) <= JPEG


def test_a_digit_from_the_model_on_sheet_a_can_be_filtered(page):
    page.evaluate(
        """() => {
          const grey = new Uint8Array(784);
          for (let row = 7; row < 21; row++) grey.fill(255, 28 * row + 14, 28 * row + 16);
          const frame = btoa(String.fromCharCode(...grey));
          Inkspace.channel("put-a").set({ strokes: [], frame });
        }"""
    )
    page.get_by_role("tab", name="Filter").click()
    answered(page)
    page.get_by_role("button", name="My drawing").click()
    expect(page.get_by_role("button", name="My drawing")).to_have_attribute("aria-pressed", "true")
    answered(page)
    image = grey(page, "gabor-input")
    ink = np.argwhere(image < 128) / image.shape[0]
    assert ink.min(0) == pytest.approx([7 / 28, 14 / 28], abs=0.02)
    assert ink.max(0) == pytest.approx([21 / 28, 16 / 28], abs=0.02)
    assert off(page, image) <= JPEG


def test_the_filtered_drawing_follows_the_sheet(page):
    draw(page, "a", EXAMPLES["1"])
    page.get_by_role("tab", name="Filter").click()
    answered(page)
    page.get_by_role("button", name="My drawing").click()
    expect(page.get_by_role("button", name="My drawing")).to_have_attribute("aria-pressed", "true")
    before = grey(page, "gabor-input")
    page.get_by_role("tab", name="Draw").click()
    draw(page, "a", EXAMPLES["8"])
    page.get_by_role("tab", name="Filter").click()
    answered(page)
    assert not np.array_equal(grey(page, "gabor-input"), before)
    assert off(page, grey(page, "gabor-input")) <= JPEG


def test_an_empty_sheet_gets_a_sentence(lab):
    lab.get_by_role("button", name="My drawing").click()
    expect(lab.locator("#gabor-picture-wrong")).to_contain_text("Sheet A is empty")


def test_a_japanese_visitor_reads_japanese(open_page):
    page = open_lab(open_page, locale="ja-JP", tab=catalogue()["ja"]["tab.filter"])
    upload(page, {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    expect(page.locator("#gabor-picture-wrong")).to_contain_text("「notes.txt」は画像として読み込めません")


def test_picture_and_settings_go_along_to_the_other_language(lab):
    upload(lab, file(noise()))
    taken(lab, 200)
    slider(lab, "sigma").fill("1.5")
    slider(lab, "theta").fill("200")
    lab.locator(".more > summary").click()
    slider(lab, "gamma").fill("0.5")
    lab.locator("#gabor-dc-free input").uncheck()
    lab.locator("#gabor-norm input[value=l2]").check()
    lab.locator("#gabor-part [data-part=imaginary]").click()
    lab.locator("#gabor-output[data-part=imaginary]").wait_for()
    lab.get_by_role("link", name="日本語").click()
    lab.locator("#gabor-output[data-part=imaginary]").wait_for()
    answered(lab)
    assert np.array_equal(grey(lab, "gabor-input"), noise())
    assert [slider(lab, name).input_value() for name in ("sigma", "theta", "gamma")] == ["1.5", "200", "0.5"]
    imaginary = response(noise(), lab, gamma=0.5, dc_free=False, norm="l2").imag
    assert np.abs(grey(lab, "gabor-output") - (128 + 127 * imaginary / np.abs(imaginary).max())).max() <= JPEG


def test_settings_survive_a_look_at_another_tab(lab):
    slider(lab, "theta").fill("75")
    lab.get_by_role("tab", name="Learn").click()
    lab.get_by_role("tab", name="Filter").click()
    answered(lab)
    assert slider(lab, "theta").input_value() == "75"
