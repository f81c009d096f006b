"""Mice, pens and fingers on every sheet of the page: they draw alike on all of them."""

import math

import pytest
from playwright.sync_api import expect

import models
from tests.browser.shell.test_skeleton import held_back
from tests.browser.support.draw_page import digit_read, expect_blank, ink, morph_ready, settled
from tests.browser.support.pointers import Hand, Touch, inked
from ui.dream.samplers import GANS

needs_gan = pytest.mark.skipif(not set(GANS) & set(models.available()), reason="no GAN is in weights/")
PLACES = ["early", "pad", "corner", pytest.param("critic", marks=needs_gan), pytest.param("game", marks=needs_gan)]
SEVEN = [(0.25, 0.2), (0.75, 0.2), (0.6, 0.5), (0.45, 0.85)]
LINE = [(0.3, 0.5), (0.5, 0.5), (0.7, 0.5)]
REFUSES = """Element.prototype.setPointerCapture = () => {
  throw new DOMException("No active pointer with the given id is found.", "NotFoundError");
}"""
# What a pen's other end does; Chromium's DevTools know no such button.
TURNED = """(canvas, places) => {
  const box = canvas.getBoundingClientRect();
  const send = (type, [x, y], button, buttons) => canvas.dispatchEvent(new PointerEvent(type, {
    pointerId: 77, pointerType: "pen", button, buttons, bubbles: true, cancelable: true,
    clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
  send("pointerdown", places[0], 5, 32);
  for (const place of places) send("pointermove", place, -1, 32);
  send("pointerup", places.at(-1), 5, 0);
}"""


@pytest.fixture
def sheet(open_page, blank_page):
    """`sheet(place, **options)` opens a page and gives a blank canvas of it that is drawn on."""

    def early(**options):
        page = blank_page(**options)
        page.let_come = held_back(page)
        page.goto("/", wait_until="commit")
        page.locator("#skeleton .sheet[data-pad=a]").wait_for()
        return page.locator("#skeleton .sheet[data-pad=a] canvas")

    def pad(**options):
        return ink(open_page(**options), "a")

    def corner(**options):
        page = open_page(**options)
        page.locator("#square > summary").click()
        page.locator("#square .sheet.c .clear").click()
        return page.locator("#square .sheet.c canvas")

    def critic(**options):
        page = open_page(tab="Dream", **options)
        page.locator("#critic > summary").click()
        page.locator("#critic .clear").click()
        return page.locator("#critic .desk canvas")

    def game(**options):
        page = open_page(tab="Dream", **options)
        page.locator("#game > summary").click()
        page.locator("#game .begin").click()
        return page.locator("#game .desk canvas")

    opened = {"early": early, "pad": pad, "corner": corner, "critic": critic, "game": game}

    def open_(place, **options):
        canvas = opened[place](has_touch=True, **options)
        canvas.scroll_into_view_if_needed()
        return canvas

    return open_


def blank(canvas):
    return inked(canvas)[0] == 0


@pytest.mark.parametrize("place", PLACES)
def test_a_pen_takes_over_from_a_palm_whose_ink_goes(sheet, place):
    canvas = sheet(place)
    palm, pen = Touch(canvas), Hand(canvas, "pen")
    palm.down((0.9, 0.93))
    pen.draw(SEVEN)
    palm.move((0.85, 0.9))
    palm.up()
    share, (left, top, right, bottom) = inked(canvas)
    assert share > 0.03
    assert (left, top, right, bottom) == pytest.approx((0.22, 0.17, 0.78, 0.88), abs=0.02)


@pytest.mark.parametrize("place", PLACES)
def test_a_finger_does_not_take_over_from_a_pen(sheet, place):
    canvas = sheet(place)
    palm, pen = Touch(canvas), Hand(canvas, "pen")
    pen.down(LINE[0])
    palm.down((0.9, 0.93))
    palm.move((0.8, 0.8))
    pen.move(*LINE)
    palm.up()
    pen.up(LINE[-1])
    assert inked(canvas)[1] == pytest.approx((0.27, 0.47, 0.73, 0.53), abs=0.02)


@pytest.mark.parametrize("place", PLACES)
def test_a_touch_that_the_system_takes_away_leaves_no_ink(sheet, place):
    canvas = sheet(place)
    finger = Touch(canvas)
    finger.down(LINE[0])
    finger.move(*LINE)
    assert not blank(canvas)
    finger.cancel()
    assert blank(canvas)
    Hand(canvas).draw(LINE)
    assert not blank(canvas)


@pytest.mark.parametrize("kind", ["mouse", "pen"])
@pytest.mark.parametrize("place", PLACES)
def test_a_capture_that_fails_loses_no_stroke(sheet, place, kind):
    canvas = sheet(place, script=REFUSES)
    Hand(canvas, kind).draw(LINE)
    assert inked(canvas)[1] == pytest.approx((0.27, 0.47, 0.73, 0.53), abs=0.02)


