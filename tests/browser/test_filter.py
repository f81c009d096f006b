"""The Filter tab, through a real browser; the responses are computed again in Python."""

import base64
import io
import json
import math

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from models import gabor, pictures
from ui.filter import CONTROLS, SIDE
from ui.text import catalogue

JPEG = 2  # grey levels by which a JPEG of full quality may be off, with rounding


@pytest.fixture
def lab(open_page):
    """The tab on a desktop, in English, its first response painted."""
    page = open_page(tab="Filter")
    answered(page)
    return page


def answered(page):
    page.locator("#gabor-output[aria-busy=false]").wait_for()


def grey(page, element):
    """Pixels of the canvas inside an element, (H, W)."""
    width, height, data = page.locator(f"#{element} canvas").evaluate(
        """(canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let red = "";
            for (let at = 0; at < data.length; at += 4) red += String.fromCharCode(data[at]);
            return [canvas.width, canvas.height, btoa(red)];
        }"""
    )
    return np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width)


def slider(page, name):
    return page.locator(f"#gabor-{name} input[type=range]")


def settings(page):
    """σ, θ in radians and scale, as the sliders stand."""
    sigma, degrees, scale = (float(slider(page, name).input_value()) for name in ("sigma", "theta", "scale"))
    return sigma, math.radians(degrees), scale


def expected(image, page):
    """The response's real part as grey, by another way than the page's."""
    real = gabor.apply(image.astype(np.float64) / 255, *settings(page)).real
    return 128 + 127 * real / np.abs(real).max()


def drag(page, name, share):
    """Take a slider's handle with the mouse and carry it to a share of the way."""
    box = slider(page, name).bounding_box()
    low, high, value = (
        float(slider(page, name).evaluate(f"(input) => input.{key}")) for key in ("min", "max", "value")
    )

    def spot(at):
        return box["x"] + 12 + at * (box["width"] - 24), box["y"] + box["height"] / 2

    page.mouse.move(*spot((value - low) / (high - low)))
    page.mouse.down()
    page.mouse.move(*spot(share), steps=12)
    page.mouse.up()
    answered(page)


