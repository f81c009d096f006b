"""The Draw tab, through a real browser and the real models."""

import base64

import pytest
from playwright.sync_api import expect

from tests.browser import pens
from tests.browser.pens import EXAMPLES, button, digit_read, draw, ink, morph_ready, picture, says, settled, slider

DESKTOP = {"width": 1280, "height": 1000}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture
def both(page):
    """The page with a 3 on sheet A and an 8 on sheet B."""
    draw(page, "a", EXAMPLES["3"])
    draw(page, "b", EXAMPLES["8"])
    settled(page, "a")
    settled(page, "b")
    morph_ready(page)
    return page


def watch_requests(page):
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


def expect_blank(page, pad):
    """The sheet invites to draw, and under it no picture is shown."""
    expect(page.locator(f"#pad-{pad} .invitation")).to_be_visible()
    expect(page.locator(f"#pad-{pad} .invitation")).to_contain_text("Draw something")
    for view in ("seen", "recon"):
        expect(page.locator(f"#{view}-{pad} canvas")).to_be_hidden()
        expect(page.locator(f"#{view}-{pad}").get_by_role("img", name="Draw something")).to_be_visible()


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


@pytest.mark.parametrize("pad", ["a", "b"])
def test_strokes_by_mouse_are_seen_reconstructed_and_read(page, pad):
    draw(page, pad, EXAMPLES["3"])
    assert digit_read(page, pad) == 3
    for view in ("seen", "recon"):
        expect(page.locator(f"#{view}-{pad} canvas")).to_be_visible()
        _, darkest, brightest = pens.tones(page, f"#{view}-{pad}")
        assert brightest - darkest > 128
    assert picture(page, f"#seen-{pad}") != picture(page, f"#recon-{pad}")


@pytest.mark.skipif(not pens.DRAWN.is_file(), reason="the shared pen strokes are not on this machine")
@pytest.mark.parametrize("label", [0, 2, 5, 6])
def test_digits_that_people_drew_are_read(page, label):
    draw(page, "a", pens.people_drew(label))
    assert digit_read(page, "a") == label


def test_every_example_reads_as_itself(page):
    for digit in EXAMPLES:
        ink(page, "a").press(digit)
        assert digit_read(page, "a") == int(digit)


def test_pictures_follow_while_the_pen_is_down(page):
    first, *rest = pens.spots(page, "a", EXAMPLES["7"][0])
    page.mouse.move(*first)
    page.mouse.down()
    for spot in rest:
        page.mouse.move(*spot)
    settled(page, "a")
    assert says(page, "a").startswith("Reads as")
    page.mouse.up()


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
    first, *rest = pens.spots(page, "a", z)
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


def test_the_first_visit_can_see_a_morph_with_one_click(page):
    page.get_by_role("button", name="Show me 3 and 8").click()
    morph_ready(page)
    expect(page.locator("#morph canvas")).to_be_visible()
    assert (digit_read(page, "a"), digit_read(page, "b")) == (3, 8)


def test_one_drawing_asks_for_the_other(page):
    draw(page, "a", EXAMPLES["3"])
    expect(page.locator("#between")).to_contain_text("Now draw something on sheet B.")
    expect(page.locator("#morph canvas")).to_be_hidden()


def test_the_morph_begins_and_ends_with_the_reconstructions(both):
    slider(both).fill("0")
    assert picture(both, "#morph") == picture(both, "#recon-a")
    slider(both).fill("1")
    assert picture(both, "#morph") == picture(both, "#recon-b")


def test_dragging_alpha_changes_the_morph_without_a_request(both):
    box = slider(both).bounding_box()
    height = box["y"] + box["height"] / 2
    requests = watch_requests(both)
    shown = []
    both.mouse.move(box["x"] + box["width"] / 2, height)
    both.mouse.down()
    for share in (0.4, 0.2, 0.02, 0.6, 0.98):
        both.mouse.move(box["x"] + share * box["width"], height)
        shown.append(picture(both, "#morph"))
    both.mouse.up()
    assert len(set(shown)) == len(shown)
    assert float(slider(both).input_value()) > 0.9
    assert requests == []


def test_arrow_keys_move_alpha(both):
    slider(both).focus()
    before = float(slider(both).input_value())
    for _ in range(10):
        both.keyboard.press("ArrowRight")
    assert float(slider(both).input_value()) == pytest.approx(before + 0.1)
    both.keyboard.press("Home")
    assert picture(both, "#morph") == picture(both, "#recon-a")


def test_the_strip_is_fetched_with_one_request(page):
    button(page, "a", "Example").click()
    settled(page, "a")
    asked = []
    page.on("request", lambda request: asked.append((request.post_data_json or {}).get("fn_name")))
    button(page, "b", "Example").click()
    morph_ready(page)
    assert sorted(name for name in asked if name) == ["live_reconstruct", "strip"]


