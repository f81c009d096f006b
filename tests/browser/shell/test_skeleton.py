"""Before Gradio stands: a skeleton whose two sheets take ink, and give it to the real ones."""

import threading

import pytest
from playwright.sync_api import expect

from models.sketch.examples import EXAMPLES
from tests.browser.support.draw_page import digit_read, lay, settled, spots

SHEET = "#skeleton .sheet[data-pad={}]"
KNOWN = "localStorage.setItem('inkspace.hints', '[\"draw\"]')"


def held_back(page):
    """Let none of Gradio's scripts through until what is returned is called."""
    held, free = [], threading.Event()
    page.route("**/assets/*.js", lambda route: route.continue_() if free.is_set() else held.append(route))

    def let_come():
        free.set()
        for route in held:
            route.continue_()

    return let_come


@pytest.fixture
def early(blank_page):
    """`early(query="", **options)` gives the page before any of Gradio's scripts has come, and what lets them come."""

    def open_(query="", **options):
        page = blank_page(**options)
        let_come = held_back(page)
        page.goto("/" + query, wait_until="commit")
        page.locator(SHEET.format("a")).wait_for()
        return page, let_come

    return open_


def early_spots(page, pad, stroke):
    return spots(page, pad, stroke, page.locator(SHEET.format(pad)))


def down(page, pad, stroke):
    """Draw a stroke on a sheet of the skeleton, and leave the pen down."""
    first, *rest = early_spots(page, pad, stroke)
    page.mouse.move(*first)
    page.mouse.down()
    for spot in rest:
        page.mouse.move(*spot)


def draw(page, pad, strokes):
    for stroke in strokes:
        down(page, pad, stroke)
        page.mouse.up()


def stands(page):
    page.get_by_role("tab").first.wait_for()


def strokes_on(page, pad):
    return page.evaluate(f"Inkspace.channel('drawing-{pad}').value.strokes")


def inked(page, selector):
    """How many of a canvas's pixels are ink."""
    return page.locator(selector).evaluate(
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data"
        ".filter((value, at) => at % 4 === 3 && value > 127).length"
    )


def test_what_is_drawn_before_the_page_stands_is_read_once_it_does(early):
    page, let_come = early()
    draw(page, "a", EXAMPLES["3"])
    draw(page, "b", EXAMPLES["8"])
    let_come()
    stands(page)
    assert [digit_read(page, pad) for pad in "ab"] == [3, 8]
    assert len(strokes_on(page, "a")) == len(EXAMPLES["3"])


def test_ink_looks_the_same_before_and_after(early):
    page, let_come = early()
    draw(page, "a", EXAMPLES["3"])
    page.wait_for_function("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    before = inked(page, f"{SHEET.format('a')} canvas")
    assert before > 1000
    let_come()
    stands(page)
    settled(page, "a")
    assert inked(page, "#pad-a canvas") == pytest.approx(before, rel=0.02)


def test_a_stroke_under_the_pen_is_finished_before_the_skeleton_goes(early):
    page, let_come = early()
    (stroke, *_) = EXAMPLES["3"]
    down(page, "a", stroke[:-1])
    let_come()
    page.wait_for_function("document.querySelector('#drawing-b section.empty')")  # the real sheets are there
    expect(page.locator("#skeleton")).to_be_attached()
    page.mouse.move(*early_spots(page, "a", stroke)[-1])
    page.mouse.up()
    stands(page)
    assert strokes_on(page, "a")[0][-1] == pytest.approx(stroke[-1], abs=0.005)


@pytest.mark.parametrize("script", ["", KNOWN], ids=["first visit", "later visit"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1024, 768), (768, 1000), (390, 844)])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_sheet_does_not_move_when_the_page_stands(early, lang, size, script):
    page, let_come = early(f"?lang={lang}", script=script, viewport=dict(zip(("width", "height"), size, strict=True)))
    before = page.locator(SHEET.format("a")).bounding_box()
    let_come()
    stands(page)
    assert page.locator("#pad-a .sheet").bounding_box() == pytest.approx(before, abs=1)


