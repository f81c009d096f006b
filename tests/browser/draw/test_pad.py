"""A sheet and what stands under it: drawing by mouse and keyboard, clearing, undoing."""

import math

import pytest
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support import draw_page
from tests.browser.support.draw_page import button, digit_read, draw, expect_blank, ink, picture, says, settled
from tests.browser.support.engines import both_engines
from tests.support.paths import SHARED_STROKES

# In the page: strokes of three points as pointer events, the sheet cleared before every tenth.
SCRIBBLE = """async n => {
  const canvas = document.querySelector("#pad-a canvas");
  canvas.scrollIntoView();
  canvas.setPointerCapture = () => {};
  const box = canvas.getBoundingClientRect();
  const send = (kind, x, y) => canvas.dispatchEvent(new PointerEvent(kind, {
    pointerId: 1, pointerType: "mouse", button: kind === "pointermove" ? -1 : 0, buttons: 1, bubbles: true,
    cancelable: true, clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
  for (let at = 0; at < n; at++) {
    if (at % 10 === 0) document.querySelector("#pad-a .clear").click();
    const x = 0.1 * (at % 10);
    send("pointerdown", x, 0.5);
    send("pointermove", x, 0.2);
    send("pointermove", x + 0.05, 0.8);
    send("pointerup", x + 0.05, 0.8);
    await new Promise(requestAnimationFrame);
  }
}"""


def turn_dark_and_back(page):
    """Have every canvas drawn anew."""
    for dark in (True, False):
        page.evaluate(
            """async dark => {
              document.body.classList.toggle("dark", dark);
              await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
            }""",
            dark,
        )


def test_a_blank_sheet_says_draw_something_and_shows_no_picture(page):
    for pad in "ab":
        expect_blank(page, pad)
    expect(page.locator("#between")).to_contain_text("Draw a digit on both sheets.")
    expect(page.locator("#morph canvas")).to_be_hidden()


@both_engines
@pytest.mark.parametrize("pad", ["a", "b"])
def test_strokes_by_mouse_are_seen_reconstructed_and_read(page, pad):
    draw(page, pad, EXAMPLES["3"])
    assert digit_read(page, pad) == 3
    for view in ("seen", "recon"):
        expect(page.locator(f"#{view}-{pad} canvas")).to_be_visible()
        _, darkest, brightest = draw_page.tones(page, f"#{view}-{pad}")
        assert brightest - darkest > 128
    assert picture(page, f"#seen-{pad}") != picture(page, f"#recon-{pad}")


@pytest.mark.skipif(not SHARED_STROKES.is_file(), reason="the shared pen strokes are not on this machine")
@pytest.mark.parametrize("label", [0, 2, 5, 6])
def test_digits_that_people_drew_are_read(page, label):
    draw(page, "a", draw_page.people_drew(label))
    assert digit_read(page, "a") == label


def test_every_example_reads_as_itself(page):
    for digit in EXAMPLES:
        ink(page, "a").press(digit)
        assert digit_read(page, "a") == int(digit)


@both_engines
def test_pictures_follow_while_the_pen_is_down(page):
    first, *rest = draw_page.spots(page, "a", EXAMPLES["7"][0])
    page.mouse.move(*first)
    page.mouse.down()
    for spot in rest:
        page.mouse.move(*spot)
    settled(page, "a")
    assert says(page, "a").startswith("Reads as")
    page.mouse.up()


@both_engines
def test_the_last_picture_belongs_to_the_last_stroke(page):
    for _ in range(30):
        button(page, "a", "Example").click()
    settled(page, "a")
    last = (3 + 29) % 10
    ink(page, "b").press(str(last))
    settled(page, "b")
    assert picture(page, "#seen-a") == picture(page, "#seen-b")
    assert picture(page, "#recon-a") == picture(page, "#recon-b")


def test_ink_looks_the_same_under_the_pen_and_drawn_anew(page):
    z = [(0.25, 0.2), (0.7, 0.22), (0.72, 0.2), (0.5, 0.5), (0.28, 0.8), (0.3, 0.82), (0.75, 0.8)]
    first, *rest = draw_page.spots(page, "a", z)
    page.mouse.move(*first)
    page.mouse.down()
    for spot in rest:
        page.mouse.move(*spot)
    settled(page, "a")
    page.evaluate("new Promise(requestAnimationFrame)")
    live = picture(page, "#pad-a")
    page.mouse.up()
    assert picture(page, "#pad-a") == live
    turn_dark_and_back(page)
    assert picture(page, "#pad-a") == live


