"""The chapter on GANs in a real browser: the game in the plane, D's best answer, the mean, and the nine steps."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.learn.test_chapters import chapter, figure, slide

ROUND = re.compile(r"Round (?!0:)[\d,]+: the forgeries cover \d of 9 places")


@pytest.fixture
def duel(open_page):
    return figure(chapter(open_page, "gan"), "duel")


def picture(found, selector=".plane canvas"):
    return found.locator(selector).evaluate("canvas => canvas.toDataURL()")


def rounds(found):
    return int(re.search(r"Round ([\d,]+)", found.locator(".said").inner_text())[1].replace(",", ""))


def test_the_game_runs_pauses_and_starts_over(duel):
    before = picture(duel)
    duel.get_by_text("k = 1 with R1", exact=True).click()
    duel.get_by_role("button", name="Run").click()
    expect(duel.locator(".said")).to_have_text(ROUND)
    duel.get_by_role("button", name="Pause").click()
    stopped = rounds(duel)
    assert picture(duel) != before
    duel.page.wait_for_timeout(300)
    assert rounds(duel) == stopped
    duel.get_by_role("button", name="Start over").click()
    expect(duel.locator(".said")).to_contain_text("Both players are fresh")
    assert picture(duel) == before  # the same seed


def test_one_player_can_step_alone(duel):
    duel.get_by_role("button", name="D alone").click()
    expect(duel.locator(".said")).to_contain_text("D has taken step 1 of 20")
    duel.get_by_role("button", name="G alone").click()
    expect(duel.locator(".said")).to_contain_text("ends round 1")


def test_another_rule_is_no_preset_any_more_and_a_preset_sets_all_rules(duel):
    slide(duel, ".k", 5)
    expect(duel.locator(".presets input:checked")).to_have_count(0)
    duel.get_by_text("k = 1 with R1", exact=True).click()
    expect(duel.locator(".k output")).to_have_text("1")
    expect(duel.locator(".r1 output")).to_have_text("0.3")
    expect(duel.locator(".apart")).not_to_be_checked()


def test_a_distribution_of_one_point_is_drawn_by_keys_and_trained_on(duel):
    duel.get_by_text("draw your own", exact=True).click()
    expect(duel.locator(".said")).to_contain_text("Draw at least one point")
    expect(duel.get_by_role("button", name="Run")).to_be_disabled()
    duel.locator(".plane").focus()
    duel.page.keyboard.press("ArrowRight")
    duel.page.keyboard.press("Space")
    duel.get_by_role("button", name="Run").click()
    expect(duel.locator(".said")).to_contain_text("of 1 places")
    duel.get_by_role("button", name="Pause").click()
    duel.get_by_role("button", name="Wipe").click()
    expect(duel.locator(".said")).to_contain_text("Draw at least one point")


def test_a_line_drawn_with_the_mouse_becomes_points(duel):
    duel.get_by_text("draw your own", exact=True).click()
    box = duel.locator(".plane").bounding_box()
    mouse = duel.page.mouse
    mouse.move(box["x"] + 60, box["y"] + 60)
    mouse.down()
    mouse.move(box["x"] + 200, box["y"] + 90, steps=12)
    mouse.up()
    expect(duel.get_by_role("button", name="Run")).to_be_enabled()
    expect(duel.locator(".plane canvas")).to_have_attribute("aria-label", re.compile("of [2-9] places"))


def test_a_seed_that_is_none_is_marked_and_changes_nothing(duel):
    before = picture(duel)
    seed = duel.locator(".seed input")
    seed.fill("many")
    seed.blur()
    expect(seed).to_have_attribute("aria-invalid", "true")
    assert picture(duel) == before
    seed.fill("12")
    seed.blur()
    expect(seed).not_to_have_attribute("aria-invalid", "true")
    assert picture(duel) != before


def test_the_game_rests_while_it_is_out_of_sight(duel):
    duel.get_by_text("k = 1 with R1", exact=True).click()
    duel.get_by_role("button", name="Run").click()
    expect(duel.locator(".said")).to_have_text(ROUND)
    page = duel.page
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(500)  # two frames, on any machine
    left = rounds(duel)
    page.wait_for_timeout(500)
    assert rounds(duel) == left
    duel.scroll_into_view_if_needed()
    page.wait_for_function(
        "([said, left]) => said.textContent !== left",
        arg=[duel.locator(".said").element_handle(), duel.locator(".said").inner_text()],
    )


def test_q_laid_on_p_is_where_the_game_rests_and_a_dragged_bump_leaves_it(open_page):
    found = figure(chapter(open_page, "gan"), "optimum")
    found.get_by_role("button", name="Lay q on p").click()
    expect(found.locator(".said")).to_contain_text("the game rests, at a value of −log 4 = −1.386")
    box = found.locator(".densities").bounding_box()
    mouse = found.page.mouse
    mouse.move(box["x"] + 0.33 * box["width"], box["y"] + 60)
    mouse.down()
    mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 60, steps=4)
    mouse.up()
    expect(found.locator(".left output")).to_have_text(re.compile(r"^−?0\.0"))
    expect(found.locator(".said")).to_contain_text("Jensen–Shannon divergence 0.")


def test_a_mean_is_watched_as_it_grows(open_page):
    found = figure(chapter(open_page, "gan"), "mean")
    found.get_by_role("button", name="One draw").click()
    expect(found.locator(".said")).to_contain_text("n = 1.")
    found.get_by_role("button", name="1,000 more").click()
    expect(found.locator(".said")).to_contain_text("n = 1,001.")


def test_nine_steps_lead_through_a_round(open_page):
    found = figure(chapter(open_page, "gan"), "steps")
    for _ in range(7):
        found.get_by_role("button", name="Next step").click()
    expect(found.locator(".said")).to_contain_text("D's weights stand still")
    expect(found.locator("[data-part=D]")).to_have_attribute("data-does", "still")
    found.get_by_role("button", name="Next step").click()
    expect(found.locator(".move-d")).to_have_text("D's weights moved by 0")
    expect(found.locator(".move-g")).not_to_have_text("G's weights moved by 0")
    expect(found.get_by_role("button", name="Next step")).to_be_disabled()