def test_a_drawing_that_comes_from_the_other_language_is_not_drawn_over_before_it_is_there(page):
    lay(page, "a", "3")
    settled(page, "a")
    before = strokes_on(page, "a")
    let_come = held_back(page)
    page.get_by_role("link", name="日本語").click()
    page.locator(SHEET.format("a")).wait_for()
    draw(page, "a", EXAMPLES["8"])
    let_come()
    stands(page)
    settled(page, "a")
    assert strokes_on(page, "a") == before


# Take the focus in the moment in which the skeleton goes.
FOCUS_AT_ONCE = """new MutationObserver(() => {
  const sheet = document.querySelector("#pad-a canvas");
  if (!sheet || document.getElementById("skeleton") || window.taken !== undefined) return;
  sheet.focus();
  window.taken = document.activeElement === sheet;
}).observe(document, { childList: true, subtree: true })"""


def test_what_the_skeleton_gives_way_to_takes_keys_at_once(open_page):
    page = open_page(script=FOCUS_AT_ONCE)
    page.wait_for_function("window.taken !== undefined")
    assert page.evaluate("taken")


TROUBLE = "A part of this page did not arrive."
IMPATIENT = """(() => {
  const { setTimeout } = window;
  window.setTimeout = (call, ms, ...rest) => setTimeout(call, ms === 20_000 ? 500 : ms, ...rest);
})()"""  # the page's longest wait passes in half a second


def sandboxed(page, app_url):
    """The app in an iframe that may run scripts and has no address of its own."""
    page.route("**/around", lambda route: route.fulfill(content_type="text/html", body="<body></body>"))
    page.goto("/around")
    page.evaluate(
        """(address) => {
          const frame = Object.assign(document.createElement("iframe"), { src: address, width: 1000, height: 700 });
          frame.sandbox = "allow-scripts";
          document.body.append(frame);
        }""",
        app_url,
    )
    return page.frame_locator("iframe")


@pytest.fixture
def careless(app_url, chromium):
    """A page whose errors are no fault of ours: what it needs is kept from it."""
    context = chromium.new_context(locale="en-GB", base_url=app_url, viewport={"width": 1280, "height": 900})
    context.add_init_script(IMPATIENT)
    yield context.new_page()
    context.close()


def test_the_explanation_stays_where_gradios_scripts_are_blocked(careless):
    careless.route("**/assets/*.js", lambda route: route.abort())
    careless.goto("/")
    expect(careless.get_by_text(TROUBLE)).to_be_visible()
    careless.wait_for_timeout(1500)
    expect(careless.get_by_text(TROUBLE)).to_be_visible()


def test_the_explanation_stays_in_a_sandboxed_frame(careless, app_url):
    said = sandboxed(careless, app_url).get_by_text(TROUBLE)
    expect(said).to_be_visible()
    careless.wait_for_timeout(1500)
    expect(said).to_be_visible()


def test_it_says_so_where_scripts_came_and_nothing_comes_to_stand(careless):
    careless.route("**/gradio_api/**", lambda route: route.abort())
    careless.route("**/config", lambda route: route.abort())
    careless.add_init_script("Object.defineProperty(window, 'gradio_config', { get() { throw new Error('no'); } })")
    careless.goto("/")
    expect(careless.get_by_text(TROUBLE)).to_be_visible()


def test_a_page_that_comes_late_takes_the_explanations_place(careless):
    let_come = held_back(careless)
    careless.goto("/", wait_until="commit")
    careless.locator(SHEET.format("a")).wait_for()
    careless.wait_for_timeout(1500)  # beyond the longest wait: the sheets stay, and nothing empty takes their place
    expect(careless.locator(SHEET.format("a"))).to_be_visible()
    draw(careless, "a", EXAMPLES["3"])
    let_come()
    stands(careless)
    assert digit_read(careless, "a") == 3
