"""What a sheet offers beside the pen: redo, eraser, pens, the model's digits, pictures, copy and swap."""

import base64

import cv2
import numpy as np
import pytest
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import PHONE, button, digit_read, draw, expect_blank, ink, lay, picture, settled


def sheet(page, pad):
    """What the sheet announces: {strokes, frame, edited, pen}."""
    return page.evaluate("pad => Inkspace.channel(`drawing-${pad}`).value", pad)


def more(page, pad):
    button(page, pad, "More tools").click()


def png_of_a_seven():
    """A PNG of a dark 7 on light paper, drawn by OpenCV."""
    paper = np.full((200, 160, 3), 235, np.uint8)
    cv2.polylines(paper, [np.array([[40, 40], [120, 44], [70, 170]])], False, (60, 40, 30), 12, cv2.LINE_AA)
    return cv2.imencode(".png", paper)[1].tobytes()


def chalk_on_transparency():
    """A PNG of a pale 7 whose paper is transparent: white would hide it."""
    picture = np.zeros((200, 160, 4), np.uint8)
    cv2.polylines(picture, [np.array([[40, 40], [120, 44], [70, 170]])], False, (222, 230, 236, 255), 12)
    return cv2.imencode(".png", picture)[1].tobytes()


def jpeg_of_a_seven(before_segments=b"", before_frame=b""):
    """A JPEG of a dark 7 under a lamp, with bytes before its first segment and before its frame header."""
    lit = cv2.imdecode(np.frombuffer(png_of_a_seven(), np.uint8), cv2.IMREAD_GRAYSCALE) * np.linspace(0.3, 1, 160)
    file = cv2.imencode(".jpg", lit.astype(np.uint8))[1].tobytes()
    frame = file.index(b"\xff\xc0")
    return file[:2] + before_segments + file[2:frame] + before_frame + file[frame:]


# In the page: what the pointer or the clipboard carries.
CARRY = """([name, type, text]) => {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  window.carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
}"""
DROP = (
    'canvas => canvas.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }))'
)
PASTE = (
    'document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }))'
)


def drop(page, pad, name, kind, data):
    """Let go of a file over a sheet."""
    page.evaluate(CARRY, [name, kind, base64.b64encode(data).decode()])
    ink(page, pad).evaluate(DROP)


def test_redo_brings_back_what_undo_took(page):
    draw(page, "a", EXAMPLES["4"])
    settled(page, "a")
    whole = picture(page, "#seen-a")
    button(page, "a", "Undo").click()
    page.keyboard.press("Control+Shift+Z")
    settled(page, "a")
    assert picture(page, "#seen-a") == whole
    expect(button(page, "a", "Redo")).to_be_disabled()


def test_a_new_stroke_leaves_nothing_to_redo(page):
    lay(page, "a", "4")
    button(page, "a", "Undo").click()
    expect(button(page, "a", "Redo")).to_be_enabled()
    draw(page, "a", EXAMPLES["1"])
    expect(button(page, "a", "Redo")).to_be_disabled()


def test_the_eraser_cuts_a_stroke_in_two_and_undo_mends_it(page):
    draw(page, "a", [[(0.1, 0.5), (0.9, 0.5)]])
    button(page, "a", "Eraser").click()
    draw(page, "a", [[(0.5, 0.3), (0.5, 0.7)]])
    left, right = sheet(page, "a")["strokes"]
    assert left[0] == pytest.approx([0.1, 0.5], abs=0.01)
    assert 0.4 < left[-1][0] < 0.47
    assert 0.53 < right[0][0] < 0.6
    button(page, "a", "Undo").click()
    assert len(sheet(page, "a")["strokes"]) == 1


def test_an_eraser_that_meets_nothing_is_no_step_to_undo(page):
    draw(page, "a", [[(0.1, 0.9), (0.9, 0.9)]])
    button(page, "a", "Eraser").click()
    draw(page, "a", [[(0.2, 0.2), (0.6, 0.2)]])
    button(page, "a", "Undo").click()
    expect_blank(page, "a")


def test_a_thicker_pen_is_seen_thicker_by_the_model(page):
    lay(page, "a", "3")
    settled(page, "a")
    more(page, "a")
    inked = []
    for name in ("Thin pen", "Usual pen", "Thick pen"):
        page.locator("#pad-a").get_by_role("radio", name=name).check(force=True)
        settled(page, "a")
        inked.append(
            page.locator("#seen-a canvas").evaluate(
                """canvas => {
                  const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
                  return data.filter((value, at) => at % 4 === 0 && value < 128).length;
                }"""
            )
        )
    assert inked[0] < inked[1] < inked[2]


def test_a_digit_from_the_model_lies_on_the_sheet_and_is_seen_as_it_is(page):
    more(page, "a")
    reads = set()
    for _ in range(3):  # of a hundred new fives one or two read as something else
        button(page, "a", "A new 5 from the model").click()
        reads.add(digit_read(page, "a"))
    assert 5 in reads
    seen = page.evaluate("Inkspace.channel('drawing-a').value.frame")
    assert len(base64.b64decode(seen)) == 784
    assert sheet(page, "a")["strokes"] == []