def test_editing_a_drawing_refreshes_the_strip_and_keeps_alpha(both):
    slider(both).fill("0.2")
    before = picture(both, "#morph")
    ink(both, "a").press("1")
    settled(both, "a")
    morph_ready(both)
    assert slider(both).input_value() == "0.2"
    assert picture(both, "#morph") != before
    slider(both).fill("0")
    assert picture(both, "#morph") == picture(both, "#recon-a")


def test_clearing_one_drawing_takes_the_morph_away(both):
    button(both, "b", "Clear").click()
    expect(both.locator("#morph canvas")).to_be_hidden()
    expect(both.locator("#between")).to_contain_text("Now draw something on sheet B.")


def test_nothing_is_lost_by_switching_tabs(both):
    slider(both).fill("0.3")
    before = [picture(both, selector) for selector in ("#pad-a", "#seen-b", "#morph")]
    both.get_by_role("tab", name="Learn").click()
    both.get_by_role("tab", name="Draw").click()
    assert [picture(both, selector) for selector in ("#pad-a", "#seen-b", "#morph")] == before
    assert slider(both).input_value() == "0.3"


def test_nothing_is_lost_by_resizing_the_window(both):
    def black():
        """Share of the sheet under ink."""
        return both.locator("#pad-a canvas").evaluate(
            """canvas => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, at) => at % 4 === 3 && value > 127).length / (data.length / 4);
            }"""
        )

    seen, inked, width = picture(both, "#seen-a"), black(), ink(both, "a").evaluate("canvas => canvas.width")
    both.set_viewport_size({"width": 640, "height": 900})
    both.wait_for_function("width => document.querySelector('#pad-a canvas').width !== width", arg=width)
    assert black() == pytest.approx(inked, rel=0.05)
    assert picture(both, "#seen-a") == seen


def test_the_keyboard_loads_clears_and_undoes(page):
    ink(page, "a").focus()
    page.keyboard.press("5")
    assert digit_read(page, "a") == 5
    page.keyboard.press("Delete")
    expect_blank(page, "a")
    page.keyboard.press("Control+z")
    assert digit_read(page, "a") == 5


def test_the_keyboard_reaches_all_controls_in_order(page):
    ink(page, "a").focus()
    reached = []
    for _ in range(8):
        reached.append(page.evaluate("document.activeElement.className + document.activeElement.type"))
        page.keyboard.press("Tab")
    assert [name.split()[0] for name in reached] == [
        "inkundefined",
        "examplebutton",
        "clearbutton",
        "inkundefined",
        "examplebutton",
        "clearbutton",
        "trybutton",
        "range",
    ]


def test_the_focus_is_seen(page):
    ink(page, "a").focus()
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert (style, width) == ("solid", "3px")


def test_what_it_reads_is_announced_once_the_pen_rests(page):
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    expect(page.locator("#drawing-a").get_by_role("status")).to_contain_text("A: Reads as 3")


def test_a_refusal_is_one_sentence_and_keeps_the_drawing(page):
    draw(page, "a", EXAMPLES["3"])
    settled(page, "a")
    refusal = {"ok": False, "error": "This drawing cannot be read: too much of it."}
    page.route("**/component_server**", lambda route: route.fulfill(json=refusal))
    seen = picture(page, "#seen-a")
    draw(page, "a", EXAMPLES["1"])
    settled(page, "a")
    assert says(page, "a") == refusal["error"]
    assert picture(page, "#seen-a") == seen
    page.unroute("**/component_server**")
    button(page, "a", "Undo").click()
    assert digit_read(page, "a") == 3


def answering(answer):
    return lambda route: route.fulfill(json=answer)


def one_hot(digit):
    return [float(number == digit) for number in range(10)]


def lose_server(page):
    page.route("**/component_server**", answering(None))


def find_server(page):
    page.unroute("**/component_server**")


def lost(page, room):
    return page.locator(f"#{room} .lost")


def test_a_server_that_does_not_answer_is_said_and_drawing_on_recovers(page):
    lose_server(page)
    draw(page, "a", EXAMPLES["3"])
    expect(lost(page, "drawing-a")).to_contain_text("The server did not answer.")
    find_server(page)
    ink(page, "a").press("3")
    assert digit_read(page, "a") == 3
    expect(lost(page, "drawing-a")).to_be_hidden()


