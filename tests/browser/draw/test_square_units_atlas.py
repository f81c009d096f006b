"""Below the morph, through a real browser: the square between four, the latent units, the map."""

import pytest
from playwright.sync_api import expect

import models
from tests.browser.support.draw_page import morph_ready, picture
from tests.browser.support.engines import both_engines

needs_map = pytest.mark.skipif("vae_map" not in models.available(), reason="vae_map is not in weights/")


def unfold(page, name):
    page.locator(f"#{name} > summary").click()
    page.locator(f"#{name}:not(.blank)").wait_for()
    page.wait_for_function(f"!document.querySelector('#{name} [aria-busy=true]')")


def drag(page, plane, *spots):
    """Drag over a plane; spots are shares of its sides."""
    box = page.locator(plane).bounding_box()
    (x, y), *rest = [(box["x"] + right * box["width"], box["y"] + down * box["height"]) for right, down in spots]
    page.mouse.move(x, y)
    page.mouse.down()
    for spot in rest:
        page.mouse.move(*spot, steps=4)
    page.mouse.up()


def requests_of(page):
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


def test_what_is_folded_asks_nothing(page):
    asked = []
    page.on("request", lambda request: asked.append((request.post_data_json or {}).get("fn_name")))
    page.get_by_role("button", name="Show me 2 and 9").click()
    morph_ready(page)
    assert not {"square", "unit_frames", "cloud", "atlas", "find_places"} & set(asked)


@pytest.mark.parametrize("name", ["square", "units", "atlas"])
def test_a_part_is_fetched_when_it_is_opened_and_the_focus_stays_on_its_title(page, name):
    fetched = requests_of(page)
    title = page.locator(f"#{name} > summary")
    title.focus()
    page.keyboard.press("Enter")
    page.locator(f"#{name} .intro").wait_for()
    assert [url for url in fetched if "/inkspace/draw_folded." in url]
    expect(title).to_be_focused()


def test_a_part_that_comes_late_leaves_the_focus_where_it_is_by_then(page):
    asked = []
    page.route("**/inkspace/draw_folded.*", lambda route: asked.append(route))  # answered below
    page.locator("#square > summary").click()
    elsewhere = page.get_by_role("tab", name="Draw")
    elsewhere.focus()
    page.wait_for_function("document.querySelector('#square').closest('[aria-busy=true]')")
    asked[0].continue_()
    page.locator("#square .intro").wait_for()
    expect(elsewhere).to_be_focused()


@pytest.mark.parametrize("name", ["square", "units"])
def test_with_nothing_drawn_each_part_says_what_it_needs(page, name):
    page.locator(f"#{name} > summary").click()
    expect(page.locator(f"#{name} .why")).to_contain_text({"square": "A, B", "units": "Draw something"}[name])


@both_engines
def test_the_corners_of_the_square_read_as_the_four_drawings(both):
    unfold(both, "square")
    plane = both.locator("#square .plane")
    plane.scroll_into_view_if_needed()
    requests = requests_of(both)
    plane.focus()
    for keys, digit in ((("ArrowLeft", "ArrowUp"), 3), (("ArrowRight",), 8), (("ArrowDown",), 7), (("ArrowLeft",), 0)):
        for key in keys:
            for _ in range(13):
                both.keyboard.press(f"Shift+{key}")
        expect(both.locator("#square .result .reading")).to_contain_text(f"Reads as {digit}")
    assert requests == []


def test_dragging_in_the_square_decodes_without_a_request(both):
    unfold(both, "square")
    both.locator("#square .plane").scroll_into_view_if_needed()
    before, requests = picture(both, "#square .frame"), requests_of(both)
    drag(both, "#square .plane", (0.5, 0.5), (0.8, 0.2))
    assert picture(both, "#square .frame") != before
    assert requests == []


def test_another_drawing_on_sheet_c_changes_the_square(both):
    unfold(both, "square")
    before = picture(both, "#square .plane")
    both.locator("#square .sheet.c .example").click()
    both.wait_for_function(
        "before => document.querySelector('#square .plane canvas').toDataURL() !== before", arg=before
    )