@pytest.mark.parametrize("place", PLACES)
def test_ink_is_cut_at_the_edge_and_begins_there_anew(sheet, place):
    canvas = sheet(place)
    hand = Hand(canvas)
    hand.down((0.3, 0.6))
    hand.move((0.3, 0.8), (0.3, 1.02), (0.6, 1.03), (0.9, 1.02))
    _, (_, _, right, bottom) = inked(canvas)
    assert right < 0.35  # nothing along the edge
    assert bottom > 0.98  # and nothing is missing before it
    hand.move((0.9, 0.7))
    hand.up((0.9, 0.7))
    between = canvas.evaluate(
        """canvas => canvas.getContext("2d").getImageData(
          0.4 * canvas.width, 0, 0.4 * canvas.width, canvas.height).data.some(Boolean)"""
    )
    assert not between
    assert inked(canvas)[1] == pytest.approx((0.27, 0.57, 0.93, 1), abs=0.02)


@pytest.mark.parametrize("place", PLACES)
def test_a_pen_that_is_turned_over_and_one_whose_button_is_held_erase(sheet, place):
    canvas = sheet(place)
    pen = Hand(canvas, "pen")
    pen.draw(LINE)
    whole, _ = inked(canvas)
    canvas.evaluate(TURNED, [(0.7, 0.4), (0.7, 0.6)])
    less, (_, _, right, _) = inked(canvas)
    assert less < whole
    assert right < 0.7
    pen.draw([(0.2, 0.5), (0.5, 0.5), (0.8, 0.5)], "right")
    assert blank(canvas)
    pen.draw(LINE)
    assert not blank(canvas)


@pytest.mark.parametrize("place", PLACES)
def test_a_stroke_ends_where_its_release_was_lost(sheet, place):
    canvas = sheet(place)
    hand = Hand(canvas)
    hand.down(LINE[0])
    hand.move(*LINE)
    hand.move((0.7, 0.9), (0.1, 0.9), held="none")
    hand.draw([(0.3, 0.2), (0.7, 0.2)])
    assert inked(canvas)[1] == pytest.approx((0.27, 0.17, 0.73, 0.53), abs=0.02)


def strokes(page, pad="a"):
    return page.evaluate(f"Inkspace.channel('drawing-{pad}').value.strokes")


def test_what_a_palm_left_on_an_early_sheet_does_not_come_to_the_real_one(sheet):
    canvas = sheet("early")
    page = canvas.page
    palm = Touch(canvas)
    palm.down((0.9, 0.93))
    Hand(canvas, "pen").draw(SEVEN)
    page.let_come()
    page.get_by_role("tab").first.wait_for()
    palm.up()
    assert digit_read(page, "a") == 7
    assert len(strokes(page)) == 1


def test_a_palm_on_the_other_sheet_leaves_nothing_there(sheet):
    page = sheet("pad").page
    other = Touch(ink(page, "b"))
    other.down((0.1, 0.9))
    Hand(ink(page, "a"), "pen").draw(SEVEN)
    other.move((0.2, 0.9))
    other.up()
    assert digit_read(page, "a") == 7
    expect_blank(page, "b")


def test_a_finger_and_a_mouse_draw_at_once_on_two_sheets(sheet):
    page = sheet("pad").page
    finger, hand = Touch(ink(page, "a")), Hand(ink(page, "b"))
    finger.down(SEVEN[0])
    hand.down((0.5, 0.2))
    for along, down in zip(SEVEN, [(0.5, 0.3), (0.5, 0.5), (0.5, 0.7), (0.5, 0.85)], strict=True):
        finger.move(along)
        hand.move(down)
    finger.up()
    hand.up((0.5, 0.85))
    assert (digit_read(page, "a"), digit_read(page, "b")) == (7, 1)


def test_a_finger_and_a_mouse_on_one_sheet_draw_one_stroke(sheet):
    canvas = sheet("pad")
    finger, hand = Touch(canvas), Hand(canvas)
    finger.down(LINE[0])
    hand.draw([(0.3, 0.2), (0.7, 0.2)])
    finger.move(*LINE)
    finger.up()
    assert len(strokes(canvas.page)) == 1
    assert inked(canvas)[1] == pytest.approx((0.27, 0.47, 0.73, 0.53), abs=0.02)


def test_a_stroke_that_left_the_sheet_is_one_step_to_undo(sheet):
    canvas = sheet("pad")
    page = canvas.page
    Hand(canvas).draw([(0.5, 0.8), (0.5, 1.05), (0.7, 1.05), (0.7, 0.8)])
    assert len(strokes(page)) == 2
    page.keyboard.press("Control+z")
    assert strokes(page) == []