@pytest.mark.parametrize("room", ["drawing-a", "between"])
def test_trying_again_asks_for_everything_that_was_lost(both, room):
    lose_server(both)
    ink(both, "a").press("1")
    ink(both, "b").press("7")
    for name in ("drawing-a", "drawing-b", "between"):
        expect(lost(both, name)).to_be_visible()
    find_server(both)
    lost(both, room).get_by_role("button", name="Try again").click()
    for name in ("drawing-a", "drawing-b", "between"):
        expect(lost(both, name)).to_be_hidden()
    settled(both, "a")
    settled(both, "b")
    assert (digit_read(both, "a"), digit_read(both, "b")) == (1, 7)
    slider(both).fill("1")
    assert picture(both, "#morph") == picture(both, "#recon-b")


def test_back_online_it_asks_again_by_itself(both):
    lose_server(both)
    ink(both, "a").press("1")
    expect(lost(both, "drawing-a")).to_be_visible()
    expect(lost(both, "between")).to_be_visible()
    find_server(both)
    both.evaluate("dispatchEvent(new Event('online'))")
    expect(lost(both, "drawing-a")).to_be_hidden()
    expect(lost(both, "between")).to_be_hidden()
    assert digit_read(both, "a") == 1


def test_frames_of_an_earlier_pair_are_dimmed_when_the_server_is_lost(both):
    lose_server(both)
    ink(both, "a").press("1")
    expect(lost(both, "between")).to_be_visible()
    expect(both.locator("#morph canvas")).to_have_css("opacity", "0.35")


def test_while_answers_are_under_way_nobody_asks_for_a_drawing_that_is_there(page):
    held, slow = [], True
    page.route("**/component_server**", lambda route: held.append(route) if slow else route.continue_())
    draw(page, "a", EXAMPLES["3"])
    draw(page, "b", EXAMPLES["8"])
    expect(page.locator("#between .why")).to_have_text("The way from A to B appears here in a moment.")
    expect(page.locator("#between .try")).to_be_hidden()
    slow = False
    for route in held:
        route.continue_()
    morph_ready(page)
    expect(page.locator("#morph canvas")).to_be_visible()


def test_the_bars_stay_where_they_are_when_the_reconstruction_reads_otherwise(page):
    grey, three, five = base64.b64encode(bytes(784)).decode(), one_hot(3), one_hot(5)
    tops = []
    for proba_hat in (three, five):
        answer = {"ok": True, "seen": grey, "recon": grey, "proba": three, "proba_hat": proba_hat}
        page.route("**/component_server**", answering(answer))
        ink(page, "a").press("3")
        settled(page, "a")
        says_so = page.locator("#drawing-a .but").inner_text().startswith("The reconstruction reads as 5")
        assert says_so == (proba_hat is five)
        tops.append(page.locator("#drawing-a .bars").bounding_box()["y"])
        page.unroute("**/component_server**")
    assert tops[0] == tops[1]


def test_sheet_pictures_and_reading_fit_into_a_small_laptops_window(open_page):
    page = open_page(viewport={"width": 1280, "height": 800})
    button(page, "a", "Example").click()
    settled(page, "a")
    expect(page.locator("#drawing-a .bars")).to_be_in_viewport(ratio=1)


class Fingers:
    """Touches on the screen of a page, each a list of spots, one for every finger that is down."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)

    def send(self, kind, spots=()):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(spots)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_draws_and_the_page_does_not_scroll(open_page):
    page = open_page(**PHONE)
    ink(page, "a").scroll_into_view_if_needed()
    scrolled, fingers = page.evaluate("scrollY"), Fingers(page)
    for stroke in EXAMPLES["3"]:
        first, *rest = pens.spots(page, "a", stroke)
        fingers.send("touchStart", [first])
        for spot in rest:
            fingers.send("touchMove", [spot])
        fingers.send("touchEnd")
    assert digit_read(page, "a") == 3
    assert page.evaluate("scrollY") == scrolled


def test_a_second_finger_is_ignored(open_page):
    page = open_page(**PHONE)
    corner, middle, other = pens.spots(page, "a", [(0.1, 0.1), (0.5, 0.5), (0.9, 0.1)])
    fingers = Fingers(page)
    fingers.send("touchStart", [corner])
    fingers.send("touchStart", [corner, other])
    fingers.send("touchMove", [middle, other])
    fingers.send("touchEnd")
    settled(page, "a")
    button(page, "a", "Undo").tap()
    expect_blank(page, "a")


def test_sheets_stand_side_by_side_on_a_desktop_and_stacked_on_a_phone(open_page):
    def boxes(page):
        return [ink(page, pad).bounding_box() for pad in "ab"]

    a, b = boxes(open_page(viewport=DESKTOP))
    assert a["y"] == b["y"]
    assert b["x"] > a["x"] + a["width"]
    a, b = boxes(open_page(**PHONE))
    assert b["y"] > a["y"] + a["height"]
    assert a["x"] == b["x"]