def test_a_minus_b_plus_c_is_shown_and_read(both):
    unfold(both, "square")
    expect(both.locator("#square .reading.total")).to_contain_text("Reads as")


def test_the_units_begin_where_the_drawing_is(both):
    unfold(both, "units")
    assert picture(both, "#units .frame") == picture(both, "#recon-a")
    z = both.evaluate("Inkspace.channel('point-a').value.z")
    assert both.locator("#units .row").count() == len(z)


@both_engines
def test_a_number_typed_moves_its_unit_and_reset_brings_the_drawing_back(both):
    unfold(both, "units")
    before = picture(both, "#units .frame")
    field = both.locator("#units .row input[type=text]").first
    field.fill("-2.5")
    field.press("Enter")
    assert both.locator("#units .row input[type=range]").first.input_value() == "-2.5"
    both.wait_for_function(
        "before => document.querySelector('#units .frame canvas').toDataURL() !== before", arg=before
    )
    both.locator("#units .reset").click()
    both.wait_for_function(
        "before => document.querySelector('#units .frame canvas').toDataURL() === before", arg=before
    )


@pytest.mark.parametrize("typed", ["9", "-3.5", "wide", ""])
def test_a_number_that_does_not_fit_is_refused_in_one_sentence(both, typed):
    unfold(both, "units")
    field = both.locator("#units .row input[type=text]").first
    field.fill(typed)
    field.blur()
    expect(both.locator("#units .wrong")).to_contain_text("Enter a number from −3 to 3")
    expect(both.locator("#units .wrong")).to_contain_text(typed or "nothing")


@both_engines
def test_sixteen_draws_from_the_posterior_and_sixteen_others(both):
    unfold(both, "units")
    draws = both.locator("#units .draws canvas")
    expect(draws).to_have_count(16)
    before = draws.first.evaluate("canvas => canvas.toDataURL()")
    both.locator("#units .draw").click()
    both.wait_for_function(
        "before => document.querySelector('#units .draws canvas').toDataURL() !== before", arg=before
    )
    expect(both.locator("#units .summary")).to_contain_text("of 16")


@pytest.mark.skipif("vae_map" in models.available(), reason="vae_map is in weights/")
def test_without_its_model_the_map_says_so(page):
    page.locator("#atlas > summary").click()
    expect(page.locator("#atlas .why")).to_contain_text("vae_map")


@needs_map
def test_the_map_decodes_under_the_pointer_without_a_request(page):
    unfold(page, "atlas")
    page.locator("#atlas .plane").scroll_into_view_if_needed()
    before, requests = picture(page, "#atlas .frame"), requests_of(page)
    drag(page, "#atlas .plane", (0.5, 0.5), (0.2, 0.7))
    assert picture(page, "#atlas .frame") != before
    expect(page.locator("#atlas .where")).to_contain_text("z = (−2.28, −1.52)")
    assert requests == []


@both_engines
@needs_map
def test_both_drawings_lie_on_the_map_and_the_dot_follows_alpha(both):
    unfold(both, "atlas")
    for name in ("a", "b"):
        expect(both.locator(f"#atlas .drawing.{name}")).to_be_visible()

    def centre(selector):
        box = both.locator(selector).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    both.locator("#alpha input").fill("0")
    assert centre("#atlas .alpha") == pytest.approx(centre("#atlas .drawing.a"), abs=1)
    both.locator("#alpha input").fill("1")
    assert centre("#atlas .alpha") == pytest.approx(centre("#atlas .drawing.b"), abs=1)


@needs_map
def test_the_outlines_of_the_regions_can_be_put_away_and_brought_back(page):
    unfold(page, "atlas")
    outlines, tick = page.locator("#atlas .regions"), page.locator("#atlas .outlined")
    expect(outlines).to_be_visible()
    tick.uncheck()
    expect(outlines).to_be_hidden()
    expect(page.locator("#atlas .keys")).to_be_hidden()
    tick.check()
    expect(outlines).to_be_visible()