def test_a_cancelled_touch_takes_no_step_and_leaves_what_can_be_redone(sheet):
    canvas = sheet("pad")
    page = canvas.page
    Hand(canvas).draw(LINE)
    page.keyboard.press("Control+z")
    finger = Touch(canvas)
    finger.down((0.2, 0.2))
    finger.move((0.4, 0.4))
    finger.cancel()
    expect_blank(page, "a")
    canvas.focus()
    page.keyboard.press("Control+y")
    assert len(strokes(page)) == 1


def test_a_sheet_that_is_resized_in_mid_stroke_keeps_its_ink_and_goes_on_under_the_pen(sheet):
    canvas = sheet("pad", viewport={"width": 1280, "height": 900})
    page = canvas.page
    hand = Hand(canvas)
    hand.down((0.2, 0.3))
    hand.move((0.4, 0.3), (0.6, 0.3))
    page.set_viewport_size({"width": 1100, "height": 700})
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    hand.move((0.3, 0.7), (0.6, 0.7))
    hand.up((0.6, 0.7))
    first, second = strokes(page)
    assert first[-1] == pytest.approx([0.6, 0.3], abs=0.01)
    assert [second[0], second[-1]] == [pytest.approx([0.3, 0.7], abs=0.02), pytest.approx([0.6, 0.7], abs=0.02)]
    width, shown = canvas.evaluate("canvas => [canvas.width, Math.round(canvas.clientWidth * devicePixelRatio)]")
    assert width == shown
    assert inked(canvas)[1] == pytest.approx((0.17, 0.27, 0.63, 0.73), abs=0.03)


def test_a_stroke_of_a_minute_is_thinned_read_and_taken_back_in_one_step(sheet):
    canvas = sheet("pad")
    page = canvas.page
    turns = [(0.5 + 0.25 * math.sin(at / 300), 0.5 - 0.35 * math.cos(at / 300)) for at in range(7200)]  # 120 a second
    canvas.evaluate(
        """(canvas, places) => {
          const box = canvas.getBoundingClientRect();
          const send = (type, [x, y]) => canvas.dispatchEvent(new PointerEvent(type, {
            pointerId: 1, pointerType: "mouse", button: 0, buttons: type === "pointerup" ? 0 : 1, bubbles: true,
            cancelable: true, clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
          send("pointerdown", places[0]);
          for (const place of places) send("pointermove", place);
          send("pointerup", places.at(-1));
        }""",
        turns,
    )
    assert digit_read(page, "a") == 0
    (stroke,) = strokes(page)
    assert len(stroke) < len(turns) / 2
    page.keyboard.press("Control+z")
    expect_blank(page, "a")


KEYS = """(canvas, all) => {
  for (const about of all) canvas.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...about }));
}"""


@pytest.mark.parametrize(
    "place", ["pad", pytest.param("critic", marks=needs_gan), pytest.param("game", marks=needs_gan)]
)
def test_shortcuts_are_read_from_any_keyboard(sheet, place):
    canvas = sheet(place)
    Hand(canvas).draw(LINE)
    for undo, redo in [
        ({"key": "я", "code": "KeyZ"}, {"key": "н", "code": "KeyY"}),
        ({"key": "Z", "code": "KeyZ"}, {"key": "Y", "code": "KeyY"}),  # Caps Lock
        ({"key": "z", "code": "KeyY"}, {"key": "y", "code": "KeyZ"}),  # German
    ]:
        canvas.evaluate(KEYS, [{**undo, "ctrlKey": True}])
        assert blank(canvas)
        canvas.evaluate(KEYS, [{**redo, "ctrlKey": True}])
        assert not blank(canvas)


@pytest.mark.parametrize("selector", ["#square .plane", "#atlas .plane", "#between .bands"])
def test_what_is_dragged_follows_a_hand_whose_capture_failed_and_stops_at_a_lost_release(open_page, selector):
    page = open_page(script=REFUSES)
    page.locator("#between .try").click()
    morph_ready(page)
    for pad in "ab":
        settled(page, pad)
    if selector != "#between .bands":
        name = selector.split()[0]
        page.locator(f"{name} > summary").click()
        page.locator(f"{name}:not(.blank)").wait_for()
    place = page.locator(selector).first
    place.scroll_into_view_if_needed()
    mark = page.locator(f"{selector} > i").last
    hand = Hand(place)
    hand.down((0.3, 0.5))
    hand.move((0.5, 0.5), (0.7, 0.5))
    assert mark.evaluate("mark => parseFloat(mark.style.left)") == pytest.approx(70, abs=1)
    hand.move((0.9, 0.5), held="none")
    hand.move((0.2, 0.5))
    assert mark.evaluate("mark => parseFloat(mark.style.left)") == pytest.approx(70, abs=1)
    expect(mark).to_be_attached()