def test_ink_goes_straight_from_point_to_point(page):
    draw(page, "a", [[(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]])
    on_corner, on_line, beside = ink(page, "a").evaluate(
        """(canvas, spots) => spots.map(([x, y]) =>
          canvas.getContext("2d").getImageData(x * canvas.width, y * canvas.height, 1, 1).data[3])""",
        [(0.8, 0.2), (0.35, 0.65), (0.2, 0.5)],
    )
    assert (on_corner, on_line, beside) == (255, 255, 0)


def test_a_tap_leaves_a_dot(page):
    before = picture(page, "#pad-a")
    ink(page, "a").click()
    settled(page, "a")
    assert picture(page, "#pad-a") != before
    expect(page.locator("#seen-a canvas")).to_be_visible()


def test_drawing_goes_on_after_the_pen_left_the_sheet(page):
    box = ink(page, "a").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 40, middle)
    page.mouse.down()
    page.mouse.move(box["x"] - 30, middle + 10)
    page.mouse.move(box["x"] + 120, middle + 20)
    page.mouse.move(box["x"] + 160, middle + 60)
    page.mouse.up()
    settled(page, "a")
    button(page, "a", "Undo").click()  # it was one stroke, so one undo takes all of it
    expect_blank(page, "a")


def test_clear_empties_the_sheet_and_its_pictures(page):
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    button(page, "a", "Clear").click()
    expect_blank(page, "a")
    assert says(page, "a") == ""


def test_clear_on_a_blank_sheet_changes_nothing(page):
    button(page, "a", "Clear").click()
    expect_blank(page, "a")
    expect(button(page, "a", "Undo")).to_be_disabled()


def test_an_answer_under_way_does_not_come_back_after_clear(page):
    draw(page, "a", EXAMPLES["3"])
    button(page, "a", "Clear").click()
    draw(page, "b", EXAMPLES["8"])
    settled(page, "b")  # a later question has been answered, so the earlier answer has come and gone
    expect(page.locator("#seen-a canvas")).to_be_hidden()


def test_undo_takes_back_one_stroke(page):
    draw(page, "a", EXAMPLES["4"][:1])
    settled(page, "a")
    one = picture(page, "#seen-a")
    draw(page, "a", EXAMPLES["4"][1:])
    settled(page, "a")
    assert picture(page, "#seen-a") != one
    button(page, "a", "Undo").click()
    settled(page, "a")
    assert picture(page, "#seen-a") == one


def test_undo_brings_back_what_clear_took(page):
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    before = picture(page, "#seen-a")
    button(page, "a", "Clear").click()
    button(page, "a", "Undo").click()
    settled(page, "a")
    assert picture(page, "#seen-a") == before


def test_example_buttons_begin_with_different_digits(page):
    for pad, digit in (("a", 3), ("b", 8)):
        button(page, pad, "Example").click()
        assert digit_read(page, pad) == digit


def test_the_keyboard_loads_clears_and_undoes(page):
    ink(page, "a").focus()
    page.keyboard.press("5")
    assert digit_read(page, "a") == 5
    page.keyboard.press("Delete")
    expect_blank(page, "a")
    page.keyboard.press("Control+z")
    assert digit_read(page, "a") == 5


def test_what_it_reads_is_announced_once_the_pen_rests(page):
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    expect(page.locator("#drawing-a").get_by_role("status")).to_contain_text("A: Reads as 3")


def test_five_hundred_strokes_in_a_row_leave_the_last_one_shown_and_the_memory_flat(page):
    devtools = page.context.new_cdp_session(page)

    def heap():
        devtools.send("HeapProfiler.collectGarbage")
        return devtools.send("Runtime.getHeapUsage")["usedSize"]

    def strokes(n):
        """n strokes by mouse at once, every tenth on a sheet that was cleared; waits for the last one's answer."""
        page.evaluate(SCRIBBLE, n)
        settled(page, "a")

    strokes(100)  # what grows on first use has grown
    before = heap()
    strokes(500)
    grown = heap() - before
    drawn = page.evaluate("Inkspace.channel('drawing-a').value.strokes")
    assert len(drawn) == 10
    assert drawn[-1][0] == pytest.approx([0.9, 0.5], abs=0.02)
    page.evaluate("strokes => Inkspace.channel('put-b').set({ strokes })", drawn)
    settled(page, "b")
    assert picture(page, "#seen-a") == picture(page, "#seen-b")
    assert picture(page, "#recon-a") == picture(page, "#recon-b")
    assert grown < 2_000_000  # bytes; what can be undone is kept, 4 kB a stroke would be a leak


def test_ten_thousand_points_are_seen_and_read(page):
    turns = 3_333
    spiral = [[0.5 + 0.3 * math.sin(at / 200), 0.5 + 0.4 * math.cos(at / 200)] for at in range(3 * turns + 1)]
    page.evaluate("strokes => Inkspace.channel('put-a').set({ strokes })", [spiral])
    assert digit_read(page, "a") == 0
    draw(page, "a", [[(0.5, 0.45), (0.5, 0.55)]])  # and drawing goes on
    settled(page, "a")
    assert len(page.evaluate("Inkspace.channel('drawing-a').value.strokes")) == 2
