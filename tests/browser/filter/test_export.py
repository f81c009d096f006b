"""What can be taken along from the Filter tab, through a real browser: the clipboard's code runs, the files open."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.support.filter_page import file, noise, open_lab, response, slider, taken, unfold, upload


@pytest.fixture
def lab(open_page):
    page = open_lab(open_page, permissions=["clipboard-read", "clipboard-write"])
    unfold(page, "#gabor-export")
    return page


def saved(page, what):
    with page.expect_download() as download:
        page.locator(f"#gabor-export [data-what={what}]").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("library", ["inkspace", "skimage", "opencv"])
def test_the_copied_code_runs_and_gives_the_response_that_is_shown(lab, library):
    pytest.importorskip({"inkspace": "models", "skimage": "skimage", "opencv": "cv2"}[library])
    upload(lab, file(noise()))
    taken(lab, 200)
    lab.locator(f"#gabor-export [data-what={library}]").click()
    expect(lab.locator("#gabor-export .told")).to_contain_text("Copied")
    names = {"image": noise() / 255}
    exec(lab.evaluate("navigator.clipboard.readText()"), names)
    assert np.abs(names["response"] - response(noise(), lab)).max() <= 1e-6


def test_where_copying_is_not_allowed_the_code_is_shown(open_page):
    page = open_lab(open_page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    unfold(page, "#gabor-export")
    page.locator("#gabor-export [data-what=inkspace]").click()
    expect(page.locator("#gabor-export .told")).to_contain_text("Select the code below")
    expect(page.locator("#gabor-export pre")).to_contain_text("gabor.apply(image, sigma=2")


def test_the_response_is_saved_as_complex_numbers(lab):
    upload(lab, file(noise()))
    taken(lab, 200)
    name, data = saved(lab, "npy")
    found = np.load(io.BytesIO(data))
    assert name == "gabor-response.npy"
    assert found.dtype == np.complex64
    np.testing.assert_allclose(found, response(noise(), lab), atol=2e-6)


def test_the_part_that_is_shown_is_saved_as_a_picture(lab):
    upload(lab, file(noise()))
    taken(lab, 200)
    lab.locator("#gabor-part [data-part=imaginary]").click()
    lab.locator("#gabor-output[data-part=imaginary]").wait_for()
    name, data = saved(lab, "png")
    picture = Image.open(io.BytesIO(data))
    imaginary = response(noise(), lab).imag
    assert (name, picture.format, picture.mode) == ("gabor-imaginary.png", "PNG", "L")
    assert np.abs(np.asarray(picture) - (128 + 127 * imaginary / np.abs(imaginary).max())).max() <= 0.6


def test_the_kernel_is_saved_as_a_table(lab):
    name, data = saved(lab, "csv")
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert name == "gabor-kernel.csv"
    assert sum(float(row["real"]) for row in rows) == pytest.approx(0, abs=1e-6)  # DC-free
    expect(lab.locator("#gabor-export .told")).to_have_text("Saved: gabor-kernel.csv")


def test_a_server_that_forgot_the_picture_gets_it_for_the_file_too(lab):
    upload(lab, file(noise()))
    taken(lab, 200)
    asked = []

    def forgetful(route):
        asked.append('"pixels"' in route.request.post_data)
        if asked[-1]:
            route.continue_()
        else:
            route.fulfill(json={"ok": False, "need": "image"})

    lab.route("**/component_server/**", forgetful)
    saved(lab, "npy")
    assert asked == [False, True]


def test_what_cannot_be_written_out_gets_a_sentence(lab):
    unfold(lab, ".more")
    for name, value in (("sigma", "4"), ("scale", "8"), ("gamma", "0.25")):
        slider(lab, name).fill(value)
    lab.wait_for_function("Inkspace.channel('gabor').value.gamma === 0.25")
    lab.locator("#gabor-export [data-what=csv]").click()
    expect(lab.locator("#gabor-export .wrong")).to_contain_text("at most 511 px")


def test_a_silent_server_gets_a_sentence(lab):
    lab.route("**/component_server/**", lambda route: route.fulfill(json=None))
    lab.locator("#gabor-export [data-what=png]").click()
    expect(lab.locator("#gabor-export .wrong")).to_have_text("The server did not answer.")