def test_a_picture_can_be_drawn_over_erased_and_cleared(page):
    more(page, "a")
    button(page, "a", "A new 1 from the model").click()
    settled(page, "a")
    before = picture(page, "#seen-a")
    draw(page, "a", [[(0.2, 0.25), (0.8, 0.25)]])
    settled(page, "a")
    assert picture(page, "#seen-a") != before
    button(page, "a", "Undo").click()
    settled(page, "a")
    assert picture(page, "#seen-a") == before
    button(page, "a", "Eraser").click()
    draw(page, "a", [[(0.2, 0.25), (0.8, 0.25)]])
    settled(page, "a")
    assert sheet(page, "a")["edited"]
    button(page, "a", "Clear").click()
    expect_blank(page, "a")


def test_a_dropped_picture_is_framed_and_read(page):
    drop(page, "b", "seven.png", "image/png", png_of_a_seven())
    assert digit_read(page, "b") == 7


def test_a_pasted_picture_goes_to_the_sheet_that_was_used_last(page):
    ink(page, "a").focus()
    ink(page, "b").focus()
    page.evaluate(CARRY, ["image.png", "image/png", base64.b64encode(png_of_a_seven()).decode()])
    page.evaluate(PASTE)
    assert digit_read(page, "b") == 7
    expect_blank(page, "a")


def test_a_chosen_picture_is_framed_and_read(page):
    more(page, "a")
    file = {"name": "seven.png", "mimeType": "image/png", "buffer": png_of_a_seven()}
    page.locator("#pad-a input[type=file]").set_input_files(file)
    assert digit_read(page, "a") == 7


def test_what_the_browser_shows_is_read_whatever_its_light_its_paper_or_its_header(page):
    files = {
        "transparent.png": chalk_on_transparency(),
        "lamp.jpg": jpeg_of_a_seven(),
        "stray.jpg": jpeg_of_a_seven(before_frame=b"\x00\x12\x34\xff\xff"),
        "heavy.jpg": jpeg_of_a_seven(b"\xff\xe1\xff\xff" + bytes(0xFFFD), (b"\xff\xe2\xff\xff" + bytes(0xFFFD)) * 80),
    }
    more(page, "a")
    for name, file in files.items():
        chosen = {"name": name, "mimeType": f"image/{name[-3:]}", "buffer": file}
        page.locator("#pad-a input[type=file]").set_input_files(chosen)
        assert digit_read(page, "a") == 7, name
        button(page, "a", "Clear").click()
        expect_blank(page, "a")


def test_a_refused_photograph_leaves_the_drawing_as_it_was(page):
    lay(page, "a", "3")
    before = sheet(page, "a")
    shade = np.tile(np.linspace(60, 240, 120), (90, 1)).astype(np.uint8)
    drop(page, "a", "shade.png", "image/png", cv2.imencode(".png", shade)[1].tobytes())
    expect(page.locator("#pad-a").get_by_role("alert")).to_contain_text("nothing stands out from its background")
    assert sheet(page, "a") == before


def test_a_dropped_pdf_is_refused_in_one_sentence_and_the_drawing_stays(page):
    lay(page, "a", "3")
    drop(page, "a", "paper.pdf", "application/pdf", b"%PDF-1.7 and so on, for more than thirty bytes")
    expect(page.locator("#pad-a").get_by_role("alert")).to_contain_text("“paper.pdf” is not an image")
    assert digit_read(page, "a") == 3


def test_a_picture_without_a_drawing_is_refused_in_one_sentence(page):
    blank = cv2.imencode(".png", np.full((50, 50), 200, np.uint8))[1].tobytes()
    drop(page, "a", "blank.png", "image/png", blank)
    expect(page.locator("#pad-a").get_by_role("alert")).to_contain_text("nothing stands out from its background")
    expect_blank(page, "a")


def test_copy_and_swap_move_drawings_between_the_sheets(page):
    lay(page, "a", "3")
    more(page, "a")
    button(page, "a", "Copy A to B").click()
    assert digit_read(page, "b") == 3
    ink(page, "b").press("8")
    button(page, "a", "Swap A and B").click()
    assert (digit_read(page, "a"), digit_read(page, "b")) == (8, 3)
    button(page, "b", "Undo").click()
    assert digit_read(page, "b") == 8


def test_ink_at_every_edge_and_corner_is_kept(page):
    corners = [(0.002, 0.002), (0.998, 0.002), (0.998, 0.998), (0.002, 0.998), (0.002, 0.004)]
    draw(page, "a", [corners])
    settled(page, "a")
    drawn = sheet(page, "a")["strokes"][0]
    for corner in corners[:4]:
        assert min(abs(x - corner[0]) + abs(y - corner[1]) for x, y in drawn) < 0.02


def test_a_picture_lies_on_the_sheet_of_a_phone_too(open_page):
    page = open_page(**PHONE)
    more(page, "a")
    blank = picture(page, "#pad-a")
    button(page, "a", "A new 2 from the model").tap()
    settled(page, "a")
    assert picture(page, "#pad-a") != blank
    assert len(base64.b64decode(sheet(page, "a")["frame"])) == 784