def png(image, name="mine.png"):
    """A file for an upload, from an array or a picture."""
    file = io.BytesIO()
    (Image.fromarray(image) if isinstance(image, np.ndarray) else image).save(file, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": file.getvalue()}


def upload(page, file):
    page.locator("#tab-filter input[type=file]").set_input_files(file)


def noise(height=120, width=200):
    return np.random.default_rng(2).integers(0, 256, (height, width), dtype=np.uint8)


def own_picture(name):
    return np.rint(255 * pictures.picture(name, SIDE))


def test_the_response_to_each_picture_is_gabors(lab):
    for name in pictures.NAMES:
        label = catalogue()["en"][f"filter.picture_{name}"]
        lab.get_by_role("button", name=label, exact=True).click()
        lab.locator(f"#tab-filter [data-name={name}][aria-pressed=true]").wait_for()
        answered(lab)
        assert np.abs(grey(lab, "gabor-input") - own_picture(name)).max() <= JPEG, name
        assert np.abs(grey(lab, "gabor-output") - expected(own_picture(name), lab)).max() <= JPEG, name


@pytest.mark.parametrize("name", CONTROLS)
def test_each_slider_changes_the_response_and_the_wavelet_while_it_is_dragged(lab, name):
    elements = ("gabor-output", "gabor-kernel-real", "gabor-kernel-imaginary")
    for share in (0.1, 0.8):
        before, value = [grey(lab, element) for element in elements], slider(lab, name).input_value()
        drag(lab, name, share)
        assert slider(lab, name).input_value() != value
        for element, pixels in zip(elements, before, strict=True):
            assert not np.array_equal(grey(lab, element), pixels), element
        assert np.abs(grey(lab, "gabor-output") - expected(own_picture("zone_plate"), lab)).max() <= JPEG


def test_what_is_shown_at_last_belongs_to_the_newest_slider_position_and_one_request_runs_at_a_time(lab):
    under_way, most = set(), [0]

    def began(request):
        if "component_server" in request.url:
            under_way.add(request)
            most[0] = max(most[0], len(under_way))

    lab.on("request", began)
    lab.on("requestfinished", lambda request: under_way.discard(request))
    slider(lab, "theta").evaluate(
        """async (input) => {
            for (let at = 0; at <= 90; at++) {
                input.value = at;
                input.dispatchEvent(new Event("input", { bubbles: true }));
                if (at % 3 === 0) await new Promise(requestAnimationFrame);
            }
        }"""
    )
    answered(lab)
    assert most[0] == 1
    assert slider(lab, "theta").input_value() == "90"
    assert np.abs(grey(lab, "gabor-output") - expected(own_picture("zone_plate"), lab)).max() <= JPEG


def test_a_number_moves_its_slider(lab):
    for name, text, at in (("sigma", "1.25", 1.25), ("theta", "７７", 77), ("scale", "4", 4)):
        lab.locator(f"#gabor-{name} input[type=text]").fill(text)
        lab.locator(f"#gabor-{name} input[type=text]").press("Enter")
        answered(lab)
        assert float(slider(lab, name).input_value()) == at
        assert np.abs(grey(lab, "gabor-output") - expected(own_picture("zone_plate"), lab)).max() <= JPEG


def test_a_wrong_number_gets_a_sentence_and_the_response_stays(lab):
    wrong = {"sigma": ("0", "-1", "4.1", "wide", ""), "theta": ("181", "-1", "up"), "scale": ("0.1", "NaN", "1e9")}
    for name, texts in wrong.items():
        before = grey(lab, "gabor-output")
        field = lab.locator(f"#gabor-{name} input[type=text]")
        for text in texts:
            field.fill(text)
            field.press("Tab")
            expect(lab.locator(f"#gabor-{name} .wrong")).to_contain_text(f"got “{text}”" if text else "got nothing")
            assert np.array_equal(grey(lab, "gabor-output"), before)
        slider(lab, name).press("ArrowRight")
        expect(lab.locator(f"#gabor-{name} .wrong")).to_be_empty()
        answered(lab)


def test_wavelength_and_window_are_told_in_pixels(lab):
    lab.locator("#gabor-sigma input[type=text]").fill("1.5")
    lab.locator("#gabor-scale input[type=text]").fill("3")
    expect(lab.locator("#tab-filter .wavelength")).to_have_text("18.8 px")
    expect(lab.locator("#tab-filter .std")).to_have_text("6.4 px")


def test_a_picture_of_ones_own_is_filtered(lab):
    upload(lab, png(noise()))
    lab.wait_for_function("document.querySelector('#gabor-output canvas').width === 200")
    answered(lab)
    assert np.array_equal(grey(lab, "gabor-input"), noise())
    assert np.abs(grey(lab, "gabor-output") - expected(noise(), lab)).max() <= JPEG


def test_a_flat_picture_gives_mid_grey(lab):
    upload(lab, png(Image.new("RGB", (60, 40), (20, 200, 90))))
    lab.wait_for_function("document.querySelector('#gabor-output canvas').width === 60")
    answered(lab)
    assert (grey(lab, "gabor-output") == 128).all()
    expect(lab.locator("#gabor-output .scale")).to_have_text("0")


def test_a_large_picture_is_reduced_in_the_browser(lab):
    sent = []
    lab.on("request", lambda request: sent.append(len(request.post_data or "")))
    upload(lab, png(Image.new("RGB", (2000, 1000), "red")))
    lab.wait_for_function("document.querySelector('#gabor-output canvas').width === 512")
    assert grey(lab, "gabor-output").shape == (256, 512)
    assert max(sent) < 200_000


def test_what_is_transparent_is_white(lab):
    upload(lab, png(Image.new("RGBA", (30, 30), (0, 0, 0, 0))))
    lab.wait_for_function("document.querySelector('#gabor-input canvas').width === 30")
    assert (grey(lab, "gabor-input") == 255).all()


def test_what_is_no_picture_gets_a_sentence_and_the_picture_stays(lab):
    before, place = (grey(lab, "gabor-input"), grey(lab, "gabor-output")), lab.locator(".pair").bounding_box()
    for file, sentence in (
        ({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"}, "“notes.txt” is not an image"),
        ({"name": "empty.png", "mimeType": "image/png", "buffer": b""}, "“empty.png” is not an image"),
        (png(noise(1, 1), "dot.png"), "“dot.png” is too thin"),
    ):
        upload(lab, file)
        expect(lab.locator("#gabor-picture-wrong")).to_contain_text(sentence)
        assert np.array_equal(grey(lab, "gabor-input"), before[0])
        assert np.array_equal(grey(lab, "gabor-output"), before[1])
        assert lab.locator(".pair").bounding_box() == place


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
    data = base64.b64encode(png(noise())["buffer"]).decode()
    lab.evaluate(
        f"""(data) => {{
            const carried = new DataTransfer();
            const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
            carried.items.add(new File([bytes], "mine.png", {{ type: "image/png" }}));
            const options = {{ bubbles: true, cancelable: true }};
            {target}.dispatchEvent({
            'new ClipboardEvent("paste", { ...options, clipboardData: carried })'
            if kind == "paste"
            else 'new DragEvent("drop", { ...options, dataTransfer: carried })'
        });
        }}""",
        data,
    )
    lab.wait_for_function("document.querySelector('#gabor-input canvas').width === 200")
    assert np.array_equal(grey(lab, "gabor-input"), noise())


def test_a_server_that_forgot_the_picture_gets_it_again(lab):
    upload(lab, png(noise()))
    lab.wait_for_function("document.querySelector('#gabor-output canvas').width === 200")
    answered(lab)
    asked = []

    def forgetful(route):
        data = json.loads(route.request.post_data)["data"]
        asked.append("pixels" in data)
        if "pixels" in data:
            route.continue_()
        else:
            route.fulfill(json={"ok": False, "need": "image"})

    lab.route("**/component_server/**", forgetful)
    slider(lab, "theta").press("ArrowRight")
    answered(lab)
    assert asked == [False, True]
    assert np.abs(grey(lab, "gabor-output") - expected(noise(), lab)).max() <= JPEG


def test_a_server_that_is_silent_is_named_and_asked_again(lab):
    before, place = grey(lab, "gabor-output"), lab.locator(".pair").bounding_box()
    lab.route("**/component_server/**", lambda route: route.fulfill(json=None))
    slider(lab, "theta").press("ArrowRight")
    expect(lab.get_by_text("The server did not answer.").last).to_be_visible()
    expect(lab.locator("#gabor-output")).to_have_class("stale")
    assert lab.locator(".pair").bounding_box() == place
    assert np.array_equal(grey(lab, "gabor-output"), before)
    lab.unroute("**/component_server/**")
    lab.get_by_role("button", name="Try again").click()
    answered(lab)
    expect(lab.locator("#tab-filter .lost")).to_be_hidden()
    assert not np.array_equal(grey(lab, "gabor-output"), before)


def test_a_japanese_visitor_reads_japanese(open_page):
    page = open_page(locale="ja-JP", tab=catalogue()["ja"]["tab.filter"])
    answered(page)
    upload(page, {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    expect(page.locator("#gabor-picture-wrong")).to_contain_text("「notes.txt」は画像として読み込めません")


def test_the_wavelet_is_in_sight_on_a_laptop(open_page):
    page = open_page(tab="Filter", viewport={"width": 1280, "height": 800})
    answered(page)
    for part in ("real", "imaginary"):
        expect(page.locator(f"#gabor-kernel-{part}")).to_be_in_viewport(ratio=1)


def test_whatever_is_dragged_over_the_tab_does_not_leave_the_page(lab):
    prevented = lab.evaluate(
        """() => ["dragover", "drop"].map((type) => {
            const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() });
            return !document.querySelector("#tab-filter .side").dispatchEvent(event);
        })"""
    )
    assert prevented == [True, True]
    expect(lab.locator("#gabor-picture-wrong")).to_have_text("What you dropped is not an image file.")


def test_the_picture_stays_in_sight_above_the_sliders_of_a_phone(open_page):
    page = open_page(tab="Filter", viewport={"width": 390, "height": 844})
    answered(page)
    slider(page, "scale").evaluate("(input) => input.scrollIntoView({ block: 'end' })")
    expect(page.locator("#gabor-output canvas")).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
